import { msOf, toInstant } from '../../domain/dates.ts';
import type { Instant } from '../../domain/values.ts';
import { nowOf, readClock, setClockOffset } from '../../ledger/clock.ts';
import type { Clock } from '../../ledger/clock.ts';
import type { OpenTaskRow } from '../../ledger/queries/open-tasks.ts';
import { openTasks } from '../../ledger/queries/open-tasks.ts';
import { invalidInput, refused } from '../answers.ts';
import type { CommandDesk } from '../command-order.ts';
import { saidPlainly } from '../failures.ts';
import { inParallel } from '../in-parallel.ts';
import type { SkippingServer } from './fast-forward.ts';
import { clearTarget, fastForward } from './fast-forward.ts';

export interface ClockAnswer {
  readonly now: Instant;
  readonly rehearsal: boolean;
}

/** Each workflow is a lane of its own; more at once only wait for the worker. */
const lanes = 16;

/** Moves the whole rehearsal to an instant; returns when everything due by then has happened and every open workflow stands there. Broken off, it can be repeated. */
export async function advanceClock({ ledger, temporal }: CommandDesk, to: Instant): Promise<ClockAnswer> {
  const clock = await saidPlainly(() => readClock(ledger));
  if (!clock?.rehearsal) throw refused({ code: 'CLOCK_NOT_REHEARSAL', message: '真实时间不能推进：只有用 duban up --clock 启动的演练才有时钟可调', details: {} });
  if (to <= nowOf(clock)) throw invalidInput('CLOCK_TARGET_PAST', `目标时刻 ${to} 不晚于现在（${nowOf(clock)}）`, { to, now: nowOf(clock) });
  const { client, namespace } = await temporal.connect();
  const offsetMs = await saidPlainly(() => moveAll({ ledger, server: { service: client.workflowService, namespace } }, clock, msOf(to)));
  return { now: toInstant(Date.now() + offsetMs), rehearsal: true };
}

interface Movers {
  readonly ledger: CommandDesk['ledger'];
  readonly server: SkippingServer;
}

/** What passes on the way may set a new deadline before the target: then those tasks are moved again, with it a little further. */
async function moveAll({ ledger, server }: Movers, clock: Clock, toMs: number): Promise<number> {
  const beganMs = Date.now();
  let targetMs = toMs;
  let due: readonly OpenTaskRow[] = await openTasks(ledger);
  do {
    targetMs = clearTarget(targetMs, due);
    const offsetMs = targetMs - beganMs;
    await inParallel(due, lanes, (task) => fastForward(server, task, offsetMs));
    const open = await openTasks(ledger);
    due = clearTarget(targetMs, open) === targetMs ? open.filter(({ nextDeadlineAt }) => nextDeadlineAt !== null && msOf(nextDeadlineAt) <= targetMs) : open;
  } while (due.length > 0);
  const offsetMs = Math.max(targetMs - beganMs, clock.offsetMs);
  await setClockOffset(ledger, offsetMs);
  return offsetMs;
}

export async function showClock(ledger: CommandDesk['ledger']): Promise<ClockAnswer> {
  const clock = await saidPlainly(() => readClock(ledger));
  return { now: nowOf(clock), rehearsal: clock?.rehearsal ?? false };
}
