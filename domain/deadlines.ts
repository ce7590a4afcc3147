import type { PassDeadline, Resume } from './commands.ts';
import { byDate, endOf, instantOn, msOf } from './dates.ts';
import { openMilestones } from './milestones.ts';
import type { InProgress, Suspended, Task } from './task.ts';
import type { DateText, Instant } from './values.ts';

export const deadlineNames = {
  sign: '签收',
  reassign: '重新交办',
  measures: '报送落实举措',
  approval: '审定落实举措',
  milestone: '阶段目标',
  due: '完成时限',
  resubmit: '重新申请办结',
  review: '办结审核',
  verification: '核查',
  extension: '审批延期',
  reply: '答复催办',
  report: '报送进展',
  contribution: '参与部门答复',
  resumption: '恢复',
  escalation: '升级',
} as const;

export type DeadlineKind = keyof typeof deadlineNames;

/** A day by whose end something must have happened; of a resumption and an escalation, the day on which it happens. */
export interface Deadline {
  readonly kind: DeadlineKind;
  readonly date: DateText;
}

/** Who must have acted by a deadline: the supervising side has clocks of its own, and they are listed and escalated like everybody's (R37). */
export type Side = 'lead' | 'participant' | 'supervision';

const sides: Readonly<Record<DeadlineKind, Side>> = {
  sign: 'lead',
  reassign: 'supervision',
  measures: 'lead',
  approval: 'supervision',
  milestone: 'lead',
  due: 'lead',
  resubmit: 'lead',
  review: 'supervision',
  verification: 'supervision',
  extension: 'supervision',
  reply: 'lead',
  report: 'lead',
  contribution: 'participant',
  resumption: 'supervision',
  escalation: 'supervision',
};

export const sideOf = (kind: DeadlineKind): Side => sides[kind];

/** The next moment at which time itself must be recorded, and the command that does it. */
export interface NextDeadline {
  readonly at: Instant;
  readonly deadline: Deadline;
}

/** What the present state of the task has promised by which day. A suspended or ended task has promised nothing. */
export function deadlinesOf(task: Task): readonly Deadline[] {
  switch (task.state) {
    case 'registered':
      return task.declined ? [{ kind: 'reassign', date: task.declined.reassignBy }] : [];
    case 'issued':
      return [{ kind: 'sign', date: task.signBy }, ...daysOfAnswers(task), ...deadlinesOfWork(task)];
    case 'received':
      return [
        task.proposal ? { kind: 'approval', date: task.proposal.approveBy } : { kind: 'measures', date: task.measuresBy },
        ...daysOfAnswers(task),
        ...deadlinesOfWork(task),
      ];
    case 'inProgress':
      return [...daysOfPromises(task), ...daysOfAnswers(task), ...deadlinesOfWork(task)];
    case 'closureReview':
      return [{ kind: 'review', date: task.reviewBy }, ...dayOfReply(task)];
    case 'verifying':
      return [{ kind: 'verification', date: task.verifyBy }, ...dayOfReply(task)];
    case 'suspended':
    case 'struckOff':
    case 'terminated':
    case 'merged':
      return [];
  }
}

/** The hour of the morning at which the ladder is climbed. */
export const stepHour = 9;

/** The earliest deadline that has not been recorded as passed, or the next step of the ladder before it; of a suspended task, the morning on which it goes on. */
export function nextDeadline(task: Task): NextDeadline | null {
  if (task.state === 'suspended') return { at: instantOn(task.resumeOn, 0), deadline: { kind: 'resumption', date: task.resumeOn } };
  const [first] = pendingDeadlines(task);
  const [step] = task.ladder?.steps ?? [];
  const passing: NextDeadline | null = first ? { at: endOf(first.date), deadline: first } : null;
  const climbing: NextDeadline | null = step ? { at: instantOn(step.on, stepHour), deadline: { kind: 'escalation', date: step.on } } : null;
  if (!passing || !climbing) return passing ?? climbing;
  return climbing.at < passing.at ? climbing : passing;
}

