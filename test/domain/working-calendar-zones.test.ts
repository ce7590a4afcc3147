import { afterEach, expect, test } from 'vitest';
import { dateOf, endOf } from '../../domain/dates.ts';
import { addWorkingDays, calendarDay, settleOnWorkingDay, workingDaysBetween } from '../../domain/working-calendar.ts';
import { daysOf, officialCalendar } from '../support/calendars.ts';

/** Dates are days in Shanghai, wherever the machine stands. West of Greenwich the functions of chinese-days themselves go wrong. */

const zoneOfTheMachine = process.env['TZ'];
afterEach(() => {
  if (zoneOfTheMachine === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zoneOfTheMachine;
});

/** What the calendar says of three years, over the end of its list, from a calendar that was counted in this zone. */
function everythingSaid() {
  const official = officialCalendar();
  return daysOf(2025, 2027).map((date) => [
    calendarDay(official, date),
    addWorkingDays(official, date, 10),
    addWorkingDays(official, date, -5),
    workingDaysBetween(official, '2019-02-12', date),
    settleOnWorkingDay(official, date, 'next'),
    dateOf(endOf(date)),
  ]);
}

process.env['TZ'] = 'Asia/Shanghai';
const inShanghai = everythingSaid();

test.for([
  ['UTC', 0],
  ['America/Los_Angeles', 8],
  ['Pacific/Kiritimati', -14],
  ['Pacific/Pago_Pago', 11],
  // Its clocks jump at midnight, so that a day there may begin at 01:00.
  ['America/Havana', 5],
] as const)('the calendar says the same in %s', ([zone, hoursWest]) => {
  process.env['TZ'] = zone;

  expect(new Date('2019-01-15T00:00:00Z').getTimezoneOffset()).toBe(hoursWest * 60);
  expect(everythingSaid()).toEqual(inShanghai);
});
