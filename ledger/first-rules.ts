import type { Kysely } from 'kysely';
import { toInstant } from '../domain/dates.ts';
import type { Policy } from '../domain/policy.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';
import { sm3Hex, canonicalJson } from './digest.ts';
import { appendToStream, lockStream } from './journal.ts';
import type { Schema } from './schema.ts';

/** Adds the versions that this release brings, unless they are there. A version is never replaced: tasks stand on it. */
export async function addFirstRules(db: Kysely<Schema>, { calendar, policy }: { readonly calendar: WorkingCalendar; readonly policy: Policy }): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await addCalendar(transaction, calendar);
    await addPolicy(transaction, policy);
  });
}

const succession = (stream: string, version: string) => ({ stream, ranBy: 'duban migrate', commandId: version });

async function addCalendar(db: Kysely<Schema>, calendar: WorkingCalendar): Promise<void> {
  const { version } = calendar;
  const { seq } = await lockStream(db, 'calendar');
  const known = await db.selectFrom('calendars').select('version').where('version', '=', version).executeTakeFirst();
  if (known) return;
  const data = { ...calendar, sm3: sm3Hex(canonicalJson(calendar)) };
  await appendToStream(db, succession('calendar', version), [{ at: realNow(), type: 'calendarAdded', actor: 'system', data }]);
  await db
    .insertInto('calendars')
    .values({ version, seq: seq + 1, calendar: JSON.stringify(calendar) })
    .execute();
}

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
