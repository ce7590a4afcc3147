import { createRequire } from 'node:module';
import { addDays, weekdayOf } from '../domain/dates.ts';
import type { DateText } from '../domain/values.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';

const firstYear = 2004;
const lastYear = 2026;

/** What chinese-days knows of the lists that the State Council publishes, as a value with a version. An update of the package moves no date: it is another version. */
export function officialCalendar(): WorkingCalendar {
  const official = officialLists();
  const holidays: DateText[] = [];
  const makeUpDays: DateText[] = [];
  const names: Record<DateText, string> = {};
  for (let date = `${firstYear}-01-01`; date <= `${lastYear}-12-31`; date = addDays(date, 1)) {
    const atWeekend = weekdayOf(date) === 0 || weekdayOf(date) === 6;
    if (atWeekend && date in official.workdays) makeUpDays.push(date);
    if (!atWeekend && date in official.holidays) holidays.push(date);
    const festival = official.workdays[date] ?? official.holidays[date];
    if (festival !== undefined) names[date] = nameOf(festival);
  }
  return { version: 'chinese-days-1.5.7', firstYear, lastYear, holidays, makeUpDays, names };
}

/** `Labour Day,劳动节,1`, as the package has it; as the State Council writes it, 端午 is 端午节. */
function nameOf(festival: string): string {
  const [, name = ''] = festival.split(',');
  return ['清明', '端午', '中秋'].includes(name) ? `${name}节` : name;
}

interface OfficialLists {
  /** By date, with names; weekends within a holiday too. */
  readonly holidays: Readonly<Record<DateText, string>>;
  readonly workdays: Readonly<Record<DateText, string>>;
}

/** Its data, not its functions: west of Greenwich those take a date for the day before. */
const officialLists = () => createRequire(import.meta.url)('chinese-days/dist/chinese-days.json') as OfficialLists;
