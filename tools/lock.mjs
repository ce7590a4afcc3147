import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { say, SetupError } from './console.mjs';

/**
 * One set-up at a time in a checkout. The lock is a file with the holder's pid: a holder that was killed leaves it behind, and the next one notices that the
 * process is gone and takes it over. Node has no flock; link() is the atomic "create with this content, unless it exists" that works on every system.
 *
 * @template T
 * @param {string} lockFile
 * @param {() => Promise<T>} work
 * @param {{ waitLimitMs?: number; pollMs?: number }} [options]
 * @returns {Promise<T>}
 */
export async function withLock(lockFile, work, options = {}) {
  const content = JSON.stringify({ pid: process.pid, token: randomUUID() });
  await acquire(lockFile, content, options);
  try {
    return await work();
  } finally {
    if (read(lockFile) === content) rmSync(lockFile, { force: true });
  }
}

// Long enough for npm ci and two downloads on a slow line; after that a reused pid is likelier than a set-up at work.
const defaultWaitLimitMs = 15 * 60_000;

/** @type {(lockFile: string, content: string, options: { waitLimitMs?: number; pollMs?: number }) => Promise<void>} */
async function acquire(lockFile, content, { waitLimitMs = defaultWaitLimitMs, pollMs = 200 }) {
  mkdirSync(dirname(lockFile), { recursive: true });
  const startedMs = performance.now();
  let told = false;
  while (!create(lockFile, content)) {
    const seen = read(lockFile);
    const holder = seen === undefined ? undefined : pidOf(seen);
    if (seen !== undefined && !isAlive(holder)) {
      removeStale(lockFile, seen);
      continue;
    }
    if (performance.now() - startedMs > waitLimitMs)
      throw new SetupError(`process ${holder} still holds ${lockFile}. If it is no set-up of this checkout, delete that file and try again.`);
    if (!told && holder !== undefined) say(`waiting for another set-up of this checkout (process ${holder})`);
    told = true;
    await delay(pollMs);
  }
}

/** @type {(lockFile: string, content: string) => boolean} */
function create(lockFile, content) {
  const own = `${lockFile}.${process.pid}.${randomUUID()}`;
  writeFileSync(own, content);
  try {
    linkSync(own, lockFile);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Of several that see the same dead holder, rename lets one win; whoever moved a fresh lock by mistake puts it back. */
function removeStale(/** @type {string} */ lockFile, /** @type {string} */ seen) {
  const grave = `${lockFile}.stale.${process.pid}.${randomUUID()}`;
  try {
    renameSync(lockFile, grave);
    if (read(grave) !== seen) linkSync(grave, lockFile);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(codeOf(error))) throw error;
  } finally {
    rmSync(grave, { force: true });
  }
}

/** @type {(file: string) => string | undefined} */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** @type {(content: string) => number | undefined} */
function pidOf(content) {
  try {
    const pid = JSON.parse(content).pid;
    return Number.isInteger(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** @type {(pid: number | undefined) => boolean} */
function isAlive(pid) {
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return codeOf(error) === 'EPERM';
  }
}

const codeOf = (/** @type {unknown} */ error) => (error instanceof Error && 'code' in error ? String(error.code) : '');
