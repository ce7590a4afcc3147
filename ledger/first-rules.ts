import type { Kysely } from 'kysely';
import { toInstant } from '../domain/dates.ts';
import type { Policy } from '../domain/policy.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';
import { addOfficialCalendar } from './calendars.ts';
import { addPolicy } from './policies.ts';
import type { Schema } from './schema.ts';

/** Adds the versions that this release brings, unless they are there. A version is never replaced: tasks stand on it. */
export async function addFirstRules(db: Kysely<Schema>, { calendar, policy }: { readonly calendar: WorkingCalendar; readonly policy: Policy }): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await addOfficialCalendar(transaction, calendar, { at: realNow(), ranBy });
    const known = await transaction.selectFrom('policies').select('version').where('version', '=', policy.version).executeTakeFirst();
    if (!known) await addPolicy(transaction, policy, { now: realNow(), actor: 'system', ranBy });
  });
}

const ranBy = 'duban migrate';

/** An installation happens in real time, in a rehearsal too. */
const realNow = () => toInstant(Date.now());
