import { cellText } from './cell-text.ts';
import { nameKey } from './clean-text.ts';
import type { FilledRow, TableCell } from './merged-cells.ts';
import { nearMisses } from './near-miss.ts';

/** Which table is looked for. */
export interface TableShape {
  readonly columns: readonly string[];
  /** Read where they stand; nothing is said where they do not. */
  readonly optional?: readonly string[];
  /** Another heading → the column that it means. */
  readonly alsoCalled?: Readonly<Record<string, string>>;
  /** Columns of days. */
  readonly dates?: readonly string[];
  /** False: a column that nobody knows makes the file another one. */
  readonly ignoresOthers?: boolean;
  /** Columns that duban computes, when the file is one that it wrote. */
  readonly computed?: readonly string[];
  /** Columns that duban filled in for people to read: nothing is taken from them, and nothing said. */
  readonly context?: readonly string[];
  /** Lines that duban writes above the table itself: of them, too, nothing is said. */
  readonly ownLines?: RegExp;
}

/** A row that may be the header: at least half of the columns stand in it. */
export interface HeaderRow {
  readonly row: number;
  /** How many cells it has. */
  readonly width: number;
  readonly headings: readonly Heading[];
  readonly faults: HeaderFaults | null;
}

export interface Heading {
  readonly position: number;
  readonly written: string;
  /** Null where the shape knows no such column. */
  readonly column: string | null;
}

export interface HeaderFaults {
  readonly missing: readonly string[];
  readonly unknown: readonly string[];
  readonly repeated: readonly string[];
  /** Missing column → unknown headings that may be meant by it. */
  readonly suggestions: Readonly<Record<string, readonly string[]>>;
}

/** Every row that may be the header of this table. Of two that are one, because their cells are merged downwards, the lower counts. */
export function headerRows(rows: readonly FilledRow[], shape: TableShape): readonly HeaderRow[] {
  const known = headingsOf(shape);
  const least = Math.max(2, Math.ceil(shape.columns.length / 2));
  const candidates = rows.flatMap((row) => {
    const headings = headingsIn(row, known);
    const columns = new Set(headings.flatMap(({ column }) => (column !== null && shape.columns.includes(column) ? [column] : [])));
    return columns.size < least ? [] : [{ row: row.row, width: row.cells.length, headings, faults: headerFaults(headings, shape) }];
  });
  return candidates.filter((candidate, place) => !isContinued(candidate, candidates[place + 1]));
}

function headingsOf({ columns, optional = [], alsoCalled = {} }: TableShape): ReadonlyMap<string, string> {
  const own = [...columns, ...optional].map((column) => [nameKey(column), column] as const);
  return new Map([...own, ...Object.entries(alsoCalled).map(([heading, column]) => [nameKey(heading), column] as const)]);
}

function headingsIn({ cells }: FilledRow, known: ReadonlyMap<string, string>): readonly Heading[] {
  return cells.flatMap((cell, position) => {
    const written = headingText(cell);
    return written === '' ? [] : [{ position, written, column: known.get(nameKey(written).replaceAll(/^[*※]+|[*※]+$/g, '')) ?? null }];
  });
}

const headingText = (cell: TableCell | undefined): string => cellText(cell, { column: '', isDate: true, countsFrom1904: false }).value.replaceAll(/\s+/g, '');

/** Null for a header that has each of the columns once, in any order. */
export function headerFaults(headings: readonly Heading[], { columns, optional = [], ignoresOthers = false }: TableShape): HeaderFaults | null {
  const timesOf = (column: string): number => headings.filter((heading) => heading.column === column).length;
  const missing = columns.filter((column) => timesOf(column) === 0);
  const repeated = [...columns, ...optional].filter((column) => timesOf(column) > 1);
  const others = headings.flatMap(({ column, written }) => (column === null ? [written] : []));
  if (missing.length + repeated.length === 0 && (ignoresOthers || others.length === 0)) return null;
  const suggested = missing.map((column) => [column, nearMisses(column, others)] as const).filter(([, near]) => near.length > 0);
  return { missing, repeated, unknown: ignoresOthers ? [] : others, suggestions: Object.fromEntries(suggested) };
}

/** The same headings directly below. */
const isContinued = (upper: HeaderRow, lower: HeaderRow | undefined): boolean =>
  lower !== undefined &&
  lower.row === upper.row + 1 &&
  upper.headings.every(({ position, written }) => lower.headings.some((below) => below.position === position && below.written === written));
