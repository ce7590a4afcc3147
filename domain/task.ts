import type { Merging } from './absorbed.ts';
import type { ContributionRequest, OpenUrge, Participation } from './answers.ts';
import type { Assignment, Origin } from './assignment.ts';
import type { ClosureApplication, Verification } from './closure-records.ts';
import type { Deadline } from './deadlines.ts';
import type { GateItem } from './gate-items.ts';
import type { FormerHolders } from './holders.ts';
import type { Ladder } from './ladder.ts';
import type { Answer } from './leadership-commands.ts';
import type { PendingExtension } from './pending-extension.ts';
import type { Receipt } from './receipt.ts';
import type { DateText, Horizon, Instant, Measure, OfficeCode, PersonId, ProgrammeName, TaskNumber } from './values.ts';

export type { Assignment, Origin } from './assignment.ts';

/** A task is in exactly one state; what a state cannot have, its type does not offer. Lateness and light are computed, never states. */
export type Task = Registered | Issued | Received | InProgress | ClosureReview | Verifying | Suspended | StruckOff | Terminated | Merged;

export const isSingle = ({ origin }: Pick<Task, 'origin'>): boolean => origin.kind !== 'programme';

export interface Consent {
  readonly by: PersonId;
  readonly at: Instant;
}

export interface LastReport {
  readonly cycle: string;
  readonly at: Instant;
  readonly by: PersonId;
  readonly progress: string;
  readonly intention: string;
  readonly problems: string;
  readonly suggestions: readonly Suggestion[];
}

/** 建议: it binds the leadership to an answer, so it has a name of its own (R13, R43). */
export interface Suggestion {
  readonly id: string;
  readonly text: string;
  readonly answer?: Answer;
}

export interface MissedCycle {
  readonly cycle: string;
  readonly cutOff: DateText;
}

/** What every task has, whatever its state. What is optional came later than the first journals: absent until it first happens, so that those fold as before. */
interface Ledgered {
  readonly programme: ProgrammeName;
  readonly number: TaskNumber;
  readonly supervisingOffice: OfficeCode;
  readonly origin: Origin;
  readonly assignment: Assignment;
  readonly calendarVersion: string;
  readonly policyVersion: string;
  readonly urgedCount: number;
  readonly returnedCount: number;
  readonly reportCount: number;
  readonly escalationLevel: number;
  readonly lastReport: LastReport | null;
  /** Deadlines of the present state that have gone by; each is recorded once. */
  readonly passed: readonly Deadline[];
  readonly openUrge?: OpenUrge | null;
  readonly correctedCount?: number;
  /** 建议 of any report that have been answered; which ones, the ledger says. */
  readonly answeredCount?: number;
  /** 升级: while something is late and those above are told. */
  readonly ladder?: Ladder;
  /** 并入: the tasks that go on in this one. */
  readonly merging?: Merging;
  /** From 2 on, once a later assignment was taken in (纳入) or an instruction given (批示). */
  readonly requirementVersion?: number;
  /** When it got its latest version. */
  readonly incorporatedAt?: Instant;
  /** 缺报: the cycle whose cut-off went by without a report; until one comes, or another cycle is missed. */
  readonly missedCycle?: MissedCycle;
  /** What people made of it, where a gate hearing has put it on the agenda. */
  readonly gateItems?: readonly GateItem[];
  /** 移交: who has held it before. */
  readonly formerHolders?: FormerHolders;
}

export interface Registered extends Ledgered {
  readonly state: 'registered';
  readonly consent: Consent | null;
  /** 退签: set when a lead has sent the task back; its run stays open until the task is issued anew. */
  readonly declined: { readonly by: PersonId; readonly at: Instant; readonly reason: string; readonly reassignBy: DateText } | null;
}

/** From 交办 on: two due days, since evaluation keeps the first (按原定时间考核). */
interface Supervised extends Ledgered {
  readonly issuedAt: Instant;
  readonly baselineDue: DateText;
  readonly currentDue: DateText;
  /** Open ones, the oldest first. */
  readonly requests?: readonly ContributionRequest[];
  readonly participation?: readonly Participation[];
}

export interface Issued extends Supervised {
  readonly state: 'issued';
  readonly signBy: DateText;
}

export interface Proposal {
  readonly by: PersonId;
  readonly at: Instant;
  readonly horizon: Horizon;
  readonly measures: readonly Measure[];
  readonly approveBy: DateText;
  readonly receipt: Receipt | null;
}

export interface Received extends Supervised {
  readonly state: 'received';
  readonly receivedAt: Instant;
  readonly measuresBy: DateText;
  readonly proposal: Proposal | null;
  readonly rejectedCount: number;
}

