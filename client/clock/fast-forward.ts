import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { WorkflowService } from '@temporalio/client';
import { msToTs, optionalTsToMs } from '@temporalio/common/lib/time.js';
import { msOf } from '../../domain/dates.ts';
import type { OpenTaskRow } from '../../ledger/queries/open-tasks.ts';
import { taskWorkflowId } from '../../workflows/contract.ts';
import { outcomeUnknown } from '../answers.ts';

/** Where the server's own time skipping is reached: the SDK has its messages, and no call of its own. */
export interface SkippingServer {
  readonly service: WorkflowService;
  readonly namespace: string;
}

/** Shorter ones are left out: while a task is pending the wall clock passes the target, and the skip would go on to the next timer. */
const shortestSkipMs = 30_000;
const settleLimitMs = 60_000;
const completed = 2; // FAST_FORWARD_POLLING_RESULT_COMPLETED

/** Moves one task's workflow to where the clock with this offset stands, and returns when it has done everything that was due by then. */
export async function fastForward(server: SkippingServer, task: OpenTaskRow, newOffsetMs: number): Promise<void> {
  const workflowId = taskWorkflowId(task.programme, task.number);
  const skipMs = newOffsetMs - task.clockOffsetMs - (await skippedSoFarMs(server, workflowId));
  if (skipMs >= shortestSkipMs) await skip(server, workflowId, skipMs);
  await untilSettled(server, workflowId);
}

const describe = ({ service, namespace }: SkippingServer, workflowId: string) => service.describeWorkflowExecution({ namespace, execution: { workflowId } });

/** How far this workflow's time already is ahead of the server's. */
async function skippedSoFarMs(server: SkippingServer, workflowId: string): Promise<number> {
  const { workflowExtendedInfo } = await describe(server, workflowId);
  const currentMs = optionalTsToMs(workflowExtendedInfo?.timeSkippingInfo?.currentTime);
  return currentMs === undefined ? 0 : currentMs - Date.now();
}

async function skip({ service, namespace }: SkippingServer, workflowId: string, skipMs: number): Promise<void> {
  const fastForwardId = randomUUID();
  const answer = await service.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution: { workflowId },
    workflowExecutionOptions: {
      timeSkippingConfig: { enabled: true, fastForwardConfig: { id: fastForwardId, duration: msToTs(skipMs) }, maxSessionSkipCount: 100_000 },
    },
    updateMask: { paths: ['time_skipping_config'] },
  });
  // Switched off again in the answer itself: no timer lay on the way, so the skip has already happened.
  if (answer.workflowExecutionOptions?.timeSkippingConfig?.enabled === false) return;
  const giveUpAtMs = Date.now() + settleLimitMs;
  for (;;) {
    const { fastForwardPollingResult } = await service.pollWorkflowExecutionTimeSkipping({ namespace, workflowExecution: { workflowId }, fastForwardId });
    if (fastForwardPollingResult === completed) return;
    if (Date.now() > giveUpAtMs) throw stuck(workflowId);
  }
}

/** A completed skip proves nothing about the workflow: it is settled when it has no task or activity pending and, after continue-as-new, has really begun. */
async function untilSettled(server: SkippingServer, workflowId: string): Promise<void> {
  const giveUpAtMs = Date.now() + settleLimitMs;
  for (;;) {
    const { pendingWorkflowTask, pendingActivities, workflowExecutionInfo } = await describe(server, workflowId);
    const hasBegun = Number(workflowExecutionInfo?.historyLength ?? 0) > 3;
    if (!pendingWorkflowTask && (pendingActivities ?? []).length === 0 && hasBegun) return;
    if (Date.now() > giveUpAtMs) throw stuck(workflowId);
    await pause(10);
  }
}

const stuck = (workflowId: string): Error => outcomeUnknown('clock-advance', new Error(`任务 ${workflowId} 在 ${settleLimitMs / 1000} 秒内没有处理完；工作进程可能没有运行`));

/** 10 minutes after a deadline: nearer, a skip could end between the deadline and what it sets off. */
export const clearOfDeadlinesMs = 600_000;

/** The target, moved past any deadline that lies just before it. */
export function clearTarget(targetMs: number, tasks: readonly OpenTaskRow[]): number {
  const near = tasks.map(({ nextDeadlineAt }) => (nextDeadlineAt ? msOf(nextDeadlineAt) : Infinity)).filter((atMs) => atMs <= targetMs && targetMs - atMs < clearOfDeadlinesMs);
  return near.length === 0 ? targetMs : clearTarget(Math.max(...near) + clearOfDeadlinesMs, tasks);
}
