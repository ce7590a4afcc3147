import { cellFault } from './cell-faults.ts';
import type { AcceptedRow, ImportSetting, ProgrammeRow, RejectedRow } from './programme-row.ts';
import { readProgrammeRow } from './programme-row.ts';
import type { Table } from './table.ts';
import { cellRow, isBlank, repeatedKeys } from './table.ts';

/** What a whole table comes to, before the ledger is asked. */
export interface ProgrammeReading {
  readonly accepted: readonly AcceptedRow[];
  readonly rejected: readonly RejectedRow[];
  /** Rows in which nothing stands. */
  readonly blank: readonly number[];
}

/** Every fault of every row at once; a good row is taken whatever the others are. */
export function readProgrammeTable(table: Table, setting: ImportSetting): ProgrammeReading {
  const rows = table.rows.filter((row) => !isBlank(row)).map((row) => readProgrammeRow(cellRow(table.header, row), setting));
  const judged = withoutDuplicates(rows);
  return {
    accepted: judged.filter(isAccepted),
    rejected: judged.filter((row): row is RejectedRow => !isAccepted(row)),
    blank: table.rows.filter(isBlank).map(({ row }) => row),
  };
}

const isAccepted = (row: ProgrammeRow): row is AcceptedRow => 'command' in row;

/** All rows that share a number are refused: which of them is meant, only their author knows. */
function withoutDuplicates(rows: readonly ProgrammeRow[]): readonly ProgrammeRow[] {
  const repeated = repeatedKeys(rows.flatMap(({ row, number }) => (number === null ? [] : [{ row, key: number }])));
  return rows.map((judged) => {
    const numbers = judged.number === null ? undefined : repeated.get(judged.number);
    if (judged.number === null || !numbers) return judged;
    const fault = cellFault('NUMBER_DUPLICATE', { column: '编号', value: judged.number }, { rows: numbers.join('、') });
    return { row: judged.row, number: judged.number, errors: [...(isAccepted(judged) ? [] : judged.errors), fault] };
  });
}
