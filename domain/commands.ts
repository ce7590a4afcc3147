import type { Receipt } from './receipt.ts';
import type { Assignment, Origin } from './task.ts';
import type { DepartmentCode, Evidence, Horizon, Measure, OfficeCode, PersonId, ProgrammeName, TaskNumber } from './values.ts';

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
  | Escalate
  | ApplyForClosure
  | ReturnClosure
  | StrikeOff
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
  /** `2019-03`; the month of the day that counts if it is left out. */
  readonly cycle?: string;
  readonly receipt?: Receipt | null;
}

export interface Urge {
  readonly type: 'urge';
  readonly reason: string;
}

export interface Escalate {
  readonly type: 'escalate';
  readonly reason: string;
  /** 1 to 4; one above the present level if it is left out. */
  readonly level?: number;
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

/** From the clock only: a deadline has gone by. It records and tells, and ends nothing (R11). */
export interface PassDeadline {
  readonly type: 'passDeadline';
}

export type CommandOf<Type extends TaskCommand['type']> = Extract<TaskCommand, { type: Type }>;
