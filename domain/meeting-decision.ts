import type { EventActor } from './events.ts';
import type { MeetingEvent } from './meeting-events.ts';
import type { OfficeMeetings } from './meetings.ts';
import type { Policy } from './policy.ts';
import type { Refusal } from './refusals.ts';
import { refusal } from './refusals.ts';
import type { Actor, Instant, PersonId } from './values.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/** What a command on the meetings of an office comes to, and on what it is decided. */

export interface MeetingFacts {
  readonly now: Instant;
  readonly actor: Actor | 'clock';
  /** 代行: the absent for whom the actor stands in today. */
  readonly standsInFor?: readonly Actor[];
  readonly calendar: WorkingCalendar;
  readonly policy: Policy;
  /** Of those whom the command names, whom the directory does not know. */
  readonly unknown: { readonly persons: readonly string[]; readonly departments: readonly string[]; readonly programmes: readonly string[] };
}

/** Meetings, the facts of the moment, and who acts. */
export interface Sitting extends MeetingFacts {
  readonly meetings: OfficeMeetings;
  readonly stamp: { readonly at: Instant; readonly by: EventActor; readonly onBehalfOf?: PersonId };
}

/** Done, but an office would want to know. */
export interface MeetingWarning {
  readonly code: 'NOT_A_WORKING_DAY' | 'CUT_OFF_OVER' | 'CUT_OFF_STANDS';
  readonly message: string;
}

export type MeetingDecision = { readonly events: readonly MeetingEvent[]; readonly warnings: readonly MeetingWarning[] } | { readonly refusal: Refusal };

export const accept = (...events: readonly MeetingEvent[]): MeetingDecision => ({ events, warnings: [] });

export const refuse = (...[code, details]: Parameters<typeof refusal>): MeetingDecision => ({ refusal: refusal(code, details) });
