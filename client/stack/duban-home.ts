import { accessSync, chmodSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DubanError, exitCodes } from '../errors.ts';

/** SQLite gives up above 512 bytes of path, and adds names of its own to ours. */
const longestHomeBytes = 450;

export type Environment = Readonly<Record<string, string | undefined>>;

export interface HomePaths {
  readonly home: string;
  readonly stackFile: string;
  readonly upLock: string;
  readonly processes: string;
  readonly logs: string;
  readonly evidence: string;
  readonly outbox: string;
  /** Copies of the daily seals; best on another machine. */
  readonly seals: string;
}

export const dubanHome = (environment: Environment = process.env): string => resolve(environment['DUBAN_HOME'] || '.data');

export function homePaths(home: string, environment: Environment = process.env): HomePaths {
  return {
    home,
    stackFile: join(home, 'stack.json'),
    upLock: join(home, 'up.lock'),
    processes: join(home, 'processes.json'),
    logs: join(home, 'logs'),
    evidence: resolve(environment['DUBAN_EVIDENCE'] || join(home, 'evidence')),
    outbox: join(home, 'outbox'),
    seals: resolve(environment['DUBAN_SEALS'] || join(home, 'seals')),
  };
}

/** Creates the home and what every part expects in it; says what is wrong with the place if that cannot be. */
export function prepareHome(paths: HomePaths): void {
  if (Buffer.byteLength(paths.home) > longestHomeBytes)
    throw unusable(paths.home, `路径长 ${Buffer.byteLength(paths.home)} 字节，最长 ${longestHomeBytes} 字节`);
  try {
    makeHome(paths.home);
    for (const folder of [paths.logs, paths.evidence, paths.outbox]) mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(paths.home, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unusable(paths.home, error instanceof Error ? error.message : String(error));
  }
}

/**
 * As root, PostgreSQL runs as another user, who must be able to pass through (not to list) whatever the umask says. Folder by folder, because
 * Node's recursive mkdir never returns where the system answers ENOENT (/proc).
 */
function makeHome(home: string): void {
  if (existsSync(home)) return;
  makeHome(dirname(home));
  mkdirSync(home);
  chmodSync(home, process.getuid?.() === 0 ? 0o711 : 0o700);
}

const unusable = (home: string, reason: string): DubanError =>
  new DubanError({
    code: 'HOME_UNUSABLE',
    message: `数据目录 ${home.length > 200 ? `${home.slice(0, 200)}…` : home} 不能使用：${reason}。请把 DUBAN_HOME 设为一个可以写入的目录。`,
    details: { home, reason },
    exitCode: exitCodes.invalidInput,
  });
