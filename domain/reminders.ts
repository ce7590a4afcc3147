import { dateOf, yearOf } from './dates.ts';
import type { Deadline, DeadlineKind } from './deadlines.ts';
import { deadlineNames, deadlinesOf } from './deadlines.ts';
import type { Policy } from './policy.ts';
import { remindersIn } from './reminder-policy.ts';
import type { Task } from './task.ts';
import { horizonOf } from './task.ts';
import type { DateText } from './values.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { addWorkingDays, settleOnWorkingDay } from './working-calendar.ts';

/**
 * 提醒: the mornings on which somebody is reminded of a day before it has come. They follow from the task and from the calendar and the policy that it
 * names, are kept beside it, and found by one look at the day: no task is woken for them.
 */

/** When the run of a day begins, and says what there is to say. */
export const morning = { hour: 8, minute: 30 } as const;

/** A day of which people are reminded. `report` is the cut-off of a cycle; `yearlyReview` the look at a 长线 task in January. */
export type ReminderKind = Exclude<DeadlineKind, 'resumption' | 'escalation'> | 'yearlyReview';

export const reminderNames: Readonly<Record<ReminderKind, string>> = { ...deadlineNames, yearlyReview: '年度回顾' };

export interface Reminder {
  readonly kind: ReminderKind;
  /** The day that is near. */
  readonly date: DateText;
  /** So many working days before it; 0 on the day, or on the working day before a rest day. */
  readonly rung: number;
  /** A working day, on whose morning it is said. */
  readonly on: DateText;
  /** 汇报周期, of a report. */
  readonly cycle: string | null;
}

export interface ReminderRules {
  readonly calendar: WorkingCalendar;
  readonly policy: Policy;
}

/** All rungs of all that the present state has promised, gone by or to come. Cut-offs are an office's days, and are added cycle by cycle. */
export function remindersFor(task: Task, rules: ReminderRules): readonly Reminder[] {
  const deadlines = deadlinesOf(task)
    .filter(isReminded)
    .filter(({ kind }) => kind !== 'report')
    .flatMap((deadline) => remindersOf(deadline, task, rules));
  return [...deadlines, ...yearlyReviews(task, rules)].filter(({ on }) => !('issuedAt' in task) || on >= dateOf(task.issuedAt));
}

/** To go on and to climb is for the clock. */
export const isReminded = (deadline: Deadline): deadline is RemindedDeadline => deadline.kind !== 'resumption' && deadline.kind !== 'escalation';

type RemindedDeadline = Deadline & { readonly kind: Exclude<ReminderKind, 'yearlyReview'> };

const remindersOf = ({ kind, date }: RemindedDeadline, task: Task, rules: ReminderRules): readonly Reminder[] =>
  ladderOf(kind, task, rules).map((rung) => ({ kind, date, rung, on: morningOf(date, rung, rules), cycle: null }));

function ladderOf(kind: RemindedDeadline['kind'], task: Task, { policy }: ReminderRules): readonly number[] {
  const { dueWorkingDays, milestoneWorkingDays, clockWorkingDays } = remindersIn(policy);
  if (kind === 'due') return dueWorkingDays[horizonOf(task) ?? 'firstHalf'];
  return kind === 'milestone' ? milestoneWorkingDays : clockWorkingDays;
}

/** Never a rest day: what would fall on one comes on the working day before. */
const morningOf = (date: DateText, rung: number, { calendar }: ReminderRules): DateText =>
  rung === 0 ? settleOnWorkingDay(calendar, date, 'previous') : addWorkingDays(calendar, date, -rung);

/** In each January in which a 长线 task is under way: on the first working day, to be done by the end of the month. */
function yearlyReviews(task: Task, { calendar }: ReminderRules): readonly Reminder[] {
  if (task.state !== 'inProgress' || task.horizon.horizon !== 'longTerm') return [];
  const decidedIn = yearOf(dateOf(task.horizon.at));
  const years = Array.from({ length: Math.max(0, yearOf(task.currentDue) - decidedIn) }, (_, index) => decidedIn + 1 + index);
  return years
    .map((year) => ({ kind: 'yearlyReview', date: `${year}-01-31`, rung: 0, on: addWorkingDays(calendar, `${year - 1}-12-31`, 1), cycle: null }) as const)
    .filter(({ date }) => date < task.currentDue);
}

/** The morning, from this day on, on which somebody is next reminded of a deadline; null where nobody will be. */
export function nextReminder(task: Task, { kind, date }: Deadline, { day, ...rules }: ReminderRules & { readonly day: DateText }): DateText | null {
  const ahead = remindersFor(task, rules).filter((reminder) => reminder.kind === kind && reminder.date === date && reminder.on >= day);
  return ahead[0]?.on ?? null;
}

/** A rung that was told, and of which day. */
export type SaidRung = Pick<Reminder, 'kind' | 'date' | 'rung' | 'cycle'>;

/**
 * Every rung is said once. Where the day has moved since (延期, 重定时限, a recount), the rung is said anew only once the day that was named has come: who
 * has been told "in ten days, on the 10th" need not hear it again on the 4th because it is now the 12th. Of a cycle it is never said anew.
 */
export const isSaid = ({ kind, date, rung, on, cycle }: Reminder, said: readonly SaidRung[], task: Task): boolean =>
  said
    .filter((one) => one.kind === kind && one.rung === rung && one.cycle === cycle)
    .some((one) => one.date === date || cycle !== null || (hasMoved(one, task) && on < one.date));

/** A due day is one, whatever its date. A milestone that no longer stands on its day stands on another. */
function hasMoved({ kind, date }: SaidRung, { assignment }: Task): boolean {
  return kind === 'due' || (kind === 'milestone' && !assignment.milestones.some((milestone) => milestone.date === date));
}
