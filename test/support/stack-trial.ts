import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import type { StackFile } from '../../client/stack/stack-file.ts';

const duban = fileURLToPath(new URL('../../bin/duban', import.meta.url));
const scripts = fileURLToPath(new URL('../../dist/client/scripts', import.meta.url));

export interface Answer {
  readonly code: number | null;
  readonly json: Record<string, unknown>;
  readonly stderr: string;
}

/** A home of its own and the built CLI on it, as a script would call it. */
export class StackTrial {
  readonly home: string;
  readonly #running: ChildProcess[] = [];

  /** Servers that are somebody else's, where it shall use those. */
  readonly #servers: NodeJS.ProcessEnv;

  constructor(servers: NodeJS.ProcessEnv = {}) {
    this.#servers = servers;
    this.home = realpathSync(mkdtempSync(join(tmpdir(), 'duban-stack-')));
    // As root, PostgreSQL runs as another user, who has to get through.
    chmodSync(this.home, 0o711);
  }

  /** Runs a command to its end. */
  run(...words: readonly string[]): Promise<Answer> {
    return this.#toItsEnd(this.start(...words, '--json'));
  }

  /** One of the admin scripts. */
  runScript(script: string, ...words: readonly string[]): Promise<Answer> {
    return this.#toItsEnd(this.#spawn([join(scripts, `${script}.js`), ...words, '--json']));
  }

  async #toItsEnd({ child, stdout, stderr }: ReturnType<StackTrial['start']>): Promise<Answer> {
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, json: JSON.parse(stdout()) as Record<string, unknown>, stderr: stderr() };
  }

  /** Starts a command and leaves it running. */
  start(...words: readonly string[]): { child: ChildProcess; stdout: () => string; stderr: () => string; ended: Promise<number | null> } {
    return this.#spawn([duban, ...words]);
  }

  #spawn(words: readonly string[]): ReturnType<StackTrial['start']> {
    const child = spawn(process.execPath, words, { env: this.#environment(), stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    this.#running.push(child);
    return { child, stdout: () => stdout, stderr: () => stderr, ended };
  }

  stack(): StackFile {
    return JSON.parse(readFileSync(join(this.home, 'stack.json'), 'utf8')) as StackFile;
  }

  async end(): Promise<void> {
    await this.run('down');
    for (const child of this.#running) child.kill('SIGKILL');
    rmSync(this.home, { recursive: true, force: true });
  }

  /** Only this stack: nothing of the machine's settings may lead it to other servers. */
  #environment(): NodeJS.ProcessEnv {
    const foreign = Object.entries(process.env).filter(([name]) => !/^(DUBAN_|DATABASE_URL$|TEMPORAL_(?!CLI$))/.test(name));
    return { ...Object.fromEntries(foreign), ...this.#servers, DUBAN_HOME: this.home };
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // Its remains, until somebody collects them, are no process any more.
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

export const untilGone = (pids: readonly number[]): Promise<void> =>
  vi.waitFor(() => {
    const alive = pids.filter(isAlive);
    if (alive.length > 0) throw new Error(`still running: ${alive.join(', ')}`);
  }, 20_000);
