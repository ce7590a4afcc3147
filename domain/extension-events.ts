import type { Fact } from './events.ts';
import type { DateText, Milestone } from './values.ts';

/** What becomes of a due day that is to move; the first one stays beside it as the baseline. */
export type ExtensionEvent = ExtensionRequested | ExtensionReviewed | ExtensionDecided | DueSet;

export interface ExtensionRequested extends Fact<'extensionRequested'> {
  readonly to: DateText;
  readonly reason: string;
  readonly progress: string;
  /** Those that would be added. */
  readonly milestones: readonly Milestone[];
  readonly decideBy: DateText;
}

export interface ExtensionReviewed extends Fact<'extensionReviewed'> {
  readonly opinion: string;
  readonly supports: boolean;
}

export interface ExtensionDecided extends Fact<'extensionDecided'> {
  readonly approved: boolean;
  readonly reason: string;
  /** The day that was applied for. */
  readonly to: DateText;
  /** As they stand from now on. */
  readonly currentDue: DateText;
  readonly milestones: readonly Milestone[];
}

export interface DueSet extends Fact<'dueSet'> {
  readonly reason: string;
  readonly currentDue: DateText;
  /** All of the task's. */
  readonly milestones: readonly Milestone[];
}
