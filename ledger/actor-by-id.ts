import type { Actor, PersonId } from '../domain/values.ts';
import type { Queries } from './ledger.ts';

/** As the directory knows that person within this transaction; null where it does not. */
export const actorById = async (queries: Queries, id: PersonId): Promise<Actor | null> =>
  (await queries.selectFrom('persons').select(['id as person', 'office', 'department', 'roles']).where('id', '=', id).executeTakeFirst()) ?? null;
