import type { Cell, CellFaultCode, Reading } from './cell-faults.ts';
import { after, cellFault, readAs, readWith } from './cell-faults.ts';
import { cleaned } from './clean-text.ts';
import { dateOfSerial, yearOf } from './dates.ts';
import type { TableCell } from './merged-cells.ts';
import type { DateCell, NumberCell, PlainCell } from './sheet.ts';

/** Where a cell stands: what it may be depends on its column. */
export interface CellPlace {
  readonly column: string;
  readonly isDate: boolean;
  readonly countsFrom1904: boolean;
}

/** Any cell as the text that a person would have typed into its column, and what was made of what. */
export function cellText(cell: TableCell | undefined, place: CellPlace): Reading<string> {
  if (cell === undefined) return readAs('');
  if (typeof cell === 'string') return cleaned({ column: place.column, value: cell });
  switch (cell.kind) {
    case 'formula':
      if (cell.cached === null) return faulty('FORMULA_WITHOUT_VALUE', place);
      return after([cellFault('FORMULA_CACHED', { column: place.column, value: shown(cell.cached) })], cellText(cell.cached, place));
    case 'merged':
      return after([cellFault('CELL_MERGED', { column: place.column, value: shownText(cell.cell) }, { top: cell.top })], cellText(cell.cell, place));
    case 'error':
      return faulty('CELL_ERROR', place, cell.code);
    case 'boolean':
      return readAs(shown(cell));
    case 'number':
      return numberText(cell, place);
    case 'date':
      return dateText(cell, place);
  }
}

const shown = (cell: PlainCell): string => {
  if (typeof cell === 'string') return cell;
  switch (cell.kind) {
    case 'number':
      return String(cell.number);
    case 'date':
      return cell.date;
    case 'boolean':
      return cell.isTrue ? 'TRUE' : 'FALSE';
    case 'error':
      return cell.code;
  }
};

const shownText = (cell: Exclude<TableCell, { kind: 'merged' }>): string =>
  typeof cell === 'object' && cell.kind === 'formula' ? (cell.cached === null ? '' : shown(cell.cached)) : shown(cell);

/** A number among days is the day's own count, if it comes to one that a plan can name. */
function numberText({ number }: NumberCell, { column, isDate, countsFrom1904 }: CellPlace): Reading<string> {
  const cell: Cell = { column, value: String(number) };
  const date = isDate ? dateOfSerial(number, { countsFrom1904 }) : null;
  if (date !== null && yearOf(date) >= firstPlanYear && yearOf(date) <= lastPlanYear) return readWith(date, cellFault('DATE_READ_AS', cell, { date }));
  return isDate ? readAs(cell.value) : readWith(cell.value, cellFault('NUMBER_READ_AS_TEXT', cell));
}

const firstPlanYear = 2000;
const lastPlanYear = 2099;

/** Office programs turn `3-12` into a day by themselves; what it was, nobody can know. */
function dateText({ date, hasTime }: DateCell, { column, isDate }: CellPlace): Reading<string> {
  if (!isDate) return readAs('', cellFault('CELL_IS_DATE', { column, value: date }));
  return hasTime ? readWith(date, cellFault('TIME_DROPPED', { column, value: date })) : readAs(date);
}

const faulty = (code: CellFaultCode, { column }: CellPlace, value = ''): Reading<string> => readAs('', cellFault(code, { column, value }));
