import { addDays, dateOf } from '../domain/dates.ts';
import { refusal } from '../domain/refusals.ts';
import type { Instant } from '../domain/values.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { DeadlineFilter, DeadlineList } from '../ledger/queries/deadline-list.ts';
import { deadlineList } from '../ledger/queries/deadline-list.ts';
import { listProgrammes } from '../ledger/queries/programmes.ts';
import { refusedBy } from './answers.ts';

export interface WantedDeadlines extends Pick<DeadlineFilter, 'programme' | 'side'> {
  /** From today; null: only what is overdue. */
  readonly days: number | null;
}

/** A programme that does not exist has no deadlines, and must not look like one in which all is done. */
export async function deadlinesAhead(ledger: Ledger, { days, ...filter }: WantedDeadlines, now: Instant): Promise<DeadlineList> {
  const { programme } = filter;
  if (programme !== undefined && !(await listProgrammes(ledger)).some(({ name }) => name === programme))
    throw refusedBy(refusal('PROGRAMME_NOT_FOUND', { programme }));
  return deadlineList(ledger, { ...filter, until: days === null ? null : addDays(dateOf(now), days) }, now);
}
