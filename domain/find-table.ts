import type { CellFault } from './cell-faults.ts';
import { cellFault } from './cell-faults.ts';
import { cellText } from './cell-text.ts';
import { filledRows } from './merged-cells.ts';
import type { FilledRow } from './merged-cells.ts';
import type { Sheet } from './sheet.ts';
import type { HeaderFaults, HeaderRow, Heading, TableShape } from './table-header.ts';
import { headerRows } from './table-header.ts';
import { noteIn, short } from './table-notes.ts';
import type { IgnoredPart, Table, TableRow } from './table.ts';
import { isBlank } from './table.ts';

/** Why a file as a whole is not this table. */
export type TableFault =
  | { readonly kind: 'empty' }
  | { readonly kind: 'noHeader' }
  | { readonly kind: 'severalHeaders'; readonly places: readonly HeaderPlace[] }
  | { readonly kind: 'headerWrong'; readonly place: HeaderPlace; readonly faults: HeaderFaults }
  | { readonly kind: 'linked'; readonly place: HeaderPlace; readonly cells: readonly string[] }
  | { readonly kind: 'noRows'; readonly place: HeaderPlace };

export interface HeaderPlace {
  readonly sheet: string | null;
  readonly row: number;
}

/** The one table of this shape among the sheets of a file: under its header, wherever that stands, and with everything named that is none of it. */
export function findTable(sheets: readonly Sheet[], shape: TableShape): { readonly table: Table } | { readonly fault: TableFault } {
  const open = sheets.filter(({ isHidden }) => !isHidden);
  if (open.every(({ rows }) => rows.every(({ cells }) => cells.every((cell) => cell === undefined)))) return { fault: { kind: 'empty' } };
  const candidates = open.flatMap((sheet) => {
    const rows = filledRows(sheet);
    return headerRows(rows, shape).map((header): Candidate => ({ sheet, rows, header }));
  });
  const whole = candidates.filter(({ header }) => header.faults === null);
  const [found, ...others] = whole.length > 0 ? whole : candidates;
  if (!found) return { fault: { kind: 'noHeader' } };
  if (others.length > 0) return { fault: { kind: 'severalHeaders', places: [found, ...others].map(placeOf) } };
  const fault = faultOf(found);
  if (fault) return { fault };
  const table = tableOf(found, { sheets, shape });
  return table.rows.every(isBlank) ? { fault: { kind: 'noRows', place: placeOf(found) } } : { table };
}

interface Candidate {
  readonly sheet: Sheet;
  readonly rows: readonly FilledRow[];
  readonly header: HeaderRow;
}

const placeOf = ({ sheet, header }: Candidate): HeaderPlace => ({ sheet: sheet.name, row: header.row });

function faultOf(found: Candidate): TableFault | null {
  const { sheet, header } = found;
  if (header.faults) return { kind: 'headerWrong', place: placeOf(found), faults: header.faults };
  return sheet.linked.length > 0 ? { kind: 'linked', place: placeOf(found), cells: sheet.linked } : null;
}

interface Surroundings {
  readonly sheets: readonly Sheet[];
  readonly shape: TableShape;
}

function tableOf({ sheet, rows, header }: Candidate, { sheets, shape }: Surroundings): Table {
  const named = header.headings.filter(isNamed);
  const width = sheet.isDelimited ? header.width : null;
  const below = rows.filter(({ row }) => row > header.row).map((row) => tableRow(row, { named, sheet, shape, width }));
  return {
    header: named.map(({ column }) => column),
    rows: below.flatMap(({ taken }) => (taken ? [taken] : [])),
    ignored: [
      ...otherSheets(sheets, sheet),
      ...rows.filter(({ row }) => row < header.row).flatMap((row) => titleRow(row, shape)),
      ...otherColumns(header, { rows, shape }),
      ...below.flatMap(({ ignored }) => (ignored ? [ignored] : [])),
    ],
  };
}

