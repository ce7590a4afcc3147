import { mergingMoved } from './absorbed.ts';
import type { MovedDate, TaskReprojected } from './calendar-events.ts';
import type { DeadlineKind } from './deadlines.ts';
import { withClock } from './evolve-policy.ts';
import { isPolicyClock } from './policy-clocks.ts';
import type { OpenTask, Task } from './task.ts';
import { isEnded } from './task.ts';
import type { DateText } from './values.ts';

/** By another calendar from now on, with each date at the day that was recorded for it. */
export function evolveReprojection(task: Task, { to, dates }: TaskReprojected): Task {
  if (isEnded(task)) return task;
  const moved = (kind: DeadlineKind, date: DateText): DateText => dates.find((one) => one.kind === kind && one.from === date)?.to ?? date;
  const { assignment, ladder } = task;
  return dates.reduce<OpenTask>(withDate, {
    ...task,
    calendarVersion: to,
    assignment: { ...assignment, milestones: assignment.milestones.map((milestone) => ({ ...milestone, date: moved('milestone', milestone.date) })) },
    ...(ladder && { ladder: { ...ladder, steps: ladder.steps.map((step) => ({ ...step, on: moved('escalation', step.on) })) } }),
  });
}

function withDate(task: OpenTask, { kind, from, to }: MovedDate): OpenTask {
  if (isPolicyClock(kind)) return withClock(task, { kind, from, to });
  if (kind !== 'due' || !('currentDue' in task) || task.currentDue !== from) return task;
  return { ...task, currentDue: to, ...(task.merging && { merging: mergingMoved(task.merging, { from, to }) }) };
}
