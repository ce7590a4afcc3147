import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { HomePaths } from './duban-home.ts';
import { identify, isRunning } from './known-process.ts';
import type { KnownProcess } from './known-process.ts';

/** The `up` that owns this home, if it lives. */
export function runningUp(paths: HomePaths): KnownProcess | null {
  const owner = readOwner(paths.upLock);
  return owner !== null && isRunning(owner) ? owner : null;
}

/** Null if the home is ours now, else the living `up` that has it. A hard link appears whole or not at all, so two at once cannot both win. */
export function claimHome(paths: HomePaths): KnownProcess | null {
  const self = identify(process.pid);
  if (self === null) throw new Error(`process ${process.pid} does not find itself in the process list`);
  const claim = `${paths.upLock}.${process.pid}`;
  writeFileSync(claim, JSON.stringify(self), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (tryLink(claim, paths.upLock)) return null;
      const owner = runningUp(paths);
      if (owner !== null) return owner;
      moveStaleLockAway(paths.upLock);
    }
    throw new Error(`${paths.upLock} keeps changing hands: is something starting and killing "duban up" in a loop?`);
  } finally {
    rmSync(claim, { force: true });
  }
}

export function releaseHome(paths: HomePaths): void {
  if (readOwner(paths.upLock)?.pid === process.pid) rmSync(paths.upLock, { force: true });
}

/** Between looking and moving another `up` may have claimed it: then it gets its lock back. */
function moveStaleLockAway(lock: string): void {
  const aside = `${lock}.stale.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  const owner = readOwner(aside);
  if (owner !== null && isRunning(owner)) tryLink(aside, lock);
  rmSync(aside, { force: true });
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function readOwner(lock: string): KnownProcess | null {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as KnownProcess;
  } catch {
    return null;
  }
}
