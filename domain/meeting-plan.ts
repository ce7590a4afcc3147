import { addDays, monthOf } from './dates.ts';
import { meetingPolicyOf } from './meeting-policy.ts';
import type { Policy } from './policy.ts';
import type { DateText } from './values.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { addWorkingDays, isProvisional, isWorkingDay } from './working-calendar.ts';

/** 每月初第一次党组会 (R7): days to propose; people confirm or move them. */

export interface MeetingProposal {
  /** `2019-05`. */
  readonly month: string;
  readonly date: DateText;
  readonly cutOff: DateText;
  /** The official list of that year is not known yet. */
  readonly provisional: boolean;
}

/** The first working day of each month; in a February in which the Spring Festival ends, the second working day after it (2019-02-12, 2022-02-08). */
export const proposedMeetings = (
  year: number,
  { calendar, policy }: { readonly calendar: WorkingCalendar; readonly policy: Policy },
): readonly MeetingProposal[] =>
  Array.from({ length: 12 }, (_, index) => {
    const month = `${year}-${String(index + 1).padStart(2, '0')}`;
    const date = proposedDay(month, calendar);
    const cutOff = addWorkingDays(calendar, date, -meetingPolicyOf(policy).cutOffWorkingDays);
    return { month, date, cutOff, provisional: isProvisional(calendar, date) };
  });

const springFestival = '春节';

function proposedDay(month: string, calendar: WorkingCalendar): DateText {
  const festivalEnd = month.endsWith('-02') ? lastFestivalDay(month, calendar) : null;
  return festivalEnd === null ? addWorkingDays(calendar, addDays(`${month}-01`, -1), 1) : addWorkingDays(calendar, festivalEnd, 2);
}

/** A make-up day bears the festival's name too, and may follow it. */
function lastFestivalDay(month: string, calendar: WorkingCalendar): DateText | null {
  const named = Object.entries(calendar.names ?? {}).filter(([date, name]) => monthOf(date) === month && name === springFestival);
  const days = named.map(([date]) => date).filter((date) => !isWorkingDay(calendar, date));
  return days.toSorted().at(-1) ?? null;
}
