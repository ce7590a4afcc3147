import { clockTextOf, dayMs } from '../../domain/dates.ts';
import type { LedgerCell } from '../../domain/ledger-cells.ts';
import { ledgerHeadings } from '../../domain/ledger-columns.ts';
import type { Light } from '../../domain/lights.ts';
import type { DateText, Instant } from '../../domain/values.ts';
import { looksLikeFormula } from '../formula-text.ts';
import { widthOf } from '../text-width.ts';
import { columnWidths, isSentence, lightColumn, overdueColumn } from './columns.ts';
import type { Look } from './styles.ts';
import { lookOfLight, styleOf } from './styles.ts';
import { xmlDocument, xmlText } from './xml.ts';

/** The sheet itself, row by row: nothing of it but the row that is being written is in memory. */

export interface SheetRow {
  readonly light: Light;
  readonly cells: readonly LedgerCell[];
}

export interface SheetText {
  readonly title: string;
  readonly subtitle: string;
}

const headingRow = 3;

export const sheetBeginning = ({ title, subtitle }: SheetText): string =>
  xmlDocument(
    [
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
      '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
      `<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0"><pane xSplit="1" ySplit="${headingRow}" topLeftCell="B${headingRow + 1}" activePane="bottomRight" state="frozen"/><selection pane="bottomRight"/></sheetView></sheetViews>`,
      '<sheetFormatPr defaultRowHeight="15"/>',
      `<cols>${columnWidths.map((width, column) => `<col min="${column + 1}" max="${column + 1}" width="${width}" customWidth="1"/>`).join('')}</cols>`,
      '<sheetData>',
      `<row r="1" ht="30" customHeight="1">${textCell('B1', title, 'title')}</row>`,
      `<row r="2" ht="18" customHeight="1">${textCell('B2', subtitle, 'subtitle')}</row>`,
      `<row r="${headingRow}" ht="33" customHeight="1">${ledgerHeadings.map((heading, column) => textCell(address(column, headingRow), heading, 'heading')).join('')}</row>`,
    ].join(''),
  );

/** `place` counts from 0 below the headings. */
export function rowXml({ cells, light }: SheetRow, place: number): string {
  const row = headingRow + 1 + place;
  return `<row r="${row}" ht="${heightOf(cells)}">${cells.map((cell, column) => cellXml(cell, { column, row, light })).join('')}</row>`;
}

/** For as many lines as the longest text of the row needs: not every office program finds that out by itself. In points, of which a row has no more than 409. */
function heightOf(cells: readonly LedgerCell[]): number {
  const lines = cells.map((cell, column) => (typeof cell === 'string' ? linesOf(cell, columnWidths[column] ?? 1) : 1));
  return Math.min(409, 14 * Math.max(...lines) + 4);
}

const linesOf = (text: string, width: number): number =>
  text.split('\n').reduce((lines, paragraph) => lines + Math.max(1, Math.ceil(widthOf(paragraph) / (width - 2))), 0);

/** What stands behind the rows: filter and print. */
export function sheetEnd(rows: number, { title, subtitle }: SheetText): string {
  const last = headingRow + rows;
  return [
    '</sheetData>',
    `<autoFilter ref="${filterRange(rows).replaceAll('$', '')}"/>`,
    '<printOptions horizontalCentered="1"/>',
    '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
    // A3 landscape, two pages wide: one would print 34 columns too small to read.
    '<pageSetup paperSize="8" orientation="landscape" fitToWidth="2" fitToHeight="0" pageOrder="overThenDown"/>',
    `<headerFooter><oddHeader>&amp;C${printed(title)}</oddHeader><oddFooter>&amp;L${printed(subtitle)}&amp;R第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>`,
    `<ignoredErrors><ignoredError sqref="A${headingRow}:${columnName(ledgerHeadings.length - 1)}${last}" numberStoredAsText="1"/></ignoredErrors>`,
    '</worksheet>',
  ].join('');
}

/** With the headings, as names of the workbook write it. */
export const filterRange = (rows: number): string => `$A$${headingRow}:$${columnName(ledgerHeadings.length - 1)}$${headingRow + rows}`;

/** Number and headings on every page. */
export const printTitles = { columns: '$A:$A', rows: `$${headingRow}:$${headingRow}` };

/** Excel takes no more than 255 characters for a whole header; `&` begins a code there. */
const printedLimit = 120;
const printed = (text: string): string => xmlText(text.slice(0, printedLimit).replaceAll('&', '&&'));

interface Position {
  readonly column: number;
  readonly row: number;
  readonly light: Light;
}

function cellXml(cell: LedgerCell, { column, row, light }: Position): string {
  const at = address(column, row);
  if (typeof cell === 'string') return textCell(at, cell, textLook(cell, { column, light }));
  if ('count' in cell) return numberCell(at, cell.count, column === overdueColumn && cell.count > 0 ? 'overdue' : 'count');
  if ('date' in cell) return dayCell(at, cell.date);
  return numberCell(at, serialOfMoment(cell.at), 'date');
}

function textLook(text: string, { column, light }: Pick<Position, 'column' | 'light'>): Look {
  if (column === lightColumn) return lookOfLight[light];
  if (looksLikeFormula(text)) return isSentence(column) ? 'quotedSentence' : 'quotedWord';
  return isSentence(column) ? 'sentence' : 'word';
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
