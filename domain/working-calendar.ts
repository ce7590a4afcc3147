import { addDays, weekdayOf, yearOf } from './dates.ts';
import type { DateText } from './values.ts';

/**
 * Which days are worked, as a value with a version: the official list for a span of years (statutory holidays and make-up days).
 * A year outside the span is reckoned by weekends alone and every date from it is provisional.
 */
export interface WorkingCalendar {
  readonly version: string;
  readonly firstYear: number;
  readonly lastYear: number;
  /** Monday to Friday, but not worked (放假). */
  readonly holidays: readonly DateText[];
  /** Saturday or Sunday, but worked (调休上班). */
  readonly makeUpDays: readonly DateText[];
}

export type DayKind = 'workday' | 'weekend' | 'holiday' | 'makeUpDay';

export interface CalendarDay {
  readonly date: DateText;
  readonly working: boolean;
  readonly kind: DayKind;
  /** No official list covers this year yet. */
  readonly provisional: boolean;
}

export function calendarDay(calendar: WorkingCalendar, date: DateText): CalendarDay {
  const kind = kindOf(calendar, date);
  return { date, working: kind === 'workday' || kind === 'makeUpDay', kind, provisional: isProvisional(calendar, date) };
}

export const isWorkingDay = (calendar: WorkingCalendar, date: DateText): boolean => calendarDay(calendar, date).working;

export const isProvisional = ({ firstYear, lastYear }: WorkingCalendar, date: DateText): boolean => yearOf(date) < firstYear || yearOf(date) > lastYear;

/** The `count`th working day after `date`, before it if `count` is negative; the day itself is never counted, 0 gives it back. */
export function addWorkingDays(calendar: WorkingCalendar, date: DateText, count: number): DateText {
  const step = Math.sign(count);
  let day = date;
  for (let left = Math.abs(count); left > 0;) {
    day = addDays(day, step);
    if (isWorkingDay(calendar, day)) left--;
  }
  return day;
}

/** How many working days lie after `from`, up to and including `to`; negative if `to` comes first. */
export function workingDaysBetween(calendar: WorkingCalendar, from: DateText, to: DateText): number {
  if (to < from) return 0 - workingDaysBetween(calendar, to, from);
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(calendar, day)) count++;
  return count;
}

function kindOf(calendar: WorkingCalendar, date: DateText): DayKind {
  const atWeekend = weekdayOf(date) === 0 || weekdayOf(date) === 6;
  if (atWeekend) return calendar.makeUpDays.includes(date) ? 'makeUpDay' : 'weekend';
  return calendar.holidays.includes(date) ? 'holiday' : 'workday';
}
