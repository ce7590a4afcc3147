import { sql } from 'kysely';
import { readDirectoryHistory } from './directory-history.ts';
import type { Ledger, Queries } from './ledger.ts';
import { rebuildPackets } from './packets.ts';
import { rebuildMeetings } from './rebuild-meetings.ts';
import { rebuildAbsences, rebuildDirectory, rebuildProgrammes, rebuildSources } from './rebuild-organisation.ts';
import { rebuildRules } from './rebuild-rules.ts';
import { rebuildTasks } from './rebuild-tasks.ts';

export interface Rebuilt {
  readonly tasks: number;
  /** Rows of all streams. */
  readonly events: number;
  /** Notices of which no trace was left: they are told once more. */
  readonly noticesAdded: number;
  /** What an early version journalled without its content, and was therefore left as it stood. */
  readonly kept: readonly ('directory' | 'calendars')[];
}

/**
 * Makes every projection anew from the journal, in one transaction: readers go on seeing the old ones until it is done, commands wait.
 * What is a record of its own stays: outcomes of commands, the state of deliveries, standing notices, when a bulk act composed its notices, the clock's offset of
 * a run, and the names, addresses and phones of people.
 */
export const rebuildProjections = (ledger: Ledger): Promise<Rebuilt> =>
  ledger.db.transaction().execute(async (queries) => {
    // Whoever writes locks a row of these first. SELECT is let through.
    await sql`LOCK TABLE tasks, streams IN EXCLUSIVE MODE`.execute(queries);
    await rebuildHeads(queries);
    const directory = await readDirectoryHistory(queries);
    if (directory.isComplete) await rebuildDirectory(queries, directory);
    await rebuildAbsences(queries);
    const hasAllRules = await rebuildRules(queries);
    await rebuildProgrammes(queries);
    await rebuildSources(queries);
    await rebuildMeetings(queries);
    await rebuildPackets(queries);
    const { tasks, noticesAdded } = await rebuildTasks({ ledger, queries, directory });
    const kept = [...(directory.isComplete ? [] : (['directory'] as const)), ...(hasAllRules ? [] : (['calendars'] as const))];
    return { tasks, events: await countEvents(queries), noticesAdded, kept };
  });

/** Of the streams that are no task's. */
async function rebuildHeads(queries: Queries): Promise<void> {
  await sql`
    INSERT INTO streams (stream, head_seq, head_hash, head_at)
    SELECT DISTINCT ON (stream) stream, seq, hash, at FROM journal WHERE stream < 'task:' OR stream >= 'task;' ORDER BY stream, seq DESC
    ON CONFLICT (stream) DO UPDATE SET head_seq = excluded.head_seq, head_hash = excluded.head_hash, head_at = excluded.head_at`.execute(queries);
}

async function countEvents(queries: Queries): Promise<number> {
  const { events } = await queries
    .selectFrom('journal')
    .select(({ fn }) => fn.countAll<number>().as('events'))
    .executeTakeFirstOrThrow();
  return events;
}
