import { endOf } from './dates.ts';
import { isLate, pendingDeadlines } from './deadlines.ts';
import type { Decision } from './decision.ts';
import { accept } from './decision.ts';
import type { Facts } from './facts.ts';
import { eventOf } from './record.ts';
import type { Task } from './task.ts';

/** What the clock may do: record, in order, each deadline that has gone by. After a long absence all of them at once, marked late; it never ends a task (R11). */
export function passDeadlines(task: Task, facts: Facts): Decision {
  const gone = pendingDeadlines(task).filter(({ date }) => endOf(date) <= facts.now);
  return accept(...gone.map((deadline) => eventOf('deadlinePassed', { deadline, late: isLate(endOf(deadline.date), facts.now) }, facts)));
}
