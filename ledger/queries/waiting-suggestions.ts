import { compareTexts, dateOf } from '../../domain/dates.ts';
import { awaitsAnswerOf } from '../../domain/suggestions.ts';
import type { Actor, Instant, OfficeCode } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';
import { readOffices } from '../offices.ts';
import type { SuggestionOnRecord } from './suggestions.ts';
import { suggestionsWithTasks } from './suggestions.ts';

interface Desk {
  readonly office: OfficeCode;
  /** Whoever looks, and the absent for whom he stands in; none: anybody there. */
  readonly actors: readonly Actor[];
  readonly now: Instant;
}

/** What waits for an answer of the leadership, the most pressing first. */
export async function suggestionsFor(ledger: Ledger, { office, actors, now }: Desk): Promise<readonly SuggestionOnRecord[]> {
  const open = await suggestionsWithTasks(ledger, office, { day: dateOf(now), answered: false });
  const offices = await readOffices(ledger.db, { offices: [office], departments: [] });
  const isHere = ({ suggestion: { toSubmit }, task }: (typeof open)[number]): boolean =>
    actors.length === 0 || actors.some((actor) => awaitsAnswerOf(actor, task, { offices, toSubmit }));
  return open
    .filter(isHere)
    .map(({ suggestion }) => suggestion)
    .toSorted((a, b) => compareTexts(a.answerBy ?? '', b.answerBy ?? ''));
}
