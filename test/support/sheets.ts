import type { Sheet, SheetCell } from '../../domain/sheet.ts';

export type Cells = readonly (SheetCell | undefined)[];

/** A sheet of a workbook with these rows, the first being row 1; an empty list is a row in which nothing stands. */
export const aSheet = (rows: readonly Cells[], with_: Partial<Sheet> = {}): Sheet => ({
  name: '台账',
  isHidden: false,
  rows: rows.map((cells, index) => ({ row: index + 1, cells })),
  merged: [],
  isDelimited: false,
  countsFrom1904: false,
  linked: [],
  ...with_,
});
