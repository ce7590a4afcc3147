import type { Reproject } from './calendar-commands.ts';
import type { ExtensionCommand } from './extension-commands.ts';
import type { HandOver } from './hand-over-commands.ts';
import type { Incorporate } from './incorporation-commands.ts';
import type { LadderCommand } from './ladder-commands.ts';
import type { LeadershipCommand } from './leadership-commands.ts';
import type { MergingCommand } from './merging-commands.ts';
import type { ReportMissed } from './missing-commands.ts';
import type { PaperCommand } from './paper-commands.ts';
import type { MovePolicy } from './policy-commands.ts';
import type { Receipt } from './receipt.ts';
import type { Assignment, Origin } from './task.ts';
import type { DateText, DepartmentCode, Evidence, Horizon, Measure, Milestone, OfficeCode, PersonId, ProgrammeName, TaskNumber } from './values.ts';

/** What people, imports and the clock ask for. Each names the act, never the state that it should lead to. */
export type TaskCommand =
  | Register
  | Amend
  | Issue
  | GiveConsent
  | Receive
  | Decline
  | Reissue
  | SubmitMeasures
  | ApproveMeasures
  | RejectMeasures
  | Report
  | Urge
  | LadderCommand
  | PaperCommand
  | ApplyForClosure
  | ReturnClosure
  | StrikeOff
  | RequestContribution
  | Contribute
  | AnswerUrge
  | WithdrawClosure
  | OrderVerification
  | RecordVerification
  | Suspend
  | Resume
  | Terminate
  | Correct
  | ExtensionCommand
  | MovePolicy
  | MergingCommand
  | Reproject
  | Incorporate
  | HandOver
  | ReportMissed
  | LeadershipCommand
  | PassDeadline;

export interface Register {
  readonly type: 'register';
  readonly programme: ProgrammeName;
  readonly number: TaskNumber;
  readonly supervisingOffice: OfficeCode;
  readonly origin: Origin;
  readonly assignment: Assignment;
}

export interface Amend {
  readonly type: 'amend';
  readonly changes: Partial<Assignment>;
}

export interface Issue {
  readonly type: 'issue';
}

export interface GiveConsent {
  readonly type: 'consent';
}

export interface Receive {
  readonly type: 'receive';
  readonly receipt?: Receipt | null;
}

export interface Decline {
  readonly type: 'decline';
  readonly reason: string;
}

export interface Reissue {
  readonly type: 'reissue';
  readonly lead?: DepartmentCode;
  readonly participants?: readonly DepartmentCode[];
  readonly responsible?: PersonId;
  readonly reason?: string;
}

export interface SubmitMeasures {
  readonly type: 'submitMeasures';
  readonly horizon: Horizon;
  readonly measures: readonly Measure[];
  readonly receipt?: Receipt | null;
}

export interface ApproveMeasures {
  readonly type: 'approveMeasures';
  readonly basis: string;
  /** Where the supervision unit decides another horizon than was proposed. */
  readonly horizon?: Horizon;
  /** Beside those that stand: 长线 needs one in each of its years. */
  readonly milestones?: readonly Milestone[];
}

export interface RejectMeasures {
  readonly type: 'rejectMeasures';
  readonly reason: string;
}

export interface Report {
  readonly type: 'report';
  readonly progress: string;
  readonly intention: string;
  readonly problems: string;
  readonly suggestions: readonly string[];
  readonly measuresDone?: readonly string[];
  /** By their days. */
  readonly milestonesReached?: readonly DateText[];
  /** `2019-03`; the month of the day that counts if it is left out. */
  readonly cycle?: string;
  readonly receipt?: Receipt | null;
}

export interface Urge {
  readonly type: 'urge';
  readonly reason: string;
}

export interface ApplyForClosure {
  readonly type: 'applyForClosure';
  readonly action: string;
  readonly result: string;
  readonly effect?: string;
  readonly evidence: readonly Evidence[];
  readonly receipt?: Receipt | null;
}

export interface ReturnClosure {
  readonly type: 'returnClosure';
  readonly reason: string;
}

export interface StrikeOff {
  readonly type: 'strikeOff';
}

/** The lead asks a participant, with a day of its own (R21). */
export interface RequestContribution {
  readonly type: 'requestContribution';
  readonly participant: DepartmentCode;
  readonly text: string;
  readonly due: DateText;
}

/** By a participant: in answer to a request, or unasked (R22). */
export interface Contribute {
  readonly type: 'contribute';
  readonly text: string;
  readonly request?: string;
}

export interface AnswerUrge {
  readonly type: 'answerUrge';
  readonly text: string;
}

export interface WithdrawClosure {
  readonly type: 'withdrawClosure';
  readonly reason: string;
}

export interface OrderVerification {
  readonly type: 'orderVerification';
  readonly reason: string;
}

export interface RecordVerification {
  readonly type: 'recordVerification';
  readonly finding: string;
  /** How it was checked: an open list (R36). */
  readonly method: string;
  readonly passed: boolean;
}

export interface Suspend {
  readonly type: 'suspend';
  readonly reason: string;
  readonly resumeOn: DateText;
}

/** By the leader in charge before the day, else by the clock on it. */
export interface Resume {
  readonly type: 'resume';
}

export interface Terminate {
  readonly type: 'terminate';
  readonly reason: string;
  /** Reference of the decision by the body that had decided the task. */
  readonly decision: string;
}

/** Another text for an earlier entry of the journal; the entry stays as it is. */
export interface Correct {
  readonly type: 'correct';
  readonly seq: number;
  readonly field: string;
  readonly text: string;
}

/** From the clock only: a deadline has gone by. It records and tells, and ends nothing (R11). */
export interface PassDeadline {
  readonly type: 'passDeadline';
}

export type CommandOf<Type extends TaskCommand['type']> = Extract<TaskCommand, { type: Type }>;
