import type { ChannelSettings } from '../activities/channels/channel-settings.ts';
import { parseChannelSettings } from '../activities/channels/channel-settings.ts';
import { defaultTaskQueue } from '../workflows/contract.ts';
import type { Listen } from './listen.ts';
import { parseListen } from './listen.ts';

export interface WorkerConfig {
  readonly databaseUrl: string;
  readonly taskQueue: string;
  readonly channels: readonly ChannelSettings[];
  readonly maxCachedWorkflows: number;
  readonly logLevel: string;
  /** Worker Versioning: the name of the fleet. Null: unversioned. */
  readonly deployment: string | null;
  readonly healthListen: Listen | null;
  readonly metricsListen: Listen | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** 60 KB of heap each: 1,000 cached tasks are 60 MB. */
const defaultCachedWorkflows = 1000;
const logLevels = ['trace', 'debug', 'info', 'warn', 'error'];

/** Read once, at the start. Throws with everything that is wrong at once; where Temporal is, `@temporalio/envconfig` says. */
export function parseWorkerConfig(environment: Environment): WorkerConfig {
  const faults: string[] = [];
  const config = {
    databaseUrl: readDatabaseUrl(environment, faults),
    taskQueue: environment['DUBAN_TASK_QUEUE'] || defaultTaskQueue,
    channels: parseChannelSettings(environment, faults),
    maxCachedWorkflows: readCacheSize(environment, faults),
    logLevel: readLogLevel(environment, faults),
    deployment: readDeployment(environment, faults),
    healthListen: readListen(environment, 'DUBAN_HEALTH_LISTEN', faults),
    metricsListen: readListen(environment, 'DUBAN_METRICS_LISTEN', faults),
  };
  if (faults.length > 0) throw new Error(`The worker's environment is not complete:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  return config;
}

/** What came is not repeated: it may hold a password. */
function readDatabaseUrl({ DATABASE_URL: given = '' }: Environment, faults: string[]): string {
  if (!given.startsWith('postgres')) faults.push(`DATABASE_URL: got "${given && 'something else'}", expected postgres://user:password@host:port/database`);
  return given;
}

function readCacheSize({ DUBAN_MAX_CACHED_WORKFLOWS: given }: Environment, faults: string[]): number {
  const cached = Number(given || defaultCachedWorkflows);
  if (!Number.isSafeInteger(cached) || cached < 0) faults.push(`DUBAN_MAX_CACHED_WORKFLOWS: got "${given}", expected a whole number`);
  return cached;
}

function readLogLevel({ DUBAN_LOG_LEVEL: given }: Environment, faults: string[]): string {
  const level = given || 'info';
  if (!logLevels.includes(level)) faults.push(`DUBAN_LOG_LEVEL: got "${level}", expected one of ${logLevels.join(', ')}`);
  return level;
}

/** Temporal writes a version as `<deployment>.<build id>`. */
function readDeployment({ DUBAN_DEPLOYMENT: given = '' }: Environment, faults: string[]): string | null {
  if (given === '') return null;
  if (!/^[A-Za-z0-9_-]{1,100}$/.test(given)) faults.push(`DUBAN_DEPLOYMENT: got "${given}", expected a name of letters, digits, "-" and "_"`);
  return given;
}

function readListen(environment: Environment, name: string, faults: string[]): Listen | null {
  const given = environment[name] ?? '';
  if (given === '') return null;
  const listen = parseListen(given);
  if (listen === null) faults.push(`${name}: got "${given}", expected PORT or HOST:PORT, for example 127.0.0.1:9464`);
  return listen;
}
