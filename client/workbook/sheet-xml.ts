import { clockTextOf, dayMs } from '../../domain/dates.ts';
import type { LedgerCell } from '../../domain/ledger-cells.ts';
import type { DateText, Instant } from '../../domain/values.ts';
import { looksLikeFormula } from '../formula-text.ts';
import { widthOf } from '../text-width.ts';
import type { Look } from './styles.ts';
import { quotedLook, styleOf } from './styles.ts';
import { xmlDocument, xmlText } from './xml.ts';

/** The sheet itself, row by row: nothing of it but the row that is being written is in memory. */

/** What stands where, and how it looks and prints. */
export interface SheetLayout<Row extends SheetRow> {
  readonly title: string;
  readonly subtitle: string;
  readonly columns: readonly SheetColumn[];
  /** Above the headings, from the top. */
  readonly lines: readonly SheetLine[];
  /** Of text and of numbers; days look like days. */
  readonly lookOf: (row: Row, column: number) => Look;
  /** In points: room to write by hand, where a sheet is printed for that. */
  readonly leastHeight: number;
  readonly hasFilter: boolean;
  /** A3 landscape, so many pages wide. */
  readonly pagesWide: number;
}

export interface SheetRow {
  readonly cells: readonly LedgerCell[];
}

interface SheetColumn {
  readonly heading: string;
  /** In digits of the usual font; a Chinese character takes two. */
  readonly width: number;
}

interface SheetLine {
  readonly height: number;
  readonly cells: readonly { readonly column: number; readonly text: string; readonly look: Look }[];
}

type Headed = Pick<SheetLayout<SheetRow>, 'lines' | 'columns'>;
const headingRow = ({ lines }: Headed): number => lines.length + 1;

export function sheetBeginning<Row extends SheetRow>(layout: SheetLayout<Row>): string {
  const { columns, lines } = layout;
  const headings = headingRow(layout);
  return xmlDocument(
    [
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
      '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
      `<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0"><pane xSplit="1" ySplit="${headings}" topLeftCell="B${headings + 1}" activePane="bottomRight" state="frozen"/><selection pane="bottomRight"/></sheetView></sheetViews>`,
      '<sheetFormatPr defaultRowHeight="15"/>',
      `<cols>${columns.map(({ width }, column) => `<col min="${column + 1}" max="${column + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`,
      '<sheetData>',
      ...lines.map(lineXml),
      `<row r="${headings}" ht="33" customHeight="1">${columns.map(({ heading }, column) => textCell(address(column, headings), heading, 'heading')).join('')}</row>`,
    ].join(''),
  );
}

const lineXml = ({ height, cells }: SheetLine, index: number): string =>
  `<row r="${index + 1}" ht="${height}" customHeight="1">${cells.map(({ column, text, look }) => textCell(address(column, index + 1), text, look)).join('')}</row>`;

/** `place` counts from 0 below the headings. */
export function rowXml<Row extends SheetRow>(shown: Row, place: number, layout: SheetLayout<Row>): string {
  const row = headingRow(layout) + 1 + place;
  const cells = shown.cells.map((cell, column) => cellXml(cell, address(column, row), layout.lookOf(shown, column)));
  return `<row r="${row}" ht="${heightOf(shown, layout)}">${cells.join('')}</row>`;
}

/** For as many lines as the longest text of the row needs: not every office program finds that out by itself. In points, of which a row has no more than 409. */
function heightOf<Row extends SheetRow>({ cells }: Row, { columns, leastHeight }: SheetLayout<Row>): number {
  const lines = cells.map((cell, column) => (typeof cell === 'string' ? linesOf(cell, columns[column]?.width ?? 1) : 1));
  return Math.min(409, Math.max(leastHeight, 14 * Math.max(...lines) + 4));
}

const linesOf = (text: string, width: number): number =>
  text.split('\n').reduce((lines, paragraph) => lines + Math.max(1, Math.ceil(widthOf(paragraph) / (width - 2))), 0);

/** What stands behind the rows: filter and print. */
export function sheetEnd<Row extends SheetRow>(rows: number, layout: SheetLayout<Row>): string {
  const { title, subtitle, columns, hasFilter, pagesWide } = layout;
  const first = headingRow(layout);
  return [
    '</sheetData>',
    ...(hasFilter ? [`<autoFilter ref="${filterRange(rows, layout).replaceAll('$', '')}"/>`] : []),
    '<printOptions horizontalCentered="1"/>',
    '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
    `<pageSetup paperSize="8" orientation="landscape" fitToWidth="${pagesWide}" fitToHeight="0" pageOrder="overThenDown"/>`,
    `<headerFooter><oddHeader>&amp;C${printed(title)}</oddHeader><oddFooter>&amp;L${printed(subtitle)}&amp;R第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>`,
    `<ignoredErrors><ignoredError sqref="A${first}:${columnName(columns.length - 1)}${first + rows}" numberStoredAsText="1"/></ignoredErrors>`,
    '</worksheet>',
  ].join('');
}

/** With the headings, as names of the workbook write it. */
export const filterRange = (rows: number, layout: Headed): string =>
  `$A$${headingRow(layout)}:$${columnName(layout.columns.length - 1)}$${headingRow(layout) + rows}`;

/** Number and headings on every page. */
export const printTitles = (layout: Headed) => ({ columns: '$A:$A', rows: `$${headingRow(layout)}:$${headingRow(layout)}` });

/** Excel takes no more than 255 characters for a whole header; `&` begins a code there. */
const printedLimit = 120;
const printed = (text: string): string => xmlText(text.slice(0, printedLimit).replaceAll('&', '&&'));

function cellXml(cell: LedgerCell, at: string, look: Look): string {
  if (typeof cell === 'string') return textCell(at, cell, (looksLikeFormula(cell) && quotedLook[look]) || look);
  if ('count' in cell) return numberCell(at, cell.count, look);
  if ('date' in cell) return dayCell(at, cell.date);
  return numberCell(at, serialOfMoment(cell.at), 'date');
}

function textCell(at: string, text: string, look: Look): string {
  if (text === '') return `<c r="${at}" s="${styleOf[look]}"/>`;
  return `<c r="${at}" s="${styleOf[look]}" t="inlineStr"><is><t xml:space="preserve">${xmlText(fitting(text))}</t></is></c>`;
}

const numberCell = (at: string, number: number, look: Look): string => `<c r="${at}" s="${styleOf[look]}"><v>${number}</v></c>`;

/** Days are counted as spreadsheets do it, which are sure of them from March 1900 on. */
const dayCell = (at: string, date: DateText): string =>
  date < '1900-03-01' ? textCell(at, date, 'word') : numberCell(at, serialOfDay(Date.parse(date)), 'date');

const serialOfDay = (ms: number): number => ms / dayMs + 25_569;

/** A spreadsheet knows no zones: this is the clock in Shanghai. The day is shown, the time stands behind it. */
const serialOfMoment = (at: Instant): number => serialOfDay(Date.parse(`${clockTextOf(at).replace(' ', 'T')}Z`));

/** A cell of a workbook holds no more. An import refuses so long a text, so that nothing is shortened by going out and in. */
const textLimit = 32_767;
const fitting = (text: string): string => (text.length <= textLimit ? text : `${text.slice(0, textLimit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`);

const address = (column: number, row: number): string => `${columnName(column)}${row}`;

const columnName = (column: number): string => (column < 26 ? '' : columnName(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
