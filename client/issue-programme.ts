import { dateOf } from '../domain/dates.ts';
import { missingFieldNames, missingForIssue } from '../domain/issuing.ts';
import type { Refusal } from '../domain/refusals.ts';
import { refusal, refusalText } from '../domain/refusals.ts';
import type { Task } from '../domain/task.ts';
import { fullNumberOf } from '../domain/task.ts';
import type { DateText, TaskNumber } from '../domain/values.ts';
import { nowOf, readClock } from '../ledger/clock.ts';
import type { BulkAct, RefusedNumber } from './bulk-act.ts';
import { bulkLanes, sendWithinBulk, tasksOfBulk, tellBulk } from './bulk-act.ts';
import type { CommandDesk } from './command-order.ts';
import { saidPlainly } from './failures.ts';
import { inParallel } from './in-parallel.ts';

export interface ProgrammeIssued {
  readonly issued: readonly TaskNumber[];
  readonly already: readonly TaskNumber[];
  readonly refused: readonly RefusedNumber[];
  /** How many notices told of it, one per department and kind; null while they are still on their way. */
  readonly notices: number | null;
}

/** 交办 of a programme: one command per task, one notice per department. Repeated, it finishes what is left. */
export async function issueProgramme(desk: CommandDesk, order: BulkAct): Promise<ProgrammeIssued> {
  const tasks = await saidPlainly(() => tasksOfBulk(desk, order));
  const today = dateOf(nowOf(await saidPlainly(() => readClock(desk.ledger))));
  const outcomes = await issueAll(desk, { ...order, today }, tasks);
  const numbersThat = (came: 'issued' | 'already'): TaskNumber[] => tasks.filter((_, position) => outcomes[position] === came).map(({ number }) => number);
  const refused = outcomes.filter((outcome) => typeof outcome === 'object');
  return { issued: numbersThat('issued'), already: numbersThat('already'), refused, notices: await tellBulk(desk, order) };
}

type Outcome = 'issued' | 'already' | RefusedNumber;

interface OrderOfToday extends BulkAct {
  readonly today: DateText;
}

/** The first goes ahead: whoever may not issue it may not issue the others, and no run need be begun to say so. */
async function issueAll(desk: CommandDesk, order: OrderOfToday, tasks: readonly Task[]): Promise<readonly Outcome[]> {
  const first = tasks.find((task) => task.state === 'registered' && missingForIssue(task.assignment, order.today).length === 0);
  if (!first) return inParallel(tasks, bulkLanes, (task) => issueOne(desk, order, task));
  const outcome = await issueOne(desk, order, first);
  const isNotEntitled = typeof outcome === 'object' && outcome.code === 'NOT_ENTITLED';
  return inParallel(tasks, bulkLanes, async (task) => {
    if (task === first) return outcome;
    return isNotEntitled && task.state === 'registered' ? { ...outcome, number: task.number } : issueOne(desk, order, task);
  });
}

async function issueOne(desk: CommandDesk, order: OrderOfToday, task: Task): Promise<Outcome> {
  const { number } = task;
  if (task.state !== 'registered') return 'already';
  const missing = missingForIssue(task.assignment, order.today);
  // A draft is named without a run being begun for it, and may be issued by the same request once it is complete.
  if (missing.length > 0)
    return refusedNumber(number, refusal('ASSIGNMENT_INCOMPLETE', { number: fullNumberOf(task), missing: missing.map((field) => missingFieldNames[field]) }));
  return (await sendWithinBulk(desk, order, { task, command: { type: 'issue' } })) ?? 'issued';
}

const refusedNumber = (number: TaskNumber, because: Refusal): RefusedNumber => ({ number, code: because.code, message: refusalText(because) });
