import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startPostgres } from '../../../client/stack/embedded-postgres.ts';
import type { RunningPostgres } from '../../../client/stack/embedded-postgres.ts';
import { knownDataFolder } from '../../../client/stack/postgres-place.ts';
import { stopServer } from '../../../client/stack/process-register.ts';
import { isAlive } from '../../support/stack-trial.ts';

let folder: string;
let home: string;
let running: RunningPostgres | null = null;
const said: string[] = [];

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'duban-postgres-test-')));
  home = join(folder, 'home');
  mkdirSync(home);
  chmodSync(folder, 0o711);
  chmodSync(home, 0o711);
  said.length = 0;
});

afterEach(async () => {
  if (running !== null) await stopServer('postgres', running.known);
  running = null;
  const elsewhere = knownDataFolder(home);
  if (!elsewhere.startsWith(folder)) rmSync(dirname(elsewhere), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

const start = async (): Promise<RunningPostgres> =>
  (running = await startPostgres({ home, logFile: join(home, 'postgres.log'), announce: (line) => said.push(line) }));

async function ask(url: string, query: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(query);
  await client.end();
  return rows;
}

describe('embedded PostgreSQL', () => {
  test('one that an earlier run left behind is stopped, and its data go on', async () => {
    const orphan = await start();
    await ask(orphan.ownerUrl, 'CREATE TABLE kept AS SELECT 1 AS one');

    const next = await start();

    expect(isAlive(orphan.known.pid)).toBe(false);
    expect(said).toContainEqual(expect.stringContaining(String(orphan.known.pid)));
    expect(await ask(next.ownerUrl, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  });

  test('after kill -9 it starts again, even if its number now belongs to a stranger', async () => {
    const killed = await start();
    process.kill(killed.known.pid, 'SIGKILL');
    await killed.ended;
    const pidFile = join(knownDataFolder(home), 'postmaster.pid');
    const lines = readFileSync(pidFile, 'utf8').split('\n');
    writeFileSync(pidFile, [process.pid, ...lines.slice(1)].join('\n'));

    const next = await start();

    expect(await ask(next.databaseUrl, 'SELECT current_user')).toEqual([{ current_user: 'duban_app' }]);
  });

  test('where its user cannot reach the home, the data lie elsewhere, are named, and are found again', async () => {
    chmodSync(folder, 0o700);
    const first = await start();
    await ask(first.ownerUrl, 'CREATE TABLE kept AS SELECT 1 AS one');
    const isRoot = process.getuid?.() === 0;
    expect(existsSync(join(home, 'postgres-place.json'))).toBe(isRoot);
    expect(said.some((line) => line.includes(knownDataFolder(home)))).toBe(isRoot);

    const second = await start();

    expect(await ask(second.ownerUrl, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
  });
});
