import type { MovedDate } from './calendar-events.ts';
import type { Counting } from './dates-under.ts';
import { datesUnder } from './dates-under.ts';
import type { Deadline } from './deadlines.ts';
import { pendingDeadlines } from './deadlines.ts';
import { isPolicyClock } from './policy-clocks.ts';
import type { Policy } from './policy.ts';
import type { Task } from './task.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { isProvisional } from './working-calendar.ts';

/** What the calendar in force says of the dates that stand. */
export interface CalendarStanding {
  /** 暂定: they rest on a year without an official list. */
  readonly provisional: readonly Deadline[];
  /** They would be others by it, and wait for somebody to have them reprojected. */
  readonly toReproject: readonly MovedDate[];
}

export const calendarStanding = (task: Task, inForce: WorkingCalendar, rules: Counting): CalendarStanding => ({
  provisional: [...pendingDeadlines(task), ...stepsOf(task)].filter((deadline) => isProvisionalDate(deadline, inForce, rules.policy)),
  toReproject: datesUnder(task, inForce, rules),
});

/** A stated day rests on no list, unless the policy settles it on a working day. */
export function isProvisionalDate({ kind, date }: Deadline, inForce: WorkingCalendar, { restDays = {} }: Policy): boolean {
  const { due = 'keep', milestone = 'keep' } = restDays;
  const isSettled = (kind === 'due' && due !== 'keep') || (kind === 'milestone' && milestone !== 'keep');
  return isProvisional(inForce, date) && (isSettled || isPolicyClock(kind) || kind === 'escalation');
}

const stepsOf = ({ ladder }: Task): readonly Deadline[] => (ladder?.steps ?? []).map(({ on }) => ({ kind: 'escalation', date: on }));
