import type { Suspend, Terminate } from './commands.ts';
import { addDays, dateOf, instantOn } from './dates.ts';
import type { Decision } from './decision.ts';
import { accept, refuse } from './decision.ts';
import type { Facts } from './facts.ts';
import { eventOf } from './record.ts';
import type { InProgress, OpenTask, Suspended } from './task.ts';
import type { DateText } from './values.ts';
import { addWorkingDays, workingDaysBetween } from './working-calendar.ts';

/** 暂缓 and 恢复 (t14), 终止 (t15): the leadership stops the clock, or ends what it had decided. */

export function suspend(_task: InProgress, { reason, resumeOn }: Suspend, facts: Facts): Decision {
  if (reason.trim() === '') return refuse('REASON_MISSING');
  if (resumeOn <= dateOf(facts.now)) return refuse('RESUME_DATE_NOT_AHEAD', { date: resumeOn });
  return accept(eventOf('taskSuspended', { reason, resumeOn }, facts));
}

/** What was promised moves by the working days that were not worked; the baseline stays. A clock that comes late takes no day more than was decided. */
export function resume(task: Suspended, facts: Facts): Decision {
  if (facts.actor === 'clock' && facts.now < instantOn(task.resumeOn, 0)) return accept();
  const from = dateOf(task.suspendedAt);
  const to = earlier(dateOf(facts.now), task.resumeOn);
  const pauseDays = workingDaysBetween(facts.calendar, addDays(from, -1), addDays(to, -1));
  const moved = (date: DateText): DateText => addWorkingDays(facts.calendar, date, pauseDays);
  // What still lay ahead never falls back behind the day of resuming, as from a weekend it could.
  const movedAhead = (date: DateText): DateText => (date < from ? date : later(moved(date), to));
  const { currentDue, assignment, requests = [] } = task;
  return accept(
    eventOf(
      'taskResumed',
      {
        // A task that was overdue is as overdue as before, no more.
        currentDue: currentDue < from ? moved(currentDue) : movedAhead(currentDue),
        milestones: assignment.milestones.map(({ date, text }) => ({ date: movedAhead(date), text })),
        requests: requests.map(({ id, due }) => ({ id, due: movedAhead(due) })),
      },
      facts,
    ),
  );
}

export function terminate(_task: OpenTask, { reason, decision }: Terminate, facts: Facts): Decision {
  if (reason.trim() === '') return refuse('REASON_MISSING');
  return accept(eventOf('taskTerminated', { reason, decision }, facts));
}

const earlier = (a: DateText, b: DateText): DateText => (a < b ? a : b);
const later = (a: DateText, b: DateText): DateText => (a > b ? a : b);
