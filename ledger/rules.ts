import type { Policy } from '../domain/policy.ts';
import type { OfficeCode } from '../domain/values.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';
import { versionFor, versionsInForce } from './calendars.ts';
import { LedgerError } from './ledger-error.ts';
import type { Ledger, Queries } from './ledger.ts';

/** Calendar and policy of exactly these versions: a task's dates move only by a journalled command. */
export interface RuleVersions {
  readonly calendarVersion: string;
  readonly policyVersion: string;
}

export interface Rules {
  readonly calendar: WorkingCalendar;
  readonly policy: Policy;
}

/** Within a transaction its connection is given, so that no second one is needed. */
export async function rulesOf(ledger: Ledger, { calendarVersion, policyVersion }: RuleVersions, queries: Queries = ledger.db): Promise<Rules> {
  const { policies } = ledger.rules;
  const policy = policies.get(policyVersion) ?? (await readPolicy(queries, policyVersion));
  policies.set(policyVersion, policy);
  return { calendar: await calendarOf(ledger, calendarVersion, queries), policy };
}

export async function calendarOf(ledger: Ledger, version: string, queries: Queries = ledger.db): Promise<WorkingCalendar> {
  const { calendars } = ledger.rules;
  const calendar = calendars.get(version) ?? (await readCalendar(queries, version));
  calendars.set(version, calendar);
  return calendar;
}

/** What a new task will name: the calendar of its lead's office; null: the one for everybody. */
export async function newestRules(ledger: Ledger, office: OfficeCode | null = null): Promise<Rules> {
  const calendarVersion = versionFor(await versionsInForce(ledger.db), office);
  const policy = await ledger.db.selectFrom('policies').select('version').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return rulesOf(ledger, { calendarVersion, policyVersion: policy?.version ?? '' });
}

/** By which an office goes today; null: everybody who has none of his own. */
export async function officeCalendars(ledger: Ledger): Promise<(office: OfficeCode | null) => Promise<WorkingCalendar>> {
  const versions = await versionsInForce(ledger.db);
  return (office) => calendarOf(ledger, versionFor(versions, office));
}

async function readCalendar(queries: Queries, version: string): Promise<WorkingCalendar> {
  const row = await queries.selectFrom('calendars').select('calendar').where('version', '=', version).executeTakeFirst();
  if (!row) throw missing('calendar', version);
  return row.calendar;
}

async function readPolicy(queries: Queries, version: string): Promise<Policy> {
  const row = await queries.selectFrom('policies').select('policy').where('version', '=', version).executeTakeFirst();
  if (!row) throw missing('policy', version);
  return row.policy;
}

const missing = (kind: string, version: string): LedgerError =>
  new LedgerError('RULES_MISSING', `The ledger has no ${kind} "${version}". Expected: it was migrated (migrateLedger) and nobody has removed a version.`, {
    kind,
    version,
  });
