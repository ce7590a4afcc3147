import { basename, extname } from 'node:path';
import type { OverlayToAdd } from '../../ledger/overlays.ts';
import { invalidInput } from '../answers.ts';
import { overlayColumns, overlayDaySchema } from '../schemas.ts';
import { readRows } from './read-rows.ts';

export interface OverlayFile {
  readonly file: string;
  /** After the file, if it is left out. */
  readonly name?: string | undefined;
  readonly offices: OverlayToAdd['offices'];
  readonly year: number | null;
}

/** 日期,类型,说明 as .csv, or .json with a list of objects of the same names (docs/calendar.md). */
export async function readOverlay({ file, name = basename(file, extname(file)), offices, year }: OverlayFile): Promise<OverlayToAdd> {
  const wanted = { columns: overlayColumns, dates: ['日期'], schema: overlayDaySchema, what: '日历调整文件', malformed: 'OVERLAY_MALFORMED' };
  const { taken, errors } = await readRows(file, wanted);
  if (errors.length > 0) throw invalidInput('OVERLAY_INVALID', `日历调整有 ${errors.length} 处错误，未作任何更改。`, { errors });
  return { name, offices, year, days: taken };
}
