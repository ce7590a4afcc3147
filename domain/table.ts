import type { CellFault } from './cell-faults.ts';
import { cellFault } from './cell-faults.ts';

/** A table as somebody has filled it in, wherever it came from: text in cells, each row with the number that a person sees. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
  /** What stood in the file and was not taken: sheets, columns, titles, notes. */
  readonly ignored?: readonly IgnoredPart[];
}

export interface TableRow {
  readonly row: number;
  /** In the order of the header, without spaces around them. */
  readonly values: readonly string[];
  readonly faults?: readonly CellFault[];
  readonly warnings?: readonly CellFault[];
}

export interface IgnoredPart {
  /** 0 for a whole sheet. */
  readonly row: number;
  readonly reason: string;
}

/** A row by its headings, with what was made of what. */
export interface CellRow {
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly faults: readonly CellFault[];
  readonly warnings: readonly CellFault[];
}

export const isBlank = ({ values }: TableRow): boolean => values.every((value) => value.trim() === '');

export function cellRow(header: readonly string[], { row, values, faults = [], warnings = [] }: TableRow): CellRow {
  const named = header.map((column, position) => ({ column, value: values[position] ?? '' }));
  return {
    row,
    cells: Object.fromEntries(named.map(({ column, value }) => [column, value])),
    faults: [...faults, ...named.filter(({ value }) => !isStorable(value)).map((cell) => cellFault('TEXT_UNREADABLE', cell, { limit: textLimit }))],
    warnings,
  };
}

/** PostgreSQL stores no U+0000, half a surrogate pair has no UTF-8, and no honest cell is longer. */
const textLimit = 20_000;
const isStorable = (value: string): boolean => value.length <= textLimit && !/[\0\p{Cs}]/u.test(value);

/** Keys that stand in more than one row, each with the numbers of its rows: which of them is right, nobody can know. */
export function repeatedKeys(rows: readonly { readonly row: number; readonly key: string }[]): ReadonlyMap<string, readonly number[]> {
  const rowsByKey = new Map<string, number[]>();
  for (const { row, key } of rows) {
    const known = rowsByKey.get(key);
    if (known) known.push(row);
    else rowsByKey.set(key, [row]);
  }
  return new Map([...rowsByKey].filter(([, numbers]) => numbers.length > 1));
}
