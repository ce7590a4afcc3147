import type { ClauseReference } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';

/** Every clause that a task may name. */
export const knownClauses = (ledger: Ledger): Promise<readonly ClauseReference[]> => ledger.db.selectFrom('clauses').select(['source', 'clause']).execute();
