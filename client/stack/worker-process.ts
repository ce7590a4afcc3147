import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { defaultTaskQueue } from '../../workflows/contract.ts';
import { DubanError, exitCodes } from '../errors.ts';
import type { Environment, HomePaths } from './duban-home.ts';
import type { KnownProcess } from './known-process.ts';
import { lastLines, launch } from './launch.ts';
import type { Launched } from './launch.ts';
import { projectRoot } from './project-root.ts';

export interface WorkerOptions {
  readonly paths: HomePaths;
  readonly databaseUrl: string;
  readonly address: string;
  readonly namespace: string;
  readonly launched: (known: KnownProcess) => void;
  readonly signal: AbortSignal;
}

/** Said by worker/main.ts on a line of its own once it polls. */
const readyLine = 'worker ready';
const limitMs = 60_000;

export const taskQueueOf = (environment: Environment = process.env): string => environment['DUBAN_TASK_QUEUE'] || defaultTaskQueue;

/** Returns when it polls the task queue; throws with the worker's own words if it ends before that. */
export async function startWorker(options: WorkerOptions): Promise<Launched> {
  const program = join(projectRoot(), 'dist', 'worker', 'main.js');
  if (!existsSync(program)) throw notStarted(`缺少 ${program}，请运行 node tools/setup.mjs`, '');
  const worker = await launch({
    command: process.execPath,
    parameters: [program],
    environment: workerEnvironment(options),
    logFile: join(options.paths.logs, 'worker.log'),
  });
  options.launched(worker.known);
  const giveUpAt = Date.now() + limitMs;
  while (!worker.output().includes(readyLine)) {
    options.signal.throwIfAborted();
    if (Date.now() > giveUpAt) throw notStarted(`${limitMs / 1000} 秒内没有就绪`, worker.output());
    const how = await Promise.race([worker.ended, pause(50, null)]);
    if (how !== null) throw notStarted(how, worker.output());
  }
  return worker;
}

/** The stack's own servers, whatever else the environment names: nothing of TEMPORAL_* may lead the worker to another cluster. */
function workerEnvironment({ paths, databaseUrl, address, namespace }: WorkerOptions): NodeJS.ProcessEnv {
  const rest = Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_'));
  return {
    ...Object.fromEntries(rest),
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    DUBAN_HOME: paths.home,
    DUBAN_EVIDENCE: paths.evidence,
    DUBAN_TASK_QUEUE: taskQueueOf(),
  };
}

const notStarted = (how: string, output: string): DubanError =>
  new DubanError({
    code: 'WORKER_NOT_STARTED',
    message: `工作进程没有启动成功（${how}）。${output.trim() === '' ? '' : `日志末尾：\n${lastLines(output)}`}`,
    details: { how, log: lastLines(output, 20) },
    exitCode: exitCodes.unreachable,
  });
