import type { Refusal } from '../domain/refusals.ts';

/** What a command came to, kept for the task's life. */
export interface Outcome {
  readonly seqs: readonly number[];
  readonly refusal: Refusal | null;
}
