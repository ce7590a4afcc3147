import { sql } from 'kysely';
import { dateOf } from '../domain/dates.ts';
import type { Office } from '../domain/organisation.ts';
import { officeByCode } from '../domain/organisation.ts';
import type { PeriodicalCommand } from '../domain/periodical-commands.ts';
import { periodicalContent } from '../domain/periodical-content.ts';
import type { PeriodicalEvent } from '../domain/periodical-events.ts';
import type { Periodical, PeriodicalDecision, PeriodicalFacts } from '../domain/periodicals.ts';
import { decideOnPeriodicals, evolvePeriodicals, noticesOf, orderOf } from '../domain/periodicals.ts';
import { refusal } from '../domain/refusals.ts';
import type { Instant, OfficeCode, PersonId } from '../domain/values.ts';
import { actorById } from './actor-by-id.ts';
import { canonicalJson, sm3Hex } from './digest.ts';
import type { JournalRow } from './journal.ts';
import { appendToStream, factOf, lockStream, periodicalEventOf } from './journal.ts';
import type { Ledger, Queries } from './ledger.ts';
import { readOffices } from './offices.ts';
import { periodicalSources } from './queries/periodical-sources.ts';
import { readStandsInFor } from './standing-in.ts';
import { composeStandingNotices } from './standing-notices.ts';
import type { StreamOutcome } from './stream-commands.ts';
import { firstOutcome, rememberOutcome } from './stream-commands.ts';

/** 督查通报 and 督查专报 of an office: a stream of a few dozen events a year, folded where it is asked for. */

export interface PeriodicalsCall {
  readonly office: OfficeCode;
  /** The request id: the same acts once. */
  readonly id: string;
  readonly actor: PersonId;
  readonly ranBy: string;
  readonly command: PeriodicalCommand;
  readonly now: Instant;
}

const streamOf = (office: OfficeCode): string => `periodicals:${office}`;

/** Decided on what is committed and recorded in one transaction; what it tells leaves with the next daily run. */
export const carryOutOnPeriodicals = (ledger: Ledger, call: PeriodicalsCall): Promise<StreamOutcome> =>
  ledger.db.transaction().execute(async (queries) => {
    const command = { ...call, stream: streamOf(call.office) };
    await lockStream(queries, command.stream);
    const first = await firstOutcome(queries, command);
    if (first) return first;
    const place = { ledger: { ...ledger, db: queries }, call, standing: await readPeriodicals(queries, call.office) };
    const decision = await decideNow(place);
    if ('refusal' in decision) {
      await rememberOutcome(queries, command, { seqs: [], refusal: decision.refusal });
      return { seqs: [], refusal: decision.refusal, repeated: false };
    }
    const outcome = { seqs: await record(place, decision.events), refusal: null };
    await rememberOutcome(queries, command, outcome);
    return { ...outcome, repeated: decision.events.length === 0 };
  });

/** In the order of their latest editions. */
export async function readPeriodicals(queries: Queries, office: OfficeCode): Promise<readonly Periodical[]> {
  const rows = await queries.selectFrom('journal').select(['type', 'at', 'actor', 'data']).where('stream', '=', streamOf(office)).orderBy('seq').execute();
  return rows.map(periodicalEventOf).reduce(evolvePeriodicals, []);
}

/** The same without what they say, which is long. */
export async function readPeriodicalStandings(queries: Queries, office: OfficeCode): Promise<readonly Omit<Periodical, 'content'>[]> {
  const rows = await queries
    .selectFrom('journal')
    .select(['type', 'at', 'actor', sql<JournalRow['data']>`data - 'content'`.as('data')])
    .where('stream', '=', streamOf(office))
    .orderBy('seq')
    .execute();
  return rows.map(periodicalEventOf).reduce(evolvePeriodicals, []);
}

interface Place {
  /** Within the transaction. */
  readonly ledger: Ledger & { readonly db: Queries };
  readonly call: PeriodicalsCall;
  readonly standing: readonly Periodical[];
}

async function decideNow({ ledger, call, standing }: Place): Promise<PeriodicalDecision> {
  const { actor: person, command, now } = call;
  const actor = await actorById(ledger.db, person);
  if (!actor) return { refusal: refusal('PERSON_NOT_FOUND', { person }) };
  const office = await officeOf(ledger.db, call.office);
  const standsInFor = await readStandsInFor(ledger.db, person, dateOf(now));
  return decideOnPeriodicals(command, { now, actor, standsInFor, office, standing, content: await contentOf({ ledger, call, standing }, office) });
}

/** Read only where it may be needed: it goes through the ledger of an office. */
async function contentOf({ ledger, call: { command, now }, standing }: Place, office: Office): Promise<PeriodicalFacts['content']> {
  if (command.type !== 'draftPeriodical') return null;
  const { kind, subject, correction } = command;
  if (correction === undefined && standing.some((one) => one.kind === kind && one.subject === subject)) return null;
  const order = orderOf(command, office, dateOf(now));
  if (!order) return null;
  const content = periodicalContent(await periodicalSources(ledger, order), order);
  return { content, sm3: sm3Hex(canonicalJson(content)) };
}

async function record({ ledger, call, standing }: Place, events: readonly PeriodicalEvent[]): Promise<readonly number[]> {
  const { office: code, ranBy, id: commandId, now } = call;
  const rows = await appendToStream(ledger.db, { stream: streamOf(code), ranBy, commandId }, events.map(factOf));
  const office = await officeOf(ledger.db, code);
  const after = events.reduce(evolvePeriodicals, standing);
  const sent = after.filter((paper) => events.some(({ type, kind, subject }) => type === 'periodicalSent' && kind === paper.kind && subject === paper.subject));
  await composeStandingNotices(
    ledger.db,
    sent.flatMap((paper) => noticesOf(paper, office)),
    now,
  );
  return rows.map(({ seq }) => seq);
}

async function officeOf(queries: Queries, code: OfficeCode): Promise<Office> {
  const office = officeByCode(await readOffices(queries, { offices: [code], departments: [] }), code);
  if (!office) throw new Error(`the office ${code} was looked up before`);
  return office;
}
