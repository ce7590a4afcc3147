import { indexOf } from './calendar-index.ts';
import { dateAt, dayNumberOf, weekdayOf, yearOf } from './dates.ts';
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
  /** Why a day is not what its weekday says, as people call it: 春节. Also for a weekend within a holiday. */
  readonly names?: Readonly<Record<DateText, string>>;
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
  const working = isWorkingDay(calendar, date);
  const atWeekend = weekdayOf(date) === 0 || weekdayOf(date) === 6;
  const kind = atWeekend ? (working ? 'makeUpDay' : 'weekend') : working ? 'workday' : 'holiday';
  return { date, working, kind, provisional: isProvisional(calendar, date) };
}

export function isWorkingDay(calendar: WorkingCalendar, date: DateText): boolean {
  const { rankOf } = indexOf(calendar);
  const day = dayNumberOf(date);
  return rankOf(day) > rankOf(day - 1);
}

export const isProvisional = ({ firstYear, lastYear }: WorkingCalendar, date: DateText): boolean => yearOf(date) < firstYear || yearOf(date) > lastYear;

/** The `count`th working day after `date`, before it if `count` is negative; the day itself is never counted, 0 gives it back. */
export function addWorkingDays(calendar: WorkingCalendar, date: DateText, count: number): DateText {
  if (count === 0) return date;
  const { rankOf, dayOf } = indexOf(calendar);
  const day = dayNumberOf(date);
  return dateAt(count > 0 ? dayOf(rankOf(day) + count) : dayOf(rankOf(day - 1) + count + 1));
}

/** How many working days lie after `from`, up to and including `to`; negative if `to` comes first. */
export function workingDaysBetween(calendar: WorkingCalendar, from: DateText, to: DateText): number {
  const { rankOf } = indexOf(calendar);
  return rankOf(dayNumberOf(to)) - rankOf(dayNumberOf(from));
}

/** What becomes of a day that was stated and is not worked: kept as it is, or the working day before or after it. */
export const restDayRules = ['keep', 'previous', 'next'] as const;
export type RestDayRule = (typeof restDayRules)[number];

export function settleOnWorkingDay(calendar: WorkingCalendar, date: DateText, rule: RestDayRule): DateText {
  if (rule === 'keep' || isWorkingDay(calendar, date)) return date;
  return addWorkingDays(calendar, date, rule === 'next' ? 1 : -1);
}
