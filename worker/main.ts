import { fileURLToPath } from 'node:url';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { Worker } from '@temporalio/worker';
import { NativeConnection, Runtime } from '@temporalio/worker';
import type { Logger } from 'pino';
import { openChannels } from '../activities/channels/open-channels.ts';
import type { Activities } from '../activities/index.ts';
import { createActivities } from '../activities/index.ts';
import { openLedger } from '../ledger/ledger.ts';
import type { WorkerConfig } from './config.ts';
import { parseWorkerConfig } from './config.ts';
import { createWorker } from './create-worker.ts';
import { versionOf } from './deployment-version.ts';
import type { HealthServer } from './health-server.ts';
import { startHealthServer } from './health-server.ts';
import { addressOf } from './listen.ts';
import { logCommands } from './log-commands.ts';
import { createLogger, sdkLogger } from './logger.ts';

/** The worker process: configuration, ledger, channel, worker; it says `worker ready` on stdout once it polls, and stops cleanly on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const config = parseWorkerConfig(process.env);
  const logger = createLogger(config.logLevel);
  installRuntime(config, logger); // before any connection
  const looked: { worker: Worker | null } = { worker: null };
  const health = await lookedAt(config, looked);
  const ledger = openLedger({ databaseUrl: config.databaseUrl, applicationName: 'duban-worker' });
  try {
    const version = await versionOf(config.deployment, ledger);
    logger.info({ version, health: health?.address ?? null, metrics: config.metricsListen && addressOf(config.metricsListen) }, 'worker starts');
    const activities = logCommands(createActivities({ ledger, channels: openChannels(config.channels) }), logger);
    await runWorker({ config, activities, version, running: (worker) => (looked.worker = worker) });
    logger.info('worker stopped');
  } finally {
    await ledger.close();
    await health?.close();
  }
}

function installRuntime({ metricsListen }: WorkerConfig, logger: Logger): void {
  const telemetryOptions = metricsListen ? { telemetryOptions: { metrics: { prometheus: { bindAddress: addressOf(metricsListen) } } } } : {};
  Runtime.install({ logger: sdkLogger(logger), ...telemetryOptions });
}

const lookedAt = async ({ healthListen }: WorkerConfig, looked: { readonly worker: Worker | null }): Promise<HealthServer | null> =>
  healthListen && startHealthServer(healthListen, () => looked.worker?.getStatus() ?? null);

interface Run {
  readonly config: WorkerConfig;
  readonly activities: Activities;
  readonly version: Awaited<ReturnType<typeof versionOf>>;
  readonly running: (worker: Worker) => void;
}

async function runWorker({ config, activities, version, running }: Run): Promise<void> {
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
      version,
    });
    const ended = worker.run();
    running(worker);
    process.stdout.write('worker ready\n');
    await ended;
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
