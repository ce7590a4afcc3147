import type { Policy } from './policy.ts';
import type { DateText, Milestone } from './values.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { settleOnWorkingDay } from './working-calendar.ts';

/**
 * A day that people state may be a rest day, and the policy says by which day it then has to be done. Clocks that count working days end on one anyway.
 * The baseline stays as it was stated: 按原定时间考核.
 */

interface Rules {
  readonly calendar: WorkingCalendar;
  readonly policy: Policy;
}

export const settledDue = (date: DateText, { calendar, policy }: Rules): DateText => settleOnWorkingDay(calendar, date, policy.restDays?.due ?? 'keep');

export const settledMilestone = (date: DateText, { calendar, policy }: Rules): DateText =>
  settleOnWorkingDay(calendar, date, policy.restDays?.milestone ?? 'keep');

export const settledMilestones = (milestones: readonly Milestone[], rules: Rules): readonly Milestone[] =>
  milestones.map((milestone) => ({ ...milestone, date: settledMilestone(milestone.date, rules) }));
