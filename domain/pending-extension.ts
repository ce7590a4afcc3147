import type { DateText, Instant, Milestone, PersonId } from './values.ts';

/** 延期申请 that waits for the leader's decision (t9). */
export interface PendingExtension {
  readonly by: PersonId;
  readonly at: Instant;
  readonly to: DateText;
  readonly reason: string;
  readonly progress: string;
  readonly milestones: readonly Milestone[];
  readonly decideBy: DateText;
  /** What the supervision unit says to it, if it has. */
  readonly review?: { readonly by: PersonId; readonly at: Instant; readonly opinion: string; readonly supports: boolean };
}
