import { chmodSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { afterAll } from 'vitest';
import { startPostgres } from '../../client/stack/embedded-postgres.ts';
import type { RunningPostgres } from '../../client/stack/embedded-postgres.ts';
import { isGoneWithin, send } from '../../client/stack/known-process.ts';
import { stopServer } from '../../client/stack/process-register.ts';
import { registerSearchAttributes } from '../../client/stack/search-attributes.ts';
import { startTemporalServer } from '../../client/stack/temporal-server.ts';
import type { RunningTemporal } from '../../client/stack/temporal-server.ts';
import { migrateLedger } from '../../ledger/migrate.ts';
import type { TestDatabase } from './database.ts';

/** Servers of one's own, which are killed and started again on their data and their port. */

const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

function aHome(name: string): string {
  const home = realpathSync(mkdtempSync(join(tmpdir(), `duban-${name}-`)));
  chmodSync(home, 0o711); // started by root, PostgreSQL runs as another user, who must get in
  return home;
}

async function killed(known: RunningPostgres['known']): Promise<void> {
  send(known, 'SIGKILL');
  if (!(await isGoneWithin(known, 10_000))) throw new Error(`process ${known.pid} lives on after kill -9`);
}

export interface StoppablePostgres {
  readonly database: TestDatabase;
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
}

/** Its database `duban` is migrated and empty. */
export async function aStoppablePostgres(): Promise<StoppablePostgres> {
  const home = aHome('own-postgres');
  const start = (port?: number): Promise<RunningPostgres> => startPostgres({ home, port, logFile: join(home, 'postgres.log'), announce: () => undefined });
  let running = await start();
  closing.push(async () => {
    await stopServer('postgres', running.known);
    rmSync(home, { recursive: true, force: true });
  });
  const { superuserUrl, ownerUrl, databaseUrl, port } = running;
  await migrateLedger(ownerUrl);
  return {
    database: { superuserUrl, ownerUrl, appUrl: databaseUrl },
    kill: () => killed(running.known),
    start: async () => void (running = await start(port)),
  };
}

export interface StoppableTemporal {
  readonly address: string;
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** After `kill`: everything that it knew is lost. */
  readonly deleteData: () => void;
}

/** On a file, with time skipping. */
export async function aStoppableTemporal(): Promise<StoppableTemporal> {
  const home = aHome('own-temporal');
  const start = (ports: { readonly port?: number; readonly uiPort?: number } = {}): Promise<RunningTemporal> =>
    startTemporalServer({ home, logFile: join(home, 'temporal.log'), rehearsal: true, ...ports });
  let running = await start();
  closing.push(async () => {
    await stopServer('temporal', running.known);
    rmSync(home, { recursive: true, force: true });
  });
  const { address, port, uiPort } = running;
  const prepare = async (): Promise<void> => {
    const connection = await Connection.connect({ address });
    await registerSearchAttributes(connection, 'default');
    await connection.close();
  };
  await prepare();
  return {
    address,
    kill: () => killed(running.known),
    start: async () => {
      running = await start({ port, uiPort });
      await prepare();
    },
    deleteData: () => {
      for (const name of readdirSync(home).filter((file) => file.startsWith('temporal.db'))) rmSync(join(home, name));
    },
  };
}
