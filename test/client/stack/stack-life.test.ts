import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { readClock } from '../../../ledger/clock.ts';
import { isAlive, StackTrial, untilGone } from '../../support/stack-trial.ts';

/** On the real thing: PostgreSQL, Temporal and a worker in a home of their own. The tests are the chapters of one stack's life, in this order. */

describe('a rehearsal, from its first up to its last down, with a neighbour in real time', () => {
  const trial = new StackTrial();
  const neighbour = new StackTrial();
  const begin = '2019-02-12T01:00:00.000Z';
  let offsetMs: number | undefined;

  afterAll(() => Promise.all([trial.end(), neighbour.end()]));

  test('up --detach returns once the worker polls, and doctor finds nothing wrong', async () => {
    const up = await trial.run('up', '--detach', '--clock', '2019-02-12T09:00+08:00');
    const doctor = await trial.run('doctor');

    expect(up).toMatchObject({ code: 0, json: { home: trial.home, clock: { rehearsal: true } } });
    expect(doctor.json['checks']).not.toContainEqual(expect.objectContaining({ ok: false }));
    expect(doctor).toMatchObject({ code: 0, json: { ok: true } });
  });

  test('stack.json tells every other program where the servers are, and nobody else', async () => {
    const stack = trial.stack();
    offsetMs = (await readClock(stack.databaseUrl))?.offsetMs;

    expect(Object.values(stack.pids).every(isAlive)).toBe(true);
    expect(stack).toMatchObject({ namespace: 'default', clock: { rehearsal: true } });
    expect(String(stack.clock?.startedAt) >= begin).toBe(true);
    expect(statSync(join(trial.home, 'stack.json')).mode & 0o777).toBe(0o600);
  });

  test('PostgreSQL keeps what it is told, speaks UTF-8, sorts by bytes and listens to this machine only', async () => {
    const client = new Client({ connectionString: trial.stack().ownerUrl });
    await client.connect();
    const { rows } =
      await client.query(`SELECT current_setting('fsync') AS fsync, current_setting('listen_addresses') AS listens, current_setting('max_connections') AS connections,
      pg_encoding_to_char(encoding) AS encoding, datcollate AS locale, pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = current_database()`);
    await client.end();

    expect(rows).toEqual([{ fsync: 'on', listens: '127.0.0.1', connections: '200', encoding: 'UTF8', locale: 'C', owner: 'duban_owner' }]);
  });

  test('a second up says that the stack is running, and where', async () => {
    const second = await trial.run('up');

    expect(second).toMatchObject({ code: 2, json: { error: { code: 'STACK_ALREADY_RUNNING', details: { uiUrl: trial.stack().uiUrl } } } });
  });

  test('a worker that is killed is started again', async () => {
    const { worker, ...servers } = trial.stack().pids;

    process.kill(worker, 'SIGKILL');

    await vi.waitFor(() => expect(trial.stack().pids.worker).not.toBe(worker), 20_000);
    expect(trial.stack().pids).toMatchObject(servers);
    expect(isAlive(trial.stack().pids.worker)).toBe(true);
  });

  test('Ctrl-C stops the one in the foreground and leaves the other alone', async () => {
    const foreground = neighbour.start('up');
    await vi.waitFor(() => expect(foreground.stdout()).toContain('Web UI'), 30_000);
    const { pids, address } = neighbour.stack();
    expect(address).not.toBe(trial.stack().address);

    foreground.child.kill('SIGINT');

    expect(await foreground.ended).toBe(0);
    await untilGone(Object.values(pids));
    expect(await trial.run('doctor')).toMatchObject({ code: 0, json: { ok: true } });
  });

  test('an up that is interrupted half-way leaves nothing running', async () => {
    const { child, stderr, ended } = neighbour.start('up');
    await vi.waitFor(() => expect(stderr()).toContain('starting Temporal'), 30_000);

    child.kill('SIGTERM');

    expect(await ended).toBe(5);
    expect(stderr()).toContain('INTERRUPTED');
    expect(await neighbour.run('down')).toMatchObject({ json: { stopped: false } });
  });

  test('real time never becomes a rehearsal', async () => {
    expect(await neighbour.run('up', '--clock', '2019-02-12T09:00+08:00')).toMatchObject({ code: 3, json: { error: { code: 'CLOCK_KIND_FIXED' } } });
  });

  test('the servers outlive an up that is killed, and the next up takes over the home: same data, same clock', async () => {
    const before = trial.stack().pids;

    process.kill(before.up, 'SIGKILL');
    await untilGone([before.up]);
    const orphans = [before.temporal, before.postgres, before.worker];
    expect(orphans.filter(isAlive)).toEqual(orphans);
    const up = await trial.run('up', '--detach');

    expect(up).toMatchObject({ code: 0, json: { clock: { rehearsal: true } } });
    await untilGone(orphans);
    expect(await readClock(trial.stack().databaseUrl)).toEqual({ rehearsal: true, offsetMs });
  });

  test('down stops all of it, and down again has nothing to do', async () => {
    const { pids } = trial.stack();

    expect(await trial.run('down')).toMatchObject({ code: 0, json: { stopped: true } });
    await untilGone(Object.values(pids));
    expect(await trial.run('down')).toMatchObject({ code: 0, json: { stopped: false } });
    expect(await trial.run('doctor')).toMatchObject({ code: 5, json: { ok: false } });
  });

  test('a rehearsal that has begun is not begun again, and nothing stays running', async () => {
    const up = await trial.run('up', '--clock', '2020-01-01T00:00Z');

    expect(up).toMatchObject({ code: 3, json: { error: { code: 'CLOCK_ALREADY_BEGUN' } } });
    expect(await trial.run('down')).toMatchObject({ json: { stopped: false } });
  });
});
