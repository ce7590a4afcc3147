import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { dateOf } from '../domain/dates.ts';
import type { DateText, Instant } from '../domain/values.ts';
import { canonicalJson, sm3Hex } from './digest.ts';
import { emptyHead } from './journal.ts';
import type { Ledger, Queries } from './ledger.ts';
import type { SealsTable } from './schema.ts';

/** Where every stream stood at the end of a day. Kept also outside PostgreSQL, a seal proves that nothing before it was cut off or altered since. */
export interface Seal {
  readonly seq: number;
  readonly day: DateText;
  readonly at: Instant;
  readonly streams: number;
  readonly events: number;
  /** SM3 over a line `stream seq hash` for the head of every stream, in the order of their names. */
  readonly headsSm3: string;
  /** The same over the heads that have moved since the seal before. */
  readonly movedSm3: string;
  readonly previousHash: string;
  /** SM3 of the previous hash and the canonical JSON of the rest. */
  readonly hash: string;
}

export interface SealedHead {
  readonly stream: string;
  readonly seq: number;
  readonly hash: string;
}

export interface SealedDay {
  readonly seal: Seal;
  readonly created: boolean;
}

/** One seal a day: asked again on the same day, the first stands. Two at once make one. */
export async function sealDay(ledger: Ledger, now: Instant): Promise<SealedDay> {
  const day = dateOf(now);
  try {
    return await trySeal(ledger, { day, now });
  } catch (error) {
    // Somebody else has sealed since this transaction began.
    if (error instanceof Error && 'code' in error && error.code === uniqueViolation) return trySeal(ledger, { day, now });
    throw error;
  }
}

const uniqueViolation = '23505';

const trySeal = ({ db }: Ledger, { day, now }: { readonly day: DateText; readonly now: Instant }): Promise<SealedDay> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (queries) => {
      const last = await lastSeal(queries);
      if (last && last.day >= day) return { seal: last, created: false };
      const seal = await nextSeal(queries, { last, day, at: now });
      await queries.insertInto('seals').values(rowOf(seal)).execute();
      await sql`INSERT INTO sealed_heads (stream, seq, hash, seal) SELECT stream, seq, hash, ${seal.seq} FROM (${movedHeads}) moved`.execute(queries);
      return { seal, created: true };
    });

async function nextSeal(queries: Queries, { last, day, at }: { readonly last: Seal | null; readonly day: DateText; readonly at: Instant }): Promise<Seal> {
  const all = await digestOfHeads(queries, allHeads);
  const moved = await digestOfHeads(queries, movedHeads);
  const content = {
    seq: (last?.seq ?? 0) + 1,
    day,
    at,
    streams: all.streams,
    events: all.events,
    headsSm3: all.sm3,
    movedSm3: moved.sm3,
    previousHash: last?.hash ?? emptyHead.hash,
  };
  return { ...content, hash: sealHash(content) };
}

export const sealHash = ({ previousHash, ...content }: Omit<Seal, 'hash'>): string => sm3Hex(previousHash + canonicalJson(content));

export const headLine = ({ stream, seq, hash }: SealedHead): string => `${stream} ${seq} ${hash}\n`;

const allHeads = sql<SealedHead>`
  SELECT stream, head_seq AS seq, head_hash AS hash FROM tasks UNION ALL SELECT stream, head_seq, head_hash FROM streams WHERE head_seq > 0`;

const movedHeads = sql<SealedHead>`
  SELECT * FROM (${allHeads}) heads WHERE NOT EXISTS (SELECT FROM sealed_heads s WHERE s.stream = heads.stream AND s.seq = heads.seq)`;

const headsAtATime = 10_000;

async function digestOfHeads(queries: Queries, heads: typeof allHeads): Promise<{ readonly sm3: string; readonly streams: number; readonly events: number }> {
  const hash = createHash('sm3');
  const tally = { streams: 0, events: 0 };
  for await (const page of pagesOf(queries, heads)) {
    for (const head of page) {
      hash.update(headLine(head));
      tally.streams++;
      tally.events += head.seq;
    }
  }
  return { sm3: hash.digest('hex'), ...tally };
}

async function* pagesOf(queries: Queries, heads: typeof allHeads): AsyncGenerator<readonly SealedHead[]> {
  let last = '';
  for (;;) {
    const { rows } = await sql<SealedHead>`SELECT * FROM (${heads}) page WHERE stream > ${last} ORDER BY stream LIMIT ${headsAtATime}`.execute(queries);
    if (rows.length > 0) yield rows;
    if (rows.length < headsAtATime) return;
    last = rows.at(-1)?.stream ?? last;
  }
}

/** The heads that a seal has added, in the order of its digest. */
export const headsOfSeal = (queries: Queries, seal: number): AsyncGenerator<readonly SealedHead[]> =>
  pagesOf(queries, sql<SealedHead>`SELECT stream, seq, hash FROM sealed_heads WHERE seal = ${seal}`);

/** The latest sealed head of every stream: what the digest over all heads of the last seal was made of. */
export const latestSealedHeads = (queries: Queries): AsyncGenerator<readonly SealedHead[]> =>
  pagesOf(queries, sql<SealedHead>`SELECT DISTINCT ON (stream) stream, seq, hash FROM sealed_heads ORDER BY stream, seq DESC`);

export async function allSeals(queries: Queries): Promise<readonly Seal[]> {
  return (await queries.selectFrom('seals').selectAll().orderBy('seq').execute()).map(sealOf);
}

async function lastSeal(queries: Queries): Promise<Seal | null> {
  const row = await queries.selectFrom('seals').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return row ? sealOf(row) : null;
}

const sealOf = ({ heads_sm3, moved_sm3, previous_hash, ...rest }: SealsTable): Seal => ({
  ...rest,
  headsSm3: heads_sm3,
  movedSm3: moved_sm3,
  previousHash: previous_hash,
});

const rowOf = ({ headsSm3, movedSm3, previousHash, ...rest }: Seal): SealsTable => ({
  ...rest,
  heads_sm3: headsSm3,
  moved_sm3: movedSm3,
  previous_hash: previousHash,
});
