import { sql } from 'kysely';
import type { JournalRow } from './journal.ts';
import type { Queries } from './ledger.ts';
import { foldMeetings, projectMeetings } from './meetings.ts';
import { factsOf } from './rebuild-organisation.ts';

const stem = 'meetings:';

/** The meetings of every office, as their streams say; the clock's offset with which a run began is no projection, and stays. */
export async function rebuildMeetings(queries: Queries): Promise<void> {
  for (const table of ['meetings', 'cycles', 'gates']) await sql`DELETE FROM ${sql.table(table)}`.execute(queries);
  const rows = new Map<string, JournalRow[]>();
  for await (const row of factsOf(queries, stem)) {
    const some = rows.get(row.stream);
    if (some) some.push(row);
    else rows.set(row.stream, [row]);
  }
  for (const [stream, some] of rows) await projectMeetings(queries, foldMeetings(stream.slice(stem.length), some));
}
