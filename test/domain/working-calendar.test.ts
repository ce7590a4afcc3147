import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WorkingCalendar } from '../../domain/working-calendar.ts';
import { addWorkingDays, calendarDay, isProvisional, isWorkingDay, workingDaysBetween } from '../../domain/working-calendar.ts';
import { calendarOf2019, daysOf, isOfficiallyWorked, officialCalendar, weekendsOnly } from '../support/calendars.ts';

const official = officialCalendar();
const days = daysOf(2004, 2026);

describe('the official calendar of 2004 to 2026', () => {
  test('says of every day what chinese-days says', () => {
    const different = days.filter((date) => isWorkingDay(official, date) !== isOfficiallyWorked(date));

    expect(different).toEqual([]);
  });

  test('of 2019 is the list that is written out in the tests', () => {
    const of2019 = (dates: readonly string[]) => dates.filter((date) => date.startsWith('2019'));

    expect(of2019(official.holidays)).toEqual(calendarOf2019.holidays);
    expect(of2019(official.makeUpDays)).toEqual(calendarOf2019.makeUpDays);
  });

  test.for([
    [2019, 23],
    [2026, 25],
  ] as const)('differs from weekends alone on days of %i: %i', ([year, count]) => {
    expect(daysOf(year, year).filter((date) => isWorkingDay(official, date) !== isWorkingDay(weekendsOnly, date))).toHaveLength(count);
  });

  test.for([
    [2019, '02-02 02-03 04-28 05-05 09-29 10-12'],
    [2020, '01-19 04-26 05-09 06-28 09-27 10-10'],
    [2021, '02-07 02-20 04-25 05-08 09-18 09-26 10-09'],
    [2022, '01-29 01-30 04-02 04-24 05-07 10-08 10-09'],
    [2023, '01-28 01-29 04-23 05-06 06-25 10-07 10-08'],
    [2024, '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12'],
    [2025, '01-26 02-08 04-27 09-28 10-11'],
    [2026, '01-04 02-14 02-28 05-09 09-20 10-10'],
  ] as const)('has the make-up days of %i', ([year, dates]) => {
    expect(official.makeUpDays.filter((date) => date.startsWith(`${year}`))).toEqual(dates.split(' ').map((date) => `${year}-${date}`));
  });
});

describe('a day', () => {
  test.for([
    ['2019-02-12', 'workday', true],
    ['2019-06-30', 'weekend', false],
    ['2019-02-04', 'holiday', false],
    ['2019-05-05', 'makeUpDay', true],
    // A holiday at a weekend is not worked because it is a weekend.
    ['2019-10-05', 'weekend', false],
  ] as const)('%s is a %s', ([date, kind, working]) => {
    expect(calendarDay(official, date)).toEqual({ date, kind, working, provisional: false });
  });

  test.for(['2003-12-31', '2027-01-01'])('of a year without a list is reckoned by weekends and marked provisional: %s', (date) => {
    expect(calendarDay(official, date)).toMatchObject({ kind: 'workday', working: true, provisional: true });
  });

  test('of the first and of the last year of the list is not provisional', () => {
    expect(['2004-01-01', '2026-12-31'].map((date) => isProvisional(official, date))).toEqual([false, false]);
  });
});

describe('golden dates: where counting weekends alone goes wrong', () => {
  test.for([
    ['the working day before the Sunday 2019-06-30', '2019-06-30', -1, '2019-06-28'],
    ['the one after it', '2019-06-30', 1, '2019-07-01'],
    ['the working day before the holiday 2022-12-31', '2022-12-31', -1, '2022-12-30'],
    ['the one after it', '2022-12-31', 1, '2023-01-03'],
    ['the first of May 2019, a Sunday', '2019-04-30', 1, '2019-05-05'],
    ['the first of October 2019', '2019-09-30', 1, '2019-10-08'],
    ['five before 2019-02-15', '2019-02-15', -5, '2019-02-03'],
    ['five before 2019-10-10', '2019-10-10', -5, '2019-09-27'],
    ['five before 2026-10-12', '2026-10-12', -5, '2026-09-29'],
    ['the second after the Spring Festival of 2019, the day of the meeting', '2019-02-10', 2, '2019-02-12'],
  ] as const)('%s', ([, from, count, result]) => {
    expect(addWorkingDays(official, from, count)).toBe(result);
  });

  test.for([
    ['2019-02-15', '2019-02-08'],
    ['2019-10-10', '2019-10-03'],
    ['2026-10-12', '2026-10-05'],
  ] as const)('by weekends alone five before %s would be wrong', ([from, wrong]) => {
    expect(addWorkingDays(weekendsOnly, from, -5)).toBe(wrong);
  });
});

