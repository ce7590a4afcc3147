import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** The outbox. An item says that somebody must be told of an event; a notice groups items for one addressee and leaves as one paper. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE notices (
      id text COLLATE "C" PRIMARY KEY,
      kind text COLLATE "C" NOT NULL,
      channel_of_duty text COLLATE "C" NOT NULL CHECK (channel_of_duty IN ('notify', 'escalate')),
      to_office text COLLATE "C" NOT NULL,
      to_department text COLLATE "C" NOT NULL,
      to_role text COLLATE "C" NOT NULL,
      to_person text COLLATE "C",
      numbers jsonb NOT NULL,
      batch text COLLATE "C",
      composed_at timestamptz(3) NOT NULL,
      status text COLLATE "C" NOT NULL CHECK (status IN ('pending', 'delivered', 'failed')),
      attempts integer NOT NULL,
      channel text COLLATE "C" NOT NULL,
      last_error text,
      delivered_at timestamptz(3)
    )`.execute(db);
  await sql`
    CREATE TABLE notice_items (
      programme text COLLATE "C" NOT NULL,
      number text COLLATE "C" NOT NULL,
      seq integer NOT NULL,
      kind text COLLATE "C" NOT NULL,
      channel_of_duty text COLLATE "C" NOT NULL,
      office text COLLATE "C" NOT NULL,
      department text COLLATE "C" NOT NULL,
      role text COLLATE "C" NOT NULL,
      batch text COLLATE "C",
      notice_id text COLLATE "C" REFERENCES notices,
      PRIMARY KEY (programme, number, seq, kind, office, department, role)
    )`.execute(db);
  await sql`CREATE INDEX notices_in_order ON notices (composed_at, id)`.execute(db);
  await sql`CREATE INDEX notices_to_deliver ON notices (composed_at) WHERE status <> 'delivered'`.execute(db);
  await sql`CREATE INDEX notices_of_batch ON notices (batch) WHERE batch IS NOT NULL`.execute(db);
  await sql`CREATE INDEX items_of_notice ON notice_items (notice_id)`.execute(db);
  await sql`CREATE INDEX items_to_compose ON notice_items (batch) WHERE notice_id IS NULL`.execute(db);
  await sql`GRANT SELECT, INSERT, UPDATE, DELETE ON notices, notice_items TO duban_app`.execute(db);
}
