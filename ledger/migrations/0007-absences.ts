import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** Who is away from when to when, and who stands in. The number is the place in the stream `directory` at which the absence was recorded. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE absences (
      id integer PRIMARY KEY,
      person text COLLATE "C" NOT NULL,
      from_day date NOT NULL,
      to_day date NOT NULL CHECK (to_day >= from_day),
      deputy text COLLATE "C" NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX absences_of_person ON absences (person)`.execute(db);
  await sql`CREATE INDEX absences_of_deputy ON absences (deputy)`.execute(db);
  await sql`GRANT SELECT, INSERT, UPDATE, DELETE ON absences TO duban_app`.execute(db);
}
