import { addDays, dateOf } from './dates.ts';
import type { SupervisedTask, Task } from './task.ts';
import { isSupervised } from './task.ts';
import type { DateText } from './values.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { workingDaysBetween } from './working-calendar.ts';

/** In working days. What is overdue has less than nothing left. */
export interface WorkingTime {
  readonly consumed: number;
  readonly remaining: number;
}

/** 已用 and 剩余, from 交办 to the present due day: the clock stands while the task is suspended, and for the doer with the application that counts. */
export function workingTimeOf(task: Task, { today, calendar }: { readonly today: DateText; readonly calendar: WorkingCalendar }): WorkingTime | null {
  if (!isSupervised(task)) return null;
  const issuedOn = dateOf(task.issuedAt);
  const last = lastDayThatCounts(task, today);
  const until = last > issuedOn ? last : issuedOn;
  const paused = ('pausedWorkingDays' in task && task.pausedWorkingDays) || 0;
  return { consumed: workingDaysBetween(calendar, issuedOn, until) - paused, remaining: workingDaysBetween(calendar, until, task.currentDue) };
}

function lastDayThatCounts(task: SupervisedTask, today: DateText): DateText {
  if (task.state === 'suspended') return addDays(dateOf(task.suspendedAt), -1);
  return 'application' in task ? task.application.countsOn : today;
}
