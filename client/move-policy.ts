import type { MovePolicy } from '../domain/policy-commands.ts';
import type { MovedClock } from '../domain/policy-events.ts';
import type { Task } from '../domain/task.ts';
import { isEnded } from '../domain/task.ts';
import type { Instant, TaskNumber } from '../domain/values.ts';
import { nowOf, readClock } from '../ledger/clock.ts';
import { policyMovesOf } from '../ledger/queries/policy-moves.ts';
import type { BulkAct, RefusedNumber } from './bulk-act.ts';
import { bulkLanes, foreseeWithinBulk, sendWithinBulk, tasksOfBulk, tellBulk } from './bulk-act.ts';
import type { CommandDesk } from './command-order.ts';
import { saidPlainly } from './failures.ts';
import { inParallel } from './in-parallel.ts';
import { policyCalled } from './policies.ts';

export interface ProgrammePolicyMove extends BulkAct {
  readonly to: string;
  readonly reason: string;
  /** Say what would move, and move nothing. */
  readonly dryRun: boolean;
}

export interface MovedTask {
  readonly number: TaskNumber;
  readonly from: string;
  /** Every clock that a policy sets, moved or not. */
  readonly clocks: readonly MovedClock[];
}

export interface ProgrammePolicyMoved {
  readonly to: string;
  readonly dryRun: boolean;
  readonly moved: readonly MovedTask[];
  readonly already: readonly TaskNumber[];
  readonly refused: readonly RefusedNumber[];
  /** As of issueProgramme; null in a dry run. */
  readonly notices: number | null;
}

/** Tasks of a programme to another version of the policy, one command each. Of those that have ended only whoever names them hears: they are refused. */
export async function moveProgrammePolicy(desk: CommandDesk, order: ProgrammePolicyMove): Promise<ProgrammePolicyMoved> {
  const { to, dryRun, numbers } = order;
  await policyCalled(desk.ledger, to);
  const tasks = (await saidPlainly(() => tasksOfBulk(desk, order))).filter((task) => numbers.length > 0 || !isEnded(task));
  const already = tasks.filter(({ policyVersion }) => policyVersion === to).map(({ number }) => number);
  const waiting = tasks.filter(({ policyVersion }) => policyVersion !== to);
  const came = await (dryRun ? foreseeAll(desk, order, waiting) : moveAll(desk, order, waiting));
  return { to, dryRun, ...came, already, notices: dryRun ? null : await tellBulk(desk, order) };
}

type Came = Pick<ProgrammePolicyMoved, 'moved' | 'refused'>;

async function moveAll(desk: CommandDesk, order: ProgrammePolicyMove, tasks: readonly Task[]): Promise<Came> {
  const outcomes = await inParallel(tasks, bulkLanes, (task) => sendWithinBulk(desk, order, { task, command: commandOf(order) }));
  const accepted = tasks.filter((_, position) => outcomes[position] === null);
  const moved = await saidPlainly(() => policyMovesOf(desk.ledger, { tasks: accepted, requestId: order.requestId }));
  return { moved, refused: outcomes.filter((outcome) => outcome !== null) };
}

async function foreseeAll(desk: CommandDesk, order: ProgrammePolicyMove, tasks: readonly Task[]): Promise<Came> {
  return saidPlainly(async () => {
    const now = nowOf(await readClock(desk.ledger));
    const outcomes = await inParallel(tasks, bulkLanes, (task) => foreseeOne(desk, order, { task, now }));
    return { moved: outcomes.filter((outcome) => 'clocks' in outcome), refused: outcomes.filter((outcome) => 'code' in outcome) };
  });
}

async function foreseeOne(
  desk: CommandDesk,
  order: ProgrammePolicyMove,
  { task, now }: { readonly task: Task; readonly now: Instant },
): Promise<MovedTask | RefusedNumber> {
  const came = await foreseeWithinBulk(desk, order, { task, command: commandOf(order), now });
  if ('code' in came) return came;
  return { number: task.number, from: task.policyVersion, clocks: came.flatMap((event) => (event.type === 'policyMoved' ? event.clocks : [])) };
}

const commandOf = ({ to, reason }: ProgrammePolicyMove): MovePolicy => ({ type: 'movePolicy', to, reason });
