import { fileURLToPath } from 'node:url';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { NativeConnection, Runtime } from '@temporalio/worker';
import { folderChannel } from '../activities/channels/folder-channel.ts';
import { createActivities } from '../activities/index.ts';
import { openLedger } from '../ledger/ledger.ts';
import type { WorkerConfig } from './config.ts';
import { parseWorkerConfig } from './config.ts';
import { createWorker } from './create-worker.ts';
import { createLogger, sdkLogger } from './logger.ts';

/** The worker process: configuration, ledger, channel, worker; it says `worker ready` on stdout once it polls, and stops cleanly on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const config = parseWorkerConfig(process.env);
  const logger = createLogger(config.logLevel);
  Runtime.install({ logger: sdkLogger(logger) }); // before any connection
  const ledger = openLedger({ databaseUrl: config.databaseUrl, applicationName: 'duban-worker' });
  try {
    await runWorker(config, createActivities({ ledger, channel: folderChannel(config.outboxFolder) }));
  } finally {
    await ledger.close();
  }
}

async function runWorker(config: WorkerConfig, activities: ReturnType<typeof createActivities>): Promise<void> {
  const { connectionOptions, namespace } = loadClientConnectConfig();
  const connection = await NativeConnection.connect(connectionOptions);
  try {
    const worker = await createWorker({
      connection,
      namespace: namespace ?? 'default',
      taskQueue: config.taskQueue,
      workflowBundle: { codePath: fileURLToPath(new URL('../workflow-bundle.js', import.meta.url)) },
      activities,
      maxCachedWorkflows: config.maxCachedWorkflows,
    });
    const running = worker.run();
    process.stdout.write('worker ready\n');
    await running;
  } finally {
    await connection.close();
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`The worker cannot run: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
