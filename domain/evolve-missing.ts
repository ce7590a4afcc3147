import type { TaskReported } from './events.ts';
import { ladderBegun } from './evolve-ladder.ts';
import type { MissingEvent, ReportMissedEvent } from './missing-events.ts';
import { countsOn } from './receipt.ts';
import type { InProgress, Task } from './task.ts';

export function evolveMissing(task: Task, event: MissingEvent): Task {
  switch (event.type) {
    case 'reportMissed':
      return task.state === 'inProgress' ? missing(task, event) : task;
    case 'missingWithdrawn':
      return task.missedCycle?.cycle === event.cycle ? withoutMissed(task) : task;
  }
}

/** The deadline has passed with its being recorded: only its ladder is still to come. */
function missing(task: InProgress, { cycle, cutOff, steps }: ReportMissedEvent): InProgress {
  const deadline = { kind: 'report', date: cutOff } as const;
  return { ...task, missedCycle: { cycle, cutOff }, passed: [...task.passed, deadline], ...ladderBegun({ deadline, ...(steps && { steps }) }) };
}

/** A late report, or one of a later cycle, says what the missed one should have said; of one that was in time `missingWithdrawn` speaks. */
export function reportedAfterMissing<Kept extends Task>(task: Kept, { cycle, receipt, at }: TaskReported): Kept {
  const { missedCycle } = task;
  return missedCycle && cycle >= missedCycle.cycle && countsOn(receipt, at) > missedCycle.cutOff ? withoutMissed(task) : task;
}

/** What was handed in for closure, or has ended, owes no report. */
export const withoutSettledReport = <Kept extends Task>(task: Kept): Kept =>
  task.missedCycle && task.state !== 'inProgress' && task.state !== 'suspended' ? withoutMissed(task) : task;

function withoutMissed<Kept extends Task>(task: Kept): Kept {
  const { missedCycle: _missedCycle, ...rest } = task;
  return rest as Kept;
}
