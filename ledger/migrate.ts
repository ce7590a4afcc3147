import { Kysely, Migrator, PostgresDialect, sql } from 'kysely';
import { firstPolicy } from '../domain/policy.ts';
import { guardedPool } from './connections.ts';
import { addFirstRules } from './first-rules.ts';
import { LedgerError } from './ledger-error.ts';
import { migrationProvider } from './migrations/index.ts';
import { officialCalendar } from './official-calendar.ts';
import type { Schema } from './schema.ts';

/** Brings the ledger's tables to the present version and loads the first rules; does nothing where all is there. Two at once wait for each other. */
export async function migrateLedger(ownerUrl: string): Promise<void> {
  const db = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: guardedPool({ databaseUrl: ownerUrl, maxConnections: 2, applicationName: 'duban-migrate', unhurried: true }) }),
  });
  try {
    await ensureAppRole(db);
    await runMigrations(db);
    await addFirstRules(db, { calendar: officialCalendar(), policy: firstPolicy });
  } finally {
    await db.destroy();
  }
}

async function runMigrations(db: Kysely<Schema>): Promise<void> {
  const { error, results = [] } = await new Migrator({ db, provider: migrationProvider }).migrateToLatest();
  if (error === undefined) return;
  const failed = results.find(({ status }) => status === 'Error')?.migrationName ?? 'the list of migrations';
  const reason = error instanceof Error ? error.message : JSON.stringify(error);
  throw new LedgerError('MIGRATION_FAILED', `Migrating the ledger stopped at ${failed}: ${reason}. Nothing of it was kept.`, { failed, cause: error });
}

async function ensureAppRole(db: Kysely<Schema>): Promise<void> {
  if (await appRoleExists(db)) return;
  try {
    await sql`CREATE ROLE duban_app LOGIN`.execute(db);
  } catch (error) {
    if (await appRoleExists(db)) return; // another migration was quicker
    throw new LedgerError(
      'APP_ROLE_MISSING',
      'The role duban_app does not exist and the owner may not create it. Expected: CREATE ROLE duban_app LOGIN PASSWORD …, done once by an administrator of the server.',
      {
        cause: error,
      },
    );
  }
}

async function appRoleExists(db: Kysely<Schema>): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM pg_roles WHERE rolname = 'duban_app'`.execute(db);
  return rows.length > 0;
}
