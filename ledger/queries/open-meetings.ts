import type { Instant, OfficeCode } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';

export interface OpenMeetingsRow {
  readonly office: OfficeCode;
  readonly nextDeadlineAt: Instant | null;
  /** What the run began with; fixed for its life. */
  readonly clockOffsetMs: number;
}

/** Offices whose meetings have an open run, with the next cut-off of each. */
export const openMeetings = ({ db }: Ledger): Promise<readonly OpenMeetingsRow[]> =>
  db.selectFrom('meeting_runs').select(['office', 'next_cut_off_at as nextDeadlineAt', 'clock_offset_ms as clockOffsetMs']).orderBy('office').execute();
