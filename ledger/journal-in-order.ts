import { sql } from 'kysely';
import type { JournalRow } from './journal.ts';
import type { Queries } from './ledger.ts';

export interface JournalChoice {
  readonly rowsAtATime?: number;
  /** Streams whose name begins like this; all if left out. */
  readonly streamsLike?: string;
}

export interface JournalRowInOrder extends JournalRow {
  /** The bulk act that the row's command was part of. */
  readonly batch: string | null;
  /** The seal whose head of the stream this row is. */
  readonly sealed_by: number | null;
}

/** The journal stream by stream, a few thousand rows in memory at a time. In one transaction it is one consistent view. */
export async function* journalInOrder(queries: Queries, { rowsAtATime = 2_000, streamsLike = '' }: JournalChoice = {}): AsyncGenerator<JournalRowInOrder[]> {
  let last = { stream: '', seq: 0 };
  for (;;) {
    const { rows } = await sql<JournalRowInOrder>`
      SELECT page.*, commands.batch, sealed_heads.seal AS sealed_by FROM (
        SELECT * FROM journal WHERE (stream, seq) > (${last.stream}, ${last.seq}) AND starts_with(stream, ${streamsLike}) ORDER BY stream, seq LIMIT ${rowsAtATime}
      ) page
      LEFT JOIN commands ON commands.stream = page.stream AND commands.command_id = page.command_id
      LEFT JOIN sealed_heads ON sealed_heads.stream = page.stream AND sealed_heads.seq = page.seq
      ORDER BY page.stream, page.seq`.execute(queries);
    if (rows.length > 0) yield rows;
    const end = rows.at(-1);
    if (!end || rows.length < rowsAtATime) return;
    last = end;
  }
}
