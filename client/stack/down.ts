import type { HomePaths } from './duban-home.ts';
import { isGoneWithin, send } from './known-process.ts';
import { stopOrphanedPostgres } from './postgres-cluster.ts';
import { knownDataFolder } from './postgres-place.ts';
import { runningServer, serverRoles, stopServers } from './process-register.ts';
import { removeStackFile } from './stack-file.ts';
import { runningUp } from './up-lock.ts';

/** Above the sum of what `up` allows worker, Temporal and PostgreSQL. */
const upLimitMs = 100_000;

export interface DownResult {
  /** False: nothing was running. */
  readonly stopped: boolean;
  readonly processes: readonly string[];
}

/** Stops what belongs to this home and nothing else; returns when it is gone. */
export async function stopStack(paths: HomePaths, announce: (line: string) => void): Promise<DownResult> {
  const processes: string[] = serverRoles.filter((role) => runningServer(paths, role) !== null);
  const up = runningUp(paths);
  if (up !== null) {
    processes.unshift('up');
    announce(`asking duban up (process ${up.pid}) to stop`);
    send(up, 'SIGTERM');
    if (!(await isGoneWithin(up, upLimitMs))) {
      announce('it does not stop; killing it');
      send(up, 'SIGKILL');
      await isGoneWithin(up, 5_000);
    }
  }
  // Orphans of an `up` that was killed.
  const orphans = await stopServers(paths);
  if (orphans.length > 0) announce(`stopped what duban up had left behind: ${orphans.join(', ')}`);
  await stopOrphanedPostgres(knownDataFolder(paths.home), announce);
  removeStackFile(paths);
  return { stopped: processes.length > 0, processes };
}