export interface PlannedMeasure extends Measure {
  readonly id: string;
  readonly doneAt: Instant | null;
}

export interface HorizonDecision {
  readonly horizon: Horizon;
  readonly by: PersonId;
  readonly at: Instant;
  readonly basis: string;
}

interface Planned extends Supervised {
  readonly receivedAt: Instant;
  readonly measures: readonly PlannedMeasure[];
  readonly horizon: HorizonDecision;
  /** Extensions that were granted. */
  readonly extendedCount?: number;
  /** For how long the clock has stood, all suspensions together. */
  readonly pausedWorkingDays?: number;
}

export interface InProgress extends Planned {
  readonly state: 'inProgress';
  /** After a return the lead has a day by which to apply again. */
  readonly resubmitBy: DateText | null;
  readonly pendingExtension?: PendingExtension | null;
}

interface UnderReview extends Planned {
  readonly application: ClosureApplication;
  /** 签发 of 销号 for a 重点 task; a return voids it. */
  readonly consent: Consent | null;
}

export interface ClosureReview extends UnderReview {
  readonly state: 'closureReview';
  readonly reviewBy: DateText;
}

export interface Verifying extends UnderReview {
  readonly state: 'verifying';
  readonly verifyBy: DateText;
  /** Passed; what does not pass is no longer under review. */
  readonly verification?: Verification;
}

export interface Suspended extends Planned {
  readonly state: 'suspended';
  readonly suspendedAt: Instant;
  readonly resumeOn: DateText;
  readonly reason: string;
  /** Absent where it was suspended before the clocks were kept. */
  readonly keepsClocks?: true;
  /** Kept for the day of resuming. */
  readonly resubmitBy: DateText | null;
  readonly pendingExtension?: PendingExtension | null;
}

export interface StruckOff extends Planned {
  readonly state: 'struckOff';
  readonly application: ClosureApplication;
  /** Punctuality is judged by the application that was finally accepted: a slow reviewer does not make the doer late. */
  readonly doneOn: DateText;
  readonly struckOffAt: Instant;
  readonly struckOffBy: PersonId;
}

export interface Terminated extends Ledgered {
  readonly state: 'terminated';
  readonly endedAt: Instant;
  readonly endedBy: PersonId;
  readonly reason: string;
  /** Reference of the decision by the body that had decided the task. */
  readonly decision: string;
  readonly before: OpenTask;
}

export interface Merged extends Ledgered {
  readonly state: 'merged';
  readonly endedAt: Instant;
  readonly endedBy: PersonId;
  /** The surviving task, `2019/改-12`. */
  readonly into: string;
  readonly reason?: string;
  readonly before: OpenTask;
}

export type EndedTask = StruckOff | Terminated | Merged;
export type OpenTask = Exclude<Task, EndedTask>;
/** Issued and not ended: somebody has a duty. */
export type SupervisedTask = Exclude<OpenTask, Registered>;

export type TaskState = Task['state'];

/** Codes and their names for people (docs/glossary.md). */
export const stateNames: Readonly<Record<TaskState, string>> = {
  registered: '已立项',
  issued: '已交办',
  received: '已签收',
  inProgress: '推进中',
  closureReview: '办结待审',
  verifying: '核查中',
  suspended: '暂缓',
  struckOff: '已销号',
  terminated: '已终止',
  merged: '已并入',
};

export const taskStates = Object.keys(stateNames) as readonly TaskState[];

export const isEnded = (task: Task): task is EndedTask => task.state === 'struckOff' || task.state === 'terminated' || task.state === 'merged';

export const isSupervised = (task: Task): task is SupervisedTask => !isEnded(task) && task.state !== 'registered';

/** A run of the workflow is open from 交办 to the end, through 退签 too. */
export const hasOpenRun = (task: Task): boolean => isSupervised(task) || (task.state === 'registered' && task.declined !== null);

/** The day the work must be done; a draft may not have one yet. */
export const currentDueOf = (task: Task): DateText | null => ('currentDue' in task ? task.currentDue : task.assignment.due);

export const baselineDueOf = (task: Task): DateText | null => ('baselineDue' in task ? task.baselineDue : task.assignment.due);

/** As decided, before that as proposed. */
export const horizonOf = (task: Task): Horizon | null => ('horizon' in task ? task.horizon.horizon : task.assignment.proposedHorizon);

export const fullNumberOf = ({ programme, number }: Pick<Task, 'programme' | 'number'>): string => `${programme}/${number}`;
