import type { Fact } from './events.ts';
import type { MeetingType } from './meeting-commands.ts';
import type { Category, DateText, DepartmentCode, OfficeCode, PersonId, ProgrammeName } from './values.ts';

/** What happened to the meetings of an office. Cut-offs follow from a calendar and are recorded here, so that folding needs none. */
export type MeetingEvent = MeetingScheduled | MeetingMoved | MeetingCancelled | MeetingHeld | GateOpened | GateEventEnded | CutOffPassed | MissingTold;

export type MeetingEventType = MeetingEvent['type'];

/** A reminder of the report that is due at a cut-off. */
export interface CycleReminder {
  /** Working days before the cut-off: with the cycle and the task, what it is known by, whatever its day becomes. */
  readonly rung: number;
  readonly on: DateText;
}

export interface MeetingScheduled extends Fact<'meetingScheduled'> {
  /** `SPP-2019-05-05`: the office and the day for which it was first scheduled; it keeps that name when it moves. */
  readonly meeting: string;
  readonly office: OfficeCode;
  readonly date: DateText;
  readonly meetingType: MeetingType;
  readonly topic: string;
  /** Null where it was called so late that its cut-off had gone by: it sets none. */
  readonly cutOff: DateText | null;
  readonly reminders: readonly CycleReminder[];
}

export interface MeetingMoved extends Fact<'meetingMoved'> {
  readonly meeting: string;
  readonly date: DateText;
  readonly cutOff: DateText;
  readonly reminders: readonly CycleReminder[];
  readonly reason: string;
}

export interface MeetingCancelled extends Fact<'meetingCancelled'> {
  readonly meeting: string;
  readonly reason: string;
}

export interface MeetingHeld extends Fact<'meetingHeld'> {
  readonly meeting: string;
  readonly attendance: readonly PersonId[];
  readonly heard: readonly DepartmentCode[];
  readonly topic: string;
}

export interface GateOpened extends Fact<'gateOpened'> {
  readonly event: string;
  readonly programme: ProgrammeName;
  readonly category: Category;
}

export interface GateEventEnded extends Fact<'gateEventEnded'> {
  readonly event: string;
  readonly endedOn: DateText;
  readonly cutOff: DateText;
}

/** Of a cycle (`2019-05`), or of a gate (its event). */
export interface CutOffPassed extends Fact<'cutOffPassed'> {
  readonly of: { readonly cycle: string } | { readonly gate: string };
  readonly cutOff: DateText;
  /** More than a minute after its time: the worker was away. */
  readonly late: boolean;
}

/** Everybody who owed a report for the cycle and had sent none has been told. */
export interface MissingTold extends Fact<'missingTold'> {
  readonly cycle: string;
  readonly tasks: number;
}

const types: Readonly<Record<MeetingEventType, true>> = {
  meetingScheduled: true,
  meetingMoved: true,
  meetingCancelled: true,
  meetingHeld: true,
  gateOpened: true,
  gateEventEnded: true,
  cutOffPassed: true,
  missingTold: true,
};

/** The stream of an office's meetings may hold more: what was written for them. */
export const isMeetingEvent = (event: { readonly type: string }): event is MeetingEvent => Object.hasOwn(types, event.type);
