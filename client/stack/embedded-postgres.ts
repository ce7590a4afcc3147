import { setTimeout as pause } from 'node:timers/promises';
import { DubanError, exitCodes } from '../errors.ts';
import type { KnownProcess } from './known-process.ts';
import { lastLines, launch } from './launch.ts';
import type { Launch, Launched } from './launch.ts';
import { assertPortIsFree, freePort } from './ports.ts';
import { createCluster, stopOrphanedPostgres } from './postgres-cluster.ts';
import { prepareDatabase } from './postgres-database.ts';
import { postgresPasswords } from './postgres-passwords.ts';
import type { PostgresRole } from './postgres-passwords.ts';
import { placePostgres } from './postgres-place.ts';
import type { PostgresPlace } from './postgres-place.ts';

export interface PostgresOptions {
  readonly home: string;
  readonly logFile: string;
  /** Chosen free if absent. */
  readonly port?: number | undefined;
  readonly announce: (line: string) => void;
  /** Called at the moment the server's process exists, before it answers. */
  readonly launched?: (known: KnownProcess) => void;
  readonly signal?: AbortSignal;
}

export interface RunningPostgres {
  readonly known: KnownProcess;
  readonly ended: Promise<string>;
  readonly port: number;
  readonly superuserUrl: string;
  readonly ownerUrl: string;
  /** The role duban_app. */
  readonly databaseUrl: string;
}

/** A real PostgreSQL on the loopback interface, with database `duban`; its process outlives ours until somebody stops it. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { home, port: wanted, announce, signal } = options;
  const passwords = postgresPasswords(home);
  const place = placePostgres(home, announce);
  await createCluster(place, passwords.postgres, signal);
  await stopOrphanedPostgres(place.dataFolder, announce);
  if (wanted !== undefined) await assertPortIsFree(wanted, '--postgres-port');
  const url = (role: PostgresRole, database: string, port: number): string => `postgres://${role}:${passwords[role]}@127.0.0.1:${port}/${database}`;
  const { port, server } = await launchPatiently({ ...options, place, urlAt: (candidate) => url('postgres', 'postgres', candidate) });
  await prepareDatabase(url('postgres', 'postgres', port), passwords);
  return {
    known: server.known,
    ended: server.ended,
    port,
    superuserUrl: url('postgres', 'duban', port),
    ownerUrl: url('duban_owner', 'duban', port),
    databaseUrl: url('duban_app', 'duban', port),
  };
}

type Start = PostgresOptions & { readonly place: PostgresPlace; readonly urlAt: (port: number) => string };

/** A free port may be taken by somebody else before we have it, and after kill -9 old children may hold the data for a moment: three tries. */
async function launchPatiently(start: Start): Promise<{ port: number; server: Launched }> {
  for (let attempt = 1; ; attempt++) {
    const port = start.port ?? (await freePort());
    const server = await launch(postgresCommand(start, port));
    start.launched?.(server.known);
    const how = await untilPostgresAnswers(server, start.urlAt(port), start.signal);
    if (how === null) return { port, server };
    if (attempt === 3) throw notStarted(how, server.output());
    await pause(300);
  }
}

const postgresCommand = ({ place, logFile }: Start, port: number): Launch => ({
  command: place.postgres,
  parameters: ['-D', place.dataFolder, '-p', String(port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
  environment: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
  logFile,
  user: place.user ?? undefined,
});

/** No Unix socket: its path may be at most 107 bytes long, and nobody needs one. */
const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: 200, fsync: 'on', timezone: 'UTC', log_timezone: 'UTC' };

/** Null when it answers, else how it ended. Recovery after a crash of the machine may take a while; 60 s is far above anything seen. */
async function untilPostgresAnswers(server: Launched, url: string, signal?: AbortSignal): Promise<string | null> {
  const { default: pg } = await import('pg');
  const giveUpAt = Date.now() + 60_000;
  for (;;) {
    signal?.throwIfAborted();
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      return null;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      // 28P01 is a wrong password: it does not heal by waiting.
      if (code === '28P01' || Date.now() > giveUpAt) throw notStarted(error instanceof Error ? error.message : String(error), server.output());
      const how = await Promise.race([server.ended, pause(50, null)]);
      if (how !== null) return how;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

const notStarted = (how: string, output: string): DubanError =>
  new DubanError({
    code: 'POSTGRES_NOT_STARTED',
    message: `PostgreSQL 没有启动成功（${how}）。日志末尾：\n${lastLines(output)}`,
    details: { how, log: lastLines(output, 20) },
    exitCode: exitCodes.unreachable,
  });
