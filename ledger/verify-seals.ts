import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { emptyHead } from './journal.ts';
import type { Ledger, Queries } from './ledger.ts';
import type { Seal, SealedHead } from './seals.ts';
import { allSeals, headLine, headsOfSeal, latestSealedHeads, sealHash } from './seals.ts';
import type { Break } from './verify.ts';
import { breakOf } from './verify.ts';

/** A seal as somebody kept it outside PostgreSQL. */
export type KeptSeal = Pick<Seal, 'seq' | 'day' | 'hash'>;

/** Whether every sealed head still stands in the journal, the seals follow from each other, and the copies kept outside say the same. */
export const verifySeals = ({ db }: Ledger, kept: readonly KeptSeal[]): Promise<{ readonly seals: number; readonly broken: Break | null }> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (queries) => {
      const seals = await allSeals(queries);
      const broken = (await headThatIsGone(queries)) ?? brokenChain(seals) ?? (await brokenDigest(queries, seals)) ?? unlikeKept(seals, kept);
      return { seals: seals.length, broken };
    });

async function headThatIsGone(queries: Queries): Promise<Break | null> {
  const { rows } = await sql<{ stream: string; seq: number }>`
    SELECT s.stream, s.seq FROM sealed_heads s LEFT JOIN journal j ON j.stream = s.stream AND j.seq = s.seq
    WHERE j.hash IS DISTINCT FROM s.hash ORDER BY s.stream, s.seq LIMIT 1`.execute(queries);
  return rows[0] ? breakOf(rows[0].stream, rows[0].seq, 'SEALED_HEAD_LOST') : null;
}

/** The first seal that does not follow from the one before. */
export function brokenChain(seals: readonly Seal[]): Break | null {
  let last: Pick<Seal, 'seq' | 'hash'> = emptyHead;
  for (const { hash, ...content } of seals) {
    if (content.seq !== last.seq + 1 || content.previousHash !== last.hash || sealHash(content) !== hash) return sealBreak(content.seq, 'SEAL_BROKEN');
    last = { seq: content.seq, hash };
  }
  return null;
}

async function brokenDigest(queries: Queries, seals: readonly Seal[]): Promise<Break | null> {
  for (const { seq, movedSm3 } of seals) if ((await digestOf(headsOfSeal(queries, seq))) !== movedSm3) return sealBreak(seq, 'SEAL_BROKEN');
  const last = seals.at(-1);
  if (last && (await digestOf(latestSealedHeads(queries))) !== last.headsSm3) return sealBreak(last.seq, 'SEAL_BROKEN');
  return null;
}

async function digestOf(pages: AsyncGenerator<readonly SealedHead[]>): Promise<string> {
  const hash = createHash('sm3');
  for await (const page of pages) for (const head of page) hash.update(headLine(head));
  return hash.digest('hex');
}

/** What was kept outside is believed: whoever has the database in his hands can make its seals fit anything. */
function unlikeKept(seals: readonly Seal[], kept: readonly KeptSeal[]): Break | null {
  for (const { seq, hash } of kept) {
    const own = seals[seq - 1];
    if (!own) return sealBreak(seq, 'SEAL_LOST');
    if (own.hash !== hash) return sealBreak(seq, 'SEAL_DIFFERS');
  }
  return null;
}

export const sealBreak = (seq: number, reason: 'SEAL_BROKEN' | 'SEAL_LOST' | 'SEAL_DIFFERS'): Break => breakOf('seals', seq, reason);
