import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../client/stack/embedded-postgres.ts';
import { stopServer } from '../../client/stack/process-register.ts';
import { migrateLedger } from '../../ledger/migrate.ts';

/** Where tests find PostgreSQL, and the migrated database that each of theirs is a copy of. */
export interface PostgresForTests {
  readonly superuserUrl: string;
  readonly ownerUrl: string;
  /** Acts as duban_app. */
  readonly appUrl: string;
  readonly template: string;
}

export interface RunningPostgresForTests extends PostgresForTests {
  readonly stop: () => Promise<void>;
}

/** A real PostgreSQL: the one that DATABASE_URL names (as a superuser), else one of our own for as long as the tests run. */
export async function startPostgresForTests(databaseUrl: string | undefined): Promise<RunningPostgresForTests> {
  const server = databaseUrl ? givenServer(databaseUrl) : await ownServer();
  const template = `duban_test_template_${process.pid}`;
  try {
    await asSuperuser(server.superuserUrl, `CREATE DATABASE ${template} OWNER ${ownerOf(server.ownerUrl)}`);
    await migrateLedger(withDatabase(server.ownerUrl, template));
  } catch (error) {
    await server.stop();
    throw error;
  }
  const stop = async (): Promise<void> => {
    await asSuperuser(server.superuserUrl, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
    await server.stop();
  };
  return { ...server, template, stop };
}

export const withDatabase = (url: string, database: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
};

export async function asSuperuser(superuserUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

type Server = Omit<RunningPostgresForTests, 'template'>;

/** A superuser may take on the role duban_app without its password. */
function givenServer(databaseUrl: string): Server {
  const appUrl = new URL(databaseUrl);
  appUrl.searchParams.set('options', '-c role=duban_app');
  return { superuserUrl: databaseUrl, ownerUrl: databaseUrl, appUrl: appUrl.toString(), stop: () => Promise.resolve() };
}

async function ownServer(): Promise<Server> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'duban-test-postgres-')));
  chmodSync(home, 0o711); // started by root, the server runs as another user, who must get in
  const { known, superuserUrl, ownerUrl, databaseUrl } = await startPostgres({ home, logFile: join(home, 'postgres.log'), announce: () => undefined });
  const stop = async (): Promise<void> => {
    await stopServer('postgres', known);
    rmSync(home, { recursive: true, force: true });
  };
  return { superuserUrl, ownerUrl, appUrl: databaseUrl, stop };
}

const ownerOf = (url: string): string => `"${decodeURIComponent(new URL(url).username)}"`;
