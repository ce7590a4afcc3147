import { sql } from 'kysely';
import { taskStream } from '../journal.ts';
import type { Ledger } from '../ledger.ts';

/** The task into which this one was merged the last time, `2019/改-12`; null where it never was. */
export async function lastSurvivor({ db }: Ledger, task: { readonly programme: string; readonly number: string }): Promise<string | null> {
  const { rows } = await sql<{ into: string }>`
    SELECT data ->> 'into' AS into FROM journal WHERE stream = ${taskStream(task)} AND type = 'taskMerged' ORDER BY seq DESC LIMIT 1`.execute(db);
  return rows[0]?.into ?? null;
}