describe('counting working days', () => {
  // Over the end of the official list: the years after it go by weekends.
  const aDay = fc.constantFrom(...daysOf(2025, 2027));
  const aCount = fc.integer({ min: 0, max: 120 });

  test('0 gives the day back, a rest day too', () => {
    expect(addWorkingDays(official, '2019-06-30', 0)).toBe('2019-06-30');
    expect(workingDaysBetween(official, '2019-06-30', '2019-06-30')).toBe(0);
  });

  test('adding and counting are inverse, from any day', () => {
    fc.assert(fc.property(aDay, aCount, (from, count) => workingDaysBetween(official, from, addWorkingDays(official, from, count)) === count));
  });

  test('from a working day they are inverse backwards too, and there and back ends where it began', () => {
    const aWorkingDay = aDay.filter((date) => isWorkingDay(official, date));

    fc.assert(
      fc.property(aWorkingDay, aCount, (from, count) => {
        const before = addWorkingDays(official, from, 0 - count);
        return workingDaysBetween(official, before, from) === count && addWorkingDays(official, before, count) === from;
      }),
    );
  });

  test('a way counts as much as its parts, and its way back as much less', () => {
    fc.assert(
      fc.property(aDay, aDay, aDay, (a, b, c) => {
        const between = (from: string, to: string) => workingDaysBetween(official, from, to);
        expect(between(a, b) + between(b, c)).toBe(between(a, c));
        expect(between(b, a) + between(a, b)).toBe(0);
      }),
    );
  });

  test('comes to what walking from day to day comes to, before, within and after the span of the list', () => {
    const exceptions = fc.array(fc.constantFrom(...daysOf(2019, 2020)), { maxLength: 60 });
    const aCalendar = fc
      .record({ holidays: exceptions, makeUpDays: exceptions })
      .map((lists) => ({ version: 'any', firstYear: 2019, lastYear: 2020, ...lists }));

    fc.assert(
      fc.property(aCalendar, fc.constantFrom(...daysOf(2017, 2022)), fc.integer({ min: -300, max: 300 }), (calendar, from, count) => {
        const to = walked(calendar, from, count);
        expect(addWorkingDays(calendar, from, count)).toBe(to);
        const [earlier = '', later = ''] = [from, to].toSorted();
        const passed = yearsAround.filter((date) => date > earlier && date <= later && isWorked(calendar, date));
        expect(workingDaysBetween(calendar, earlier, later)).toBe(passed.length);
      }),
    );
  });

  test('ends on a working day', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: -60, max: 60 }).filter(Boolean), (from, count) => isWorkingDay(official, addWorkingDays(official, from, count))),
    );
  });
});

/** What the rule says of one day, without counting. */
function isWorked({ holidays, makeUpDays }: WorkingCalendar, date: string): boolean {
  const atWeekend = [0, 6].includes(new Date(date).getUTCDay());
  return atWeekend ? makeUpDays.includes(date) : !holidays.includes(date);
}

const yearsAround = daysOf(2015, 2024);

function walked(calendar: WorkingCalendar, from: string, count: number): string {
  let at = yearsAround.indexOf(from);
  for (let left = Math.abs(count); left > 0;) {
    at += Math.sign(count);
    if (isWorked(calendar, yearsAround[at] ?? '')) left--;
  }
  return yearsAround[at] ?? '';
}
