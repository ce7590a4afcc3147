import type { DateText, Instant } from './values.ts';

/** Dates are days in Asia/Shanghai by fixed +08:00 arithmetic: no Intl, no zone library, the same under any TZ of the machine. */

const shanghaiOffsetMs = 8 * 3_600_000;
export const dayMs = 86_400_000;

export const toInstant = (ms: number): Instant => new Date(ms).toISOString();

export const msOf = (instant: Instant): number => Date.parse(instant);

/** The day in Shanghai on which an instant falls. */
export const dateOf = (instant: Instant): DateText => new Date(msOf(instant) + shanghaiOffsetMs).toISOString().slice(0, 10);

/** `2019-02-12 09:00`, by the clock in Shanghai. */
export const clockTextOf = (instant: Instant): string => new Date(msOf(instant) + shanghaiOffsetMs).toISOString().slice(0, 16).replace('T', ' ');

/** 2019年2月12日 */
export const chineseDate = (date: DateText): string => `${yearOf(date)}年${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;

/** `hours` and `minutes` of that day's clock in Shanghai. */
export const instantOn = (date: DateText, hours: number, minutes = 0): Instant =>
  toInstant(Date.parse(date) + hours * 3_600_000 + minutes * 60_000 - shanghaiOffsetMs);

/** Due days and cut-offs end at 24:00: a thing done on its due day is on time. */
export const endOf = (date: DateText): Instant => instantOn(date, 24);

/** A day by its number since 1970-01-01, to count with. */
export const dayNumberOf = (date: DateText): number => Date.parse(date) / dayMs;

export const dateAt = (dayNumber: number): DateText => new Date(dayNumber * dayMs).toISOString().slice(0, 10);

export const addDays = (date: DateText, days: number): DateText => dateAt(dayNumberOf(date) + days);

/** 0 is Sunday. */
export const weekdayOf = (date: DateText): number => new Date(Date.parse(date)).getUTCDay();

export const earlier = (a: DateText, b: DateText): DateText => (a < b ? a : b);
export const later = (a: DateText, b: DateText): DateText => (a > b ? a : b);

export const yearOf = (date: DateText): number => Number(date.slice(0, 4));

/** The reporting cycle of a day, where no meeting says otherwise: its month, `2019-03`. */
export const monthOf = (date: DateText): string => date.slice(0, 7);

/** For sorting: the earliest first. */
export const byDate = (a: { readonly date: DateText }, b: { readonly date: DateText }): number => compareTexts(a.date, b.date);

/** For sorting days and instants, which are in the order of their texts. */
export const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** True for a day that exists: 2019-02-29 does not. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

export const isMonth = (text: string): boolean => /^\d{4}-\d{2}$/.test(text) && isDate(`${text}-01`);

/** The day that a workbook counts as this number; null where it counts none, or one before March 1900, where 1900 counts a day that never was. */
export function dateOfSerial(serial: number, { countsFrom1904 }: { readonly countsFrom1904: boolean }): DateText | null {
  const days = Math.floor(serial) + (countsFrom1904 ? daysTo1904 : 0);
  return days >= firstSureDay && days <= lastDay ? addDays('1899-12-30', days) : null;
}

const daysTo1904 = 1462;
const firstSureDay = 61;
const lastDay = 2_958_465; // 9999-12-31
