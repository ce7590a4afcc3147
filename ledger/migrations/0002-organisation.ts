import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** The directory, programmes, sources with their clauses, and the versions of the rules. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createDirectory(db);
  await createProgrammes(db);
  await sql`CREATE TABLE calendars (version text COLLATE "C" PRIMARY KEY, seq integer NOT NULL UNIQUE, calendar jsonb NOT NULL)`.execute(db);
  await sql`CREATE TABLE policies (version text COLLATE "C" PRIMARY KEY, seq integer NOT NULL UNIQUE, policy jsonb NOT NULL)`.execute(db);
  await sql`GRANT SELECT, INSERT, UPDATE, DELETE ON offices, departments, persons, portfolios, aliases, sources, clauses TO duban_app`.execute(db);
  await sql`GRANT SELECT, INSERT, UPDATE ON programmes TO duban_app`.execute(db);
  await sql`GRANT SELECT, INSERT ON calendars, policies TO duban_app`.execute(db);
}

/** References are checked at the end of the transaction: an import replaces them in any order. */
async function createDirectory(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE offices (
      code text COLLATE "C" PRIMARY KEY,
      name text COLLATE "C" NOT NULL UNIQUE DEFERRABLE INITIALLY DEFERRED,
      level text COLLATE "C" NOT NULL CHECK (level IN ('national', 'provincial', 'municipal', 'grassroots')),
      parent text COLLATE "C" REFERENCES offices DEFERRABLE INITIALLY DEFERRED
    )`.execute(db);
  await sql`
    CREATE TABLE departments (
      code text COLLATE "C" PRIMARY KEY,
      office text COLLATE "C" NOT NULL REFERENCES offices DEFERRABLE INITIALLY DEFERRED,
      name text COLLATE "C" NOT NULL,
      lines text[] COLLATE "C" NOT NULL,
      kind text COLLATE "C" NOT NULL CHECK (kind IN ('business', 'supervision', 'leadership', 'affiliated')),
      UNIQUE (office, name) DEFERRABLE INITIALLY DEFERRED
    )`.execute(db);
  await sql`
    CREATE TABLE persons (
      id text COLLATE "C" PRIMARY KEY,
      name text COLLATE "C" NOT NULL,
      office text COLLATE "C" NOT NULL REFERENCES offices DEFERRABLE INITIALLY DEFERRED,
      department text COLLATE "C" NOT NULL REFERENCES departments DEFERRABLE INITIALLY DEFERRED,
      post text NOT NULL,
      roles text[] COLLATE "C" NOT NULL,
      email text NOT NULL,
      phone text NOT NULL
    )`.execute(db);
  await sql`
    CREATE TABLE portfolios (
      department text COLLATE "C" PRIMARY KEY REFERENCES departments DEFERRABLE INITIALLY DEFERRED,
      leader text COLLATE "C" NOT NULL REFERENCES persons DEFERRABLE INITIALLY DEFERRED
    )`.execute(db);
  await sql`CREATE TABLE aliases (alias text COLLATE "C" PRIMARY KEY, name text COLLATE "C" NOT NULL)`.execute(db);
  await sql`CREATE INDEX offices_of_parent ON offices (parent)`.execute(db);
  await sql`CREATE INDEX persons_of_department ON persons (department)`.execute(db);
  await sql`CREATE INDEX persons_of_office ON persons (office)`.execute(db);
}

async function createProgrammes(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE programmes (
      name text COLLATE "C" PRIMARY KEY,
      office text COLLATE "C" NOT NULL,
      issued_on date NOT NULL,
      title text NOT NULL,
      meeting text COLLATE "C"
    )`.execute(db);
  await sql`CREATE TABLE sources (name text COLLATE "C" PRIMARY KEY, received_on date)`.execute(db);
  await sql`
    CREATE TABLE clauses (
      source text COLLATE "C" NOT NULL REFERENCES sources,
      clause text COLLATE "C" NOT NULL,
      position integer NOT NULL,
      text text NOT NULL,
      PRIMARY KEY (source, clause)
    )`.execute(db);
}
