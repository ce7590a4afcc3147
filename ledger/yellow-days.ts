import { firstYellowDay } from '../domain/lights.ts';
import { openMilestones } from '../domain/milestones.ts';
import type { Task } from '../domain/task.ts';
import { isSupervised } from '../domain/task.ts';
import type { Rules } from './rules.ts';

/**
 * The days on which a due day or a milestone is near, or a milestone missed, as PostgreSQL writes a set of date ranges. So a query can sort a large
 * ledger by light without folding anything; that `lightOf` says the same on every day is tested.
 */
export function yellowDaysOf(task: Task, rules: Rules): string {
  if (!isSupervised(task)) return '{}';
  const due = `[${firstYellowDay(task.currentDue, rules)},${task.currentDue}]`;
  // A milestone that is missed stays yellow until a report says that it is reached.
  const milestones = openMilestones(task.assignment).map((day) => `[${firstYellowDay(day, rules)},)`);
  return `{${[due, ...milestones].join(',')}}`;
}
