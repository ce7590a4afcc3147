import { addDays } from './dates.ts';
import { openMilestones } from './milestones.ts';
import type { Policy } from './policy.ts';
import type { Task } from './task.ts';
import type { DateText } from './values.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { addWorkingDays, workingDaysBetween } from './working-calendar.ts';

export const lightNames = { grey: '灰', green: '绿', yellow: '黄', red: '红' } as const;
export type Light = keyof typeof lightNames;
export const lights = Object.keys(lightNames) as readonly Light[];

export interface LightConditions {
  readonly today: DateText;
  readonly calendar: WorkingCalendar;
  readonly policy: Policy;
}

/** 灯: a function of facts and the day, never stored as truth. Red past the current due day, or with a report missing; yellow near a due day or milestone, a milestone missed, or returned and not resubmitted; grey where nothing runs. */
export function lightOf(task: Task, conditions: LightConditions): Light {
  switch (task.state) {
    case 'registered':
    case 'suspended':
    case 'struckOff':
    case 'terminated':
    case 'merged':
      return 'grey';
    case 'closureReview':
    case 'verifying':
      return task.application.countsOn > task.currentDue ? 'red' : 'green';
    case 'issued':
    case 'received':
      return lightOfWork(task, conditions);
    case 'inProgress':
      if (task.missedCycle) return 'red';
      return lightOfWork(task, conditions) === 'green' && task.resubmitBy !== null ? 'yellow' : lightOfWork(task, conditions);
  }
}

/** 超期(工作日): working days past the current due day; 0 on the day itself and for what ended or was handed in on time. */
export function overdueWorkingDays(task: Task, { today, calendar }: LightConditions): number {
  if (!('currentDue' in task) || task.state === 'suspended') return 0;
  const until = 'application' in task ? task.application.countsOn : today;
  return until > task.currentDue ? workingDaysBetween(calendar, task.currentDue, until) : 0;
}

/** 黄灯: from this day on no more than the policy's warning of working days is left. */
export const firstYellowDay = (day: DateText, { calendar, policy }: Pick<LightConditions, 'calendar' | 'policy'>): DateText =>
  addWorkingDays(calendar, addDays(day, 1), -(policy.warningWorkingDays + 1));

interface Work {
  readonly currentDue: DateText;
  readonly assignment: Task['assignment'];
}

function lightOfWork({ currentDue, assignment }: Work, { today, calendar, policy }: LightConditions): Light {
  if (today > currentDue) return 'red';
  // One that was missed stays behind every other day.
  const days = [currentDue, ...openMilestones(assignment)];
  // Counted once from today on: a due day may be years away, and a ledger has many rows.
  const firstCalmDay = addWorkingDays(calendar, today, policy.warningWorkingDays + 1);
  const isNear = days.some((day) => day < firstCalmDay);
  return isNear ? 'yellow' : 'green';
}
