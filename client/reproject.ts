import type { Reproject } from '../domain/calendar-commands.ts';
import { calendarsInForce } from '../domain/calendar-overlay.ts';
import { refusal } from '../domain/refusals.ts';
import { fullNumberOf } from '../domain/task.ts';
import type { ProgrammeName } from '../domain/values.ts';
import { readLayers } from '../ledger/calendars.ts';
import { nowOf, readClock } from '../ledger/clock.ts';
import { listProgrammes } from '../ledger/queries/programmes.ts';
import type { TaskMoved } from '../ledger/queries/tasks-under-calendars.ts';
import { tasksToReproject } from '../ledger/queries/tasks-under-calendars.ts';
import { refusedBy } from './answers.ts';
import type { RefusedNumber } from './bulk-act.ts';
import { sendWithinBulk, tellProgrammes, withFullNumber } from './bulk-act.ts';
import type { CommandDesk } from './command-order.ts';
import { saidPlainly } from './failures.ts';
import { inParallel } from './in-parallel.ts';
import { turnTaker } from './turn-taker.ts';

export interface Reprojection {
  readonly reason: string;
  /** Only tasks that come to this version. */
  readonly to?: string | undefined;
  readonly programme?: ProgrammeName | undefined;
  /** The system, or who is named. */
  readonly actor: string;
  readonly requestId: string;
  /** Say what would move, and move nothing. */
  readonly dryRun: boolean;
}

/** Other programs read this shape: fields may be added, none renamed. */
export interface Reprojected {
  readonly dryRun: boolean;
  /** Every task with a date that moves, and no other. */
  readonly tasks: readonly TaskMoved[];
  /** Full numbers. */
  readonly reprojected: readonly string[];
  readonly refused: readonly RefusedNumber[];
  /** How many notices told of it; null in a dry run, and while they are on their way. */
  readonly notices: number | null;
}

/** A wake-up costs a worker some 20 ms: so many a second leave room for everybody else. */
const perSecond = 20;
const lanes = 4;

/** Sends the command to exactly the tasks whose dates move. Repeated, under the same request id or another, it finishes what is left. */
export async function reprojectTasks(desk: CommandDesk, order: Reprojection): Promise<Reprojected> {
  const programmes = await saidPlainly(() => programmesOf(desk, order));
  const tasks = await saidPlainly(() => tasksOf(desk, order));
  if (order.dryRun) return { dryRun: true, tasks, reprojected: [], refused: [], notices: null };
  const turn = turnTaker(perSecond);
  const outcomes = await inParallel(tasks, lanes, async (task) => {
    await turn();
    return sendWithinBulk(desk, order, { task, command: commandOf(task, order) });
  });
  return {
    dryRun: false,
    tasks,
    reprojected: tasks.filter((_, position) => outcomes[position] === null).map(fullNumberOf),
    refused: tasks.flatMap((task, position) => withFullNumber(task, outcomes[position] ?? null)),
    notices: await tellProgrammes(desk, order, programmes),
  };
}

const commandOf = ({ to }: TaskMoved, { reason }: Reprojection): Reproject => ({ type: 'reproject', to, reason });

async function programmesOf({ ledger }: CommandDesk, { programme, reason }: Reprojection): Promise<readonly ProgrammeName[]> {
  if (reason.trim() === '') throw refusedBy(refusal('REASON_MISSING'));
  const names = (await listProgrammes(ledger)).map(({ name }) => name);
  if (programme === undefined) return names;
  if (!names.includes(programme)) throw refusedBy(refusal('PROGRAMME_NOT_FOUND', { programme }));
  return [programme];
}

async function tasksOf({ ledger }: CommandDesk, { to, programme }: Reprojection): Promise<readonly TaskMoved[]> {
  const inForce = calendarsInForce(await readLayers(ledger.db));
  const versions = inForce.map(({ calendar }) => calendar.version);
  if (to !== undefined && !versions.includes(to)) throw refusedBy(refusal('CALENDAR_NOT_IN_FORCE', { version: to, present: versions }));
  const tasks = await tasksToReproject(ledger, { inForce, programme, now: nowOf(await readClock(ledger)) });
  return to === undefined ? tasks : tasks.filter((task) => task.to === to);
}
