import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  addDays,
  clockTextOf,
  dateOf,
  dateOfSerial,
  endOf,
  instantOn,
  isDate,
  isMonth,
  monthOf,
  msOf,
  toInstant,
  weekdayOf,
  yearOf,
} from '../../domain/dates.ts';
import { addWorkingDays, workingDaysBetween } from '../../domain/working-calendar.ts';
import { calendarOf2019, daysOf } from '../support/calendars.ts';

describe('a day in Shanghai', () => {
  test('begins eight hours before the day of UTC', () => {
    expect(dateOf('2019-02-11T15:59:59.999Z')).toBe('2019-02-11');
    expect(dateOf('2019-02-11T16:00:00.000Z')).toBe('2019-02-12');
  });

  test('ends at 24:00, which is where the next begins', () => {
    expect(endOf('2019-06-30')).toBe('2019-06-30T16:00:00.000Z');
    expect(dateOf(endOf('2019-06-30'))).toBe('2019-07-01');
  });

  test('has hours and minutes', () => {
    expect(instantOn('2019-02-12', 9)).toBe('2019-02-12T01:00:00.000Z');
    expect(instantOn('2019-02-12', 8, 30)).toBe('2019-02-12T00:30:00.000Z');
    expect(instantOn('2019-02-12', 0)).toBe('2019-02-11T16:00:00.000Z');
  });

  test('is read from a clock as people read it', () => {
    expect(clockTextOf('2019-02-11T16:30:59.999Z')).toBe('2019-02-12 00:30');
  });

  test('has a weekday, a month and a year', () => {
    expect(weekdayOf('2019-06-30')).toBe(0);
    expect(weekdayOf('2019-02-12')).toBe(2);
    expect(monthOf('2019-03-31')).toBe('2019-03');
    expect(yearOf('2022-12-31')).toBe(2022);
  });

  test('is followed by the next over months, years and leap days', () => {
    expect(addDays('2019-02-28', 1)).toBe('2019-03-01');
    expect(addDays('2020-02-28', 1)).toBe('2020-02-29');
    expect(addDays('2019-12-31', 1)).toBe('2020-01-01');
    expect(addDays('2019-03-01', -1)).toBe('2019-02-28');
  });
});

describe('an instant', () => {
  test('is text with milliseconds, and back', () => {
    expect(toInstant(msOf('2019-02-12T01:00:00.000Z'))).toBe('2019-02-12T01:00:00.000Z');
  });
});

describe('a date that exists', () => {
  test.for(['2019-02-12', '2020-02-29', '2022-12-31', '0001-01-01'])('%s', (text) => {
    expect(isDate(text)).toBe(true);
  });

  test.for([
    '',
    '2019-02-29',
    '2019-02-30',
    '2019-04-31',
    '2019-13-01',
    '2019-00-10',
    '2019-1-2',
    '20190212',
    '2019-02-12T00:00',
    ' 2019-02-12',
    '2019-02-12\n',
    '二〇一九',
  ])('is not %j', (text) => {
    expect(isDate(text)).toBe(false);
  });

  test('and a month that exists', () => {
    expect(['2019-01', '2019-12'].every(isMonth)).toBe(true);
    expect(['2019-00', '2019-13', '2019-1', '2019', '2019-01-01', ''].some(isMonth)).toBe(false);
  });
});

describe('under any time zone of the machine', () => {
  afterEach(() => vi.unstubAllEnvs());

  const year = daysOf(2019, 2019);
  const results = () =>
    year.map((date) => [
      dateOf(instantOn(date, 0)),
      endOf(date),
      addDays(date, 1),
      weekdayOf(date),
      isDate(date),
      addWorkingDays(calendarOf2019, date, 3),
      workingDaysBetween(calendarOf2019, '2019-06-30', date),
    ]);
  const inShanghai = results();

  // Zones behind, ahead, by half an hour, and with a summer time that skips midnight.
  test.for([
    ['Pacific/Honolulu', 600],
    ['America/Sao_Paulo', 120],
    ['Asia/Kolkata', -330],
    ['Pacific/Auckland', -780],
  ] as const)('%s the results are the same', ([zone, offset]) => {
    vi.stubEnv('TZ', zone);
    expect(new Date('2019-01-15T12:00:00.000Z').getTimezoneOffset(), 'the zone of the process has changed').toBe(offset);

    expect(results()).toEqual(inShanghai);
  });
});

describe('the number of a day in a workbook', () => {
  test.each([
    [43646, false, '2019-06-30'],
    [43646.75, false, '2019-06-30'],
    [42184, true, '2019-06-30'],
    [61, false, '1900-03-01'],
    [2_958_465, false, '9999-12-31'],
  ])('%d (since 1904: %s) is %s', (serial, countsFrom1904, date) => {
    expect(dateOfSerial(serial, { countsFrom1904 })).toBe(date);
  });

  test.each([60, 0, -1, 2_958_466, Number.NaN, Number.POSITIVE_INFINITY])('%d is none', (serial) => {
    expect(dateOfSerial(serial, { countsFrom1904: false })).toBeNull();
  });
});
