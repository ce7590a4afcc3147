import type { MovedDate } from './calendar-events.ts';
import { dateOf, endOf, instantOn, later } from './dates.ts';
import type { Deadline } from './deadlines.ts';
import { isSame, rememberedDeadlines, stepHour } from './deadlines.ts';
import type { Facts } from './facts.ts';
import type { LadderStep } from './ladder.ts';
import { stepsFrom } from './ladder.ts';
import type { PolicyClock } from './policy-clocks.ts';
import { clockWorkingDays, isPolicyClock } from './policy-clocks.ts';
import { settledDue, settledMilestone } from './rest-days.ts';
import type { Task } from './task.ts';
import { baselineDueOf } from './task.ts';
import type { DateText, Instant } from './values.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { addWorkingDays, workingDaysBetween } from './working-calendar.ts';

export type Counting = Pick<Facts, 'now' | 'calendar' | 'policy'>;

type Rules = Omit<Counting, 'now'>;

/**
 * The dates of a task that would be others by another calendar. What has gone by stays, and nothing moves to before today. Stated days (due day,
 * milestones, a participant's day, the day of resuming) stay as they were decided, but for a policy that settles them on working days.
 */
export function datesUnder(task: Task, to: WorkingCalendar, { now, ...rules }: Counting): readonly MovedDate[] {
  // The clocks of a suspended task stand where they stood when it was suspended.
  const moment = task.state === 'suspended' ? task.suspendedAt : now;
  const counting = { ...rules, to, begun: beginningsOf(task) };
  const clocks = distinct(rememberedDeadlines(task)).filter(({ date }) => endOf(date) > moment);
  return [
    ...clocks.map((deadline) => ({ kind: deadline.kind, from: deadline.date, to: later(dateUnder(task, deadline, counting), dateOf(moment)) })),
    ...stepsUnder(task, { ...rules, to, moment }),
  ].filter((moved) => moved.from !== moved.to);
}

const distinct = (deadlines: readonly Deadline[]): readonly Deadline[] =>
  deadlines.filter((deadline, position) => deadlines.findIndex((other) => isSame(other, deadline)) === position);

interface Anew extends Rules {
  readonly to: WorkingCalendar;
  /** When each clock began, as far as the task remembers it. */
  readonly begun: Beginnings;
}

function dateUnder(task: Task, { kind, date }: Deadline, { to, begun, ...rules }: Anew): DateText {
  if (kind === 'due') return settledDue(statedDue(task, date, rules), { ...rules, calendar: to });
  if (kind === 'milestone') return settledMilestone(date, { ...rules, calendar: to });
  if (!isPolicyClock(kind)) return date;
  // Where only the journal knows when it began: the working day from which the policy's period leads to the date.
  const beganAt = begun[kind];
  const base = beganAt === undefined ? addWorkingDays(rules.calendar, date, 0 - clockWorkingDays(kind, rules.policy, task)) : dateOf(beganAt);
  return addWorkingDays(to, base, workingDaysBetween(rules.calendar, base, date));
}

/** The baseline, as long as the present due day is nothing but its settled day. */
function statedDue(task: Task, date: DateText, rules: Rules): DateText {
  const baseline = baselineDueOf(task) as DateText; // a task with a due day has one
  return settledDue(baseline, rules) === date ? baseline : date;
}

/** Steps of the ladder are as far from its cause as before; if they come earlier by that, not before tomorrow, nor before what was acknowledged is over. */
function stepsUnder({ ladder }: Task, { calendar, to, moment }: Rules & { readonly to: WorkingCalendar; readonly moment: Instant }): readonly MovedDate[] {
  const steps = ladder?.steps.filter(({ on }) => instantOn(on, stepHour) > moment) ?? [];
  const [next] = steps;
  if (!ladder || !next) return [];
  const { cause, acknowledgement } = ladder;
  const anew = (date: DateText): DateText => addWorkingDays(to, cause.date, workingDaysBetween(calendar, cause.date, date));
  const recounted = steps.map((step) => ({ ...step, on: anew(step.on) }));
  const today = dateOf(moment);
  const standing = anew(next.on) < next.on ? stepsFrom(later(today, acknowledgement?.until ?? today), recounted, { calendar: to }) : recounted;
  return steps.map((step, index) => ({ kind: 'escalation', from: step.on, to: (standing[index] as LadderStep).on }));
}

type Beginnings = { readonly [Kind in PolicyClock]?: Instant };

const beginningsOf = (task: Task): Beginnings => ({ ...beginningsIn(task), ...(task.openUrge && { reply: task.openUrge.at }) });

/** Not by which day a paper came that a clerk entered later, nor when an application was returned or a check was ordered: only the journal knows that. */
function beginningsIn(task: Task): Beginnings {
  switch (task.state) {
    case 'registered':
      return task.declined ? { reassign: task.declined.at } : {};
    case 'issued':
      return { sign: task.issuedAt };
    case 'received':
      if (task.proposal) return { approval: task.proposal.at };
      return task.rejectedCount === 0 ? { measures: task.receivedAt } : {};
    case 'inProgress':
    case 'suspended':
      return task.pendingExtension ? { extension: task.pendingExtension.at } : {};
    case 'closureReview':
      return { review: task.application.at };
    case 'verifying':
    case 'struckOff':
    case 'terminated':
    case 'merged':
      return {};
  }
}
