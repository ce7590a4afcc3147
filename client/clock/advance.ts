import { msOf, toInstant } from '../../domain/dates.ts';
import { fullNumberOf } from '../../domain/task.ts';
import type { Instant } from '../../domain/values.ts';
import { nowOf, readClock, setClockOffset } from '../../ledger/clock.ts';
import type { Clock } from '../../ledger/clock.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { OpenTaskRow } from '../../ledger/queries/open-tasks.ts';
import { openTasks } from '../../ledger/queries/open-tasks.ts';
import { invalidInput, runMissing } from '../answers.ts';
import { DubanError, exitCodes } from '../errors.ts';
import { inParallel } from '../in-parallel.ts';
import type { Temporal } from '../temporal.ts';
import { beyondDeadlines } from './target.ts';

/** Other programs read this shape: fields may be added, none renamed. */
export interface ClockShown {
  readonly now: Instant;
  readonly rehearsal: boolean;
}

export const shownClock = (clock: Clock | null): ClockShown => ({ now: nowOf(clock), rehearsal: clock?.rehearsal ?? false });

/** More lanes than the server has cores: each waits for its own workflow most of the time. */
const lanes = 16;

/**
 * Moves a rehearsal to an instant, from one working day's run to the next, and returns when everything due by then has happened and every open
 * workflow stands there. The clock of the ledger follows each move: whoever dies on the way says the same again, and goes on from there.
 */
export async function advanceClock({ ledger, temporal }: Rehearsal, to: Instant): Promise<ClockShown> {
  const clock = await readClock(ledger);
  if (!clock?.rehearsal) throw notRehearsal();
  if (to <= nowOf(clock)) throw targetPast(to, nowOf(clock));
  const server = await temporal.connect(); // before anything moves
  const { daysToRun, dailyRunOn, runDay } = await import('./daily-runs.ts');
  for (const day of await daysToRun(ledger, { now: nowOf(clock), to })) {
    const clockOffsetMs = await moveTo({ ledger, temporal }, { targetMs: msOf(dailyRunOn(day)), whom: 'due' });
    await runDay(server, { day, clockOffsetMs });
  }
  const offsetMs = await moveTo({ ledger, temporal }, { targetMs: msOf(to), whom: 'all' });
  return shownClock({ rehearsal: true, offsetMs });
}

interface Rehearsal {
  readonly ledger: Ledger;
  readonly temporal: Temporal;
}

interface Move {
  readonly targetMs: number;
  /** All open workflows, or, on the way, only those that have something to do by then. */
  readonly whom: 'all' | 'due';
}

/** The offset at which they stand in the end: a deadline on the way may have moved the target. A target that lies behind already moves nothing. */
async function moveTo({ ledger, temporal }: Rehearsal, { targetMs, whom }: Move): Promise<number> {
  const beganMs = Date.now();
  const { offsetMs: present } = (await readClock(ledger)) ?? { offsetMs: 0 };
  const offsetMs = Math.max(present, await moveAll({ ledger, temporal }, { targetMs, whom, beganMs }));
  await setClockOffset(ledger, offsetMs);
  return offsetMs;
}

/** A move may set new deadlines that fall within it: so until nobody is behind. */
async function moveAll({ ledger, temporal }: Rehearsal, { targetMs, whom, beganMs }: Move & { readonly beganMs: number }): Promise<number> {
  const { fastForward } = await import('./fast-forward.ts');
  let reached: number | null = null;
  let closed: readonly OpenTaskRow[] = [];
  for (;;) {
    const open = await openTasks(ledger);
    const lost = open.find((task) => closed.some(({ programme, number }) => task.programme === programme && task.number === number));
    if (lost) throw runMissing(fullNumberOf(lost));
    const aim = beyondDeadlines(reached ?? targetMs, open);
    const behind = whom === 'due' || aim === reached ? open.filter((task) => isDueBy(task, aim)) : open;
    if (behind.length === 0) return aim - beganMs;
    const server = await temporal.connect();
    const ends = await inParallel(behind, lanes, (task) => fastForward(server, task, { offsetMs: aim - beganMs, isTimerDue: isDueBy(task, aim) }));
    closed = behind.filter((_, position) => ends[position] === 'closed');
    reached = aim;
  }
}

const isDueBy = ({ nextDeadlineAt }: OpenTaskRow, ms: number): boolean => nextDeadlineAt !== null && msOf(nextDeadlineAt) <= ms;

const notRehearsal = (): DubanError =>
  new DubanError({
    code: 'CLOCK_NOT_REHEARSAL',
    message: '这里按真实时间运行，时钟不能推进：演练须用 duban up --clock 另外开始。',
    exitCode: exitCodes.refused,
  });

const targetPast = (to: Instant, now: Instant): DubanError =>
  invalidInput('CLOCK_TARGET_PAST', `演练时钟只能向前推进：现在是 ${now}，目标 ${toInstant(msOf(to))} 不在其后。`, { to, now });
