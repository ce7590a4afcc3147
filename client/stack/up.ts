import { join } from 'node:path';
import type { Instant } from '../../domain/values.ts';
import { migrateLedger } from '../../ledger/migrate.ts';
import { contentOf, DubanError, exitCodes } from '../errors.ts';
import type { DailySchedule } from './daily-schedule.ts';
import { prepareHome } from './duban-home.ts';
import type { HomePaths } from './duban-home.ts';
import { startPostgres } from './embedded-postgres.ts';
import type { PostgresOptions, RunningPostgres } from './embedded-postgres.ts';
import { keepAlive } from './keep-alive.ts';
import type { Guarded } from './keep-alive.ts';
import type { KnownProcess } from './known-process.ts';
import { recordServer, stopServers } from './process-register.ts';
import type { ServerRole } from './process-register.ts';
import { registerSearchAttributes } from './search-attributes.ts';
import { settleClock } from './stack-clock.ts';
import { readStack, removeStackFile, writeStackFile } from './stack-file.ts';
import type { StackFile } from './stack-file.ts';
import { startTemporalServer } from './temporal-server.ts';
import type { RunningTemporal, TemporalOptions } from './temporal-server.ts';
import { tellStarter } from './up-detached.ts';
import { claimHome, releaseHome } from './up-lock.ts';
import { startWorker, taskQueueOf } from './worker-process.ts';
import type { WorkerOptions } from './worker-process.ts';

export interface UpOptions {
  readonly paths: HomePaths;
  /** Rehearsal time, from this instant. Absent: what the ledger says, real time if it is new. */
  readonly startAt?: Instant | undefined;
  readonly port?: number | undefined;
  readonly uiPort?: number | undefined;
  readonly postgresPort?: number | undefined;
  readonly announce: (line: string) => void;
  readonly ready: (stack: StackFile) => void;
  /** Aborted: stop everything, cleanly. */
  readonly interrupted: AbortSignal;
  /** True: stop everything, now. */
  readonly impatient: () => boolean;
}

/** Runs the stack until it is interrupted, and tells the `up --detach` that may wait for it. */
export async function runStackTellingStarter(options: UpOptions): Promise<void> {
  const announce = (line: string): void => {
    options.announce(line);
    tellStarter({ line });
  };
  const ready = (stack: StackFile): void => {
    options.ready(stack);
    tellStarter({ stack });
  };
  try {
    await runStack({ ...options, announce, ready });
  } catch (error) {
    if (error instanceof DubanError) tellStarter({ error: contentOf(error) });
    throw error;
  }
}

/** Whatever happens on the way, nothing of it stays running when this ends. */
async function runStack(options: UpOptions): Promise<void> {
  const { paths, announce, impatient } = options;
  prepareHome(paths);
  if (claimHome(paths) !== null) throw alreadyRunning(paths);
  try {
    const servers = await startUnlessInterrupted(options);
    await serve(options, servers);
  } finally {
    const stopped = await stopServers(paths, { now: impatient });
    removeStackFile(paths);
    releaseHome(paths);
    announce(`stopped: ${stopped.join(', ') || 'nothing was running'}`);
  }
}

async function startUnlessInterrupted(options: UpOptions): Promise<Servers> {
  try {
    await stopLeftovers(options);
    return await startServers(options);
  } catch (error) {
    throw options.interrupted.aborted ? interruptedWhileStarting() : error;
  }
}

/** PostgreSQL that is registered is stopped here; what only its own file knows is stopped when it is started anew. */
async function stopLeftovers({ paths, announce }: UpOptions): Promise<void> {
  const stopped = await stopServers(paths);
  if (stopped.length > 0) announce(`stopped what an earlier run had left behind: ${stopped.join(', ')}`);
  removeStackFile(paths);
}

interface Servers {
  readonly stack: StackFile;
  readonly guarded: readonly Guarded[];
}

