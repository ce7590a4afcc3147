import type { TaskReprojected } from './calendar-events.ts';
import type { Deadline } from './deadlines.ts';
import type { ExtensionEvent } from './extension-events.ts';
import type { TaskHandedOver } from './hand-over-events.ts';
import type { ClauseIncorporated, Incorporation } from './incorporation-events.ts';
import type { LadderEvent } from './ladder-events.ts';
import type { LadderStep } from './ladder.ts';
import type { LeadershipEvent } from './leadership-events.ts';
import type { MergingEvent } from './merging-events.ts';
import type { MissingEvent } from './missing-events.ts';
import type { PaperColour } from './paper-colours.ts';
import type { PaperEvent } from './paper-events.ts';
import type { PolicyMoved } from './policy-events.ts';
import type { Receipt } from './receipt.ts';
import type { TaskResumed, TaskSuspended } from './suspension-events.ts';
import type { Assignment, Origin, Suggestion } from './task.ts';
import type { DateText, DepartmentCode, Evidence, Horizon, Instant, Measure, OfficeCode, PersonId, ProgrammeName, TaskNumber } from './values.ts';

/** `clock` for what time did, `system` for imports. */
export type EventActor = PersonId | 'clock' | 'system';

export interface Fact<Type extends string> {
  readonly type: Type;
  readonly at: Instant;
  readonly by: EventActor;
  /** 代行: in whose place a deputy acted. */
  readonly onBehalfOf?: PersonId;
}

/** What happened to a task. Dates that follow from a calendar are recorded here, so that folding needs neither calendar nor policy. */
export type TaskEvent =
  | TaskRegistered
  | TaskAmended
  | ConsentGiven
  | TaskIssued
  | TaskReceived
  | TaskDeclined
  | TaskReissued
  | MeasuresSubmitted
  | MeasuresApproved
  | MeasuresRejected
  | TaskReported
  | TaskUrged
  | LadderEvent
  | PaperEvent
  | ClosureApplied
  | ClosureReturned
  | TaskStruckOff
  | CourseEvent
  | CooperationEvent
  | ExtensionEvent
  | MergingEvent
  | ClauseIncorporated
  | TaskHandedOver
  | LeadershipEvent
  | EntryCorrected
  | PolicyMoved
  | TaskReprojected
  | MissingEvent
  | DeadlinePassed;

/** On the way to the work. */
export type AssignmentEvent = TaskIssued | TaskReissued | TaskDeclined | MeasuresSubmitted | MeasuresApproved | MeasuresRejected;

/** What turns a task from its usual way. */
export type CourseEvent =
  | ClosureWithdrawn
  | VerificationOrdered
  | VerificationRecorded
  | TaskSuspended
  | TaskResumed
  | TaskTerminated
  | TaskMerged
  | TaskUnmerged;

/** Between lead, participants and those who urge. */
export type CooperationEvent = ContributionRequested | ContributionMade | UrgeAnswered;

export type TaskEventType = TaskEvent['type'];

export interface TaskRegistered extends Fact<'taskRegistered'> {
  readonly programme: ProgrammeName;
  readonly number: TaskNumber;
  readonly supervisingOffice: OfficeCode;
  readonly origin: Origin;
  readonly assignment: Assignment;
  readonly calendarVersion: string;
  readonly policyVersion: string;
  /** Absent where no document has a day of receipt. */
  readonly incorporations?: readonly Incorporation[];
}

export interface TaskAmended extends Fact<'taskAmended'> {
  readonly changes: Partial<Assignment>;
  /** Of the clauses that are new to it. */
  readonly incorporations?: readonly Incorporation[];
}

/** 签发: of 交办 for a single task, of 销号 for a 重点 task. */
export interface ConsentGiven extends Fact<'consentGiven'> {
  readonly to: 'issue' | 'strikeOff';
}

export interface TaskIssued extends Fact<'taskIssued'>, SettledDays {
  readonly due: DateText;
  readonly signBy: DateText;
}

/** Where the policy moves what was stated from a rest day to a working day; the baseline stays. */
interface SettledDays {
  readonly currentDue?: DateText;
  readonly milestones?: Assignment['milestones'];
}

export interface TaskReceived extends Fact<'taskReceived'> {
  readonly measuresBy: DateText;
  readonly receipt: Receipt | null;
}

export interface TaskDeclined extends Fact<'taskDeclined'> {
  readonly reason: string;
  readonly reassignBy: DateText;
}

