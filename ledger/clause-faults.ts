import type { RowFault } from './directory-faults.ts';

export interface ClauseRow {
  /** The line a person sees; the header is line 1. */
  readonly row?: number;
  readonly source: string;
  readonly clause: string;
  readonly text: string;
}

export const clauseKeyOf = ({ source, clause }: Pick<ClauseRow, 'source' | 'clause'>): string => JSON.stringify([source, clause]);

/** What is wrong with the rows by themselves. */
export function clauseFaults(clauses: readonly ClauseRow[]): readonly RowFault[] {
  const seen = new Set<string>();
  return clauses.flatMap((row, index) => {
    const empty = Object.entries(columns).find(([field]) => row[field as keyof typeof columns].trim() === '');
    if (empty) return [fault(row, index, { column: empty[1], value: '', code: 'VALUE_MISSING', message: `${empty[1]}不能为空` })];
    if (seen.has(clauseKeyOf(row)))
      return [fault(row, index, { column: columns.clause, value: row.clause, code: 'REPEATED', message: `${row.source} ${row.clause} 出现两次` })];
    seen.add(clauseKeyOf(row));
    return [];
  });
}

const columns = { source: '来源', clause: '条款号', text: '条款内容' } as const;

/** Where another text is on record: tasks stand on it. */
export const differenceFaults = (clauses: readonly ClauseRow[], known: ReadonlyMap<string, string>): readonly RowFault[] =>
  clauses.flatMap((row, index) => differing(row, index, known.get(clauseKeyOf(row))));

const differing = (row: ClauseRow, index: number, ...[known]: readonly (string | undefined)[]): readonly RowFault[] =>
  known === undefined || known === row.text
    ? []
    : [fault(row, index, { column: columns.text, value: row.text, code: 'CLAUSE_DIFFERS', message: `${row.source} ${row.clause} 已有不同的内容：“${known}”` })];

const fault = ({ row }: ClauseRow, index: number, found: Pick<RowFault, 'column' | 'value' | 'code' | 'message'>): RowFault => ({
  file: '',
  row: row ?? index + 2,
  ...found,
});
