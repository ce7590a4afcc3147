import type { CalendarOverlay, OverlayDay } from './calendar-overlay.ts';
import { versionJoint } from './calendar-overlay.ts';
import type { DateText } from './values.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/** What is wrong with an overlay; nothing of it is taken then. Codes are never reused. */
export interface OverlayFault<Code extends string = OverlayFaultCode> {
  readonly code: Code;
  /** Chinese, as the clerk reads it. */
  readonly message: string;
}

export type OverlayFaultCode = 'OVERLAY_EMPTY' | 'OVERLAY_NAME_INVALID' | 'OVERLAY_YEAR_INVALID' | 'OVERLAY_YEAR_INCOMPLETE';
export type OverlayDayFaultCode = 'DAY_REPEATED' | 'DAY_CONTRADICTED' | 'DATE_OUTSIDE_CALENDAR';

const nameLimit = 40;

/** Of the overlay as a whole, on top of the calendar that holds for everybody; the first that is found. */
export function overlayFault(calendar: WorkingCalendar, overlay: CalendarOverlay): OverlayFault | null {
  const { name, days, year, offices } = overlay;
  if (days.length === 0) return { code: 'OVERLAY_EMPTY', message: '没有列出任何一天' };
  if (!isName(name))
    return { code: 'OVERLAY_NAME_INVALID', message: `名称“${name}”不能接受：应为 1 至 ${nameLimit} 字，不含“${versionJoint}”、“/”、空白和控制字符` };
  if (year === null) return null;
  return offices === null
    ? yearFault(calendar, overlay, year)
    : { code: 'OVERLAY_YEAR_INVALID', message: '整年的放假安排适用于所有单位，不能只为个别单位录入' };
}

const isName = (name: string): boolean => /^[^\s/+\p{Cc}\p{Cs}]+$/u.test(name) && name.length <= nameLimit;

function yearFault({ lastYear }: WorkingCalendar, overlay: CalendarOverlay, year: number): OverlayFault | null {
  if (year !== lastYear + 1)
    return { code: 'OVERLAY_YEAR_INVALID', message: `日历录入至 ${lastYear} 年，整年的放假安排只能接着录入 ${lastYear + 1} 年；已录入年份的调整不写 --year` };
  const missing = festivalsMissing(overlay, year);
  if (missing.length === 0) return null;
  return { code: 'OVERLAY_YEAR_INCOMPLETE', message: `这不是 ${year} 年完整的放假安排：没有${missing.join('、')}的休息日` };
}

/** The festivals that every official list has, with the days between which they lie; 中秋节 may fall together with 国庆节. */
const festivals = [
  ['元旦', '01-01', '01-03'],
  ['春节', '01-20', '02-26'],
  ['清明节', '04-03', '04-07'],
  ['劳动节', '05-01', '05-05'],
  ['端午节', '05-25', '06-28'],
  ['国庆节', '10-01', '10-08'],
] as const;

const festivalsMissing = ({ days }: CalendarOverlay, year: number): readonly string[] =>
  festivals
    .filter(([, from, to]) => !days.some(({ kind, date }) => kind === 'rest' && date >= `${year}-${from}` && date <= `${year}-${to}`))
    .map(([festival]) => festival);

/** Of one of its days: named before, or of a year that the calendar does not have, beyond the whole year that the overlay brings. */
export function overlayDayFault(calendar: WorkingCalendar, overlay: CalendarOverlay, day: OverlayDay): OverlayFault<OverlayDayFaultCode> | null {
  const { date, kind } = day;
  const first = overlay.days.find((other) => other.date === date);
  if (first && first !== day && first.kind === kind) return { code: 'DAY_REPEATED', message: `${date} 出现两次` };
  if (first && first !== day) return { code: 'DAY_CONTRADICTED', message: `${date} 既列为休息，又列为上班` };
  return isWithin(calendar, overlay, date)
    ? null
    : { code: 'DATE_OUTSIDE_CALENDAR', message: `${date} 不在日历 ${calendar.firstYear} 至 ${calendar.lastYear} 年之内；来年的放假安排须整年录入（--year）` };
}

const isWithin = ({ firstYear, lastYear }: WorkingCalendar, { year }: CalendarOverlay, date: DateText): boolean =>
  date >= `${firstYear}-01-01` && date <= `${Math.max(lastYear, year ?? 0)}-12-31`;
