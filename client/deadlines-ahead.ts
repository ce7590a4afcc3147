import { addDays, dateOf } from '../domain/dates.ts';
import type { Instant } from '../domain/values.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { DeadlineFilter, DeadlineList } from '../ledger/queries/deadline-list.ts';
import { deadlineList } from '../ledger/queries/deadline-list.ts';
import { refuseUnknownProgramme } from './known-programme.ts';

export interface WantedDeadlines extends Pick<DeadlineFilter, 'programme' | 'side'> {
  /** From today; null: only what is overdue. */
  readonly days: number | null;
}

export async function deadlinesAhead(ledger: Ledger, { days, ...filter }: WantedDeadlines, now: Instant): Promise<DeadlineList> {
  if (filter.programme !== undefined) await refuseUnknownProgramme(ledger, filter.programme);
  return deadlineList(ledger, { ...filter, until: days === null ? null : addDays(dateOf(now), days) }, now);
}
