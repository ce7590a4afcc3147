import { dayNumberOf } from './dates.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/**
 * Working days of a calendar, counted once: adding and counting are then two look-ups, however many years lie between.
 * A day is its number since 1970-01-01; a working day has a rank, 1 for the first of the calendar's span, 0 and less before it.
 */
export interface CalendarIndex {
  /** How many working days there are up to and including a day. */
  readonly rankOf: (day: number) => number;
  /** The working day of a rank. */
  readonly dayOf: (rank: number) => number;
}

/** A calendar is a value that never changes, so what was counted for it once holds for good. */
const indexes = new WeakMap<WorkingCalendar, CalendarIndex>();

export function indexOf(calendar: WorkingCalendar): CalendarIndex {
  const known = indexes.get(calendar);
  if (known) return known;
  const index = counted(calendar);
  indexes.set(calendar, index);
  return index;
}

function counted(calendar: WorkingCalendar): CalendarIndex {
  const first = dayNumberOf(`${calendar.firstYear}-01-01`);
  const last = dayNumberOf(`${calendar.lastYear}-12-31`);
  const { ranks, days } = workedDays(calendar, { first, last });
  const weekdaysBefore = weekdaysUntil(first - 1);
  const weekdaysWithin = weekdaysUntil(last);
  return {
    rankOf: (day) => {
      if (day < first) return weekdaysUntil(day) - weekdaysBefore;
      return day <= last ? ranked(ranks, day - first) : days.length + weekdaysUntil(day) - weekdaysWithin;
    },
    dayOf: (rank) => {
      if (rank < 1) return weekdayAt(weekdaysBefore + rank);
      return rank <= days.length ? ranked(days, rank - 1) : weekdayAt(weekdaysWithin + rank - days.length);
    },
  };
}

interface Span {
  readonly first: number;
  readonly last: number;
}

/** Of each day of the span its rank, of each rank its day. */
function workedDays({ holidays, makeUpDays }: WorkingCalendar, { first, last }: Span): { readonly ranks: readonly number[]; readonly days: readonly number[] } {
  const resting = new Set(holidays.map(dayNumberOf));
  const madeUp = new Set(makeUpDays.map(dayNumberOf));
  const ranks: number[] = [];
  const days: number[] = [];
  for (let day = first; day <= last; day++) {
    if (isWeekday(day) ? !resting.has(day) : madeUp.has(day)) days.push(day);
    ranks.push(days.length);
  }
  return { ranks, days };
}

/** Both lists are asked only for what they have. */
const ranked = (list: readonly number[], index: number): number => list[index] as number;

/** 1970-01-01 was a Thursday, the third day after a Monday. */
const daysSinceMonday = 3;
const weekdaysPerWeek = 5;

const isWeekday = (day: number): boolean => weekdaysUntil(day) > weekdaysUntil(day - 1);

/** Mondays to Fridays up to and including a day, from that Monday on. */
function weekdaysUntil(day: number): number {
  const days = day + daysSinceMonday + 1;
  const weeks = Math.floor(days / 7);
  return weeks * weekdaysPerWeek + Math.min(days - weeks * 7, weekdaysPerWeek);
}

/** The other way round. */
function weekdayAt(count: number): number {
  const weeks = Math.floor((count - 1) / weekdaysPerWeek);
  return weeks * 7 + (count - 1 - weeks * weekdaysPerWeek) - daysSinceMonday;
}
