import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** 汇报材料: which editions there are of the packet of a cycle, and where in the journal each stands. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE packets (
      office text COLLATE "C" NOT NULL,
      cycle text COLLATE "C" NOT NULL,
      edition integer NOT NULL,
      seq integer NOT NULL,
      composed_at timestamptz(3) NOT NULL,
      by text COLLATE "C" NOT NULL,
      reason text,
      sm3 text COLLATE "C" NOT NULL,
      PRIMARY KEY (office, cycle, edition)
    )`.execute(db);
  await sql`GRANT SELECT, INSERT, UPDATE, DELETE ON packets TO duban_app`.execute(db);
}
