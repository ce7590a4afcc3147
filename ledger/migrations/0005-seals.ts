import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/**
 * A seal a day fixes where every stream stands. Heads that have not moved since the last seal are not written again: the heads of a seal are
 * the latest sealed of every stream.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE seals (
      seq integer PRIMARY KEY CHECK (seq > 0),
      day date NOT NULL UNIQUE,
      at timestamptz(3) NOT NULL,
      streams integer NOT NULL,
      events bigint NOT NULL,
      heads_sm3 text COLLATE "C" NOT NULL,
      moved_sm3 text COLLATE "C" NOT NULL,
      previous_hash text COLLATE "C" NOT NULL,
      hash text COLLATE "C" NOT NULL
    )`.execute(db);
  await sql`
    CREATE TABLE sealed_heads (
      stream text COLLATE "C" NOT NULL,
      seq integer NOT NULL,
      hash text COLLATE "C" NOT NULL,
      seal integer NOT NULL REFERENCES seals,
      PRIMARY KEY (stream, seq)
    )`.execute(db);
  await sql`CREATE INDEX sealed_heads_of_seal ON sealed_heads (seal, stream)`.execute(db);
  for (const table of ['seals', 'sealed_heads'])
    await sql`CREATE TRIGGER ${sql.ref(`${table}_are_append_only`)} BEFORE UPDATE OR DELETE OR TRUNCATE ON ${sql.table(table)}
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_journal_change()`.execute(db);
  await sql`GRANT SELECT, INSERT ON seals, sealed_heads TO duban_app`.execute(db);
  await rememberBatches(db);
}

/** Which bulk act a command was part of: neither journal nor command id says so, and whoever composes its notices anew must know. */
async function rememberBatches(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE commands ADD COLUMN batch text COLLATE "C"`.execute(db);
  await sql`
    UPDATE commands SET batch = item.batch
    FROM notice_items item JOIN journal ON journal.stream = 'task:' || item.programme || '/' || item.number AND journal.seq = item.seq
    WHERE item.batch IS NOT NULL AND commands.stream = journal.stream AND commands.command_id = journal.command_id`.execute(db);
}
