import { sql } from 'kysely';
import type { CalendarOverlay } from '../domain/calendar-overlay.ts';
import type { Policy } from '../domain/policy.ts';
import type { OfficeCode } from '../domain/values.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';
import { insertCalendar, insertOverlay, putInForce, stream } from './calendars.ts';
import { canonicalJson } from './digest.ts';
import type { JournalRow } from './journal.ts';
import { LedgerError } from './ledger-error.ts';
import type { Queries } from './ledger.ts';
import { factsOf } from './rebuild-organisation.ts';

/** Calendars, what was put on top of them, and policies. A version is added where it is lost; one that differs is not overwritten, since tasks stand on it. */

/** False where a version was journalled by its digest alone. */
export async function rebuildRules(queries: Queries): Promise<boolean> {
  await sql`DELETE FROM calendars_in_force`.execute(queries);
  let hasAll = true;
  for await (const row of factsOf(queries, stream)) {
    if (row.type === 'overlayAdded') await rebuildOverlay(queries, row);
    else hasAll = (await rebuildCalendar(queries, row)) && hasAll;
  }
  for await (const { seq, data } of factsOf(queries, 'policy')) await rebuildPolicy(queries, seq, data as unknown as Policy);
  return hasAll;
}

async function rebuildOverlay(queries: Queries, { seq, data }: JournalRow): Promise<void> {
  const { sm3: _, ...overlay } = data as unknown as CalendarOverlay & { sm3: string };
  await insertOverlay(queries, overlay, seq);
  const kept = await queries.selectFrom('calendar_overlays').select('overlay').where('name', '=', overlay.name).executeTakeFirstOrThrow();
  if (canonicalJson(kept.overlay) !== canonicalJson(overlay)) throw rulesDiffer('overlay', overlay.name);
}

type JournalledCalendar = WorkingCalendar & { readonly sm3: string; readonly offices?: readonly OfficeCode[] | null; readonly officialVersion?: string };

async function rebuildCalendar(queries: Queries, { seq, data }: JournalRow): Promise<boolean> {
  const { sm3: _, offices = null, officialVersion = null, ...calendar } = data as unknown as JournalledCalendar;
  await putInForce(queries, { version: calendar.version, offices });
  if (!Array.isArray(calendar.holidays)) return false;
  await insertCalendar(queries, calendar, { seq, officialVersion });
  const kept = await queries.selectFrom('calendars').select('calendar').where('version', '=', calendar.version).executeTakeFirstOrThrow();
  if (canonicalJson(kept.calendar) !== canonicalJson(calendar)) throw rulesDiffer('calendar', calendar.version);
  return true;
}

async function rebuildPolicy(queries: Queries, seq: number, policy: Policy): Promise<void> {
  const { version } = policy;
  await queries
    .insertInto('policies')
    .values({ version, seq, policy: JSON.stringify(policy) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const kept = await queries.selectFrom('policies').select('policy').where('version', '=', version).executeTakeFirstOrThrow();
  if (canonicalJson(kept.policy) !== canonicalJson(policy)) throw rulesDiffer('policy', version);
}

const rulesDiffer = (kind: string, version: string): LedgerError =>
  new LedgerError(
    'RULES_DIFFER',
    `The ${kind} "${version}" in the ledger is not the one in the journal. Expected: nobody alters a version; the journal is right.`,
    {
      kind,
      version,
    },
  );
