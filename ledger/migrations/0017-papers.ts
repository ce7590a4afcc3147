import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** 签发: the first day on which a paper of the task's ladder may leave, so that those that lie open are found without a look at every task. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE tasks ADD COLUMN paper_on date`.execute(db);
  await sql`CREATE INDEX tasks_with_papers ON tasks (paper_on) WHERE paper_on IS NOT NULL`.execute(db);
}
