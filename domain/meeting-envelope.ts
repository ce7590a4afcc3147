import { nextCutOffAt, untoldCycles } from './cut-offs.ts';
import type { MeetingCommand } from './meeting-commands.ts';
import type { MeetingWarning } from './meeting-decision.ts';
import type { OfficeMeetings } from './meetings.ts';
import { meetingStateNames } from './meetings.ts';
import type { Refusal } from './refusals.ts';
import type { Instant, OfficeCode, PersonId } from './values.ts';

/** A command on its way to the meetings of an office. */
export interface MeetingEnvelope {
  /** The request id: the same acts once. */
  readonly id: string;
  readonly actor: PersonId | 'clock';
  /** The account that typed it, journalled beside the actor. */
  readonly ranBy: string;
  readonly command: MeetingCommand;
}

export interface MeetingsCall extends MeetingEnvelope {
  readonly office: OfficeCode;
  readonly now: Instant;
}

/** Where the meetings of an office stand, which is all that whoever waits for their cut-offs must know. */
export interface MeetingsStanding {
  /** False where nothing was ever recorded. */
  readonly exist: boolean;
  readonly nextCutOffAt: Instant | null;
  /** Whose cut-off has gone by, and whose missing have not been told. */
  readonly untold: readonly string[];
  /** As people read them: the next ones, and the last. */
  readonly shown: readonly string[];
}

/** The answer of the transaction that decided and recorded. */
export interface MeetingsCarriedOut {
  /** Places in the journal of the office's meetings. */
  readonly seqs: readonly number[];
  readonly refusal: Refusal | null;
  /** The command id had been carried out before; this is its first outcome. */
  readonly repeated: boolean;
  readonly warnings: readonly MeetingWarning[];
  /** The meeting that the command was about; null where it was about none. */
  readonly meeting: string | null;
  readonly standing: MeetingsStanding;
}

const mostShown = 12;

export const standingOf = (meetings: OfficeMeetings): MeetingsStanding => ({
  exist: meetings.meetings.length > 0 || meetings.gates.length > 0,
  nextCutOffAt: nextCutOffAt(meetings),
  untold: untoldCycles(meetings),
  shown: meetings.meetings
    .slice(-mostShown)
    .map(({ meetingType, date, state, cutOff }) => `${date} ${meetingType}，${meetingStateNames[state]}${cutOff === null ? '' : `，报告截止 ${cutOff}`}`),
});
