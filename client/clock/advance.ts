import { msOf, toInstant } from '../../domain/dates.ts';
import type { Instant } from '../../domain/values.ts';
import { nowOf, readClock, setClockOffset } from '../../ledger/clock.ts';
import type { Clock } from '../../ledger/clock.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { invalidInput, runMissing } from '../answers.ts';
import { DubanError, exitCodes } from '../errors.ts';
import { inParallel } from '../in-parallel.ts';
import type { Temporal } from '../temporal.ts';
import type { Lane } from './lanes.ts';
import { aboutToBeTold, cutOffsUntil, isDueBy, openLanes } from './lanes.ts';
import { beyondDeadlines } from './target.ts';

/** Other programs read this shape: fields may be added, none renamed. */
export interface ClockShown {
  readonly now: Instant;
  readonly rehearsal: boolean;
}

export const shownClock = (clock: Clock | null): ClockShown => ({ now: nowOf(clock), rehearsal: clock?.rehearsal ?? false });

/** More lanes than the server has cores: each waits for its own workflow most of the time. */
const lanesAtOnce = 16;

/**
 * Moves a rehearsal to an instant, from one working day's run to the next and from cut-off to cut-off, and returns when everything due by then has
 * happened and every open workflow stands there. The clock of the ledger follows each move: whoever dies on the way says the same again, and goes on
 * from there.
 */
export async function advanceClock({ ledger, temporal }: Rehearsal, to: Instant): Promise<ClockShown> {
  const clock = await readClock(ledger);
  if (!clock?.rehearsal) throw notRehearsal();
  if (to <= nowOf(clock)) throw targetPast(to, nowOf(clock));
  const server = await temporal.connect(); // before anything moves
  const { daysToRun, dailyRunOn, runDay } = await import('./daily-runs.ts');
  for (const day of await daysToRun(ledger, { now: nowOf(clock), to })) {
    await passCutOffs({ ledger, temporal }, dailyRunOn(day));
    const clockOffsetMs = await moveTo({ ledger, temporal }, { targetMs: msOf(dailyRunOn(day)), isCalled: nobody });
    await runDay(server, { day, clockOffsetMs });
  }
  await passCutOffs({ ledger, temporal }, to);
  const offsetMs = await moveTo({ ledger, temporal }, { targetMs: msOf(to), isCalled: everybody });
  return shownClock({ rehearsal: true, offsetMs });
}

interface Rehearsal {
  readonly ledger: Ledger;
  readonly temporal: Temporal;
}

interface Move {
  readonly targetMs: number;
  /** Beside those that have something to do by then. */
  readonly isCalled: (lane: Lane) => boolean;
  /** Not yet, whatever they have to do. */
  readonly isHeld?: (lane: Lane) => boolean;
}

const everybody = (): boolean => true;
const nobody = (): boolean => false;

/** Whoever is told by a cut-off must stand there when it passes: so the tasks come first, the meetings after them. */
async function passCutOffs(rehearsal: Rehearsal, to: Instant): Promise<void> {
  for (let next = await cutOffsUntil(rehearsal.ledger, to); next[0] !== undefined; next = await cutOffsUntil(rehearsal.ledger, to)) {
    const targetMs = msOf(next[0]);
    const told = await aboutToBeTold(rehearsal.ledger);
    await moveTo(rehearsal, { targetMs, isCalled: ({ workflowId }) => told.has(workflowId), isHeld: ({ of }) => of === 'meetings' });
    await moveTo(rehearsal, { targetMs, isCalled: nobody });
  }
}

/** The offset at which they stand in the end: a deadline on the way may have moved the target. A target that lies behind already moves nothing. */
async function moveTo({ ledger, temporal }: Rehearsal, move: Move): Promise<number> {
  const beganMs = Date.now();
  const { offsetMs: present } = (await readClock(ledger)) ?? { offsetMs: 0 };
  const offsetMs = Math.max(present, await moveAll({ ledger, temporal }, { ...move, beganMs }));
  await setClockOffset(ledger, offsetMs);
  return offsetMs;
}

/** A move may set new deadlines that fall within it: so until nobody is behind. */
async function moveAll(
  { ledger, temporal }: Rehearsal,
  { targetMs, isCalled, isHeld = nobody, beganMs }: Move & { readonly beganMs: number },
): Promise<number> {
  const { fastForward } = await import('./fast-forward.ts');
  const server = await temporal.connect();
  let reached: number | null = null;
  let closed: readonly Lane[] = [];
  for (;;) {
    const open = await openLanes(ledger, server.taskQueue);
    const lost = open.find((lane) => closed.some(({ workflowId }) => lane.workflowId === workflowId));
    if (lost) throw runMissing(lost.workflowId);
    const aim = beyondDeadlines(reached ?? targetMs, open);
    const isBehind = (lane: Lane): boolean => isDueBy(lane, aim) || (aim !== reached && isCalled(lane));
    const behind = open.filter((lane) => isBehind(lane) && !isHeld(lane));
    if (behind.length === 0) return aim - beganMs;
    const ends = await inParallel(behind, lanesAtOnce, (lane) => fastForward(server, lane, { offsetMs: aim - beganMs, isTimerDue: isDueBy(lane, aim) }));
    closed = behind.filter((_, position) => ends[position] === 'closed');
    reached = aim;
  }
}

const notRehearsal = (): DubanError =>
  new DubanError({
    code: 'CLOCK_NOT_REHEARSAL',
    message: '这里按真实时间运行，时钟不能推进：演练须用 duban up --clock 另外开始。',
    exitCode: exitCodes.refused,
  });

const targetPast = (to: Instant, now: Instant): DubanError =>
  invalidInput('CLOCK_TARGET_PAST', `演练时钟只能向前推进：现在是 ${now}，目标 ${toInstant(msOf(to))} 不在其后。`, { to, now });
