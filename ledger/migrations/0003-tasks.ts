import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** Projections of the tasks' streams: the head with the folded task, its reports, its clauses. Each can be rebuilt from the journal. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTasks(db);
  await sql`
    CREATE TABLE reports (
      programme text COLLATE "C" NOT NULL,
      number text COLLATE "C" NOT NULL,
      seq integer NOT NULL,
      cycle text COLLATE "C" NOT NULL,
      at timestamptz(3) NOT NULL,
      by text COLLATE "C" NOT NULL,
      counts_on date NOT NULL,
      progress text NOT NULL,
      intention text NOT NULL,
      problems text NOT NULL,
      suggestions jsonb NOT NULL,
      measures_done jsonb NOT NULL,
      PRIMARY KEY (programme, number, seq)
    )`.execute(db);
  await sql`CREATE INDEX reports_of_cycle ON reports (programme, cycle)`.execute(db);
  await sql`
    CREATE TABLE links (
      programme text COLLATE "C" NOT NULL,
      number text COLLATE "C" NOT NULL,
      source text COLLATE "C" NOT NULL,
      clause text COLLATE "C" NOT NULL,
      PRIMARY KEY (programme, number, source, clause)
    )`.execute(db);
  await sql`CREATE INDEX links_of_clause ON links (source, clause)`.execute(db);
  await sql`GRANT SELECT, INSERT, UPDATE, DELETE ON tasks, reports, links TO duban_app`.execute(db);
}

async function createTasks(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE tasks (
      programme text COLLATE "C" NOT NULL,
      number text COLLATE "C" NOT NULL,
      stream text COLLATE "C" NOT NULL UNIQUE,
      sort_key text COLLATE "C" NOT NULL,
      head_seq integer NOT NULL,
      head_hash text COLLATE "C" NOT NULL,
      head_at timestamptz(3) NOT NULL,
      state text COLLATE "C" NOT NULL,
      task jsonb NOT NULL,
      has_open_run boolean NOT NULL,
      next_deadline_at timestamptz(3),
      clock_offset_ms bigint NOT NULL,
      category text COLLATE "C" NOT NULL,
      lead text COLLATE "C" NOT NULL,
      supervising_office text COLLATE "C" NOT NULL,
      region text COLLATE "C" NOT NULL,
      line text COLLATE "C" NOT NULL,
      horizon text COLLATE "C",
      baseline_due date,
      current_due date,
      yellow_days datemultirange NOT NULL,
      resubmit_by date,
      done_on date,
      escalation_level smallint NOT NULL,
      urged_count integer NOT NULL,
      returned_count integer NOT NULL,
      last_report_at timestamptz(3),
      closure_applied_at timestamptz(3),
      struck_off_at timestamptz(3),
      struck_off_by text COLLATE "C",
      PRIMARY KEY (programme, number)
    )`.execute(db);
  await sql`CREATE INDEX tasks_in_order ON tasks (programme, sort_key)`.execute(db);
  await sql`CREATE INDEX tasks_of_lead ON tasks (lead, state)`.execute(db);
  await sql`CREATE INDEX tasks_of_supervising_office ON tasks (supervising_office, state)`.execute(db);
  await sql`CREATE INDEX tasks_by_deadline ON tasks (next_deadline_at) WHERE has_open_run`.execute(db);
}
