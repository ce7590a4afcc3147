import { readFileSync } from 'node:fs';
import type { WorkerDeploymentOptions } from '@temporalio/worker';
import { readClock } from '../ledger/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** What this worker calls itself to the server: the fleet, and which workflows it was built with. Nothing without a fleet. */
export async function versionOf(deploymentName: string | null, ledger: Ledger): Promise<WorkerDeploymentOptions['version'] | undefined> {
  if (deploymentName === null) return undefined;
  await assertRealTime(ledger);
  return { deploymentName, buildId: readBuildId() };
}

/** Written by tools/build.mjs beside the bundle that it names. */
function readBuildId(): string {
  const file = new URL('../workflow-build-id', import.meta.url);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Error('dist/workflow-build-id is missing, by which DUBAN_DEPLOYMENT knows the workflows of this build: run node tools/setup.mjs', {
      cause: error,
    });
  }
}

/** A fleet carries tasks of years; a clock that somebody moves by hand does not belong under them. */
async function assertRealTime(ledger: Ledger): Promise<void> {
  const clock = await readClock(ledger);
  if (clock?.rehearsal !== true) return;
  throw new Error('DUBAN_DEPLOYMENT is set, but this ledger is a rehearsal, whose clock is moved by hand: use another database, or unset DUBAN_DEPLOYMENT.');
}