type NamedHeading = Heading & { readonly column: string };
const isNamed = (heading: Heading): heading is NamedHeading => heading.column !== null;

interface RowContext {
  readonly named: readonly NamedHeading[];
  readonly sheet: Sheet;
  readonly shape: TableShape;
  /** How many cells every row has; null where that says nothing. */
  readonly width: number | null;
}

function tableRow(filled: FilledRow, { named, sheet, shape, width }: RowContext): { readonly taken?: TableRow; readonly ignored?: IgnoredPart } {
  const { row, cells, across } = filled;
  const readings = named.map(({ column, position }) => ({
    position,
    ...cellText(cells[position], { column, isDate: shape.dates?.includes(column) ?? false, countsFrom1904: sheet.countsFrom1904 }),
  }));
  const note = noteIn(readings, across);
  if (note !== null) return { ignored: { row, reason: note } };
  const values = readings.map(({ value }) => value);
  const warnings = [...rowWarnings(filled, named), ...readings.flatMap((reading) => reading.warnings)];
  const faults = [...widthFaults(filled, width), ...readings.flatMap((reading) => reading.faults)];
  return { taken: { row, values, ...(faults.length > 0 && { faults }), ...(warnings.length > 0 && { warnings }) } };
}

const rowWarnings = ({ isHidden, across, cells }: FilledRow, named: readonly NamedHeading[]): readonly CellFault[] => [
  ...(isHidden ? [cellFault('ROW_HIDDEN', { column: '', value: '' })] : []),
  ...named
    .filter(({ position }) => across.has(position) && cells[position] !== undefined)
    .map(({ column }) => cellFault('CELL_MERGED_ACROSS', { column, value: '' })),
];

/** One cell more or fewer than the header has gained or lost a comma. */
function widthFaults({ cells }: FilledRow, width: number | null): readonly CellFault[] {
  if (width === null || cells.length === width) return [];
  const code = cells.length > width ? 'ROW_TOO_WIDE' : 'ROW_TOO_SHORT';
  const surplus = cells.slice(width).filter((cell) => typeof cell === 'string');
  return [cellFault(code, { column: '', value: surplus.join('，') }, { found: cells.length, expected: width })];
}

function titleRow({ row, cells }: FilledRow, { ownLines }: TableShape): readonly IgnoredPart[] {
  const texts = cells.map((cell) => cellText(cell, { column: '', isDate: true, countsFrom1904: false }).value).filter((text) => text !== '');
  const line = texts.join(' ');
  return ownLines?.test(line) ? [] : [{ row, reason: `表头以上的标题行“${short(line)}”` }];
}

function otherSheets(sheets: readonly Sheet[], used: Sheet): readonly IgnoredPart[] {
  const others = sheets.filter((sheet) => sheet !== used && (sheet.rows.length > 0 || sheet.isHidden));
  return others.map(({ name, isHidden }) => ({ row: 0, reason: `${isHidden ? '隐藏的' : ''}工作表“${name}”` }));
}

function otherColumns(
  { row, headings }: HeaderRow,
  { rows, shape }: { readonly rows: readonly FilledRow[]; readonly shape: TableShape },
): readonly IgnoredPart[] {
  const unknown = headings.filter(({ column, written }) => column === null && !shape.context?.includes(written));
  const headed = new Set(headings.map(({ position }) => position));
  const bare = new Set(
    rows.flatMap((below) =>
      below.row > row ? [...below.cells.keys()].filter((position) => below.cells[position] !== undefined && !headed.has(position)) : [],
    ),
  );
  return [
    ...unknown.map(({ written }) => ({
      row,
      reason: shape.computed?.includes(written) ? `列“${written}”是台账导出的列，导入时不读取` : `列“${written}”不在导入的列之中`,
    })),
    ...[...bare].toSorted((a, b) => a - b).map((position) => ({ row, reason: `第 ${position + 1} 列没有列名` })),
  ];
}
