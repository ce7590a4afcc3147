import { cycleOfDay, isClosed, previousCutOff } from './cycles.ts';
import { dateOf } from './dates.ts';
import type { Facts } from './facts.ts';
import { noReporting } from './missing-reports.ts';
import type { Refusal } from './refusals.ts';
import { refusal } from './refusals.ts';
import type { Task } from './task.ts';
import type { DateText } from './values.ts';

/** To which cycle a report belongs, and whether it came by itself (R7, R8). */

/** A report, by its cycle and the day that counts. */
interface Dated {
  readonly cycle: string;
  readonly day: DateText;
}

/** The one that is missing, until the meeting that was to hear it; else the next to be cut off: whoever was late once is not late for ever. */
export function reportedCycle({ missedCycle }: Task, day: DateText, { reporting = noReporting }: Facts): string {
  const { cycles } = reporting;
  const missed = cycles.find(({ cycle }) => cycle === missedCycle?.cycle);
  const isAwaited = missed?.heardOn && day > missed.cutOff && day <= missed.heardOn;
  return isAwaited ? missed.cycle : cycleOfDay(cycles, day);
}

/** Of a cycle that people name: one that is closed takes only what had come before its cut-off, and one that is still to come takes nothing. */
export function cycleFault({ cycle, day }: { readonly cycle: string | undefined; readonly day: DateText }, { reporting = noReporting }: Facts): Refusal | null {
  const { cycles } = reporting;
  if (cycle === undefined || cycles.length === 0) return null;
  const current = cycleOfDay(cycles, day);
  if (cycle > current) return refusal('CYCLE_NOT_BEGUN', { cycle, current });
  const cutOff = cycles.find((one) => one.cycle === cycle)?.cutOff;
  const isInTime = cutOff !== undefined && day <= cutOff;
  return isClosed(cycles, cycle) && !isInTime ? refusal('CYCLE_CLOSED', { cycle, date: day }) : null;
}

/** 自觉: before the cut-off, and without a 催办 of its own since the cut-off before. Reminders that everybody gets do not count. */
export function isUnprompted({ cycle, day }: Dated, { reporting = noReporting }: Facts): boolean {
  const { cycles, urgedAt } = reporting;
  const found = cycles.find((one) => one.cycle === cycle);
  if (found && day > found.cutOff) return false;
  const since = found ? previousCutOff(cycles, found) : `${cycle}-00`;
  const urgedOn = urgedAt === null ? null : dateOf(urgedAt);
  return urgedOn === null || urgedOn <= since || urgedOn > day;
}

/** It had come in time, and was only entered after the cut-off. */
export const missingAfterAll = ({ missedCycle }: Task, { cycle, day }: Dated): boolean => missedCycle?.cycle === cycle && day <= missedCycle.cutOff;
