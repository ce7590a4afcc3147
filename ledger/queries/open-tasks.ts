import type { Instant, ProgrammeName, TaskNumber } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';

export interface OpenTaskRow {
  readonly programme: ProgrammeName;
  readonly number: TaskNumber;
  readonly nextDeadlineAt: Instant | null;
  /** What the run began with; fixed for its life. */
  readonly clockOffsetMs: number;
}

/** Tasks whose run is open, the next due first. */
export const openTasks = ({ db }: Ledger): Promise<readonly OpenTaskRow[]> =>
  db
    .selectFrom('tasks')
    .select(['programme', 'number', 'next_deadline_at as nextDeadlineAt', 'clock_offset_ms as clockOffsetMs'])
    .where('has_open_run', '=', true)
    .orderBy('next_deadline_at')
    .orderBy('programme')
    .orderBy('sort_key')
    .execute();
