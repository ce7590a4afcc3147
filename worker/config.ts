import { join, resolve } from 'node:path';
import { defaultTaskQueue } from '../workflows/contract.ts';

export interface WorkerConfig {
  readonly databaseUrl: string;
  readonly taskQueue: string;
  readonly outboxFolder: string;
  readonly maxCachedWorkflows: number;
  readonly logLevel: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** 60 KB of heap each: 1,000 cached tasks are 60 MB. */
const defaultCachedWorkflows = 1000;

/** Read once, at the start. Throws with everything that is wrong at once; where Temporal is, `@temporalio/envconfig` says. */
export function parseWorkerConfig(environment: Environment): WorkerConfig {
  const faults: string[] = [];
  const databaseUrl = environment['DATABASE_URL'] ?? '';
  if (!databaseUrl.startsWith('postgres'))
    faults.push(`DATABASE_URL: got "${databaseUrl && 'something else'}", expected postgres://user:password@host:port/database`);
  const cached = Number(environment['DUBAN_MAX_CACHED_WORKFLOWS'] ?? defaultCachedWorkflows);
  if (!Number.isSafeInteger(cached) || cached < 0)
    faults.push(`DUBAN_MAX_CACHED_WORKFLOWS: got "${environment['DUBAN_MAX_CACHED_WORKFLOWS']}", expected a whole number`);
  if (faults.length > 0) throw new Error(`The worker's environment is not complete:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  return {
    databaseUrl,
    taskQueue: environment['DUBAN_TASK_QUEUE'] ?? defaultTaskQueue,
    outboxFolder: join(resolve(environment['DUBAN_HOME'] ?? '.data'), 'outbox'),
    maxCachedWorkflows: cached,
    logLevel: environment['DUBAN_LOG_LEVEL'] ?? 'info',
  };
}
