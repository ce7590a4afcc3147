import type { CalendarInForce, CalendarOverlay, OverlayDay } from '../domain/calendar-overlay.ts';
import { calendarOfOffice, calendarsInForce, differingDays } from '../domain/calendar-overlay.ts';
import { overlayDayFault, overlayFault } from '../domain/overlay-faults.ts';
import type { DateText } from '../domain/values.ts';
import { appendOverlay, knownOverlay, readLayers, stream } from './calendars.ts';
import type { RowFault } from './directory-faults.ts';
import type { Entry } from './directory.ts';
import { lockStream } from './journal.ts';
import { LedgerError } from './ledger-error.ts';
import type { Ledger, Queries } from './ledger.ts';

/** As it was read from a file. */
export interface OverlayToAdd extends Omit<CalendarOverlay, 'days'> {
  readonly days: readonly (OverlayDay & { readonly row?: number })[];
}

/** What an overlay would change, or has changed. */
export interface OverlayPlan {
  /** It stands already, or no day and no year becomes another by it. */
  readonly changesNothing: boolean;
  readonly before: readonly CalendarInForce[];
  readonly after: readonly CalendarInForce[];
  /** The days that are worked and were not, or the other way round, whosever. */
  readonly days: readonly DateText[];
}

/** Puts days on top of the calendar. All or nothing; the same again changes nothing and journals nothing. */
export const addOverlay = (ledger: Ledger, given: OverlayToAdd, { now, ranBy }: Entry): Promise<OverlayPlan> =>
  ledger.db.transaction().execute(async (queries) => {
    await lockStream(queries, stream);
    const plan = await planOverlay(queries, given);
    if (!plan.changesNothing) await appendOverlay(queries, overlayOf(given), { at: now, ranBy });
    return plan;
  });

/** The same answer, with nothing written. */
export async function planOverlay(queries: Queries, given: OverlayToAdd): Promise<OverlayPlan> {
  const overlay = overlayOf(given);
  await refuseUnknownOffices(queries, overlay);
  const layers = await readLayers(queries);
  const before = calendarsInForce(layers);
  const known = await knownOverlay(queries, overlay);
  if (known === 'same') return { changesNothing: true, before, after: before, days: [] };
  refuseIfFaulty(before, given);
  if (known === 'other')
    throw new LedgerError('OVERLAY_DIFFERS', `名为“${overlay.name}”的日历调整已经录入，内容与这次不同：请另取名称（--name）。`, { name: overlay.name });
  const after = calendarsInForce({ ...layers, overlays: [...layers.overlays, overlay] });
  const days = daysChanged(before, after);
  return { changesNothing: days.length === 0 && overlay.year === null, before, after, days };
}

/** As it is journalled: without the lines of the file. */
const overlayOf = ({ name, offices, year, days }: OverlayToAdd): CalendarOverlay => ({
  name,
  offices: offices === null ? null : [...new Set(offices)].toSorted(),
  year,
  days: days.map(({ date, kind, note }) => ({ date, kind, note })),
});

async function refuseUnknownOffices(queries: Queries, { offices }: CalendarOverlay): Promise<void> {
  if (offices === null) return;
  const known = await queries
    .selectFrom('offices')
    .select('code')
    .where('code', 'in', [...offices])
    .execute();
  const office = offices.find((code) => !known.some((row) => row.code === code));
  if (office !== undefined) throw new LedgerError('OFFICE_NOT_FOUND', `组织目录中没有单位“${office}”：请先导入组织目录，或改正单位代码。`, { office });
}

function refuseIfFaulty(before: readonly CalendarInForce[], given: OverlayToAdd): void {
  const everybodys = calendarOfOffice(before, null);
  if (!everybodys) throw new Error('no calendar is in force for everybody');
  const fault = overlayFault(everybodys, given);
  if (fault) throw new LedgerError(fault.code, `日历调整未录入：${fault.message}。`, { name: given.name });
  const errors = given.days.flatMap((day, index): readonly RowFault[] => {
    const found = overlayDayFault(everybodys, given, day);
    return found ? [{ file: '', row: day.row ?? index + 1, column: '日期', value: day.date, ...found }] : [];
  });
  if (errors.length > 0) throw new LedgerError('OVERLAY_INVALID', `日历调整有 ${errors.length} 处错误，未作任何更改。`, { errors });
}

function daysChanged(before: readonly CalendarInForce[], after: readonly CalendarInForce[]): readonly DateText[] {
  const offices = [null, ...after.flatMap((inForce) => inForce.offices ?? [])];
  const days = offices.flatMap((office) => {
    const [old, present] = [calendarOfOffice(before, office), calendarOfOffice(after, office)];
    return old && present ? differingDays(old, present) : [];
  });
  return [...new Set(days)].toSorted();
}
