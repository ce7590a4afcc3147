import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import { withLock } from '../../tools/lock.mjs';
import { aTemporaryFolder } from '../support/temporary-folder.ts';

let lockFile: string;

beforeEach(() => {
  lockFile = join(aTemporaryFolder(), '.tools', 'setup.lock');
});

/** Counts how many are inside at once. */
async function contend(contenders: number): Promise<{ atOnce: number; done: number }> {
  let [inside, atOnce, done] = [0, 0, 0];
  const work = async (): Promise<void> => {
    inside++;
    atOnce = Math.max(atOnce, inside);
    for (let turns = 0; turns < 20; turns++) await turn();
    inside--;
    done++;
  };
  await Promise.all(Array.from({ length: contenders }, () => withLock(lockFile, work, { pollMs: 1 })));
  return { atOnce, done };
}

const pidOfDeadProcess = (): number => spawnSync(process.execPath, ['--version']).pid;

test('of several set-ups one works at a time, and all get their turn', async () => {
  expect(await contend(8)).toEqual({ atOnce: 1, done: 8 });
  expect(existsSync(lockFile)).toBe(false);
});

test('the lock of a set-up that was killed is taken over, by one at a time', async () => {
  await withLock(lockFile, async () => {});
  writeFileSync(lockFile, JSON.stringify({ pid: pidOfDeadProcess(), token: 'left behind' }));

  expect(await contend(8)).toEqual({ atOnce: 1, done: 8 });
});

test('a lock file that makes no sense is taken over', async () => {
  await withLock(lockFile, async () => {});
  writeFileSync(lockFile, 'half a li');

  expect(await contend(2)).toEqual({ atOnce: 1, done: 2 });
});

test('a set-up that fails gives the lock back and leaves nothing beside it', async () => {
  const failing = withLock(lockFile, async () => {
    throw new Error('no network');
  });

  await expect(failing).rejects.toThrow('no network');
  expect(readdirSync(join(lockFile, '..'))).toEqual([]);
});

test('whoever waits too long is told which file to look at', async () => {
  const waiting = withLock(lockFile, () => withLock(lockFile, async () => {}, { waitLimitMs: 5, pollMs: 1 }));

  await expect(waiting).rejects.toThrow(lockFile);
});
