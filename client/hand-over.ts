import { randomUUID } from 'node:crypto';
import type { HandOver } from '../domain/hand-over-commands.ts';
import type { TaskHandedOver } from '../domain/hand-over-events.ts';
import { refusal } from '../domain/refusals.ts';
import type { Task } from '../domain/task.ts';
import { fullNumberOf } from '../domain/task.ts';
import type { Instant, PersonId, ProgrammeName } from '../domain/values.ts';
import { nowOf, readClock } from '../ledger/clock.ts';
import { actorOf } from '../ledger/queries/actor-of.ts';
import type { HandOverOnRecord } from '../ledger/queries/hand-overs.ts';
import { handOverAt, handOversOf } from '../ledger/queries/hand-overs.ts';
import { holdersIn, namesOf } from '../ledger/queries/names-of.ts';
import { taskHead } from '../ledger/queries/task-head.ts';
import type { HolderOfTasks } from '../ledger/queries/tasks-held.ts';
import { tasksHeldBy } from '../ledger/queries/tasks-held.ts';
import { refusedBy } from './answers.ts';
import type { RefusedNumber } from './bulk-act.ts';
import { bulkLanes, foreseeWithinBulk, sendWithinBulk, tellProgrammes, withFullNumber } from './bulk-act.ts';
import type { CommandDesk, TaskAnswer, TaskKey } from './command-order.ts';
import { saidPlainly } from './failures.ts';
import { inParallel } from './in-parallel.ts';
import { sendCommand } from './send-command.ts';
import type { By } from './task-acts.ts';

/** 移交 of one task, or of all that a department or a person has: one command each, one notice per department. Repeated, it finishes what is left. */

export interface HandOverOrder {
  readonly actor: PersonId;
  readonly requestId: string;
  /** Only tasks of this programme; null: of all. */
  readonly programme: ProgrammeName | null;
  /** Only these: how a department is split. Empty: every open task of who hands over. */
  readonly numbers: readonly TaskKey[];
  readonly holder: HolderOfTasks;
  readonly content: Omit<HandOver, 'type'>;
  /** Say what would be handed over, and hand over nothing. */
  readonly dryRun: boolean;
}

export interface HandedOver {
  readonly dryRun: boolean;
  readonly handedOver: readonly HandOverOnRecord[];
  /** By an earlier attempt under the same request id. */
  readonly already: readonly string[];
  readonly refused: readonly RefusedNumber[];
  /** How many notices told of it; null while they are on their way, and in a dry run. */
  readonly notices: number | null;
  /** Of the departments and persons above. */
  readonly names: Readonly<Record<string, string>>;
}

export async function handOverTasks(desk: CommandDesk, order: HandOverOrder): Promise<HandedOver> {
  const { ledger } = desk;
  const { dryRun, requestId } = order;
  const earlier = await saidPlainly(() => handOversOf(ledger, requestId));
  const already = earlier.map(({ number }) => number);
  const tasks = (await saidPlainly(() => tasksOf(desk, order))).filter((task) => !already.includes(fullNumberOf(task)));
  const came = await (dryRun ? foreseeAll(desk, order, tasks) : handOverAll(desk, order, tasks));
  const names = await saidPlainly(() => namesOf(ledger, came.handedOver.flatMap(holdersIn)));
  return {
    dryRun,
    ...came,
    already,
    notices: dryRun ? null : await tellProgrammes(desk, order, programmesOf([...already, ...tasks.map(fullNumberOf)])),
    names,
  };
}

const programmesOf = (numbers: readonly string[]): readonly ProgrammeName[] => [...new Set(numbers.map((number) => number.slice(0, number.indexOf('/'))))];

async function tasksOf({ ledger }: CommandDesk, { actor, holder, programme, numbers }: HandOverOrder): Promise<readonly Task[]> {
  if (!(await actorOf(ledger, actor))) throw refusedBy(refusal('PERSON_NOT_FOUND', { person: actor }));
  if (numbers.length === 0) return tasksHeldBy(ledger, holder, programme);
  return Promise.all(numbers.map((key) => existing(ledger, key)));
}

async function existing(ledger: CommandDesk['ledger'], key: TaskKey): Promise<Task> {
  const head = await taskHead(ledger, key);
  if (!head) throw refusedBy(refusal('TASK_NOT_FOUND', { number: fullNumberOf(key) }));
  return head.task;
}

type Came = Pick<HandedOver, 'handedOver' | 'refused'>;

async function handOverAll(desk: CommandDesk, order: HandOverOrder, tasks: readonly Task[]): Promise<Came> {
  const { requestId } = order;
  const outcomes = await inParallel(tasks, bulkLanes, (task) => sendWithinBulk(desk, order, { task, command: commandOf(order) }));
  const accepted = tasks.filter((_, position) => outcomes[position] === null).map(fullNumberOf);
  const recorded = await saidPlainly(() => handOversOf(desk.ledger, requestId), requestId);
  return {
    handedOver: accepted.flatMap((number) => recorded.filter((handOver) => handOver.number === number)),
    refused: tasks.flatMap((task, position) => withFullNumber(task, outcomes[position] ?? null)),
  };
}

async function foreseeAll(desk: CommandDesk, order: HandOverOrder, tasks: readonly Task[]): Promise<Came> {
  return saidPlainly(async () => {
    const now = nowOf(await readClock(desk.ledger));
    const outcomes = (await inParallel(tasks, bulkLanes, (task) => foreseeOne(desk, order, { task, now }))).flat();
    return { handedOver: outcomes.filter((outcome) => 'to' in outcome), refused: outcomes.filter((outcome) => 'code' in outcome) };
  });
}

async function foreseeOne(
  desk: CommandDesk,
  order: HandOverOrder,
  { task, now }: { readonly task: Task; readonly now: Instant },
): Promise<readonly (HandOverOnRecord | RefusedNumber)[]> {
  const came = await foreseeWithinBulk(desk, order, { task, command: commandOf(order), now });
  if ('code' in came) return withFullNumber(task, came);
  return came.flatMap((event) => (event.type === 'taskHandedOver' ? [onRecord(task, event)] : []));
}

const onRecord = (task: Task, { unit, from, to, requests }: TaskHandedOver): HandOverOnRecord => ({ number: fullNumberOf(task), unit, from, to, requests });

const commandOf = ({ content }: HandOverOrder): HandOver => ({ type: 'handOver', ...content });

export interface HandOverAnswer extends TaskAnswer {
  readonly handedOver: HandOverOnRecord | null;
  readonly names: Readonly<Record<string, string>>;
}

/** One task; the answer says what has changed, a repeated one what had. */
export async function handOverTask(
  desk: CommandDesk,
  { task, by: { actor, requestId = randomUUID() }, content }: { readonly task: TaskKey; readonly by: By; readonly content: Omit<HandOver, 'type'> },
): Promise<HandOverAnswer> {
  const answer = await sendCommand(desk, { task, actor, requestId, command: { type: 'handOver', ...content } });
  return saidPlainly(async () => {
    const handedOver = await handOverAt(desk.ledger, answer);
    return { ...answer, handedOver, names: handedOver ? await namesOf(desk.ledger, holdersIn(handedOver)) : {} };
  });
}
