import { missingFieldNames, missingForIssue } from '../domain/issuing.ts';
import type { Refusal } from '../domain/refusals.ts';
import { refusal, refusalText } from '../domain/refusals.ts';
import type { Task } from '../domain/task.ts';
import { fullNumberOf } from '../domain/task.ts';
import type { PersonId, ProgrammeName, TaskNumber } from '../domain/values.ts';
import { actorOf } from '../ledger/queries/actor-of.ts';
import { programmeByName } from '../ledger/queries/programmes.ts';
import { tasksOfProgramme } from '../ledger/queries/tasks-of-programme.ts';
import { untoldBatches } from '../ledger/queries/untold-batches.ts';
import { outcomeUnknown, refusedBy } from './answers.ts';
import type { CommandDesk } from './command-order.ts';
import { DubanError, exitCodes } from './errors.ts';
import { saidPlainly } from './failures.ts';
import { inParallel } from './in-parallel.ts';
import { sendCommand } from './send-command.ts';

export interface ProgrammeIssue {
  readonly programme: ProgrammeName;
  readonly actor: PersonId;
  readonly requestId: string;
  /** Empty: every task of the programme. */
  readonly numbers: readonly TaskNumber[];
}

export interface ProgrammeIssued {
  readonly issued: readonly TaskNumber[];
  readonly already: readonly TaskNumber[];
  readonly refused: readonly RefusedNumber[];
  /** How many notices told of it, one per department and kind; null while they are still on their way. */
  readonly notices: number | null;
}

export interface RefusedNumber {
  readonly number: TaskNumber;
  readonly code: string;
  readonly message: string;
}

const lanes = 10;

/** 交办 of a programme: one command per task, one notice per department. Repeated, it finishes what is left. */
export async function issueProgramme(desk: CommandDesk, order: ProgrammeIssue): Promise<ProgrammeIssued> {
  const tasks = await saidPlainly(() => tasksToIssue(desk, order));
  const outcomes = await issueAll(desk, order, tasks);
  const numbersThat = (came: 'issued' | 'already'): TaskNumber[] => tasks.filter((_, position) => outcomes[position] === came).map(({ number }) => number);
  const refused = outcomes.filter((outcome) => typeof outcome === 'object');
  return { issued: numbersThat('issued'), already: numbersThat('already'), refused, notices: await tell(desk, order) };
}

async function tasksToIssue({ ledger }: CommandDesk, { programme, actor, numbers }: ProgrammeIssue): Promise<readonly Task[]> {
  if (!(await programmeByName(ledger, programme))) throw refusedBy(refusal('PROGRAMME_NOT_FOUND', { programme }));
  if (!(await actorOf(ledger, actor))) throw refusedBy(refusal('PERSON_NOT_FOUND', { person: actor }));
  const tasks = (await tasksOfProgramme(ledger, programme)).map(({ task }) => task);
  const unknown = numbers.find((number) => !tasks.some((task) => task.number === number));
  if (unknown !== undefined) throw refusedBy(refusal('TASK_NOT_FOUND', { number: fullNumberOf({ programme, number: unknown }) }));
  return numbers.length === 0 ? tasks : tasks.filter(({ number }) => numbers.includes(number));
}

type Outcome = 'issued' | 'already' | RefusedNumber;

/** The first goes ahead: whoever may not issue it may not issue the others, and no run need be begun to say so. */
async function issueAll(desk: CommandDesk, order: ProgrammeIssue, tasks: readonly Task[]): Promise<readonly Outcome[]> {
  const first = tasks.find((task) => task.state === 'registered' && missingForIssue(task.assignment).length === 0);
  if (!first) return inParallel(tasks, lanes, (task) => issueOne(desk, order, task));
  const outcome = await issueOne(desk, order, first);
  const isNotEntitled = typeof outcome === 'object' && outcome.code === 'NOT_ENTITLED';
  return inParallel(tasks, lanes, async (task) => {
    if (task === first) return outcome;
    return isNotEntitled && task.state === 'registered' ? { ...outcome, number: task.number } : issueOne(desk, order, task);
  });
}

async function issueOne(desk: CommandDesk, { actor, requestId }: ProgrammeIssue, task: Task): Promise<Outcome> {
  const { programme, number } = task;
  if (task.state !== 'registered') return 'already';
  const missing = missingForIssue(task.assignment);
  // A draft is named without a run being begun for it, and may be issued by the same request once it is complete.
  if (missing.length > 0)
    return refusedNumber(number, refusal('ASSIGNMENT_INCOMPLETE', { number: fullNumberOf(task), missing: missing.map((field) => missingFieldNames[field]) }));
  try {
    await sendCommand(desk, { task: { programme, number }, actor, requestId: `${requestId}/${number}`, batch: requestId, command: { type: 'issue' } });
    return 'issued';
  } catch (error) {
    if (error instanceof DubanError && (error.exitCode === exitCodes.refused || error.exitCode === exitCodes.notFound))
      return { number, code: error.code, message: error.message };
    // The request id to repeat is that of the bulk act.
    if (error instanceof DubanError && error.code === 'OUTCOME_UNKNOWN') throw outcomeUnknown(requestId, error.cause);
    throw error;
  }
}

const refusedNumber = (number: TaskNumber, because: Refusal): RefusedNumber => ({ number, code: because.code, message: refusalText(because) });

/** What an earlier bulk act could not tell, because its client died, is told with this one. */
async function tell(desk: CommandDesk, { programme, requestId }: ProgrammeIssue): Promise<number | null> {
  const batches = await saidPlainly(() => untoldBatches(desk.ledger, programme), requestId);
  if (batches.length === 0) return 0;
  const { startBatchDelivery } = await import('./deliver-batch.ts');
  const told = await saidPlainly(() => inParallel(batches, lanes, (batch) => startBatchDelivery(desk, batch)), requestId);
  return told.reduce<number | null>((sum, notices) => (sum === null || notices === null ? null : sum + notices), 0);
}
