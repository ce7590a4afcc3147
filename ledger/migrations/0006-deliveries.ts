import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** By which channels a notice has left already, while it has not by all; and which days' runs were completed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Null, too, where a worker of the version before composes a notice during an upgrade.
  await sql`ALTER TABLE notices ADD COLUMN left_by text[]`.execute(db);
  await sql`
    CREATE TABLE daily_runs (
      day date PRIMARY KEY,
      completed_at timestamptz(3) NOT NULL,
      notices integer NOT NULL
    )`.execute(db);
  await sql`GRANT SELECT, INSERT, UPDATE ON daily_runs TO duban_app`.execute(db);
}
