import { fold } from '../domain/evolve.ts';
import type { Task } from '../domain/task.ts';
import type { Instant } from '../domain/values.ts';
import { taskEventOf } from './journal.ts';
import type { Queries } from './ledger.ts';

export interface FoldedStream {
  readonly task: Task | null;
  /** Place of the last event that was folded. */
  readonly seq: number;
}

/** Tasks as the journal says, by stream; only what it said before a moment, where one is given. */
export async function foldStreams(queries: Queries, streams: readonly string[], before: Instant | null = null): Promise<ReadonlyMap<string, FoldedStream>> {
  const folded = new Map<string, FoldedStream>();
  if (streams.length === 0) return folded;
  const rows = await queries
    .selectFrom('journal')
    .select(['stream', 'seq', 'type', 'at', 'actor', 'data'])
    .where('stream', 'in', streams)
    .$if(before !== null, (some) => some.where('at', '<', before))
    .orderBy('stream')
    .orderBy('seq')
    .execute();
  for (const row of rows) folded.set(row.stream, { task: fold([taskEventOf(row)], folded.get(row.stream)?.task ?? null), seq: row.seq });
  return folded;
}
