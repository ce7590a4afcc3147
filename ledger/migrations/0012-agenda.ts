import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** 建议议题: since when the ladder proposes a task for the agenda of its supervising office's Party group. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE tasks ADD COLUMN agenda_since date`.execute(db);
  await sql`CREATE INDEX tasks_for_agenda ON tasks (supervising_office, agenda_since) WHERE agenda_since IS NOT NULL`.execute(db);
}
