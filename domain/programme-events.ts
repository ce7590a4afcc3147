import type { Fact } from './events.ts';
import type { ClauseReference } from './values.ts';

/** What happened to a programme as a whole, after it was created. */
export type ProgrammeEvent = SourcesAssigned | ProgrammeCompleted | ClauseWaived | WaiverWithdrawn;

/** The programme must carry these documents out, whether its tasks name them yet or not. */
export interface SourcesAssigned extends Fact<'sourcesAssigned'> {
  readonly sources: readonly string[];
}

/** With the clauses that were counted: what comes later was not meant. */
export interface ProgrammeCompleted extends Fact<'programmeCompleted'> {
  readonly clauses: readonly ClauseReference[];
}

export interface ClauseWaived extends Fact<'clauseWaived'>, ClauseReference {
  readonly reason: string;
}

export interface WaiverWithdrawn extends Fact<'waiverWithdrawn'>, ClauseReference {
  readonly reason: string;
}
