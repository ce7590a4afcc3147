import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Connection } from '@temporalio/client';
import { bundleWorkflowCode } from '@temporalio/worker';
import type { TestProject } from 'vitest/node';
import { stopServer } from '../../client/stack/process-register.ts';
import { registerSearchAttributes } from '../../client/stack/search-attributes.ts';
import { startTemporalServer } from '../../client/stack/temporal-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly temporalAddress: string;
    /** The workflows as they are now, bundled once. */
    readonly workflowBundle: string;
  }
}

const silent = { log: () => {}, trace: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Once for all files of a project: one real dev server with time skipping, in memory, and one bundle. */
export async function setup(project: TestProject): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'duban-test-temporal-'));
  chmodSync(home, 0o755);
  mkdirSync(join(home, 'logs'));
  const server = await startTemporalServer({ home, logFile: join(home, 'logs', 'temporal.log'), rehearsal: true, inMemory: true });
  const connection = await Connection.connect({ address: server.address });
  await registerSearchAttributes(connection, 'default');
  await connection.close();
  const { code } = await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('../../workflows/index.ts', import.meta.url)), logger: silent });
  writeFileSync(join(home, 'workflow-bundle.js'), code);
  project.provide('temporalAddress', server.address);
  project.provide('workflowBundle', join(home, 'workflow-bundle.js'));
  stop = async () => {
    await stopServer('temporal', server.known);
    rmSync(home, { recursive: true, force: true });
  };
}

let stop: () => Promise<void> = () => Promise.resolve();

export const teardown = (): Promise<void> => stop();
