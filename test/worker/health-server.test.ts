import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { startHealthServer } from '../../worker/health-server.ts';
import type { HealthServer } from '../../worker/health-server.ts';

type Status = ReturnType<Parameters<typeof startHealthServer>[1]>;

const status = (runState: NonNullable<Status>['runState'], pollers: NonNullable<Status>['workflowPollerState'] = 'POLLING'): Status => ({
  runState,
  workflowPollerState: pollers,
  activityPollerState: pollers,
});

let server: HealthServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function asked(path: string, shown: Status): Promise<{ readonly code: number; readonly body: unknown }> {
  server = await startHealthServer({ host: '127.0.0.1', port: 0 }, () => shown);
  const response = await fetch(`http://${server.address}${path}`);
  return { code: response.status, body: await response.json() };
}

describe('a look at the worker', () => {
  test.each([
    ['before there is a worker', null, { healthz: 200, readyz: 503 }],
    ['while it takes work', status('RUNNING'), { healthz: 200, readyz: 200 }],
    ['while a poller is down', status('RUNNING', 'FAILED'), { healthz: 200, readyz: 503 }],
    ['while it finishes what it has begun', status('DRAINING', 'SHUTDOWN'), { healthz: 200, readyz: 503 }],
    ['once it has failed', status('FAILED', 'FAILED'), { healthz: 503, readyz: 503 }],
  ])('%s: to be left alone or restarted is one question, to be counted on is another', async (_when, shown, { healthz, readyz }) => {
    expect(await asked('/healthz', shown)).toMatchObject({ code: healthz, body: { ok: healthz === 200 } });
    await server?.close();
    expect(await asked('/readyz?verbose', shown)).toMatchObject({ code: readyz, body: { ok: readyz === 200 } });
  });

  test('nothing else is told', async () => {
    expect(await asked('/', status('RUNNING'))).toMatchObject({ code: 404 });
  });

  test('a port that is taken is named, with the setting to change', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => void taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;

    await expect(startHealthServer({ host: '127.0.0.1', port }, () => null)).rejects.toThrow(`DUBAN_HEALTH_LISTEN: cannot listen on 127.0.0.1:${port}`);

    await new Promise((resolve) => taken.close(resolve));
  });
});
