import { execFileSync, spawnSync } from 'node:child_process';
import { DubanError, exitCodes } from '../errors.ts';

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: then it runs as the system user `postgres`, who is added if absent. Null: run as ourselves. */
export function postgresUser(announce: (line: string) => void): SystemUser | null {
  if (process.getuid?.() !== 0) return null;
  const present = lookUp();
  if (present !== null) return present;
  announce('adding the system user "postgres": PostgreSQL does not run as root');
  for (const [command, ...parameters] of waysToAdd) {
    if (command !== undefined) spawnSync(command, parameters, { stdio: 'ignore' });
    const added = lookUp();
    if (added !== null) return added;
  }
  throw new DubanError({
    code: 'POSTGRES_USER_MISSING',
    message: 'PostgreSQL 不能以 root 运行，而系统用户 postgres 不存在，也未能自动添加：请先添加该用户（useradd --system postgres），或改用普通用户运行。',
    exitCode: exitCodes.unreachable,
  });
}

/** Whether that user can work in a folder: every folder above it counts, so the system itself is asked. */
export function canWorkIn(folder: string, user: SystemUser | null): boolean {
  return user === null || spawnSync('/bin/sh', ['-c', 'cd "$0" && test -w .', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** Whether that user can pass through a folder to something in it. */
export function canPass(folder: string, user: SystemUser | null): boolean {
  return user === null || spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

export function canRun(command: string, user: SystemUser | null): boolean {
  return spawnSync(command, ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** The shadow suite of most Linux systems, then BusyBox (Alpine). */
const waysToAdd = [
  ['useradd', '--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres'],
  ['adduser', '-S', '-D', '-H', 'postgres'],
];

function lookUp(): SystemUser | null {
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })));
    return Number.isInteger(uid) && Number.isInteger(gid) ? { uid: uid as number, gid: gid as number } : null;
  } catch {
    return null;
  }
}
