import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { identify } from './known-process.ts';
import type { KnownProcess } from './known-process.ts';

export interface Launch {
  readonly command: string;
  readonly parameters: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** Where it runs; absent: where everybody may be. */
  readonly folder?: string;
  /** Whom it runs as; absent: whoever runs us. */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
}

export interface Launched {
  readonly known: KnownProcess;
  /** Resolves when it ends, with how: `exit code 1`, `signal SIGKILL`. */
  readonly ended: Promise<string>;
  /** What it has written since it was launched. */
  readonly output: () => string;
}

/**
 * Starts a process that is nobody's child in any sense that matters: a session of its own, so that Ctrl-C in our terminal does not reach it,
 * and files instead of pipes, so that it goes on when we are killed.
 */
export async function launch({ command, parameters, environment, logFile, folder = '/', user }: Launch): Promise<Launched> {
  const log = openSync(logFile, 'a', 0o600);
  const writtenBefore = statSync(logFile).size;
  try {
    const child = spawnPrivately(command, parameters, { cwd: folder, env: environment, stdio: ['ignore', log, log], detached: true, ...user });
    const ended = new Promise<string>((resolve) => {
      child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    child.unref();
    const known = child.pid === undefined ? null : identify(child.pid);
    return {
      known: known ?? { pid: child.pid ?? 0, startedAt: 'ended at once' },
      ended,
      output: () => readFileSync(logFile).subarray(writtenBefore).toString('utf8'),
    };
  } finally {
    closeSync(log);
  }
}

/** What servers write is for nobody else's eyes; under root others can pass through the home. */
function spawnPrivately(command: string, parameters: readonly string[], options: SpawnOptions): ChildProcess {
  if (!isMainThread) return spawn(command, parameters, options);
  const umask = process.umask(0o077);
  try {
    return spawn(command, parameters, options);
  } finally {
    process.umask(umask);
  }
}

/** The last words of a log, for an error message. */
export const lastLines = (text: string, count = 8): string => text.trim().split('\n').slice(-count).join('\n');
