import type { EventActor } from '../../domain/events.ts';
import type { Instant, ProgrammeName, TaskNumber } from '../../domain/values.ts';
import { taskStream } from '../journal.ts';
import type { Ledger } from '../ledger.ts';

export interface TaskHistory {
  readonly number: TaskNumber;
  readonly events: readonly HistoryEvent[];
}

export interface HistoryEvent {
  readonly seq: number;
  readonly at: Instant;
  readonly type: string;
  readonly actor: EventActor;
  readonly data: Readonly<Record<string, unknown>>;
  readonly hash: string;
  readonly ranBy: string;
}

/** Null where nothing stands in the journal. */
export async function historyOf({ db }: Ledger, task: { readonly programme: ProgrammeName; readonly number: TaskNumber }): Promise<TaskHistory | null> {
  const events = await db
    .selectFrom('journal')
    .select(['seq', 'at', 'type', 'actor', 'data', 'hash', 'ran_by as ranBy'])
    .where('stream', '=', taskStream(task))
    .orderBy('seq')
    .execute();
  return events.length === 0 ? null : { number: task.number, events };
}
