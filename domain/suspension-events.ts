import type { Fact } from './events.ts';
import type { LadderStep } from './ladder.ts';
import type { DateText, Milestone } from './values.ts';

export interface TaskSuspended extends Fact<'taskSuspended'> {
  readonly reason: string;
  readonly resumeOn: DateText;
  /** Absent in the first journals, in which a suspension overtook 催办 and the promise to apply again. */
  readonly keepsClocks?: true;
}

/** Resuming moves what the task has promised by the suspended working days; the new ones are recorded. */
export interface TaskResumed extends Fact<'taskResumed'> {
  readonly currentDue: DateText;
  readonly milestones: readonly Milestone[];
  /** The days of the requests that are still open. */
  readonly requests: readonly { readonly id: string; readonly due: DateText }[];
  /** Absent in the first journals, like what follows. */
  readonly clocks?: ResumedClocks;
  readonly pausedWorkingDays?: number;
  /** By the clock, more than a minute after its time. */
  readonly late?: boolean;
}

/** By when, from now on; null where no such clock had been running. */
export interface ResumedClocks {
  readonly resubmitBy: DateText | null;
  readonly replyBy: DateText | null;
  readonly extension: { readonly to: DateText; readonly milestones: readonly Milestone[]; readonly decideBy: DateText } | null;
  /** What is still to come of its ladder, if it is on one. */
  readonly steps?: readonly LadderStep[];
}
