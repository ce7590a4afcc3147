import type { Fact } from './events.ts';
import type { ClauseReference, DateText, Milestone } from './values.ts';

/** How long a clause was on its way from the receipt of its document into a task. */
export interface Incorporation extends ClauseReference {
  readonly receivedOn: DateText;
  readonly workingDays: number;
}

/** The wording before, which the difference is shown against. */
export interface Wording {
  readonly requirement: string;
  readonly expectedResult: string;
}

/** 纳入: the requirement has another version from now on; the one before stands beside it. */
export interface ClauseIncorporated extends Fact<'clauseIncorporated'>, ClauseReference, Wording {
  readonly clauseText: string;
  /** Of the requirement; the first was ordered at 立项. */
  readonly version: number;
  readonly before: Wording & { readonly due: DateText | null };
  /** As they stand from now on. The baseline stays. */
  readonly due: DateText | null;
  readonly milestones: readonly Milestone[];
  readonly reason: string | null;
  /** Null where nobody has said when the document came in. */
  readonly incorporation: Omit<Incorporation, keyof ClauseReference> | null;
}
