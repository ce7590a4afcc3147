import type { EventActor } from '../domain/events.ts';
import { refusal } from '../domain/refusals.ts';
import type { Instant } from '../domain/values.ts';
import { digestOf } from './digest.ts';
import type { Queries } from './ledger.ts';
import type { Outcome } from './outcome.ts';

/** A command on a stream that is no task's: of a programme, of the meetings of an office. */
export interface StreamCommand {
  readonly stream: string;
  /** The request id: the same acts once. */
  readonly id: string;
  readonly actor: EventActor;
  readonly command: object;
  readonly now: Instant;
}

export interface StreamOutcome extends Outcome {
  readonly repeated: boolean;
}

/** What came of the command when it was carried out before, within the lock of its stream; null where it was not. */
export async function firstOutcome(queries: Queries, { stream, id, ...content }: StreamCommand): Promise<StreamOutcome | null> {
  const first = await queries.selectFrom('commands').select(['digest', 'outcome']).where('stream', '=', stream).where('command_id', '=', id).executeTakeFirst();
  if (!first) return null;
  if (first.digest === digestOf(content)) return { ...first.outcome, repeated: true };
  return { seqs: [], refusal: refusal('REQUEST_ID_REUSED', { id }), repeated: false };
}

export async function rememberOutcome(queries: Queries, { stream, id, now, ...content }: StreamCommand, outcome: Outcome): Promise<void> {
  await queries
    .insertInto('commands')
    .values({ stream, command_id: id, digest: digestOf(content), outcome: JSON.stringify(outcome), at: now, batch: null })
    .execute();
}
