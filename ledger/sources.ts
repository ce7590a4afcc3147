import type { DateText } from '../domain/values.ts';
import { canonicalJson, sm3Hex } from './digest.ts';
import type { RowFault } from './directory-faults.ts';
import type { Entry } from './directory.ts';
import { appendToStream, lockStream } from './journal.ts';
import { LedgerError } from './ledger-error.ts';
import type { Ledger, Queries } from './ledger.ts';

export interface ClauseRow {
  /** The line a person sees; the header is line 1. */
  readonly row?: number;
  readonly source: string;
  readonly clause: string;
  readonly text: string;
}

export interface SourcesToImport {
  readonly clauses: readonly ClauseRow[];
  /** The day on which the document came in. */
  readonly received?: DateText | null;
}

export interface SourcesDiff {
  readonly added: number;
  readonly unchanged: number;
}

/** Adds sources and their clauses. The same again changes nothing; a text that differs from the one on record is refused, since tasks stand on it. */
export async function importSources(ledger: Ledger, { clauses, received = null }: SourcesToImport, { now, ranBy }: Entry): Promise<SourcesDiff> {
  refuseIfFaulty(clauseFaults(clauses));
  return ledger.db.transaction().execute(async (queries) => {
    await lockStream(queries, 'sources');
    const known = await readClauses(queries, clauses);
    refuseIfFaulty(clauses.flatMap((row, index) => differing(row, index, known.get(keyOf(row)))));
    const added = clauses.filter((row) => !known.has(keyOf(row)));
    if (added.length > 0) {
      await write(queries, added, received);
      const data = {
        received,
        sources: [...new Set(added.map(({ source }) => source))],
        clauses: added.map(({ source, clause, text }) => ({ source, clause, text })),
      };
      const commandId = `sources:${sm3Hex(canonicalJson(data))}`;
      await appendToStream(queries, { stream: 'sources', ranBy, commandId }, [{ at: now, type: 'sourcesImported', actor: 'system', data }]);
    }
    return { added: added.length, unchanged: clauses.length - added.length };
  });
}

const keyOf = ({ source, clause }: Pick<ClauseRow, 'source' | 'clause'>): string => JSON.stringify([source, clause]);

async function readClauses(queries: Queries, clauses: readonly ClauseRow[]): Promise<ReadonlyMap<string, string>> {
  const sources = [...new Set(clauses.map(({ source }) => source))];
  if (sources.length === 0) return new Map();
  const rows = await queries.selectFrom('clauses').select(['source', 'clause', 'text']).where('source', 'in', sources).execute();
  return new Map(rows.map((row) => [keyOf(row), row.text]));
}

async function write(queries: Queries, added: readonly ClauseRow[], received: DateText | null): Promise<void> {
  const names = [...new Set(added.map(({ source }) => source))];
  await queries
    .insertInto('sources')
    .values(names.map((name) => ({ name, received_on: received })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const end = await queries.selectFrom('clauses').select('position').orderBy('position', 'desc').limit(1).executeTakeFirst();
  // A statement takes at most 65,535 parameters; four per clause.
  for (let from = 0; from < added.length; from += 10_000) {
    const some = added
      .slice(from, from + 10_000)
      .map(({ source, clause, text }, index) => ({ source, clause, text, position: (end?.position ?? 0) + from + index + 1 }));
    await queries.insertInto('clauses').values(some).execute();
  }
}

function clauseFaults(clauses: readonly ClauseRow[]): readonly RowFault[] {
  const seen = new Set<string>();
  return clauses.flatMap((row, index) => {
    const empty = Object.entries(columns).find(([field]) => row[field as keyof typeof columns].trim() === '');
    if (empty) return [fault(row, index, { column: empty[1], value: '', code: 'VALUE_MISSING', message: `${empty[1]}不能为空` })];
    if (seen.has(keyOf(row)))
      return [fault(row, index, { column: columns.clause, value: row.clause, code: 'REPEATED', message: `${row.source} ${row.clause} 出现两次` })];
    seen.add(keyOf(row));
    return [];
  });
}

const columns = { source: '来源', clause: '条款号', text: '条款内容' } as const;

const differing = (row: ClauseRow, index: number, ...[known]: readonly (string | undefined)[]): readonly RowFault[] =>
  known === undefined || known === row.text
    ? []
    : [fault(row, index, { column: columns.text, value: row.text, code: 'CLAUSE_DIFFERS', message: `${row.source} ${row.clause} 已有不同的内容：“${known}”` })];

const fault = ({ row }: ClauseRow, index: number, found: Pick<RowFault, 'column' | 'value' | 'code' | 'message'>): RowFault => ({
  file: '',
  row: row ?? index + 2,
  ...found,
});

function refuseIfFaulty(faults: readonly RowFault[]): void {
  const [first] = faults;
  if (first)
    throw new LedgerError('SOURCES_INVALID', `来源文件有 ${faults.length} 处错误，未作任何更改；第一处：第 ${first.row} 行 ${first.message}`, {
      errors: faults,
    });
}
