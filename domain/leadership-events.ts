import type { Addressee } from './addressees.ts';
import type { Fact } from './events.ts';
import type { Wording } from './incorporation-events.ts';
import type { Answer } from './leadership-commands.ts';
import type { DateText, Milestone, PersonId } from './values.ts';

export type LeadershipEvent = InstructionGiven | SuggestionAnswered;

/** 批示: the requirement has another version from now on; the one before stands beside it. */
export interface InstructionGiven extends Fact<'instructionGiven'>, Wording {
  readonly text: string;
  /** Of the requirement; the first was ordered at 立项. */
  readonly version: number;
  readonly before: Wording & { readonly due: DateText | null };
  /** As they stand from now on. The baseline stays. */
  readonly due: DateText | null;
  readonly milestones: readonly Milestone[];
  readonly meeting?: string;
}

/** 转办: whom the leadership has asked to see to it. */
export interface Referral extends Addressee {
  /** Null where it is the department as such. */
  readonly person: PersonId | null;
}

export interface SuggestionAnswered extends Fact<'suggestionAnswered'> {
  readonly suggestion: string;
  /** As it was reported. */
  readonly suggestionText: string;
  readonly answer: Answer;
  readonly reason: string | null;
  readonly referredTo: Referral | null;
  readonly due: DateText | null;
  readonly meeting?: string;
}
