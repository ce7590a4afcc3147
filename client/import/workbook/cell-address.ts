import type { MergedRange } from '../../../domain/sheet.ts';

/** `B3` → row 3, column 1. */
export function cellAt(address: string): { readonly row: number; readonly column: number } {
  const [, letters = 'A', digits = '1'] = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(address) ?? [];
  const column = Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(digits), column };
}

/** `A1:B3`. */
export function rangeOf(reference: string): MergedRange {
  const [first = '', last = first] = reference.split(':');
  const start = cellAt(first);
  const end = cellAt(last);
  return { top: start.row, left: start.column, bottom: end.row, right: end.column };
}

export const columnName = (column: number): string => (column < 26 ? '' : columnName(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
