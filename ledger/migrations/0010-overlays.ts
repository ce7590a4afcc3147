import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** What was put on top of the official calendars, and which calendar each office goes by; '' is everybody else. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Null: official, as a release brought it.
  await sql`ALTER TABLE calendars ADD COLUMN official_version text COLLATE "C"`.execute(db);
  await sql`
    CREATE TABLE calendar_overlays (
      name text COLLATE "C" PRIMARY KEY,
      seq integer NOT NULL UNIQUE,
      overlay jsonb NOT NULL
    )`.execute(db);
  await sql`CREATE TABLE calendars_in_force (office text COLLATE "C" PRIMARY KEY, version text COLLATE "C" NOT NULL)`.execute(db);
  await sql`INSERT INTO calendars_in_force SELECT '', version FROM calendars ORDER BY seq DESC LIMIT 1`.execute(db);
  await sql`GRANT SELECT, INSERT ON calendar_overlays TO duban_app`.execute(db);
  await sql`GRANT SELECT, INSERT, UPDATE, DELETE ON calendars_in_force TO duban_app`.execute(db);
}
