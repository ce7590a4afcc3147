import type { Light } from '../../domain/lights.ts';
import type { SheetLayout, SheetRow } from '../workbook/sheet-xml.ts';
import type { Look } from '../workbook/styles.ts';
import { isSentence, ledgerSheetColumns, lightColumn, overdueColumn } from './columns.ts';
import type { SheetText } from './sheet-text.ts';

export interface LedgerSheetRow extends SheetRow {
  readonly light: Light;
}

/** 台账 as a sheet: two pages of A3 wide, since one would print 35 columns too small to read. */
export const ledgerLayout = ({ title, subtitle }: SheetText): SheetLayout<LedgerSheetRow> => ({
  title,
  subtitle,
  columns: ledgerSheetColumns,
  lines: [
    { height: 30, cells: [{ column: 1, text: title, look: 'title' }] },
    { height: 18, cells: [{ column: 1, text: subtitle, look: 'subtitle' }] },
  ],
  lookOf,
  leastHeight: 0,
  hasFilter: true,
  pagesWide: 2,
});

function lookOf({ cells, light }: LedgerSheetRow, column: number): Look {
  const cell = cells[column];
  if (typeof cell === 'object' && 'count' in cell) return column === overdueColumn && cell.count > 0 ? 'overdue' : 'count';
  if (column === lightColumn) return lookOfLight[light];
  return isSentence(column) ? 'sentence' : 'word';
}

const lookOfLight: Readonly<Record<Light, Look>> = { grey: 'grey', green: 'green', yellow: 'yellow', red: 'red' };
