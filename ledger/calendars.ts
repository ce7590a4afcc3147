import type { CalendarInForce, CalendarLayers, CalendarOverlay } from '../domain/calendar-overlay.ts';
import { calendarsInForce } from '../domain/calendar-overlay.ts';
import { isSameContent } from '../domain/same-content.ts';
import type { Instant, OfficeCode } from '../domain/values.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';
import { canonicalJson, sm3Hex } from './digest.ts';
import type { Fact } from './journal.ts';
import { appendToStream, lockStream } from './journal.ts';
import { LedgerError } from './ledger-error.ts';
import type { Queries } from './ledger.ts';

/** Calendar versions and the overlays that they have. A version is never replaced: tasks stand on it. */

export interface CalendarEntry {
  readonly at: Instant;
  readonly ranBy: string;
}

/** As a release brings it; what was put on top of the one before lies on top of it too. Known already: nothing. */
export async function addOfficialCalendar(queries: Queries, calendar: WorkingCalendar, entry: CalendarEntry): Promise<void> {
  await lockStream(queries, stream);
  if (await isKnown(queries, calendar.version)) return;
  await appendCalendar(queries, { calendar, offices: null }, { ...entry, commandId: calendar.version });
  await composeCalendars(queries, { ...entry, commandId: calendar.version });
}

/** Within a transaction that has locked the stream `calendar` and judged the overlay. */
export async function appendOverlay(queries: Queries, overlay: CalendarOverlay, entry: CalendarEntry): Promise<readonly CalendarInForce[]> {
  const commandId = `overlay:${overlay.name}`;
  const data = { ...overlay, sm3: sm3Hex(canonicalJson(overlay)) };
  const [row] = await appendToStream(queries, { stream, ranBy: entry.ranBy, commandId }, [{ at: entry.at, type: 'overlayAdded', actor: 'system', data }]);
  await insertOverlay(queries, overlay, row?.seq ?? 0);
  return composeCalendars(queries, { ...entry, commandId });
}

export async function readLayers(queries: Queries): Promise<CalendarLayers> {
  const official = await queries
    .selectFrom('calendars')
    .select('calendar')
    .where('official_version', 'is', null)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!official) throw new LedgerError('RULES_MISSING', 'The ledger has no official calendar. Expected: it was migrated (migrateLedger).');
  const overlays = await queries.selectFrom('calendar_overlays').select('overlay').orderBy('seq').execute();
  return { official: official.calendar, overlays: overlays.map(({ overlay }) => overlay) };
}

/** Null where there is no overlay of that name; whether it is the same one. */
export async function knownOverlay(queries: Queries, overlay: CalendarOverlay): Promise<'same' | 'other' | null> {
  const known = await queries.selectFrom('calendar_overlays').select('overlay').where('name', '=', overlay.name).executeTakeFirst();
  if (!known) return null;
  return isSameContent(known.overlay, overlay) ? 'same' : 'other';
}

export const stream = 'calendar';

type Composing = CalendarEntry & { readonly commandId: string };

/** What now holds for everybody and for single offices, as far as it is new. */
async function composeCalendars(queries: Queries, composing: Composing): Promise<readonly CalendarInForce[]> {
  const layers = await readLayers(queries);
  const added: CalendarInForce[] = [];
  for (const inForce of calendarsInForce(layers)) {
    if (await isKnown(queries, inForce.calendar.version)) continue;
    await appendCalendar(queries, inForce, { ...composing, officialVersion: layers.official.version });
    added.push(inForce);
  }
  return added;
}

async function appendCalendar(
  queries: Queries,
  inForce: CalendarInForce,
  { at, ranBy, commandId, officialVersion }: Composing & { readonly officialVersion?: string },
): Promise<void> {
  const { calendar, offices } = inForce;
  const composed = officialVersion === undefined ? {} : { offices, officialVersion };
  const fact: Fact = { at, type: 'calendarAdded', actor: 'system', data: { ...calendar, ...composed, sm3: sm3Hex(canonicalJson(calendar)) } };
  const [row] = await appendToStream(queries, { stream, ranBy, commandId }, [fact]);
  await insertCalendar(queries, calendar, { seq: row?.seq ?? 0, officialVersion: officialVersion ?? null });
  await putInForce(queries, { version: calendar.version, offices });
}

const isKnown = async (queries: Queries, version: string): Promise<boolean> =>
  (await queries.selectFrom('calendars').select('version').where('version', '=', version).executeTakeFirst()) !== undefined;

/** The projections; whoever rebuilds them from the journal writes them with these too. */
export async function insertOverlay(queries: Queries, overlay: CalendarOverlay, seq: number): Promise<void> {
  await queries
    .insertInto('calendar_overlays')
    .values({ name: overlay.name, seq, overlay: JSON.stringify(overlay) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function insertCalendar(
  queries: Queries,
  calendar: WorkingCalendar,
  place: { readonly seq: number; readonly officialVersion: string | null },
): Promise<void> {
  await queries
    .insertInto('calendars')
    .values({ version: calendar.version, seq: place.seq, calendar: JSON.stringify(calendar), official_version: place.officialVersion })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function putInForce(
  queries: Queries,
  { version, offices }: { readonly version: string; readonly offices: readonly OfficeCode[] | null },
): Promise<void> {
  await queries
    .insertInto('calendars_in_force')
    .values((offices ?? [everybodyElse]).map((office) => ({ office, version })))
    .onConflict((conflict) => conflict.column('office').doUpdateSet({ version }))
    .execute();
}

const everybodyElse = '';

export type VersionsInForce = ReadonlyMap<OfficeCode, string>;

export async function versionsInForce(queries: Queries): Promise<VersionsInForce> {
  const rows = await queries.selectFrom('calendars_in_force').select(['office', 'version']).execute();
  return new Map(rows.map(({ office, version }) => [office, version]));
}

/** Null: everybody who has none of his own. */
export const versionFor = (versions: VersionsInForce, office: OfficeCode | null): string =>
  versions.get(office ?? everybodyElse) ?? versions.get(everybodyElse) ?? '';
