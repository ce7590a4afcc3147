import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DubanError, exitCodes } from '../errors.ts';
import type { DubanErrorContent } from '../errors.ts';
import { prepareHome } from './duban-home.ts';
import type { HomePaths } from './duban-home.ts';
import { lastLines } from './launch.ts';
import type { StackFile } from './stack-file.ts';

/** What the `up` in the background tells the one that started it. */
export type UpNews = { readonly line: string } | UpOutcome;
export type UpOutcome = { readonly stack: StackFile } | { readonly error: DubanErrorContent };

interface Starter {
  readonly paths: HomePaths;
  readonly announce: (line: string) => void;
  readonly interrupted: AbortSignal;
}

/** Starts the same command without --detach in the background and returns once its worker polls. Interrupted before that, the background one stops too. */
export async function startDetached(parameters: readonly string[], { paths, announce, interrupted }: Starter): Promise<StackFile> {
  prepareHome(paths);
  const logFile = join(paths.logs, 'up.log');
  const log = openSync(logFile, 'a', 0o600);
  const writtenBefore = statSync(logFile).size;
  const program = process.argv[1] ?? '';
  const child = spawn(process.execPath, [...process.execArgv, program, ...parameters], { detached: true, stdio: ['ignore', log, log, 'ipc'] });
  closeSync(log);
  const stop = (): boolean => child.kill('SIGTERM');
  interrupted.addEventListener('abort', stop);
  try {
    const outcome = await new Promise<UpOutcome>((resolve, reject) => {
      child.on('message', (message) => {
        const news = message as UpNews;
        if ('line' in news) announce(news.line);
        else resolve(news);
      });
      child.once('error', reject);
      child.once('exit', (code, signal) => reject(endedEarly(signal ?? `exit code ${code}`, readFileSync(logFile).subarray(writtenBefore).toString('utf8'))));
    });
    if ('error' in outcome) throw new DubanError(outcome.error);
    return outcome.stack;
  } finally {
    interrupted.removeEventListener('abort', stop);
    if (child.connected) child.disconnect();
    child.unref();
  }
}

/** In the background one: tells the starter, if one still waits. After the outcome it may go. */
export function tellStarter(news: UpNews): void {
  if (process.send === undefined || !process.connected) return;
  if ('line' in news) {
    process.send(news);
    return;
  }
  process.removeAllListeners('disconnect');
  process.send(news, () => {
    if (process.connected) process.disconnect();
  });
}

const endedEarly = (how: string, output: string): DubanError =>
  new DubanError({
    code: 'UP_FAILED',
    message: `后台的 duban up 没有启动成功（${how}）。日志末尾：\n${lastLines(output)}`,
    details: { how, log: lastLines(output, 20) },
    exitCode: exitCodes.unreachable,
  });
