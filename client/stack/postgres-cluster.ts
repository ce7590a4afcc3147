import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { DubanError, exitCodes } from '../errors.ts';
import { commandLineOf, identify } from './known-process.ts';
import type { PostgresPlace } from './postgres-place.ts';
import { stopServer } from './process-register.ts';

const execute = promisify(execFile);

/** initdb works in a folder beside and is renamed into place: interrupted, it leaves nothing that looks like a cluster. */
export async function createCluster({ dataFolder, initdb, user }: PostgresPlace, superuserPassword: string, signal?: AbortSignal): Promise<void> {
  if (existsSync(join(dataFolder, 'PG_VERSION'))) return;
  const parent = dirname(dataFolder);
  for (const left of readdirSync(parent).filter((name) => name.startsWith(draftPrefix))) rmSync(join(parent, left), { recursive: true, force: true });
  const draft = mkdtempSync(join(parent, draftPrefix));
  const passwordFile = `${draft}.password`;
  try {
    writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
    if (user !== null) for (const path of [draft, passwordFile]) chownSync(path, user.uid, user.gid);
    const parameters = [
      '--pgdata',
      draft,
      '--username',
      'postgres',
      '--pwfile',
      passwordFile,
      '--auth',
      'scram-sha-256',
      '--encoding',
      'UTF8',
      '--locale',
      'C',
    ];
    await execute(initdb, parameters, {
      ...user,
      cwd: '/',
      env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
      ...(signal === undefined ? {} : { signal }),
    });
    rmdirSync(dataFolder);
    renameSync(draft, dataFolder);
  } catch (error) {
    signal?.throwIfAborted();
    throw notCreated(dataFolder, error);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

/** What a killed `up` left running on these data. Its own file names it; a stranger that has got its number since is left alone. */
export async function stopOrphanedPostgres(dataFolder: string, announce: (line: string) => void): Promise<void> {
  const pidFile = join(dataFolder, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const orphan = identify(Number(readFileSync(pidFile, 'utf8').split('\n')[0]));
  if (orphan !== null && commandLineOf(orphan.pid).includes(dataFolder)) {
    announce(`stopping the PostgreSQL that an earlier run left behind (process ${orphan.pid})`);
    return stopServer('postgres', orphan);
  }
  // PostgreSQL would take the stranger for itself and refuse to start.
  if (orphan !== null && commandLineOf(orphan.pid) !== '') rmSync(pidFile, { force: true });
}

const draftPrefix = 'postgres.initdb-';

const notCreated = (dataFolder: string, error: unknown): DubanError => {
  const reason = error instanceof Error && 'stderr' in error && String(error.stderr).trim() !== '' ? String(error.stderr).trim() : String(error);
  return new DubanError(
    {
      code: 'POSTGRES_NOT_CREATED',
      message: `未能在 ${dataFolder} 建立 PostgreSQL 数据目录：${reason}`,
      details: { dataFolder, reason },
      exitCode: exitCodes.unreachable,
    },
    { cause: error },
  );
};
