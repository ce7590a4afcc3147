import { sql } from 'kysely';
import type { KeptAfterRelease } from '../../domain/merging-events.ts';
import { taskStream } from '../journal.ts';
import type { Ledger } from '../ledger.ts';

/** What the survivor of a merger kept when it gave a task back, as its journal says at that place; null where nothing was given back. */
export async function keptAfterRelease(
  { db }: Ledger,
  task: { readonly programme: string; readonly number: string },
  seqs: readonly number[],
): Promise<KeptAfterRelease | null> {
  const { rows } = await sql<{ kept: KeptAfterRelease }>`
    SELECT data -> 'kept' AS kept FROM journal WHERE stream = ${taskStream(task)} AND seq = ANY(${seqs}::integer[]) AND type = 'taskReleased'`.execute(db);
  return rows[0]?.kept ?? null;
}
