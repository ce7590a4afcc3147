import { weekdayOf } from './dates.ts';
import type { DateText, OfficeCode } from './values.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/** What comes on top of the official lists: an order of the State Council after them, the list of the next year, the rest days of single offices. */
export interface CalendarOverlay {
  /** Unique; a calendar version is called after the overlays that it has. */
  readonly name: string;
  /** Whose days they are; null: everybody's. */
  readonly offices: readonly OfficeCode[] | null;
  /** The year of which this is the whole official list, so that it is provisional no longer. */
  readonly year: number | null;
  readonly days: readonly OverlayDay[];
}

export interface OverlayDay {
  readonly date: DateText;
  readonly kind: OverlayDayKind;
  /** 春节, 建院纪念日. */
  readonly note: string;
}

export const overlayDayNames = { rest: '休息', work: '上班' } as const;
export type OverlayDayKind = keyof typeof overlayDayNames;

/** The same calendar but for the days of the overlay. */
export function withOverlay(calendar: WorkingCalendar, { name, year, days }: CalendarOverlay): WorkingCalendar {
  // An empty note takes the old reason away.
  const notes = Object.fromEntries(days.map(({ date, note }) => [date, note]));
  const resting = datesOf(days, 'rest');
  const working = datesOf(days, 'work');
  return {
    ...calendar,
    version: `${calendar.version}${versionJoint}${name}`,
    lastYear: Math.max(calendar.lastYear, year ?? 0),
    holidays: without(
      calendar.holidays,
      working,
      resting.filter((date) => !atWeekend(date)),
    ),
    makeUpDays: without(calendar.makeUpDays, resting, working.filter(atWeekend)),
    names: Object.fromEntries(Object.entries({ ...calendar.names, ...notes }).filter(([, reason]) => reason !== '')),
  };
}

type Dates = readonly DateText[];

const datesOf = (days: readonly OverlayDay[], kind: OverlayDayKind): Dates => days.filter((day) => day.kind === kind).map(({ date }) => date);

/** `chinese-days-1.5.7+2027`: what a version consists of can be read. */
export const versionJoint = '+';

const without = (dates: Dates, removed: Dates, added: Dates): Dates => [...new Set([...dates.filter((date) => !removed.includes(date)), ...added])].toSorted();

const atWeekend = (date: DateText): boolean => weekdayOf(date) === 0 || weekdayOf(date) === 6;

/** The official lists as a release brings them, and everything that was put on top, the oldest first. */
export interface CalendarLayers {
  readonly official: WorkingCalendar;
  readonly overlays: readonly CalendarOverlay[];
}

export interface CalendarInForce {
  readonly calendar: WorkingCalendar;
  /** Who goes by it; null: everybody who has no calendar of his own. */
  readonly offices: readonly OfficeCode[] | null;
}

/** One calendar for everybody, and one more for each group of offices with the same days of their own. What holds for everybody lies below what is an office's own. */
export function calendarsInForce({ official, overlays }: CalendarLayers): readonly CalendarInForce[] {
  const general = overlays.filter(({ offices }) => offices === null).reduce(withOverlay, official);
  const special = [...new Set(overlays.flatMap(({ offices }) => offices ?? []))].map((office) => ({
    office,
    calendar: overlays.filter(({ offices }) => offices?.includes(office)).reduce(withOverlay, general),
  }));
  const byVersion = new Map<string, CalendarInForce & { readonly offices: readonly OfficeCode[] }>();
  for (const { office, calendar } of special)
    byVersion.set(calendar.version, { calendar, offices: [...(byVersion.get(calendar.version)?.offices ?? []), office] });
  return [{ calendar: general, offices: null }, ...byVersion.values()];
}

/** Which of them an office goes by. */
export const calendarOfOffice = (inForce: readonly CalendarInForce[], office: OfficeCode | null): WorkingCalendar | undefined =>
  (inForce.find(({ offices }) => office !== null && offices?.includes(office)) ?? inForce.find(({ offices }) => offices === null))?.calendar;

/** The days on which the second calendar says otherwise than the first. */
export function differingDays(before: WorkingCalendar, after: WorkingCalendar): readonly DateText[] {
  const days = (['holidays', 'makeUpDays'] as const).flatMap((list) => {
    const [old, present] = [new Set(before[list]), new Set(after[list])];
    return [...before[list].filter((date) => !present.has(date)), ...after[list].filter((date) => !old.has(date))];
  });
  return days.toSorted();
}
