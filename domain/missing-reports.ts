import type { CycleOnRecord } from './cycles.ts';
import type { Decision } from './decision.ts';
import { accept } from './decision.ts';
import type { Facts } from './facts.ts';
import { stepsAfter } from './ladder.ts';
import type { ReportMissed } from './missing-commands.ts';
import { eventOf } from './record.ts';
import type { Task } from './task.ts';
import type { DateText, Instant } from './values.ts';

/** 缺报 (R8): who has sent nothing by the cut-off is named at once, and urged from the next working day on. */

/** What the ledger knows of the cycles of a task's reports, read under the lock of its head: a report that races the cut-off is in time or missing, never both. */
export interface Reporting {
  /** Of the supervising office. */
  readonly cycles: readonly HeardCycle[];
  /** By cycle: the day that counts of the earliest report that stands. */
  readonly reportedOn: Readonly<Record<string, DateText>>;
  /** 催办: when it was last urged. */
  readonly urgedAt: Instant | null;
}

export interface HeardCycle extends CycleOnRecord {
  /** The day of its meeting, also of one that was cancelled; null where it has none any more. */
  readonly heardOn: DateText | null;
}

export const noReporting: Reporting = { cycles: [], reportedOn: {}, urgedAt: null };

/** Nothing where a report stands or none can be given, where the cut-off has moved on, or where it is recorded already. */
export function reportMissed(task: Task, { cycle }: ReportMissed, facts: Facts): Decision {
  const { cycles, reportedOn } = facts.reporting ?? noReporting;
  const found = cycles.find((one) => one.cycle === cycle);
  if (!found?.passed || task.state !== 'inProgress' || reportedOn[cycle] !== undefined) return accept();
  if (task.missedCycle && task.missedCycle.cycle >= cycle) return accept();
  const { cutOff } = found;
  const steps = stepsAfter(withoutReportLadder(task), { kind: 'report', date: cutOff }, facts);
  return accept(eventOf('reportMissed', { cycle, cutOff, ...(steps.length > 0 && { steps }) }, facts));
}

/** The ladder of a cycle that was missed before ends with it: nobody waits for that report any more. */
function withoutReportLadder(task: Task): Task {
  const { ladder, ...rest } = task;
  return ladder?.cause.kind === 'report' ? rest : task;
}
