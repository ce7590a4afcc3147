import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WorkerStatus } from '@temporalio/worker';
import type { Listen } from './listen.ts';
import { addressOf } from './listen.ts';

/** What is asked of the SDK; null until there is a worker. */
type Look = () => Pick<WorkerStatus, 'runState' | 'workflowPollerState' | 'activityPollerState'> | null;

export interface HealthServer {
  readonly address: string;
  readonly close: () => Promise<void>;
}

/**
 * `/healthz`: the process is not broken, so leave it alone. `/readyz`: it takes work, so count on it. A database or a server that is away makes neither
 * fail: the worker waits for both, and to restart it would help nobody.
 */
export async function startHealthServer(listen: Listen, look: Look): Promise<HealthServer> {
  const server = createServer((request, response) => {
    const { code, body } = answer(request.url ?? '/', look);
    response.writeHead(code, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(`${JSON.stringify(body)}\n`);
  });
  await listening(server, listen);
  const { port } = server.address() as AddressInfo;
  return { address: addressOf({ ...listen, port }), close: () => closed(server) };
}

interface Answer {
  readonly code: 200 | 404 | 503;
  readonly body: unknown;
}

function answer(url: string, look: Look): Answer {
  const [path] = url.split('?');
  if (path !== '/healthz' && path !== '/readyz') return { code: 404, body: { error: 'only /healthz and /readyz are answered here' } };
  const status = look();
  const ok = path === '/healthz' ? isHealthy(status) : isReady(status);
  const { runState = 'STARTING', workflowPollerState = null, activityPollerState = null } = status ?? {};
  return { code: ok ? 200 : 503, body: { ok, runState, workflowPollerState, activityPollerState } };
}

const isHealthy = (status: ReturnType<Look>): boolean => status?.runState !== 'FAILED';

const isReady = (status: ReturnType<Look>): boolean =>
  status?.runState === 'RUNNING' && status.workflowPollerState === 'POLLING' && status.activityPollerState === 'POLLING';

function listening(server: Server, { host, port }: Listen): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(new Error(`DUBAN_HEALTH_LISTEN: cannot listen on ${addressOf({ host, port })}: ${error.message}. Choose another port.`, { cause: error }));
    });
    server.listen(port, host, resolve);
  });
}

/** Whoever looks is not waited for. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
