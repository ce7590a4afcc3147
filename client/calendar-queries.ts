import { isDate } from '../domain/dates.ts';
import type { DateText, OfficeCode } from '../domain/values.ts';
import type { CalendarDay, WorkingCalendar } from '../domain/working-calendar.ts';
import { addWorkingDays, calendarDay, isProvisional } from '../domain/working-calendar.ts';
import { newestRules } from '../ledger/rules.ts';
import { invalidInput } from './answers.ts';
import type { CommandDesk } from './command-order.ts';
import { refuseUnknownOffice } from './department-lookup.ts';
import { saidPlainly } from './failures.ts';

/** Other programs read these shapes: fields may be added, none renamed. */
export interface CalendarDayShown extends CalendarDay {
  /** 春节, 国庆节: why it is not what its weekday says. */
  readonly name: string | null;
  readonly calendarVersion: string;
}

export interface WorkingDaysAdded {
  readonly date: DateText;
  readonly days: number;
  readonly result: DateText;
  /** On the way, or at its end, lies a year without an official list. */
  readonly provisional: boolean;
  readonly calendarVersion: string;
}

export function calendarQueries({ ledger }: CommandDesk) {
  const present = (office: OfficeCode | null): Promise<WorkingCalendar> =>
    saidPlainly(async () => {
      if (office !== null) await refuseUnknownOffice(ledger, office);
      return (await newestRules(ledger, office)).calendar;
    });
  return {
    /** By the calendar of an office; null: by that of everybody who has none of his own. */
    calendarDay: async (date: DateText, office: OfficeCode | null) => shownDay(await present(office), date),
    addWorkingDays: async (span: { readonly date: DateText; readonly days: number }, office: OfficeCode | null) => added(await present(office), span),
  };
}

function shownDay(calendar: WorkingCalendar, date: DateText): CalendarDayShown {
  refuseOutside(calendar, date);
  return { ...calendarDay(calendar, date), name: calendar.names?.[date] ?? null, calendarVersion: calendar.version };
}

function added(calendar: WorkingCalendar, { date, days }: { readonly date: DateText; readonly days: number }): WorkingDaysAdded {
  refuseOutside(calendar, date);
  const result = addWorkingDays(calendar, date, days);
  refuseOutside(calendar, result);
  return { date, days, result, provisional: isProvisional(calendar, date) || isProvisional(calendar, result), calendarVersion: calendar.version };
}

/** Years to come are reckoned by weekends and said to be provisional; of years long gone nobody needs a guess. */
function refuseOutside({ firstYear, version }: WorkingCalendar, date: DateText): void {
  if (isDate(date) && date >= `${firstYear}-01-01`) return;
  throw invalidInput('DATE_OUTSIDE_CALENDAR', `日期 ${date} 不在工作日历之内：日历 ${version} 从 ${firstYear}-01-01 开始，至 9999-12-31 为止。`, {
    date,
    firstYear,
  });
}
