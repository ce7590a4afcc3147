import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openLedger } from '../../ledger/ledger.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { CommandDesk } from '../command-order.ts';
import { stopStack } from '../stack/down.ts';
import { dubanHome, homePaths } from '../stack/duban-home.ts';
import { knownDataFolder } from '../stack/postgres-place.ts';
import { projectRoot } from '../stack/project-root.ts';
import type { StackFile } from '../stack/stack-file.ts';
import { readStack } from '../stack/stack-file.ts';
import { taskQueueOf } from '../stack/worker-process.ts';
import { lazyTemporal } from '../temporal.ts';

export interface Stage {
  readonly desk: CommandDesk;
  readonly ledger: Ledger;
  readonly home: string;
  /** Read anew each time: a worker that was killed comes back as another process. */
  readonly stack: () => StackFile;
  readonly leave: () => Promise<void>;
}

/** The demonstration has a home of its own, beside that of a stack somebody works with. */
const demoHome = (): string => join(dubanHome(), 'demo');

/** A stack in rehearsal time from `startAt`, empty: whatever an earlier demonstration left is stopped and removed. */
export async function setStage(startAt: string, announce: (line: string) => void): Promise<Stage> {
  const home = demoHome();
  const paths = homePaths(home, { DUBAN_HOME: home });
  await stopStack(paths, announce);
  removeHome(home);
  await duban(['up', '--detach', '--clock', startAt], home);
  const ledger = openLedger({ databaseUrl: stackOf(home).databaseUrl, applicationName: 'duban-demo' });
  const temporal = lazyTemporal(() => {
    const { namespace, address } = stackOf(home);
    return Promise.resolve({ namespace, taskQueue: taskQueueOf(), connectionOptions: { address } });
  });
  const leave = async (): Promise<void> => {
    await temporal.close();
    await ledger.close();
  };
  return { desk: { ledger, temporal, ranBy: 'demo' }, ledger, home, stack: () => stackOf(home), leave };
}

export const takeDown = (home: string, announce: (line: string) => void): Promise<unknown> => stopStack(homePaths(home, { DUBAN_HOME: home }), announce);

function stackOf(home: string): StackFile {
  const found = readStack(homePaths(home, { DUBAN_HOME: home }));
  if (found.state !== 'running') throw new Error(`the demonstration's stack in ${home} is not running; see ${join(home, 'logs')}`);
  return found.stack;
}

/** PostgreSQL's data may lie elsewhere, where its own user can reach them. */
function removeHome(home: string): void {
  if (!existsSync(home)) return;
  const dataFolder = knownDataFolder(home);
  if (!dataFolder.startsWith(home)) rmSync(dirname(dataFolder), { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
}

/** The product's own command, as its users would type it. */
function duban(words: readonly string[], home: string): Promise<void> {
  const child = spawn(process.execPath, [join(projectRoot(), 'bin', 'duban'), ...words], {
    env: { ...process.env, DUBAN_HOME: home },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`duban ${words.join(' ')} ended with exit code ${code}`))));
  });
}

export const demoData = (file: string): string => {
  const path = join(projectRoot(), 'data', file);
  if (!existsSync(path)) throw new Error(`${path} is missing: the demonstration data belong to the repository`);
  return path;
};
