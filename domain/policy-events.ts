import type { Fact } from './events.ts';
import type { LadderStep } from './ladder.ts';
import type { PolicyClock } from './policy-clocks.ts';
import type { DateText } from './values.ts';

/** With every clock of the task's state that a policy sets: the day that it had and the day that it has now, which may be the same. */
export interface PolicyMoved extends Fact<'policyMoved'> {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly clocks: readonly MovedClock[];
  /** What is still to come of its ladder, if it is on one. */
  readonly steps?: readonly LadderStep[];
}

export interface MovedClock {
  readonly kind: PolicyClock;
  readonly from: DateText;
  readonly to: DateText;
}
