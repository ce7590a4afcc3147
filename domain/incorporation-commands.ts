import type { ClauseReference, DateText, Milestone } from './values.ts';

/** 纳入: a clause of a document that came later is folded into a task that exists (R17, R18). */
export interface Incorporate extends ClauseReference {
  readonly type: 'incorporate';
  /** As it reads from now on, whole. */
  readonly requirement: string;
  /** Unchanged, if absent. */
  readonly expectedResult?: string;
  /** An earlier one; a later day needs an extension. */
  readonly due?: DateText;
  /** All of the task's; needed where some that stand would come after the new due day. */
  readonly milestones?: readonly Milestone[];
  readonly reason?: string;
}
