import type { Addressee } from './addressees.ts';
import { later } from './dates.ts';
import type { Deadline, DeadlineKind } from './deadlines.ts';
import { deadlinesOf, isSame } from './deadlines.ts';
import type { EscalationPolicy } from './escalation-policy.ts';
import { firstEscalation, topLevel } from './escalation-policy.ts';
import type { Facts } from './facts.ts';
import { meetingPolicyOf } from './meeting-policy.ts';
import type { PaperOnRecord } from './papers.ts';
import type { Task } from './task.ts';
import type { DateText, Instant, PersonId } from './values.ts';
import { addWorkingDays, workingDaysBetween } from './working-calendar.ts';

/**
 * The ladder 升级 as data. A task climbs one at a time, for one cause: a deadline that has passed. Every cause begins at the lowest level; a more
 * serious one takes over, with days of its own. It ends when its cause is settled: what was due has been done, or its day is another.
 */
export interface Ladder {
  readonly cause: Deadline;
  /** Still to come, in order. Their days are recorded, so that folding needs no calendar. */
  readonly steps: readonly LadderStep[];
  /** The rungs that were told, the latest last. */
  readonly told: readonly ToldRung[];
  /** Since the latest step. */
  readonly acknowledgement: Acknowledgement | null;
  /** 建议议题: since when it is proposed for the agenda of the Party group. */
  readonly agendaSince: DateText | null;
  /** Taken onto the agenda by people; absent or null until then. */
  readonly agendaAccepted?: { readonly by: PersonId; readonly at: Instant; readonly meeting: string | null } | null;
  /** 签发、缓发: what has been said of papers that have not left. */
  readonly papers?: readonly PaperOnRecord[];
}

export interface LadderStep {
  readonly level: number;
  /** At 09:00 of this day. */
  readonly on: DateText;
  /** Which time the last step is said again; absent the first time. */
  readonly repeat?: number;
}

export interface ToldRung {
  readonly level: number;
  readonly to: readonly Addressee[];
}

export interface Acknowledgement {
  readonly by: PersonId;
  readonly at: Instant;
  readonly until: DateText;
  readonly text: string | null;
}

/** 手续: a signature, a plan, an answer. */
const formality = 1;

/** How serious it is that a deadline has passed; 0 where nobody is called, since a participant's silence makes nobody late (R22). */
const ranks: Readonly<Record<DeadlineKind, number>> = {
  contribution: 0,
  resumption: 0,
  escalation: 0,
  sign: formality,
  measures: formality,
  reply: formality,
  report: formality,
  milestone: 2,
  resubmit: 3,
  reassign: 3,
  approval: 3,
  review: 3,
  verification: 3,
  extension: 3,
  due: 4,
};

/** The steps that begin when this deadline passes; none where nobody is called, or where a ladder stands that goes on. */
export function stepsAfter(task: Task, deadline: Deadline, rules: Rules): readonly LadderStep[] {
  const rank = ranks[deadline.kind];
  return rank === 0 || !takesOver(task, rank) ? [] : allSteps(deadline, rules);
}

/** What is still to come of a ladder by the numbers of another policy: not before tomorrow, nor before what was acknowledged is over. */
export function stepsUnder({ cause, told, acknowledgement }: Ladder, today: DateText, rules: Rules): readonly LadderStep[] {
  const timesAt = (level: number): number => told.filter((rung) => rung.level === level).length;
  const highest = Math.max(0, ...told.map(({ level }) => level));
  const isAhead = ({ level, repeat }: LadderStep): boolean => (repeat === undefined ? level > highest : repeat >= timesAt(level));
  return stepsFrom(later(today, acknowledgement?.until ?? today), allSteps(cause, rules).filter(isAhead), rules);
}

type Rules = Pick<Facts, 'calendar' | 'policy'>;

function allSteps({ kind, date }: Deadline, { calendar, policy }: Rules): readonly LadderStep[] {
  if (kind === 'report') return stepsOfMissing(date, { calendar, policy });
  const { repeats, formalityLevels, stepsWorkingDays, milestoneStepsWorkingDays } = escalationOf(policy);
  const days = (kind === 'milestone' ? milestoneStepsWorkingDays : stepsWorkingDays).slice(0, ranks[kind] === formality ? formalityLevels : topLevel);
  const [last = 0, before = 0] = days.toReversed();
  const on = (workingDays: number): DateText => addWorkingDays(calendar, date, workingDays);
  return [
    ...days.map((workingDays, index) => ({ level: index + 1, on: on(workingDays) })),
    ...Array.from({ length: repeats }, (_, index) => ({ level: days.length, on: on(last + (index + 1) * (last - before)), repeat: index + 1 })),
  ];
}

/** Said once: the next cut-off asks again. */
const stepsOfMissing = (cutOff: DateText, { calendar, policy }: Rules): readonly LadderStep[] =>
  meetingPolicyOf(policy).missingStepsWorkingDays.map((workingDays, index) => ({ level: index + 1, on: addWorkingDays(calendar, cutOff, workingDays) }));

export const escalationOf = ({ escalation = firstEscalation }: { readonly escalation?: EscalationPolicy }): EscalationPolicy => escalation;

/** A ladder that has no step left gives way to any new cause. */
const takesOver = ({ ladder }: Task, rank: number): boolean => !ladder || ladder.steps.length === 0 || rank > ranks[ladder.cause.kind];

/** A suspended task keeps its ladder, and climbs on when it is resumed. */
export const isCauseOpen = (task: Task, { cause }: Ladder): boolean =>
  task.state === 'suspended' || deadlinesOf(task).some((deadline) => isSame(deadline, cause));

/** The next step on the first working day after `until`, the others at the distances that they had; none comes earlier by that. */
export function stepsFrom(until: DateText, steps: readonly LadderStep[], { calendar }: Pick<Facts, 'calendar'>): readonly LadderStep[] {
  const [next] = steps;
  const first = addWorkingDays(calendar, until, 1);
  if (!next || first <= next.on) return steps;
  const delay = workingDaysBetween(calendar, next.on, first);
  return steps.map((step) => ({ ...step, on: addWorkingDays(calendar, step.on, delay) }));
}
