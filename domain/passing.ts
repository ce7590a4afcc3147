import { endOf } from './dates.ts';
import type { Deadline } from './deadlines.ts';
import { isLate, nextDeadline } from './deadlines.ts';
import type { Decision } from './decision.ts';
import { accept } from './decision.ts';
import { climb } from './escalation.ts';
import type { TaskEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { Facts } from './facts.ts';
import { stepsAfter } from './ladder.ts';
import { eventOf } from './record.ts';
import type { Task } from './task.ts';

/**
 * What the clock may do: record, in the order of their moments, each deadline that has gone by and each step of the ladder that has come. After a
 * long absence all of them at once, marked late, the same ones as if it had never been away; it never ends a task (R11).
 */
export function passDeadlines(task: Task, facts: Facts): Decision {
  const events: TaskEvent[] = [];
  let passing: Task | null = task;
  for (let event = nextEvent(passing, facts); event; event = passing && nextEvent(passing, facts)) {
    events.push(event);
    passing = evolve(passing, event);
  }
  return accept(...events);
}

function nextEvent(task: Task, facts: Facts): TaskEvent | null {
  const next = nextDeadline(task);
  if (!next || next.at > facts.now || next.deadline.kind === 'resumption') return null;
  return next.deadline.kind === 'escalation' ? climb(task, facts) : passed(task, next.deadline, facts);
}

function passed(task: Task, deadline: Deadline, facts: Facts): TaskEvent {
  const steps = stepsAfter(task, deadline, facts);
  return eventOf('deadlinePassed', { deadline, late: isLate(endOf(deadline.date), facts.now), ...(steps.length > 0 && { steps }) }, facts);
}
