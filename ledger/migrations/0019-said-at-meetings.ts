import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** What was said to tasks at a meeting is found among years of journal. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE INDEX journal_of_meetings ON journal ((data->>'meeting')) WHERE type IN ('instructionGiven', 'suggestionAnswered')`.execute(db);
}
