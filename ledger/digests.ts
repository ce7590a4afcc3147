import { sql } from 'kysely';
import type { Addressee } from '../domain/addressees.ts';
import type { DigestEntry } from '../domain/digest-entries.ts';
import { digestNotice, entriesShown, missedDays, morningsOf } from '../domain/digest.ts';
import type { DateText, Instant } from '../domain/values.ts';
import type { Morning } from './digest-entries.ts';
import { collectEntries, collectReportEntries, dueCycles, streamsOwing, streamsWithNews } from './digest-entries.ts';
import type { Ledger } from './ledger.ts';
import { readOffices } from './offices.ts';
import { newestRules } from './rules.ts';
import { composeStandingNotices } from './standing-notices.ts';

export interface DigestRun {
  readonly day: DateText;
  readonly now: Instant;
  /** The last day whose run is complete; null before the first. */
  readonly since: DateText | null;
}

/**
 * The digests of a morning, one for each addressee, into the outbox; says how many are new. Page by page, so that memory does not grow with the ledger; broken off
 * and begun again, it goes on where it stood. No task is woken. A day that is complete has been told.
 */
export async function composeDigests(ledger: Ledger, run: DigestRun, stopped?: AbortSignal): Promise<number> {
  if (run.since !== null && run.since >= run.day) return 0;
  const { calendar } = await newestRules(ledger);
  await collect(ledger, { day: run.day, mornings: morningsOf(calendar, run) }, stopped);
  await forget(ledger, run.day);
  const missed = missedDays(calendar, run);
  let composed = 0;
  for (let page = await looseDigests(ledger, run.day); page.length > 0; page = await looseDigests(ledger, run.day)) {
    stopped?.throwIfAborted();
    composed += await composePage(ledger, page, { ...run, missed });
  }
  return composed;
}

async function collect(ledger: Ledger, morning: Morning, stopped: AbortSignal | undefined): Promise<void> {
  const inPages = pages(stopped);
  for (const streams of inPages(await streamsWithNews(ledger, morning))) await collectEntries(ledger, morning, streams);
  for (const due of await dueCycles(ledger, morning))
    for await (const some of streamsOwing(ledger, due)) for (const streams of inPages(some)) await collectReportEntries(ledger, morning, { due, streams });
}

const tasksAtATime = 250;

/** Few enough tasks at a time that their texts need little memory; their names alone are all at hand. */
const pages = (stopped: AbortSignal | undefined) =>
  function* (streams: readonly string[]): Generator<readonly string[]> {
    for (let first = 0; first < streams.length; first += tasksAtATime) {
      stopped?.throwIfAborted();
      yield streams.slice(first, first + tasksAtATime);
    }
  };

/** Of the days before, only rungs that were said must be remembered: each is said once. What a run had written down when it was lost is said by this one. */
async function forget({ db }: Ledger, day: DateText): Promise<void> {
  await sql`DELETE FROM digest_entries WHERE day < ${day} AND (rung IS NULL OR NOT EXISTS (SELECT FROM notices WHERE id = digest_entries.notice_id))`.execute(
    db,
  );
}

interface LooseDigest extends Addressee {
  readonly overdue: number;
  readonly near: number;
  readonly entries: readonly DigestEntry[];
}

const digestsAtATime = 200;

/** Of which no notice stands yet; of each only as much as it shows. What is overdue is the oldest, and comes first. */
async function looseDigests({ db }: Ledger, day: DateText): Promise<readonly LooseDigest[]> {
  const { rows } = await sql<LooseDigest>`
    SELECT office, department, role, overdue, near, (
      SELECT json_agg(entry ORDER BY due_on, programme, sort_key, kind) FROM (
        SELECT * FROM digest_entries WHERE digest_entries.notice_id = loose.notice_id ORDER BY due_on, programme, sort_key, kind LIMIT ${entriesShown}
      ) AS shown) AS entries
    FROM (
      SELECT notice_id, office, department, role, count(*) FILTER (WHERE rung IS NULL)::int AS overdue, count(*) FILTER (WHERE rung IS NOT NULL)::int AS near
      FROM digest_entries WHERE day = ${day} AND NOT EXISTS (SELECT FROM notices WHERE id = digest_entries.notice_id)
      GROUP BY notice_id, office, department, role ORDER BY notice_id LIMIT ${digestsAtATime}
    ) AS loose`.execute(db);
  return rows;
}

type Composing = DigestRun & { readonly missed: readonly DateText[] };

async function composePage({ db }: Ledger, page: readonly LooseDigest[], { day, now, missed }: Composing): Promise<number> {
  const offices = await readOffices(db, {
    offices: [...new Set(page.flatMap(({ entries }) => entries.map(({ supervisingOffice }) => supervisingOffice)))],
    departments: [],
  });
  const notices = page.map(({ office, department, role, ...said }) =>
    digestNotice({ to: { office, department, role }, day, missedDays: missed, offices, ...said }),
  );
  return composeStandingNotices(db, notices, now);
}
