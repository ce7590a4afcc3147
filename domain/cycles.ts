import { addDays, compareTexts, monthOf } from './dates.ts';
import type { DateText } from './values.ts';

/** Cycles of reports, as the ledger has them, and where a report stands in its own (R7, R8). */

export interface CycleOnRecord {
  readonly cycle: string;
  readonly cutOff: DateText;
  readonly passed: boolean;
}

/**
 * Since when a report is owed for a cycle: from tasks that were in progress at the end of this day. Of the first cycle ever, from those that had
 * been for a month.
 */
export function previousCutOff(cycles: readonly CycleOnRecord[], { cycle, cutOff }: CycleOnRecord): DateText {
  const before = cycles.filter((other) => other.cycle < cycle).toSorted((a, b) => compareTexts(b.cycle, a.cycle))[0];
  return before?.cutOff ?? addDays(cutOff, -daysOfFirstCycle);
}

const daysOfFirstCycle = 30;

/** A cycle is closed once the cut-off of the next has gone by: nobody waits for its reports any more. */
export const isClosed = (cycles: readonly CycleOnRecord[], cycle: string): boolean => cycles.some((other) => other.cycle > cycle && other.passed);

/** Received in time for its cycle (按时), after its cut-off (迟报), not at all (缺报), or not yet (待报). */
export const reportStandings = { onTime: '按时', late: '迟报', missing: '缺报', awaited: '待报' } as const;
export type ReportStanding = keyof typeof reportStandings;

/** `countsOn`: the day that counts of the report that counts; null where there is none. */
export function reportStanding(countsOn: DateText | null, { cutOff, passed }: Pick<CycleOnRecord, 'cutOff' | 'passed'>): ReportStanding {
  if (countsOn === null) return passed ? 'missing' : 'awaited';
  return countsOn <= cutOff ? 'onTime' : 'late';
}

/** The cycle that a report of this day belongs to: the next that is cut off, unless it is still far away; else its month, where no meeting says otherwise. */
export function cycleOfDay(cycles: readonly CycleOnRecord[], day: DateText): string {
  const next = cycles.filter(({ cutOff }) => cutOff >= day).toSorted((a, b) => compareTexts(a.cutOff, b.cutOff))[0];
  if (next && previousCutOff(cycles, next) < day) return next.cycle;
  let month = monthOf(day);
  while (cycles.some(({ cycle, cutOff }) => cycle === month && cutOff < day)) month = monthAfter(month);
  return month;
}

/** Any month ends within 31 days of its first. */
const monthAfter = (month: string): string => monthOf(addDays(`${month}-01`, 31));
