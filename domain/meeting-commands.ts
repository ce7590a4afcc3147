import type { Category, DateText, DepartmentCode, PersonId, ProgrammeName } from './values.ts';

/** What people ask of the meetings of an office, and the one thing that the clock asks for. */
export type MeetingCommand = ScheduleMeeting | MoveMeeting | CancelMeeting | HoldMeeting | OpenGate | EndGateEvent | PassCutOff | TellMissing;

export type MeetingCommandType = MeetingCommand['type'];

/** 党组会, 党组扩大会. */
export const meetingTypes = ['党组会', '党组扩大会'] as const;
export type MeetingType = (typeof meetingTypes)[number];

export interface ScheduleMeeting {
  readonly type: 'scheduleMeeting';
  readonly date: DateText;
  readonly meetingType: MeetingType;
  readonly topic: string;
  /** Stated by people; reckoned by the policy if it is left out. */
  readonly cutOff?: DateText;
}

export interface MoveMeeting {
  readonly type: 'moveMeeting';
  readonly meeting: string;
  readonly date: DateText;
  readonly reason: string;
  readonly cutOff?: DateText;
}

export interface CancelMeeting {
  readonly type: 'cancelMeeting';
  readonly meeting: string;
  readonly reason: string;
}

/** It has taken place: who was there, and which departments were heard (R1, R8). */
export interface HoldMeeting {
  readonly type: 'holdMeeting';
  readonly meeting: string;
  readonly attendance: readonly PersonId[];
  readonly heard: readonly DepartmentCode[];
  readonly topic?: string;
}

/** A hearing after an outside event whose day nobody knows yet, as 全国两会 (R27). */
export interface OpenGate {
  readonly type: 'openGate';
  readonly event: string;
  readonly programme: ProgrammeName;
  readonly category: Category;
}

export interface EndGateEvent {
  readonly type: 'endGateEvent';
  readonly event: string;
  readonly endedOn: DateText;
}

/** By the clock, at the end of the day of a cut-off; which cut-offs have gone by, the ledger says. */
export interface PassCutOff {
  readonly type: 'passCutOff';
}

/** By the clock too: so many tasks were told that their report is missing. */
export interface TellMissing {
  readonly type: 'tellMissing';
  readonly cycle: string;
  readonly tasks: number;
}
