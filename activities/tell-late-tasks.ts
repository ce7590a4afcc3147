import { setTimeout as pause } from 'node:timers/promises';
import type { WorkflowClient } from '@temporalio/client';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure, WorkflowNotFoundError } from '@temporalio/common';
import type { CommandEnvelope } from '../domain/envelope.ts';
import { digestOf } from '../ledger/digest.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ReportDue } from '../ledger/queries/cycles.ts';
import { cycleOf, missingOf } from '../ledger/queries/cycles.ts';
import type { Acknowledgement, LateTasks, ToldTasks } from '../workflows/contract.ts';
import { taskWorkflowId } from '../workflows/contract.ts';
import { inLanes } from './in-lanes.ts';

/** The ledger that knows who is late, and the runs of the tasks. */
export interface Telling {
  readonly ledger: Ledger;
  readonly runs: Pick<WorkflowClient, 'getHandle'>;
}

/** So many in one activity: half a minute's work, so that a repeat repeats little. */
const tasksAtATime = 500;
/** A wake-up costs about 20 ms of CPU, and several that meet wait for each other: two lanes with this pause, about seven a second, leave room for reports that are coming in. */
const lanes = 2;
const pauseMs = 250;

/** A page of those whose report is missing. Told twice, a task says the same; whoever has reported in the meantime says nothing. */
export async function tellLateTasks({ ledger, runs }: Telling, { office, cycle, after, batch }: LateTasks, stopped: AbortSignal): Promise<ToldTasks> {
  const found = await cycleOf(ledger, office, cycle);
  if (!found) return { told: 0, next: null };
  const page = await missingOf(ledger, found, { after: after ?? '', limit: tasksAtATime });
  let told = 0;
  const missing = page.filter(({ report }) => report === null);
  await inLanes(missing, lanes, async (task) => {
    stopped.throwIfAborted();
    if (await tell(runs, task, { cycle, batch })) told++;
    await pause(pauseMs);
  });
  return { told, next: page.length < tasksAtATime ? null : (page.at(-1)?.stream ?? null) };
}

const mostTries = 5;

/** False where no run is open: it has ended since, or was lost and comes back with `duban recover`. */
async function tell(runs: Telling['runs'], { programme, number }: ReportDue, { cycle, batch }: Pick<LateTasks, 'cycle' | 'batch'>): Promise<boolean> {
  const envelope: CommandEnvelope = { id: `clock:report:${cycle}`, actor: 'clock', ranBy: 'workflow', command: { type: 'reportMissed', cycle }, batch };
  const handle = runs.getHandle(taskWorkflowId(programme, number));
  const updateId = `${envelope.id}:${digestOf(envelope)}`;
  for (let tries = 1; ; tries++) {
    try {
      await handle.executeUpdate<Acknowledgement, [CommandEnvelope]>(envelope.command.type, { args: [envelope], updateId });
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      if (!wasUnlookedAt(error) || tries === mostTries) throw error;
    }
    await pause(pauseMs * tries);
  }
}

/** The run went on as a new one, or ended, with the Update on its way. */
const wasUnlookedAt = (error: unknown): boolean =>
  error instanceof WorkflowUpdateFailedError &&
  error.cause instanceof ApplicationFailure &&
  ['UnprocessedUpdate', 'AcceptedUpdateCompletedWorkflow'].includes(error.cause.type ?? '');
