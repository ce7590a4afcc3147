import { mkdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findStack } from '../../../client/stack/connections.ts';
import { StackTrial } from '../../support/stack-trial.ts';

let trial: StackTrial;
beforeEach(() => {
  trial = new StackTrial();
});
afterEach(() => trial.end());

describe('what up does not accept', () => {
  test.each([
    ['a clock without its zone', ['--clock', '2019-02-12T09:00'], 'CLOCK_INVALID'],
    ['a day that does not exist', ['--clock', '2019-02-30T09:00+08:00'], 'CLOCK_INVALID'],
    ['a port that is no number', ['--port', 'x'], 'PORT_INVALID'],
    ['one port for two servers', ['--port', '18233', '--ui-port', '18233'], 'PORT_INVALID'],
    ['a flag that it does not know', ['--clok'], 'USAGE'],
  ])('%s: exit 2 with a Chinese sentence', async (_, words, code) => {
    const answer = await trial.run('up', ...words);

    expect(answer).toMatchObject({ code: 2, json: { error: { code, message: expect.stringMatching(/\p{Script=Han}/u) as string } } });
  });

  test('a port that somebody else has: it is named, and nothing stays running', async () => {
    const somebody = createServer();
    await new Promise<void>((resolve) => somebody.listen(0, '127.0.0.1', resolve));
    const port = String((somebody.address() as AddressInfo).port);

    const answer = await trial.run('up', '--postgres-port', port);

    somebody.close();
    expect(answer).toMatchObject({ code: 2, json: { error: { code: 'PORT_UNAVAILABLE', details: { flag: '--postgres-port' } } } });
    expect(await trial.run('down')).toMatchObject({ json: { stopped: false } });
  });
});

describe('a stack.json whose processes are gone', () => {
  // The worst case: the numbers live, but belong to a stranger, here to this very test.
  const strangers = { up: process.pid, temporal: process.pid, postgres: process.pid, worker: process.pid };
  const stale = {
    pids: strangers,
    address: '127.0.0.1:1',
    uiUrl: 'http://127.0.0.1:1',
    databaseUrl: 'postgres://127.0.0.1:1/duban',
    ownerUrl: '',
    namespace: 'default',
    clock: null,
  };

  beforeEach(() => writeFileSync(join(trial.home, 'stack.json'), JSON.stringify(stale)));

  test('doctor calls it stale', async () => {
    const { code, json } = await trial.run('doctor');

    expect(code).toBe(5);
    expect(json['checks']).toContainEqual({ name: 'stack', ok: false, message: expect.stringContaining('已失效') as string });
  });

  test('other commands do not follow it', async () => {
    await expect(findStack({ DUBAN_HOME: trial.home })).rejects.toMatchObject({ code: 'STACK_NOT_RUNNING', exitCode: 5 });
  });

  test('the environment is asked instead', async () => {
    const environment = { DUBAN_HOME: trial.home, DATABASE_URL: 'postgres://db/duban', TEMPORAL_ADDRESS: 'temporal:7233', TEMPORAL_NAMESPACE: 'office' };

    expect(await findStack(environment)).toMatchObject({
      from: 'environment',
      databaseUrl: 'postgres://db/duban',
      address: 'temporal:7233',
      namespace: 'office',
    });
  });

  test('down kills no stranger and clears it away', async () => {
    expect(await trial.run('down')).toMatchObject({ code: 0, json: { stopped: false } });
    expect(await findStack({ DUBAN_HOME: trial.home }).catch((error: unknown) => error)).toMatchObject({ code: 'STACK_NOT_RUNNING' });
  });
});

test('a home below something that is no folder is refused before anything starts', async () => {
  mkdirSync(join(trial.home, 'logs'));
  writeFileSync(join(trial.home, 'outbox'), 'a file where a folder should be');

  expect(await trial.run('up')).toMatchObject({ code: 2, json: { error: { code: 'HOME_UNUSABLE' } } });
});
