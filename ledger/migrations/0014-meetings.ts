import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/**
 * The meetings of an office with their cycles and gate hearings; what the cut-off of a cycle asks of tasks: since when each is in progress and
 * since when no longer, whether a report came unasked, and which one is missing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createMeetings(db);
  await sql`
    CREATE TABLE progress_marks (
      programme text COLLATE "C" NOT NULL,
      number text COLLATE "C" NOT NULL,
      seq integer NOT NULL,
      at timestamptz(3) NOT NULL,
      in_progress boolean NOT NULL,
      PRIMARY KEY (programme, number, seq)
    )`.execute(db);
  await beginMarks(db);
  await sql`ALTER TABLE reports ADD COLUMN unprompted boolean`.execute(db);
  await sql`ALTER TABLE tasks ADD COLUMN missed_cycle text COLLATE "C", ADD COLUMN missed_cut_off date`.execute(db);
  await sql`GRANT SELECT, INSERT, UPDATE, DELETE ON meetings, cycles, gates, meeting_runs, progress_marks TO duban_app`.execute(db);
}

async function createMeetings(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE meetings (
      id text COLLATE "C" PRIMARY KEY,
      office text COLLATE "C" NOT NULL,
      date date NOT NULL,
      meeting_type text COLLATE "C" NOT NULL,
      topic text NOT NULL,
      cut_off date,
      state text COLLATE "C" NOT NULL,
      moved_count integer NOT NULL,
      attendance jsonb NOT NULL,
      heard jsonb NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX meetings_of_office ON meetings (office, date)`.execute(db);
  await createCycles(db);
}

async function createCycles(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE cycles (
      office text COLLATE "C" NOT NULL,
      cycle text COLLATE "C" NOT NULL,
      cut_off date NOT NULL,
      meeting text COLLATE "C",
      passed boolean NOT NULL,
      told boolean NOT NULL,
      reminders jsonb NOT NULL,
      PRIMARY KEY (office, cycle)
    )`.execute(db);
  await sql`
    CREATE TABLE gates (
      office text COLLATE "C" NOT NULL,
      event text COLLATE "C" NOT NULL,
      programme text COLLATE "C" NOT NULL,
      category text COLLATE "C" NOT NULL,
      ended_on date,
      cut_off date,
      passed boolean NOT NULL,
      PRIMARY KEY (office, event)
    )`.execute(db);
  await sql`
    CREATE TABLE meeting_runs (
      office text COLLATE "C" PRIMARY KEY,
      next_cut_off_at timestamptz(3),
      clock_offset_ms bigint NOT NULL
    )`.execute(db);
}

/** Of tasks that are in progress already: from their last step into it on. What came before, `duban rebuild` finds in the journal. */
const beginMarks = (db: Kysely<unknown>) =>
  sql`
    INSERT INTO progress_marks
    SELECT DISTINCT ON (programme, number) programme, number, journal.seq, journal.at, true
    FROM tasks JOIN journal ON journal.stream = tasks.stream
    WHERE tasks.state = 'inProgress'
      AND journal.type IN ('measuresApproved', 'taskResumed', 'closureReturned', 'closureWithdrawn', 'verificationRecorded', 'taskUnmerged')
    ORDER BY programme, number, journal.seq DESC`.execute(db);
