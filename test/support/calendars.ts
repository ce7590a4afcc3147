import { createRequire } from 'node:module';
import type { WorkingCalendar } from '../../domain/working-calendar.ts';

/** The official list of 2019 alone: small enough to be read beside a test. Every other year is provisional. */
export const calendarOf2019: WorkingCalendar = {
  version: 'official-2019',
  firstYear: 2019,
  lastYear: 2019,
  holidays: in2019('01-01 02-04 02-05 02-06 02-07 02-08 04-05 05-01 05-02 05-03 06-07 09-13 10-01 10-02 10-03 10-04 10-07'),
  makeUpDays: in2019('02-02 02-03 04-28 05-05 09-29 10-12'),
};

/** Weekends alone: what a calendar would be that knows nothing of 调休. */
export const weekendsOnly: WorkingCalendar = { version: 'weekends', firstYear: 2004, lastYear: 2026, holidays: [], makeUpDays: [] };

function in2019(days: string): readonly string[] {
  return days.split(' ').map((day) => `2019-${day}`);
}

const dayMs = 86_400_000;

/** Every day of a span of years, from its own arithmetic. */
export const daysOf = (firstYear: number, lastYear: number): readonly string[] => {
  const first = Date.UTC(firstYear, 0, 1);
  const count = (Date.UTC(lastYear + 1, 0, 1) - first) / dayMs;
  return Array.from({ length: count }, (_, index) => new Date(first + index * dayMs).toISOString().slice(0, 10));
};

const official = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json') as Readonly<
  Record<'holidays' | 'workdays', Readonly<Record<string, string>>>
>;

/** The official lists of 2004 to 2026 as the package chinese-days has them. */
export function officialCalendar(): WorkingCalendar {
  const isWeekend = (date: string): boolean => [0, 6].includes(new Date(date).getUTCDay());
  const days = daysOf(2004, 2026).map((date) => ({ date, weekend: isWeekend(date), worked: isOfficiallyWorked(date) }));
  return {
    version: 'chinese-days',
    firstYear: 2004,
    lastYear: 2026,
    holidays: days.filter(({ weekend, worked }) => !weekend && !worked).map(({ date }) => date),
    makeUpDays: days.filter(({ weekend, worked }) => weekend && worked).map(({ date }) => date),
  };
}

/** From the package's data: west of Greenwich its functions take a date for the day before. */
export function isOfficiallyWorked(date: string): boolean {
  const isWeekend = [0, 6].includes(new Date(date).getUTCDay());
  return isWeekend ? date in official.workdays : !(date in official.holidays);
}
