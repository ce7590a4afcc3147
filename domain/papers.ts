import type { Addressee } from './addressees.ts';
import { dateOf } from './dates.ts';
import { sideOf } from './deadlines.ts';
import type { Facts } from './facts.ts';
import type { Ladder } from './ladder.ts';
import type { Offices } from './organisation.ts';
import type { SupervisedPart } from './organisation.ts';
import { leaderAddressee, officeOf, supervisionRole, takesPart } from './organisation.ts';
import type { Holder } from './rungs.ts';
import { holderOf, rungOf } from './rungs.ts';
import type { Task } from './task.ts';
import { fullNumberOf } from './task.ts';
import type { DateText, Instant, PersonId } from './values.ts';
import { addWorkingDays } from './working-calendar.ts';

/**
 * 签发: what the ladder writes to a leader, or beyond the two offices that the task is between, lies open on the working day before its step: it can be
 * signed, or held with a reason. Neither said, it leaves on its day: supervision does not stop because nobody signed.
 */

/** The step of the ladder with which a paper leaves. */
export interface PaperStep {
  readonly level: number;
  /** Which time the last step is said again; absent the first time. */
  readonly repeat?: number;
}

export const standingNames = { draft: '待签发', signed: '已签发', held: '缓发' } as const;
export type Standing = keyof typeof standingNames;

/** What somebody has said of a paper. */
export interface PaperOnRecord extends PaperStep {
  readonly standing: Exclude<Standing, 'draft'>;
  readonly by: PersonId;
  readonly at: Instant;
  /** Why it is held. */
  readonly reason?: string;
  /** Held while its step came: whom it has not reached since. */
  readonly withheld?: { readonly to: readonly Addressee[]; readonly since: DateText };
}

/** A paper that has not left. */
export interface Paper extends PaperStep {
  readonly standing: Standing;
  readonly to: readonly Addressee[];
  /** At the hour of the step; of what is withheld, the day that has passed. */
  readonly leavesOn: DateText;
  readonly record: PaperOnRecord | null;
}

/** A paper leaves unless it is held; a 通报 does not leave before it is signed either. */
export const mayLeave = (standing: Standing, needsSignature = false): boolean => standing === 'signed' || (standing === 'draft' && !needsSignature);

type Setting = Pick<Facts, 'offices' | 'calendar' | 'now'>;

/** Those that lie open today. A suspended task is told of to nobody. */
export function papersOf(task: Task, setting: Setting): readonly Paper[] {
  const { ladder } = task;
  if (!ladder || task.state === 'suspended') return [];
  return [...withheldPapers(ladder), ...papersAhead(task, ladder, setting.offices).filter((paper) => paper.record !== null || isDrafted(paper, setting))];
}

/** Also those that are not drafted yet. */
export function papersAhead(task: Task, ladder: Ladder, offices: Offices): readonly Paper[] {
  return ladder.steps.flatMap((step) => {
    const to = lookedAt(rungOf(lateHolderOf(task, offices), step.level, offices), task, offices);
    const record = recordOf(ladder, step);
    return to.length === 0 ? [] : [{ ...stepOf(step), to, leavesOn: step.on, standing: record?.standing ?? 'draft', record }];
  });
}

const withheldPapers = ({ papers = [] }: Ladder): readonly Paper[] =>
  papers.flatMap((record) =>
    record.withheld ? [{ ...stepOf(record), to: record.withheld.to, leavesOn: record.withheld.since, standing: record.standing, record }] : [],
  );

/** The working day before its step. */
export const draftedOn = ({ leavesOn }: Pick<Paper, 'leavesOn'>, { calendar }: Pick<Facts, 'calendar'>): DateText => addWorkingDays(calendar, leavesOn, -1);

const isDrafted = (paper: Paper, { calendar, now }: Setting): boolean => draftedOn(paper, { calendar }) <= dateOf(now);

/** To a leader, or to an office that neither ordered the work nor has it. */
export function lookedAt(to: readonly Addressee[], task: Task, offices: Offices): readonly Addressee[] {
  const between = [task.supervisingOffice, officeOf(offices, lateHolderOf(task, offices).department)?.code];
  return to.filter(({ office, role }) => role === 'supervising_leader' || !between.includes(office));
}

/** Who is late: the lead, or for what the supervising side owes its 督查部门. */
export const lateHolderOf = (task: SupervisedPart, offices: Offices): Holder => holderOf(task, task.ladder ? sideOf(task.ladder.cause.kind) : 'lead', offices);

/** For whom it lies open: what leaves the office for its leader in charge, and what the supervision unit may not judge; all else for that unit. */
export function signatoryOf({ to }: Pick<Paper, 'to'>, task: Task, offices: Offices): Addressee {
  const unit = supervisionRole(offices, task.supervisingOffice, 'supervisor');
  const isPartial = takesPart(task, unit.department) || lateHolderOf(task, offices).department === unit.department;
  return isPartial || to.some(({ office }) => office !== task.supervisingOffice) ? leaderAddressee(task, offices) : unit;
}

export const isStep =
  ({ level, repeat }: PaperStep) =>
  (other: PaperStep): boolean =>
    other.level === level && other.repeat === repeat;

export const recordOf = ({ papers = [] }: Ladder, step: PaperStep): PaperOnRecord | null => papers.find(isStep(step)) ?? null;

export const stepOf = ({ level, repeat }: PaperStep): PaperStep => ({ level, ...(repeat !== undefined && { repeat }) });

/** `2019/改-12#3`; `2019/改-12#4.1` for the first repetition of the last step. */
export const paperName = (task: Pick<Task, 'programme' | 'number'>, { level, repeat }: PaperStep): string =>
  `${fullNumberOf(task)}#${level}${repeat === undefined ? '' : `.${repeat}`}`;

/** From this day on the task may have a paper that lies open. It follows from the task alone; whether it has one, from the offices too. */
export function firstPaperDay({ ladder }: Pick<Task, 'ladder'>): DateText | null {
  if (!ladder) return null;
  const held = ladder.papers?.find(({ standing }) => standing === 'held');
  // Level 1 is the head of whoever is late.
  return held ? dateOf(held.at) : (ladder.steps.find(({ level }) => level > 1)?.on ?? null);
}
