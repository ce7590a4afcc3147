import { dateOf } from './dates.ts';
import type { Policy } from './policy.ts';
import type { Refusal } from './refusals.ts';
import { refusal } from './refusals.ts';
import type { DateText, Instant } from './values.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { workingDaysBetween } from './working-calendar.ts';

/** What a clerk enters for others: the day of receipt counts, the day of entry is journalled beside it. */
export interface Receipt {
  readonly date: DateText;
  /** Reference of the paper. */
  readonly document: string;
  readonly reason: string | null;
}

/** The day on which an act counts as done. */
export const countsOn = (receipt: Receipt | null, now: Instant): DateText => receipt?.date ?? dateOf(now);

export interface EntryMoment {
  readonly now: Instant;
  readonly issuedAt: Instant;
  readonly calendar: WorkingCalendar;
  readonly policy: Policy;
}

/** Neither in the future nor before 交办; further back than a few working days only with a reason. */
export function receiptFault(receipt: Receipt | null, { now, issuedAt, calendar, policy }: EntryMoment): Refusal | null {
  if (!receipt) return null;
  const today = dateOf(now);
  if (receipt.date > today) return refusal('RECEIVED_IN_FUTURE', { date: receipt.date });
  if (receipt.date < dateOf(issuedAt)) return refusal('RECEIVED_BEFORE_ISSUE', { date: receipt.date, issued: dateOf(issuedAt) });
  const daysBack = workingDaysBetween(calendar, receipt.date, today);
  if (daysBack > policy.lateEntryWorkingDays && !receipt.reason?.trim())
    return refusal('LATE_ENTRY_NEEDS_REASON', { date: receipt.date, limit: policy.lateEntryWorkingDays });
  return null;
}
