import type { Fact } from './events.ts';
import type { LadderStep } from './ladder.ts';
import type { DateText } from './values.ts';

/** 缺报. */
export type MissingEvent = ReportMissedEvent | MissingWithdrawn;

export interface ReportMissedEvent extends Fact<'reportMissed'> {
  readonly cycle: string;
  readonly cutOff: DateText;
  /** Where a ladder begins with it: the steps to come. */
  readonly steps?: readonly LadderStep[];
}

/** A report that had come in time was entered after the cut-off. */
export interface MissingWithdrawn extends Fact<'missingWithdrawn'> {
  readonly cycle: string;
}
