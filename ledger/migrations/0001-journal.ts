import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/**
 * The legal record, the heads of its streams, and the commands that were carried out. Collation "C": codes and names compare by
 * their bytes, the same on every machine and in every version of its libraries.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createJournal(db);
  await createHeads(db);
  await sql`GRANT USAGE ON SCHEMA public TO duban_app`.execute(db);
  await sql`GRANT SELECT, INSERT ON journal, commands TO duban_app`.execute(db);
  await sql`GRANT SELECT, INSERT, UPDATE ON streams, clock TO duban_app`.execute(db);
}

async function createJournal(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE journal (
      stream text COLLATE "C" NOT NULL,
      seq integer NOT NULL CHECK (seq > 0),
      at timestamptz(3) NOT NULL,
      type text COLLATE "C" NOT NULL,
      version smallint NOT NULL,
      data jsonb NOT NULL,
      actor text COLLATE "C" NOT NULL,
      ran_by text COLLATE "C" NOT NULL,
      command_id text COLLATE "C" NOT NULL,
      previous_hash text COLLATE "C" NOT NULL,
      hash text COLLATE "C" NOT NULL,
      PRIMARY KEY (stream, seq)
    )`.execute(db);
  await forbidChange(db);
}

async function createHeads(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE streams (
      stream text COLLATE "C" PRIMARY KEY,
      head_seq integer NOT NULL,
      head_hash text COLLATE "C" NOT NULL,
      head_at timestamptz(3)
    )`.execute(db);
  await sql`
    CREATE TABLE commands (
      stream text COLLATE "C" NOT NULL,
      command_id text COLLATE "C" NOT NULL,
      digest text COLLATE "C" NOT NULL,
      outcome jsonb NOT NULL,
      at timestamptz(3) NOT NULL,
      PRIMARY KEY (stream, command_id)
    )`.execute(db);
  await sql`
    CREATE TABLE clock (
      "only" boolean PRIMARY KEY DEFAULT true CHECK ("only"),
      rehearsal boolean NOT NULL,
      offset_ms bigint NOT NULL
    )`.execute(db);
}

/** For the owner too: whoever wants to alter the record must first remove this, and the hashes still tell. */
async function forbidChange(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION refuse_journal_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'the journal is append-only: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
    END $$`.execute(db);
  await sql`
    CREATE TRIGGER journal_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_journal_change()`.execute(db);
}
