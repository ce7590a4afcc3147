import type { CellFault } from './cell-faults.ts';
import { cellFault } from './cell-faults.ts';

/** A table as somebody has filled it in, wherever it came from: text in cells, each row with the number that a person sees. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly row: number;
  readonly values: readonly string[];
}

/** A row by its headings. Values are without spaces around them; what was taken away is said in `warnings`. */
export interface CellRow {
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly faults: readonly CellFault[];
  readonly warnings: readonly CellFault[];
}

export interface HeaderFaults {
  readonly missing: readonly string[];
  readonly unknown: readonly string[];
  readonly repeated: readonly string[];
}

/** Null for a header that has each of the columns once, in any order, and no other. */
export function headerFaults({ header }: Table, columns: readonly string[]): HeaderFaults | null {
  const faults: HeaderFaults = {
    missing: columns.filter((column) => !header.includes(column)),
    unknown: header.filter((column) => !columns.includes(column)),
    repeated: columns.filter((column) => header.filter((other) => other === column).length > 1),
  };
  return Object.values(faults).every((names: readonly string[]) => names.length === 0) ? null : faults;
}

export const isBlank = ({ values }: TableRow): boolean => values.every((value) => value.trim() === '');

export function cellRow(header: readonly string[], { row, values }: TableRow): CellRow {
  const named = header.map((column, position) => ({ column, value: values[position] ?? '' }));
  const spaced = named.filter(({ value }) => value !== value.trim());
  return {
    row,
    cells: Object.fromEntries(named.map(({ column, value }) => [column, value.trim()])),
    faults: [
      ...widthFaults(header, values),
      ...named.filter(({ value }) => !isStorable(value)).map((cell) => cellFault('TEXT_UNREADABLE', cell, { limit: textLimit })),
    ],
    warnings: spaced.map((cell) => cellFault('SPACES_REMOVED', cell)),
  };
}

/** PostgreSQL stores no U+0000, half a surrogate pair has no UTF-8, and no honest cell is longer. */
const textLimit = 20_000;
const isStorable = (value: string): boolean => value.length <= textLimit && !/[\0\p{Cs}]/u.test(value);

function widthFaults(header: readonly string[], values: readonly string[]): readonly CellFault[] {
  if (values.length === header.length) return [];
  const code = values.length > header.length ? 'ROW_TOO_WIDE' : 'ROW_TOO_SHORT';
  return [cellFault(code, { column: '', value: values.slice(header.length).join('，') }, { found: values.length, expected: header.length })];
}

/** Keys that stand in more than one row, each with the numbers of its rows: which of them is right, nobody can know. */
export function repeatedKeys(rows: readonly { readonly row: number; readonly key: string }[]): ReadonlyMap<string, readonly number[]> {
  const rowsByKey = new Map<string, number[]>();
  for (const { row, key } of rows) rowsByKey.set(key, [...(rowsByKey.get(key) ?? []), row]);
  return new Map([...rowsByKey].filter(([, numbers]) => numbers.length > 1));
}
