import type { Addressee } from './addressees.ts';
import type { Deadline } from './deadlines.ts';
import type { Fact } from './events.ts';
import type { LadderStep } from './ladder.ts';
import type { PaperColour } from './paper-colours.ts';
import type { DateText, PersonId } from './values.ts';

export type LadderEvent = TaskEscalated | EscalationAcknowledged;

export interface TaskEscalated extends Fact<'taskEscalated'> {
  readonly level: number;
  readonly reason: string;
  readonly to: readonly Addressee[];
  /** What has passed; absent where people escalated. */
  readonly cause?: Deadline;
  /** Which time the last step is said again. */
  readonly repeat?: number;
  /** More than a minute after its time: the worker was away. */
  readonly late?: boolean;
  /** Proposed for the agenda of the Party group (建议议题). */
  readonly isForAgenda?: boolean;
  /** Levels that were passed over (越级): an exception, for the reason stated (R41). */
  readonly skipped?: readonly number[];
  /** Of the paper that goes to the late department. */
  readonly colour?: PaperColour;
  /** By when that paper asks for an answer; no clock of its own, the ladder climbs on. */
  readonly answerBy?: DateText;
  /** Who let the papers leave that are looked at first; null where nobody signed and their day came (未签发，按期发出). Absent where people escalated. */
  readonly signedBy?: PersonId | null;
  /** Whom a hold (缓发) keeps it from. */
  readonly withheld?: readonly Addressee[];
}

export interface EscalationAcknowledged extends Fact<'escalationAcknowledged'> {
  readonly until: DateText;
  readonly text: string | null;
  /** What is still to come, as it stands now. */
  readonly steps: readonly LadderStep[];
}
