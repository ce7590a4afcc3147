import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarOverlay, OverlayDay } from '../../domain/calendar-overlay.ts';
import { calendarOfOffice, calendarsInForce, differingDays, withOverlay } from '../../domain/calendar-overlay.ts';
import { overlayDayFault, overlayFault } from '../../domain/overlay-faults.ts';
import { addWorkingDays, calendarDay, isWorkingDay } from '../../domain/working-calendar.ts';
import { calendarOf2019, daysOf, officialCalendar } from '../support/calendars.ts';
import { anOverlay, listOf2027, rest, work } from '../support/overlays.ts';

const official = officialCalendar();

describe('a calendar with an overlay', () => {
  test('says of the days of the overlay what the overlay says, with its reason, and of all others what it said before', () => {
    const overlay = anOverlay({
      days: [rest('2019-02-14', '暴雪停班'), work('2019-02-16', '补班'), rest('2019-05-05'), work('2019-05-03'), rest('2019-06-30')],
    });
    const named = { ...official, names: { '2019-02-05': '春节', '2019-05-05': '劳动节' } };
    const calendar = withOverlay(named, overlay);

    expect(overlay.days.map(({ date }) => calendarDay(calendar, date).kind)).toEqual(['holiday', 'makeUpDay', 'weekend', 'workday', 'weekend']);
    expect(calendar.names).toEqual({ '2019-02-05': '春节', '2019-02-14': '暴雪停班', '2019-02-16': '补班' });
    expect(differingDays(official, calendar)).toEqual(['2019-02-14', '2019-02-16', '2019-05-03', '2019-05-05']);
  });

  test('is called after both, and leaves the calendar below as it was', () => {
    const before = structuredClone(calendarOf2019);

    expect(withOverlay(calendarOf2019, anOverlay()).version).toBe('official-2019+临时放假');
    expect(calendarOf2019).toEqual(before);
  });

  test('counts by it', () => {
    expect(addWorkingDays(withOverlay(official, anOverlay()), '2019-02-12', 2)).toBe('2019-02-15');
  });

  test('covers the year whose whole list the overlay is', () => {
    const calendar = withOverlay(official, listOf2027());

    expect(calendarDay(calendar, '2027-10-01')).toMatchObject({ kind: 'holiday', provisional: false });
    expect(calendarDay(calendar, '2027-01-31')).toMatchObject({ kind: 'makeUpDay', provisional: false });
    expect(calendarDay(calendar, '2028-01-03')).toMatchObject({ provisional: true });
  });

  test('whatever days it has: each is as the overlay says', () => {
    const aDay: fc.Arbitrary<OverlayDay> = fc.record({
      date: fc.constantFrom(...daysOf(2018, 2020)),
      kind: fc.constantFrom('rest', 'work'),
      note: fc.constantFrom('', '建院日'),
    });
    const days = fc.uniqueArray(aDay, { selector: ({ date }) => date, maxLength: 30 });

    fc.assert(
      fc.property(days, days, (first, second) => {
        const calendar = [first, second].reduce((below, some) => withOverlay(below, anOverlay({ days: some })), official);
        for (const { date, kind } of second) expect(isWorkingDay(calendar, date)).toBe(kind === 'work');
        const named = [...first, ...second].map(({ date }) => date);
        expect(differingDays(official, calendar).filter((date) => !named.includes(date))).toEqual([]);
      }),
    );
  });
});

