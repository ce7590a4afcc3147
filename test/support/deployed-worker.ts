import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const program = fileURLToPath(new URL('../../dist/worker/main.js', import.meta.url));

const running = new Set<ReturnType<typeof spawn>>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

export interface DeployedWorker {
  /** Everything it has said on stdout and stderr. */
  readonly log: () => string;
  /** As an operator or a container ends it; resolves with its exit code. */
  readonly stop: () => Promise<number | null>;
  readonly ended: Promise<number | null>;
}

/** The worker as it is deployed: the built program with an environment, and nothing of a test inside. */
export function aDeployedWorker(environment: Readonly<Record<string, string>>): DeployedWorker {
  const child = spawn(process.execPath, [program], { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (some: Buffer) => (log += some.toString('utf8')));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const stop = (): Promise<number | null> => {
    child.kill('SIGTERM');
    return ended;
  };
  return { log: () => log, stop, ended };
}

export async function aFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
