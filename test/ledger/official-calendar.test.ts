import chineseDays from 'chinese-days';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addWorkingDays, calendarDay, isWorkingDay, workingDaysBetween } from '../../domain/working-calendar.ts';
import { officialCalendar } from '../../ledger/official-calendar.ts';
import { daysOf } from '../support/calendars.ts';

/** Against the functions of the package, in the zone in which they are right. */

const zoneOfTheMachine = process.env['TZ'];
beforeAll(() => void (process.env['TZ'] = 'Asia/Shanghai'));
afterAll(() => {
  if (zoneOfTheMachine === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zoneOfTheMachine;
});

const official = officialCalendar();
const days = daysOf(2004, 2026);
const aDay = fc.constantFrom(...days);
const nearby = (date: string, count: number): string => days[days.indexOf(date) + count] ?? '2026-12-31';

describe('the official calendar', () => {
  test('of every day from 2004 to 2026 says what chinese-days says', () => {
    expect(days.filter((date) => isWorkingDay(official, date) !== chineseDays.isWorkday(date))).toEqual([]);
  });

  test('finds the working day that chinese-days finds, on and back', () => {
    const aCount = fc.integer({ min: -40, max: 40 }).filter((count) => count !== 0);
    const within = aDay.filter((date) => date > '2004-04-01' && date < '2026-09-01');

    fc.assert(fc.property(within, aCount, (date, count) => addWorkingDays(official, date, count) === chineseDays.findWorkday(count, date)));
  });

  test('counts the working days that chinese-days lists', () => {
    fc.assert(
      fc.property(aDay, fc.nat({ max: 60 }), (from, length) => {
        const to = nearby(from, length);
        const listed = chineseDays.getWorkdaysInRange(from, to, true).filter((date) => date !== from);
        expect(workingDaysBetween(official, from, to)).toBe(listed.length);
      }),
    );
  });

  test.for([
    ['2019-02-04', '春节'],
    ['2019-05-05', '劳动节'],
    ['2019-10-05', '国庆节'],
    ['2019-06-07', '端午节'],
    ['2019-04-05', '清明节'],
    ['2019-02-11', undefined],
  ] as const)('calls %s by its festival: %s', ([date, name]) => {
    expect(official.names?.[date]).toBe(name);
  });

  test('has a name for every day that is not what its weekday says', () => {
    const unnamed = days.filter((date) => ['holiday', 'makeUpDay'].includes(calendarDay(official, date).kind) && !official.names?.[date]);

    expect(unnamed).toEqual([]);
  });
});
