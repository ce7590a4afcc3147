import type { Kysely } from 'kysely';
import { toInstant } from '../domain/dates.ts';
import type { Policy } from '../domain/policy.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';
import { addOfficialCalendar } from './calendars.ts';
import { appendToStream, lockStream } from './journal.ts';
import type { Schema } from './schema.ts';

/** Adds the versions that this release brings, unless they are there. A version is never replaced: tasks stand on it. */
export async function addFirstRules(db: Kysely<Schema>, { calendar, policy }: { readonly calendar: WorkingCalendar; readonly policy: Policy }): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await addOfficialCalendar(transaction, calendar, { at: realNow(), ranBy });
    await addPolicy(transaction, policy);
  });
}

const ranBy = 'duban migrate';

const succession = (stream: string, version: string) => ({ stream, ranBy, commandId: version });

async function addPolicy(db: Kysely<Schema>, policy: Policy): Promise<void> {
  const { version } = policy;
  const { seq } = await lockStream(db, 'policy');
  const known = await db.selectFrom('policies').select('version').where('version', '=', version).executeTakeFirst();
  if (known) return;
  await appendToStream(db, succession('policy', version), [{ at: realNow(), type: 'policyAdded', actor: 'system', data: { ...policy } }]);
  await db
    .insertInto('policies')
    .values({ version, seq: seq + 1, policy: JSON.stringify(policy) })
    .execute();
}

/** An installation happens in real time, in a rehearsal too. */
const realNow = () => toInstant(Date.now());