export interface TaskReissued extends Fact<'taskReissued'>, SettledDays {
  readonly changes: Partial<Assignment>;
  readonly reason: string | null;
  readonly due: DateText;
  readonly signBy: DateText;
}

export interface MeasuresSubmitted extends Fact<'measuresSubmitted'> {
  readonly horizon: Horizon;
  readonly measures: readonly Measure[];
  readonly approveBy: DateText;
  readonly receipt: Receipt | null;
}

/** With another due day or other milestones, where the horizon makes them so; absent where they stay. */
export interface MeasuresApproved extends Fact<'measuresApproved'> {
  readonly horizon: Horizon;
  readonly basis: string;
  readonly due?: DateText;
  readonly milestones?: Assignment['milestones'];
}

export interface MeasuresRejected extends Fact<'measuresRejected'> {
  readonly reason: string;
  readonly measuresBy: DateText;
}

export interface TaskReported extends Fact<'taskReported'> {
  readonly cycle: string;
  readonly progress: string;
  readonly intention: string;
  readonly problems: string;
  readonly suggestions: readonly Suggestion[];
  /** The day by which the leadership answers them; absent where there are none, and in early journals. */
  readonly answerBy?: DateText;
  readonly measuresDone: readonly string[];
  /** By their days; absent where there are none. */
  readonly milestonesReached?: readonly DateText[];
  /** 自觉: in time, and nobody had urged it (催办) since the cut-off before. Absent in the first journals. */
  readonly unprompted?: boolean;
  readonly receipt: Receipt | null;
}

export interface TaskUrged extends Fact<'taskUrged'> {
  readonly reason: string;
  readonly replyBy: DateText;
  readonly colour?: PaperColour;
  /** Whose supervision unit urges, where that is not the supervising office. */
  readonly office?: OfficeCode;
}

export interface ClosureApplied extends Fact<'closureApplied'> {
  readonly action: string;
  readonly result: string;
  readonly effect: string | null;
  readonly evidence: readonly Evidence[];
  readonly countsOn: DateText;
  readonly reviewBy: DateText;
  readonly receipt: Receipt | null;
}

export interface ClosureReturned extends Fact<'closureReturned'> {
  readonly reason: string;
  readonly resubmitBy: DateText;
}

export type TaskStruckOff = Fact<'taskStruckOff'>;

export interface VerificationOrdered extends Fact<'verificationOrdered'> {
  readonly reason: string;
  readonly verifyBy: DateText;
}

export interface TaskTerminated extends Fact<'taskTerminated'> {
  readonly reason: string;
  readonly decision: string;
}

export interface TaskMerged extends Fact<'taskMerged'> {
  readonly into: string;
  readonly reason?: string;
}

export interface TaskUnmerged extends Fact<'taskUnmerged'> {
  readonly reason: string;
}

export interface ContributionRequested extends Fact<'contributionRequested'> {
  readonly id: string;
  readonly participant: DepartmentCode;
  readonly text: string;
  readonly due: DateText;
}

export interface ContributionMade extends Fact<'contributionMade'> {
  readonly participant: DepartmentCode;
  readonly text: string;
  /** The request that it answers; null where nobody had asked (主动). */
  readonly request: string | null;
}

export interface UrgeAnswered extends Fact<'urgeAnswered'> {
  readonly text: string;
}

export interface ClosureWithdrawn extends Fact<'closureWithdrawn'> {
  readonly reason: string;
  /** Where the task had been returned before: to take back what was handed in again does not end the promise to do so. */
  readonly resubmitBy: DateText | null;
}

export interface VerificationRecorded extends Fact<'verificationRecorded'> {
  readonly finding: string;
  readonly method: string;
  readonly passed: boolean;
  /** Where it did not pass: the day by which to apply again, as after a return. */
  readonly resubmitBy: DateText | null;
}

export interface EntryCorrected extends Fact<'entryCorrected'> {
  /** The entry that is corrected: its place in the task's journal, what it is and when it was made. */
  readonly seq: number;
  readonly entry: TaskEventType;
  readonly entryAt: Instant;
  readonly field: string;
  readonly oldText: string;
  readonly newText: string;
}

export interface DeadlinePassed extends Fact<'deadlinePassed'> {
  readonly deadline: Deadline;
  /** More than a minute after its time: the worker was away. */
  readonly late: boolean;
  /** Where a ladder begins with it: the steps to come. */
  readonly steps?: readonly LadderStep[];
}
