import type { CalendarOverlay, OverlayDay } from '../../domain/calendar-overlay.ts';
import { withOverlay } from '../../domain/calendar-overlay.ts';
import { calendarOf2019 } from './calendars.ts';

/** Days on top of the calendar, all invented. */

export const rest = (date: string, note = ''): OverlayDay => ({ date, kind: 'rest', note });
export const work = (date: string, note = ''): OverlayDay => ({ date, kind: 'work', note });

export const anOverlay = (parts: Partial<CalendarOverlay> = {}): CalendarOverlay => ({
  name: '临时放假',
  offices: null,
  year: null,
  days: [rest('2019-02-14', '暴雪停班')],
  ...parts,
});

/** As an official list might be: every festival, and a Sunday that is worked before 春节. */
export const listOf2027 = (parts: Partial<CalendarOverlay> = {}): CalendarOverlay => ({
  name: '2027',
  offices: null,
  year: 2027,
  days: [
    rest('2027-01-01', '元旦'),
    work('2027-01-31', '春节'),
    ...['2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11', '2027-02-12'].map((date) => rest(date, '春节')),
    rest('2027-04-05', '清明节'),
    ...['2027-05-03', '2027-05-04'].map((date) => rest(date, '劳动节')),
    rest('2027-06-09', '端午节'),
    rest('2027-09-15', '中秋节'),
    ...['2027-10-01', '2027-10-04', '2027-10-05', '2027-10-06', '2027-10-07'].map((date) => rest(date, '国庆节')),
  ],
  ...parts,
});

/** That of 2019 with the 14th of February as a rest day: in force where a test does not say otherwise. */
export const calendarInForce = withOverlay(calendarOf2019, anOverlay());