/** A timer that fires within a minute of its time is on time. */
const promptWithinMs = 60_000;

export const isLate = (at: Instant, now: Instant): boolean => msOf(now) - msOf(at) > promptWithinMs;

/** In the order of their days. */
export const pendingDeadlines = (task: Task): readonly Deadline[] =>
  deadlinesOf(task)
    .filter((deadline) => !task.passed.some((passed) => isSame(passed, deadline)))
    .toSorted(byDate);

/** Those that nothing has settled, passed or not; of a suspended task, the day on which it goes on. */
export const standingDeadlines = (task: Task): readonly Deadline[] =>
  task.state === 'suspended' ? [{ kind: 'resumption', date: task.resumeOn }] : deadlinesOf(task);

/** The day of the oldest deadline that is recorded as passed, and has not been settled since. */
export function overdueSince(task: Task): DateText | null {
  const [oldest] = deadlinesOf(task)
    .filter((deadline) => task.passed.some((passed) => isSame(passed, deadline)))
    .toSorted(byDate);
  return oldest?.date ?? null;
}

export const isSame = (a: Deadline, b: Deadline): boolean => a.kind === b.kind && a.date === b.date;

/** The id of the command that the clock gives: the same deadline acts once. */
export const clockCommandId = ({ at, deadline }: NextDeadline): string => `clock:${deadline.kind}:${at}`;

/** What the clock asks for when the moment has come. */
export const clockCommand = ({ deadline }: NextDeadline): PassDeadline | Resume => ({ type: deadline.kind === 'resumption' ? 'resume' : 'passDeadline' });

/** As people read it. */
export const deadlineText = ({ deadline: { kind, date } }: NextDeadline): string => `${deadlineNames[kind]}，${date}${timeOfDay[kind] ?? ' 24:00 止'}`;

const timeOfDay: { readonly [Kind in DeadlineKind]?: string } = { resumption: ' 起', escalation: ` ${String(stepHour).padStart(2, '0')}:00` };

/** Of these it is remembered that they have passed: those of the state, and those that come back with a state that was left. */
export const rememberedDeadlines = (task: Task): readonly Deadline[] => [
  ...deadlinesOf(task),
  ...daysOfAnswers(task),
  ...(task.state === 'suspended' && task.keepsClocks ? daysOfPromises(task) : []),
];

/** By when a lead must answer 催办, and participants their lead. While a review is on, only 催办 runs. */
const daysOfAnswers = (task: Task): readonly Deadline[] => [
  ...dayOfReply(task),
  ...[...new Set('requests' in task ? task.requests.map(({ due }) => due) : [])].map((date) => ({ kind: 'contribution', date }) as const),
];

/** What stands still with a suspended task, and goes on with it: by when the lead applies again, the leader decides on more time; and a report that is missing. */
const daysOfPromises = ({ resubmitBy, pendingExtension, missedCycle }: InProgress | Suspended): readonly Deadline[] => [
  ...(resubmitBy ? [{ kind: 'resubmit', date: resubmitBy } as const] : []),
  ...(pendingExtension ? [{ kind: 'extension', date: pendingExtension.decideBy } as const] : []),
  ...(missedCycle ? [{ kind: 'report', date: missedCycle.cutOff } as const] : []),
];

const dayOfReply = ({ openUrge }: Task): readonly Deadline[] => (openUrge ? [{ kind: 'reply', date: openUrge.replyBy }] : []);

const deadlinesOfWork = (task: { readonly currentDue: DateText; readonly assignment: Task['assignment'] }): readonly Deadline[] => [
  ...milestoneDaysBefore(task.currentDue, task.assignment).map((date) => ({ kind: 'milestone', date }) as const),
  { kind: 'due', date: task.currentDue },
];

/** Several milestones of one day pass at once. */
const milestoneDaysBefore = (due: DateText, assignment: Task['assignment']): readonly DateText[] => [
  ...new Set(openMilestones(assignment).filter((date) => date < due)),
];
