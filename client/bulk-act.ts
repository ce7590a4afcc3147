import type { TaskCommand } from '../domain/commands.ts';
import type { TaskEvent } from '../domain/events.ts';
import { refusal, refusalText } from '../domain/refusals.ts';
import type { Task } from '../domain/task.ts';
import { fullNumberOf } from '../domain/task.ts';
import type { Instant, PersonId, ProgrammeName, TaskNumber } from '../domain/values.ts';
import { foresee } from '../ledger/carry-out.ts';
import { actorOf } from '../ledger/queries/actor-of.ts';
import { tasksOfProgramme } from '../ledger/queries/tasks-of-programme.ts';
import { untoldBatches } from '../ledger/queries/untold-batches.ts';
import { outcomeUnknown, refusedBy } from './answers.ts';
import type { CommandDesk, TaskAnswer } from './command-order.ts';
import { envelopeOf } from './command-order.ts';
import { DubanError, exitCodes } from './errors.ts';
import { saidPlainly } from './failures.ts';
import { inParallel } from './in-parallel.ts';
import { refuseUnknownProgramme } from './known-programme.ts';
import { sendCommand } from './send-command.ts';

/** An act on many tasks is one command for each, under the request id of the whole and the task's number: repeated, it finishes what is left. */
export interface BulkAct {
  readonly programme: ProgrammeName;
  readonly actor: PersonId | 'system';
  readonly requestId: string;
  /** Empty: every task of the programme. */
  readonly numbers: readonly TaskNumber[];
}

export interface RefusedNumber {
  readonly number: TaskNumber;
  readonly code: string;
  readonly message: string;
}

export const bulkLanes = 10;

/** The tasks that are meant; everybody and everything that is named exists. */
export async function tasksOfBulk({ ledger }: CommandDesk, { programme, actor, numbers }: Omit<BulkAct, 'requestId'>): Promise<readonly Task[]> {
  await refuseUnknownProgramme(ledger, programme);
  if (!(await actorOf(ledger, actor))) throw refusedBy(refusal('PERSON_NOT_FOUND', { person: actor }));
  const tasks = (await tasksOfProgramme(ledger, programme)).map(({ task }) => task);
  const unknown = numbers.find((number) => !tasks.some((task) => task.number === number));
  if (unknown !== undefined) throw refusedBy(refusal('TASK_NOT_FOUND', { number: fullNumberOf({ programme, number: unknown }) }));
  return numbers.length === 0 ? tasks : tasks.filter(({ number }) => numbers.includes(number));
}

/** Who does the whole of it, and under which request id. */
type BulkSender = Pick<BulkAct, 'actor' | 'requestId'>;

export interface OrderWithinBulk {
  readonly task: Pick<Task, 'programme' | 'number'>;
  readonly command: TaskCommand;
}

/** Null where it was accepted: what one task is refused holds up no other. */
export async function sendWithinBulk(desk: CommandDesk, sender: BulkSender, order: OrderWithinBulk): Promise<RefusedNumber | null> {
  const outcome = await answerWithinBulk(desk, sender, order);
  return 'code' in outcome ? outcome : null;
}

/** For whom it matters how the task stands now, or that it had been done before. */
export async function answerWithinBulk(
  desk: CommandDesk,
  { actor, requestId }: BulkSender,
  { task: { programme, number }, command }: OrderWithinBulk,
): Promise<TaskAnswer | RefusedNumber> {
  try {
    return await sendCommand(desk, { task: { programme, number }, actor, requestId: `${requestId}/${number}`, batch: requestId, command });
  } catch (error) {
    if (error instanceof DubanError && (error.exitCode === exitCodes.refused || error.exitCode === exitCodes.notFound))
      return { number, code: error.code, message: error.message };
    // The request id to repeat is that of the bulk act.
    if (error instanceof DubanError && error.code === 'OUTCOME_UNKNOWN') throw outcomeUnknown(requestId, error.cause);
    throw error;
  }
}

export interface ForeseenWithinBulk extends OrderWithinBulk {
  readonly now: Instant;
}

/** By the same rules on the same facts as if it were sent, so that what it says is what would be recorded now. */
export async function foreseeWithinBulk(
  desk: CommandDesk,
  { actor, requestId }: BulkSender,
  { task, command, now }: ForeseenWithinBulk,
): Promise<readonly TaskEvent[] | RefusedNumber> {
  const { programme, number } = task;
  const envelope = envelopeOf(desk, { task, actor, requestId, command });
  const decision = await foresee(desk.ledger, { known: { programme, number, seq: 0, task: null }, envelope, now });
  if ('events' in decision) return decision.events;
  return { number, code: decision.refusal.code, message: refusalText(decision.refusal) };
}

/** Tasks of several programmes may have the same number. */
export const withFullNumber = (task: Pick<Task, 'programme' | 'number'>, refused: RefusedNumber | null): readonly RefusedNumber[] =>
  refused ? [{ ...refused, number: fullNumberOf(task) }] : [];

/** Of an act on tasks of several programmes. */
export async function tellProgrammes(
  desk: CommandDesk,
  { requestId }: Pick<BulkAct, 'requestId'>,
  programmes: readonly ProgrammeName[],
): Promise<number | null> {
  const told = await inParallel(programmes, 1, (programme) => tellBulk(desk, { programme, requestId }));
  return told.includes(null) ? null : told.reduce<number>((sum, notices) => sum + (notices ?? 0), 0);
}

/** How many notices told of it, one per department and kind; null while they are on their way. What an earlier bulk act could not tell, because its client died, is told with this one. */
export async function tellBulk(desk: CommandDesk, { programme, requestId }: Pick<BulkAct, 'programme' | 'requestId'>): Promise<number | null> {
  const batches = await saidPlainly(() => untoldBatches(desk.ledger, programme), requestId);
  if (batches.length === 0) return 0;
  const { startBatchDelivery } = await import('./deliver-batch.ts');
  const told = await saidPlainly(() => inParallel(batches, bulkLanes, (batch) => startBatchDelivery(desk, batch)), requestId);
  return told.reduce<number | null>((sum, notices) => (sum === null || notices === null ? null : sum + notices), 0);
}
