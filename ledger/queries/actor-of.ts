import type { Actor, PersonId } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';

export interface KnownActor extends Actor {
  readonly name: string;
}

/** Null where the directory does not have that person. */
export const actorOf = async ({ db }: Ledger, person: PersonId): Promise<KnownActor | null> =>
  (await db.selectFrom('persons').select(['id as person', 'name', 'office', 'department', 'roles']).where('id', '=', person).executeTakeFirst()) ?? null;
