import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { msToTs, optionalTsToMs } from '@temporalio/common/lib/time.js';
import { runMissing } from '../answers.ts';
import { DubanError, exitCodes } from '../errors.ts';
import type { ConnectedTemporal } from '../temporal.ts';
import type { Lane } from './lanes.ts';

export interface Destination {
  /** Where the workflow must stand: real now + this. */
  readonly offsetMs: number;
  /** Its timer falls before that: then what the timer does is waited for. */
  readonly isTimerDue: boolean;
}

/** A shorter way is left to real time: the wall clock could pass the target while the server works. */
const shortestWayMs = 30_000;
const limitMs = 90_000;
const lookAgainMs = 20;
const mostSkips = 100_000;

/** Moves one workflow and returns when it stands there with nothing left to do. Repeated, it does nothing. */
export async function fastForward(server: ConnectedTemporal, lane: Lane, { offsetMs, isTimerDue }: Destination): Promise<'moved' | 'closed'> {
  const run = { server, workflowId: lane.workflowId };
  const giveUpAtMs = Date.now() + limitMs;
  for (;;) {
    const seen = await settled(run, giveUpAtMs);
    if (seen.isClosed) return 'closed';
    const wayMs = Date.now() + offsetMs - ((seen.currentMs ?? Date.now()) + lane.clockOffsetMs);
    if (wayMs <= shortestWayMs) return 'moved';
    await skip(run, { wayMs, isTimerDue, giveUpAtMs });
  }
}

interface Run {
  readonly server: ConnectedTemporal;
  readonly workflowId: string;
}

interface Way {
  readonly wayMs: number;
  readonly isTimerDue: boolean;
  readonly giveUpAtMs: number;
}

/** Values of the server's API, which the client package does not export. */
const fastForwardCompleted = 2;
const fastForwardFailed = 3;
const statusRunning = 1;
const statusContinuedAsNew = 6;

async function skip({ server: { client, namespace }, workflowId }: Run, { wayMs, isTimerDue, giveUpAtMs }: Way): Promise<void> {
  const fastForwardId = randomUUID();
  const workflowExecution = { workflowId };
  const duration = msToTs(Math.round(wayMs));
  const answer = await client.workflowService.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution,
    workflowExecutionOptions: { timeSkippingConfig: { enabled: true, fastForwardConfig: { id: fastForwardId, duration }, maxSessionSkipCount: mostSkips } },
    updateMask: { paths: ['time_skipping_config'] },
  });
  // Switched off again in the answer: it has happened already, unless a timer is still at work.
  if (answer.workflowExecutionOptions?.timeSkippingConfig?.enabled === false && !isTimerDue) return;
  while (Date.now() < giveUpAtMs) {
    const answered = await client.workflowService.pollWorkflowExecutionTimeSkipping({
      namespace,
      workflowExecution,
      fastForwardId,
    });
    // Failed: the run went on as a new one, for instance; the next look tells where it stands.
    const result: number = answered.fastForwardPollingResult;
    if (result === fastForwardCompleted || result === fastForwardFailed) return;
  }
}

interface Seen {
  readonly isClosed: boolean;
  /** The run's own time; null where it has never skipped. */
  readonly currentMs: number | null;
}

/** Nothing is pending and the run has begun to live: after continue-as-new it lies still for a moment without any task. */
async function settled(run: Run, giveUpAtMs: number): Promise<Seen> {
  for (;;) {
    const { isSettled, ...seen } = await look(run);
    if (isSettled) return seen;
    if (Date.now() >= giveUpAtMs) throw notSettled(run.workflowId);
    await pause(lookAgainMs);
  }
}

const grpcNotFound = 5;

async function look({ server: { client, namespace }, workflowId }: Run): Promise<Seen & { readonly isSettled: boolean }> {
  const { workflowExecutionInfo, workflowExtendedInfo, pendingWorkflowTask, pendingActivities } = await client.workflowService
    .describeWorkflowExecution({ namespace, execution: { workflowId } })
    .catch((error: unknown) => {
      throw error instanceof Error && 'code' in error && error.code === grpcNotFound ? runMissing(workflowId) : error;
    });
  const { status, historyLength } = workflowExecutionInfo ?? {};
  const isClosed = Number(status) !== statusRunning && Number(status) !== statusContinuedAsNew;
  return {
    isClosed,
    isSettled: isClosed || (!pendingWorkflowTask && (pendingActivities ?? []).length === 0 && Number(historyLength) > 3),
    currentMs: optionalTsToMs(workflowExtendedInfo?.timeSkippingInfo?.currentTime) ?? null,
  };
}

const notSettled = (workflowId: string): DubanError =>
  new DubanError({
    code: 'CLOCK_NOT_SETTLED',
    message: `任务 ${workflowId} 在 ${limitMs / 1000} 秒内没有处理完，时钟尚未推进到位：请确认工作进程在运行，然后重复同一命令。`,
    details: { workflowId },
    exitCode: exitCodes.unreachable,
  });
