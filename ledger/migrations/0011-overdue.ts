import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** Since when a task owes what had to be done by a day: so that the few that are late are found among the many that are not. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Null until the next entry of a task's journal, or `duban rebuild`.
  await sql`ALTER TABLE tasks ADD COLUMN overdue_since date`.execute(db);
  await sql`CREATE INDEX tasks_overdue ON tasks (overdue_since) WHERE overdue_since IS NOT NULL`.execute(db);
}
