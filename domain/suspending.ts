import type { Suspend, Terminate } from './commands.ts';
import { addDays, dateOf, earlier, instantOn, later } from './dates.ts';
import { isLate } from './deadlines.ts';
import type { Decision } from './decision.ts';
import { accept, refuse } from './decision.ts';
import type { Facts } from './facts.ts';
import { eventOf } from './record.ts';
import type { ResumedClocks } from './suspension-events.ts';
import type { InProgress, OpenTask, Suspended } from './task.ts';
import type { DateText } from './values.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { addWorkingDays, workingDaysBetween } from './working-calendar.ts';

/** 暂缓 and 恢复 (t14), 终止 (t15): the leadership stops the clock, or ends what it had decided. */

export function suspend(_task: InProgress, { reason, resumeOn }: Suspend, facts: Facts): Decision {
  if (reason.trim() === '') return refuse('REASON_MISSING');
  if (resumeOn <= dateOf(facts.now)) return refuse('RESUME_DATE_NOT_AHEAD', { date: resumeOn });
  return accept(eventOf('taskSuspended', { reason, resumeOn, keepsClocks: true }, facts));
}

/**
 * 暂缓 keeps what was consumed and what remains: whatever was promised moves by the working days that were not worked, and the baseline stays. A
 * clock that comes late takes no day more than was decided.
 */
export function resume(task: Suspended, facts: Facts): Decision {
  const { resumeOn, currentDue, assignment, requests = [] } = task;
  const onTheDay = instantOn(resumeOn, 0);
  if (facts.actor === 'clock' && facts.now < onTheDay) return accept();
  const pause = { from: dateOf(task.suspendedAt), to: earlier(dateOf(facts.now), resumeOn), calendar: facts.calendar };
  return accept(
    eventOf(
      'taskResumed',
      {
        currentDue: moved(currentDue, pause),
        // A milestone that was missed before is history, not a promise.
        milestones: assignment.milestones.map((milestone) => (milestone.date < pause.from ? milestone : { ...milestone, date: moved(milestone.date, pause) })),
        requests: requests.map(({ id, due }) => ({ id, due: moved(due, pause) })),
        clocks: movedClocks(task, pause),
        pausedWorkingDays: workingDaysOf(pause),
        late: facts.actor === 'clock' && isLate(onTheDay, facts.now),
      },
      facts,
    ),
  );
}

interface Pause {
  readonly from: DateText;
  /** The first day that counts again. */
  readonly to: DateText;
  readonly calendar: WorkingCalendar;
}

function movedClocks({ resubmitBy, openUrge, pendingExtension, ladder }: Suspended, pause: Pause): ResumedClocks {
  return {
    resubmitBy: resubmitBy && moved(resubmitBy, pause),
    // Urged while it was suspended: only the rest of the pause was lost.
    replyBy: openUrge ? moved(openUrge.replyBy, { ...pause, from: later(pause.from, dateOf(openUrge.at)) }) : null,
    extension: pendingExtension
      ? {
          to: moved(pendingExtension.to, pause),
          milestones: pendingExtension.milestones.map((milestone) => ({ ...milestone, date: moved(milestone.date, pause) })),
          decideBy: moved(pendingExtension.decideBy, pause),
        }
      : null,
    ...(ladder && { steps: ladder.steps.map((step) => ({ ...step, on: moved(step.on, pause) })) }),
  };
}

/** What was overdue is as overdue as before, no more; what still lay ahead never falls back behind the day of resuming, as from a weekend it could. */
function moved(date: DateText, pause: Pause): DateText {
  const day = addWorkingDays(pause.calendar, date, workingDaysOf(pause));
  return date < pause.from ? day : later(day, pause.to);
}

const workingDaysOf = ({ from, to, calendar }: Pause): number => workingDaysBetween(calendar, addDays(from, -1), addDays(to, -1));

export function terminate(_task: OpenTask, { reason, decision }: Terminate, facts: Facts): Decision {
  if (reason.trim() === '') return refuse('REASON_MISSING');
  return accept(eventOf('taskTerminated', { reason, decision }, facts));
}
