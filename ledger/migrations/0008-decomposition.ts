import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/**
 * From the document to the ledger: to which office a source came, which programmes take it up, which clauses need no task, how long the others
 * were on their way; and notices that hang on no event of a task, such as the alarm for a clause that nobody has taken up.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE sources ADD COLUMN office text COLLATE "C"`.execute(db);
  await sql`ALTER TABLE programmes ADD COLUMN completion jsonb`.execute(db);
  await sql`ALTER TABLE notices ADD COLUMN content jsonb`.execute(db);
  await sql`
    CREATE TABLE programme_sources (
      programme text COLLATE "C" NOT NULL,
      source text COLLATE "C" NOT NULL,
      PRIMARY KEY (programme, source)
    )`.execute(db);
  await sql`
    CREATE TABLE waivers (
      programme text COLLATE "C" NOT NULL,
      source text COLLATE "C" NOT NULL,
      clause text COLLATE "C" NOT NULL,
      reason text NOT NULL,
      by text COLLATE "C" NOT NULL,
      at timestamptz(3) NOT NULL,
      PRIMARY KEY (programme, source, clause)
    )`.execute(db);
  await sql`
    CREATE TABLE incorporations (
      programme text COLLATE "C" NOT NULL,
      number text COLLATE "C" NOT NULL,
      seq integer NOT NULL,
      source text COLLATE "C" NOT NULL,
      clause text COLLATE "C" NOT NULL,
      received_on date NOT NULL,
      incorporated_on date NOT NULL,
      working_days integer NOT NULL,
      PRIMARY KEY (programme, number, seq, source, clause)
    )`.execute(db);
  await sql`CREATE INDEX waivers_of_clause ON waivers (source, clause)`.execute(db);
  await sql`CREATE INDEX incorporations_of_clause ON incorporations (source, clause)`.execute(db);
  await sql`GRANT SELECT, INSERT, UPDATE, DELETE ON programme_sources, waivers, incorporations TO duban_app`.execute(db);
}
