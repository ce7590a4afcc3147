import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** 建议 of all reports, with their answers. Those of earlier reports wait for an answer too. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE suggestions (
      programme text COLLATE "C" NOT NULL,
      number text COLLATE "C" NOT NULL,
      id text COLLATE "C" NOT NULL,
      seq integer NOT NULL,
      cycle text COLLATE "C" NOT NULL,
      reported_at timestamptz(3) NOT NULL,
      text text NOT NULL,
      answer_by date,
      answered_at timestamptz(3),
      answer jsonb,
      PRIMARY KEY (programme, number, id)
    )`.execute(db);
  await sql`CREATE INDEX suggestions_open ON suggestions (reported_at) WHERE answered_at IS NULL`.execute(db);
  await sql`
    INSERT INTO suggestions (programme, number, id, seq, cycle, reported_at, text)
    SELECT programme, number, suggestion->>'id', seq, cycle, at, suggestion->>'text' FROM reports, jsonb_array_elements(suggestions) AS suggestion`.execute(db);
  await sql`GRANT SELECT, INSERT, UPDATE, DELETE ON suggestions TO duban_app`.execute(db);
}