describe('calendars in force', () => {
  const general = anOverlay({ name: '暴雪' });
  const of33 = anOverlay({ name: '建院日', offices: ['33'], days: [rest('2019-03-15', '建院日')] });
  const ofBoth = anOverlay({ name: '三月三', offices: ['33', '3301'], days: [rest('2019-04-08', '三月三')] });
  const versionFor = (overlays: readonly CalendarOverlay[], office: string | null) =>
    calendarOfOffice(calendarsInForce({ official: calendarOf2019, overlays }), office)?.version;

  test('are the official one for everybody, without an overlay', () => {
    expect(calendarsInForce({ official, overlays: [] })).toEqual([{ calendar: official, offices: null }]);
  });

  test('are one for everybody and one for the offices with days of their own, those of everybody below', () => {
    expect(versionFor([of33, general], null)).toBe('official-2019+暴雪');
    expect(versionFor([of33, general], 'SPP')).toBe('official-2019+暴雪');
    expect(versionFor([of33, general], '33')).toBe('official-2019+暴雪+建院日');
    expect(versionFor([of33, general], '3301')).toBe('official-2019+暴雪');
  });

  test('are one for all offices with the same days', () => {
    const inForce = calendarsInForce({ official: calendarOf2019, overlays: [ofBoth] });

    expect(inForce.map(({ calendar, offices }) => [calendar.version, offices])).toEqual([
      ['official-2019', null],
      ['official-2019+三月三', ['33', '3301']],
    ]);
    expect(versionFor([ofBoth, of33], '33')).toBe('official-2019+三月三+建院日');
    expect(versionFor([ofBoth, of33], '3301')).toBe('official-2019+三月三');
  });
});

describe('an overlay is refused', () => {
  test.for<[string, Partial<CalendarOverlay>, string]>([
    ['that names no day', { days: [] }, 'OVERLAY_EMPTY'],
    ['whose name would not be read again in a version', { name: 'a+b' }, 'OVERLAY_NAME_INVALID'],
    ['without a name', { name: '' }, 'OVERLAY_NAME_INVALID'],
    ['with too long a name', { name: '长'.repeat(41) }, 'OVERLAY_NAME_INVALID'],
  ])('%s', ([, parts, code]) => {
    expect(overlayFault(official, anOverlay(parts))?.code).toBe(code);
  });

  test.for<[string, Partial<CalendarOverlay>, string]>([
    ['that has its list already', { year: 2026 }, 'OVERLAY_YEAR_INVALID'],
    ['that leaves a year out', { year: 2028 }, 'OVERLAY_YEAR_INVALID'],
    ['for single offices', { offices: ['33'] }, 'OVERLAY_YEAR_INVALID'],
    ['without 国庆节', { days: listOf2027().days.filter(({ note }) => note !== '国庆节') }, 'OVERLAY_YEAR_INCOMPLETE'],
    ['whose 春节 is worked', { days: listOf2027().days.map((day) => (day.note === '春节' ? work(day.date) : day)) }, 'OVERLAY_YEAR_INCOMPLETE'],
  ])('as the list of a year %s', ([, parts, code]) => {
    expect(overlayFault(official, listOf2027(parts))?.code).toBe(code);
  });

  test('but not one that names days of the calendar', () => {
    expect(overlayFault(official, anOverlay())).toBeNull();
  });

  test('but not the whole list of the next year', () => {
    const overlay = listOf2027();

    expect(overlayFault(official, overlay)).toBeNull();
    expect(overlay.days.map((day) => overlayDayFault(official, overlay, day))).toEqual(overlay.days.map(() => null));
  });

  test.for<[string, readonly OverlayDay[], readonly (string | undefined)[]]>([
    ['that names a day twice', [rest('2019-02-14'), rest('2019-02-14', '再次')], [undefined, 'DAY_REPEATED']],
    ['that names a day both as rest and as working day', [rest('2019-02-14'), work('2019-02-14')], [undefined, 'DAY_CONTRADICTED']],
    ['with a day before the calendar', [rest('2003-12-31'), rest('2004-01-01')], ['DATE_OUTSIDE_CALENDAR', undefined]],
    ['with a day after it', [rest('2026-12-31'), rest('2027-01-04')], [undefined, 'DATE_OUTSIDE_CALENDAR']],
  ])('%s', ([, days, codes]) => {
    const overlay = anOverlay({ days });

    expect(overlay.days.map((day) => overlayDayFault(official, overlay, day)?.code)).toEqual(codes);
  });

  test('with a day beyond the year that it brings', () => {
    const overlay = listOf2027({ days: [...listOf2027().days, rest('2028-01-03')] });

    expect(overlayDayFault(official, overlay, overlay.days.at(-1) ?? rest(''))?.code).toBe('DATE_OUTSIDE_CALENDAR');
  });
});
