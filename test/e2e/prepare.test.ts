import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, test, vi } from 'vitest';
import { runCli } from '../../client/cli/run-cli.ts';
import { beginClock } from '../../ledger/clock.ts';
import { presentBuildId } from '../support/changed-product.ts';
import { aDatabase, anUnmigratedDatabase } from '../support/database.ts';
import { aDeployedWorker } from '../support/deployed-worker.ts';

/** Servers that others run, made ready by one command, as in docker-compose.yml. */

const home = mkdtempSync(join(tmpdir(), 'duban-prepare-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const somewhere = () => ({
  TEMPORAL_ADDRESS: inject('temporalAddress'),
  TEMPORAL_NAMESPACE: `prepared-${randomBytes(4).toString('hex')}`,
  DUBAN_HOME: home,
  DUBAN_DEPLOYMENT: 'duban',
});

async function duban(words: string, environment: Readonly<Record<string, string>>): Promise<{ readonly code: number; readonly json: unknown }> {
  const said: string[] = [];
  const code = await runCli([...words.split(' '), '--json'], { out: (text) => void said.push(text), err: () => {}, environment, exitCode: 0, mark: '' });
  return { code, json: JSON.parse(said.join('')) };
}

/** As docker-compose.yml gives it: the address holds no password. */
function passwordApart(databaseUrl: string): { readonly DATABASE_URL: string; readonly PGPASSWORD: string } {
  const address = new URL(databaseUrl);
  const PGPASSWORD = decodeURIComponent(address.password);
  address.password = '';
  return { DATABASE_URL: address.toString(), PGPASSWORD };
}

test('an empty database and a server without our namespace: prepared, and prepared again, a fleet works on them', async () => {
  const database = await anUnmigratedDatabase();
  const environment = { ...somewhere(), DATABASE_URL: database.appUrl, DUBAN_OWNER_DATABASE_URL: database.ownerUrl };
  const namespace = environment.TEMPORAL_NAMESPACE;

  expect(await duban('prepare', environment)).toEqual({ code: 0, json: { namespace, namespaceCreated: true } });
  expect(await duban('prepare', environment)).toEqual({ code: 0, json: { namespace, namespaceCreated: false } });

  expect(await duban('worker set-current', environment)).toMatchObject({ code: 4, json: { error: { code: 'WORKER_VERSION_NOT_FOUND' } } });
  const { DUBAN_OWNER_DATABASE_URL: _, ...workers } = environment;
  const worker = aDeployedWorker({ ...workers, ...passwordApart(database.appUrl) });
  const buildId = presentBuildId();
  await vi.waitFor(async () => expect(await duban('worker set-current', environment)).toEqual({ code: 0, json: { deployment: 'duban', buildId } }), {
    timeout: 30_000,
    interval: 200,
  });
  expect(await duban('worker versions', environment)).toEqual({
    code: 0,
    json: { deployment: 'duban', current: buildId, versions: [{ buildId, status: 'current', openRuns: 0 }] },
  });
  expect(await duban('worker renew', environment)).toEqual({ code: 0, json: { asked: 0, withoutRun: 0 } });
  expect(await worker.stop()).toBe(0);
});

describe('what cannot be prepared', () => {
  test('without the owner of the ledger nothing is migrated', async () => {
    expect(await duban('prepare', somewhere())).toMatchObject({ code: 2, json: { error: { code: 'OWNER_URL_MISSING' } } });
  });

  test('a ledger that is a rehearsal stays one', async () => {
    const { ownerUrl } = await aDatabase();
    await beginClock(ownerUrl, { rehearsal: true });

    expect(await duban('prepare', { ...somewhere(), DUBAN_OWNER_DATABASE_URL: ownerUrl })).toMatchObject({
      code: 3,
      json: { error: { code: 'CLOCK_KIND_FIXED' } },
    });
  });

  test('a database that does not answer is named', async () => {
    const nowhere = { ...somewhere(), DUBAN_OWNER_DATABASE_URL: 'postgres://duban_owner:hunter2@127.0.0.1:1/duban' };

    const { code, json } = await duban('prepare', nowhere);

    expect({ code, json }).toMatchObject({ code: 5, json: { error: { code: 'SERVER_UNREACHABLE' } } });
    expect(JSON.stringify(json)).not.toContain('hunter2');
  });

  test('a retention that is no number of days is refused before anything is changed', async () => {
    const { ownerUrl } = await anUnmigratedDatabase();

    expect(await duban('prepare', { ...somewhere(), DUBAN_OWNER_DATABASE_URL: ownerUrl, DUBAN_RETENTION_DAYS: 'ever' })).toMatchObject({ code: 2 });
  });
});
