import type { DateText, Evidence, Instant, PersonId } from './values.ts';

/** What a lead hands in to close a task, and what a check on the spot finds. */

export interface ClosureApplication {
  readonly by: PersonId;
  /** 代行: the absent head in whose place the deputy applied. */
  readonly onBehalfOf?: PersonId;
  readonly at: Instant;
  /** The day that counts: of receipt, if a clerk typed it later. */
  readonly countsOn: DateText;
  readonly action: string;
  readonly result: string;
  readonly effect: string | null;
  readonly evidence: readonly Evidence[];
}

export interface Verification {
  readonly by: PersonId;
  readonly at: Instant;
  readonly method: string;
  readonly finding: string;
}
