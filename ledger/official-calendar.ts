import chineseDays from 'chinese-days';
import { addDays, weekdayOf } from '../domain/dates.ts';
import type { DateText } from '../domain/values.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';

const firstYear = 2004;
const lastYear = 2026;

/** What chinese-days knows of the lists that the State Council publishes, as a value with a version. An update of the package moves no date: it is another version. */
export function officialCalendar(): WorkingCalendar {
  const holidays: DateText[] = [];
  const makeUpDays: DateText[] = [];
  for (let date = `${firstYear}-01-01`; date <= `${lastYear}-12-31`; date = addDays(date, 1)) {
    const atWeekend = weekdayOf(date) === 0 || weekdayOf(date) === 6;
    if (atWeekend && isWorked(date)) makeUpDays.push(date);
    if (!atWeekend && !isWorked(date)) holidays.push(date);
  }
  return { version: 'chinese-days-1.5.7', firstYear, lastYear, holidays, makeUpDays };
}

/** Noon of the machine's own zone: given text, the package takes midnight UTC, which is the day before west of Greenwich. */
function isWorked(date: DateText): boolean {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return chineseDays.isWorkday(new Date(year, month - 1, day, 12));
}
