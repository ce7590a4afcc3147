import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** 提醒: on which morning somebody is reminded of which day, so that a run of the day finds them by one look; and what was said in which digest. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Empty for the tasks of a ledger from before until their days change, or `duban rebuild`.
  await sql`
    CREATE TABLE reminders (
      programme text COLLATE "C" NOT NULL,
      number text COLLATE "C" NOT NULL,
      kind text COLLATE "C" NOT NULL,
      due_on date NOT NULL,
      rung integer NOT NULL,
      remind_on date NOT NULL,
      PRIMARY KEY (programme, number, kind, due_on, rung)
    )`.execute(db);
  await sql`CREATE INDEX reminders_on ON reminders (remind_on)`.execute(db);
  await sql`
    CREATE TABLE digest_entries (
      notice_id text COLLATE "C" NOT NULL,
      day date NOT NULL,
      office text COLLATE "C" NOT NULL,
      department text COLLATE "C" NOT NULL,
      role text COLLATE "C" NOT NULL,
      programme text COLLATE "C" NOT NULL,
      number text COLLATE "C" NOT NULL,
      sort_key text COLLATE "C" NOT NULL,
      kind text COLLATE "C" NOT NULL,
      cycle text COLLATE "C" NOT NULL,
      due_on date NOT NULL,
      rung integer,
      entry jsonb NOT NULL,
      PRIMARY KEY (notice_id, programme, number, kind, cycle, due_on)
    )`.execute(db);
  await sql`CREATE INDEX digest_entries_of_day ON digest_entries (day, notice_id)`.execute(db);
  await sql`CREATE INDEX digest_entries_of_task ON digest_entries (programme, number) WHERE rung IS NOT NULL`.execute(db);
  // A cycle asks of each of its tasks whether its report has come.
  await sql`DROP INDEX reports_of_cycle`.execute(db);
  await sql`CREATE INDEX reports_of_cycle ON reports (programme, cycle, number)`.execute(db);
  await sql`GRANT SELECT, INSERT, UPDATE, DELETE ON reminders TO duban_app`.execute(db);
  await sql`GRANT SELECT, INSERT, DELETE ON digest_entries TO duban_app`.execute(db);
}