async function startServers(options: UpOptions): Promise<Servers> {
  const { announce, interrupted } = options;
  announce('starting PostgreSQL');
  const postgres = await startPostgres(postgresOptions(options, options.postgresPort));
  interrupted.throwIfAborted();
  announce('migrating the ledger');
  await migrate(postgres.ownerUrl);
  const clock = await settleClock(postgres.ownerUrl, options.startAt);
  interrupted.throwIfAborted();
  announce(`starting Temporal${clock === null ? '' : ' for a rehearsal'}`);
  const temporal = await startTemporalServer(temporalOptions(options, { ...options, rehearsal: clock !== null }));
  await prepareNamespace(temporal, { taskQueue: taskQueueOf(), rehearsal: clock !== null });
  interrupted.throwIfAborted();
  announce('starting the worker');
  const worker = await startWorker(workerOptions(options, { postgres, temporal }));
  const pids = { up: process.pid, temporal: temporal.known.pid, postgres: postgres.known.pid, worker: worker.known.pid };
  const { ownerUrl, databaseUrl } = postgres;
  const { address, uiUrl, namespace } = temporal;
  const stack: StackFile = { pids, address, uiUrl, databaseUrl, ownerUrl, namespace, clock };
  const guarded: Guarded[] = [
    { role: 'postgres', ended: postgres.ended, restart: () => startPostgres(postgresOptions(options, postgres.port)) },
    { role: 'temporal', ended: temporal.ended, restart: () => startTemporalServer(temporalOptions(options, { ...temporal, rehearsal: clock !== null })) },
    { role: 'worker', ended: worker.ended, restart: () => startWorker(workerOptions(options, { postgres, temporal })) },
  ];
  return { stack, guarded };
}

async function migrate(ownerUrl: string): Promise<void> {
  try {
    await migrateLedger(ownerUrl);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DubanError(
      { code: 'MIGRATION_FAILED', message: `台账没有升级到当前版本：${reason}`, details: { reason }, exitCode: exitCodes.unreachable },
      { cause: error },
    );
  }
}

function postgresOptions({ paths, announce, interrupted }: UpOptions, port: number | undefined): PostgresOptions {
  return { home: paths.home, logFile: join(paths.logs, 'postgres.log'), port, announce, launched: recorder(paths, 'postgres'), signal: interrupted };
}

type TemporalChoices = Pick<TemporalOptions, 'port' | 'uiPort' | 'rehearsal'>;

function temporalOptions({ paths, interrupted }: UpOptions, { port, uiPort, rehearsal }: TemporalChoices): TemporalOptions {
  const logFile = join(paths.logs, 'temporal.log');
  return { home: paths.home, logFile, port, uiPort, rehearsal, launched: recorder(paths, 'temporal'), signal: interrupted };
}

function workerOptions({ paths, interrupted }: UpOptions, { postgres, temporal }: { postgres: RunningPostgres; temporal: RunningTemporal }): WorkerOptions {
  const { address, namespace } = temporal;
  return { paths, databaseUrl: postgres.databaseUrl, address, namespace, launched: recorder(paths, 'worker'), signal: interrupted };
}

const recorder =
  (paths: HomePaths, role: ServerRole) =>
  (known: KnownProcess): void =>
    recordServer(paths, role, known);

async function prepareNamespace({ address, namespace }: RunningTemporal, schedule: DailySchedule): Promise<void> {
  const { Client, Connection } = await import('@temporalio/client');
  const { ensureDailySchedule } = await import('./daily-schedule.ts');
  const connection = await Connection.connect({ address });
  try {
    await registerSearchAttributes(connection, namespace);
    await ensureDailySchedule(new Client({ connection, namespace }), schedule);
  } finally {
    await connection.close();
  }
}

async function serve({ paths, announce, ready, interrupted }: UpOptions, { stack, guarded }: Servers): Promise<void> {
  let current = stack;
  writeStackFile(paths, current);
  ready(current);
  await keepAlive(guarded, {
    announce,
    interrupted,
    restarted: (role, { pid }) => {
      current = { ...current, pids: { ...current.pids, [role]: pid } };
      writeStackFile(paths, current);
    },
  });
}

function alreadyRunning(paths: HomePaths): DubanError {
  const found = readStack(paths);
  const uiUrl = found.state === 'running' ? found.stack.uiUrl : null;
  return new DubanError({
    code: 'STACK_ALREADY_RUNNING',
    message:
      uiUrl === null
        ? `${paths.home} 的服务正在启动中，请稍候；可用 duban doctor 查看。`
        : `${paths.home} 的服务已在运行，Web UI：${uiUrl}。如需重启，请先运行 duban down。`,
    details: { home: paths.home, uiUrl },
    exitCode: exitCodes.invalidInput,
  });
}

const interruptedWhileStarting = (): DubanError =>
  new DubanError({ code: 'INTERRUPTED', message: '启动过程被中断，已经启动的部分都已停止。', exitCode: exitCodes.unreachable });
