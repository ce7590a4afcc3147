import { nameKey } from './clean-text.ts';
import { nearMisses } from './near-miss.ts';
import type { ClauseReference } from './values.ts';

/** The clauses that are registered, looked up as people write them. */
export interface ClauseBook {
  /** As it was registered, whatever its spaces and width here; null for a clause that nobody knows. */
  readonly clauseCalled: (reference: ClauseReference) => string | null;
  readonly clausesLike: (reference: ClauseReference) => readonly string[];
}

export function clauseBook(known: readonly ClauseReference[]): ClauseBook {
  const bySource = new Map<string, Map<string, string>>();
  for (const { source, clause } of known) {
    const clauses = bySource.get(source) ?? new Map<string, string>();
    bySource.set(source, clauses.set(nameKey(clause), clause));
  }
  return {
    clauseCalled: ({ source, clause }) => bySource.get(source)?.get(nameKey(clause)) ?? null,
    clausesLike: ({ source, clause }) => {
      const clauses = bySource.get(source);
      return clauses ? nearMisses(clause, clauses.values()) : nearMisses(source, bySource.keys());
    },
  };
}

/** Source and clause in one, where they are compared exactly. */
export const clauseKey = ({ source, clause }: ClauseReference): string => JSON.stringify([source, clause]);
