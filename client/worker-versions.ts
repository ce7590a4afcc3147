import { setTimeout as pause } from 'node:timers/promises';
import type { Ledger } from '../ledger/ledger.ts';
import { renewSignal } from '../workflows/contract.ts';
import { notFound, refused, serverUnreachable } from './answers.ts';
import { openLanes } from './clock/lanes.ts';
import { DubanError, exitCodes } from './errors.ts';
import type { ConnectedTemporal, Temporal } from './temporal.ts';

/** Which builds of the workflows a fleet of workers runs (Worker Versioning), and how its tasks are moved to another. */

export interface WorkerVersion {
  readonly buildId: string;
  /** `draining` while runs are pinned to it, `drained` when its workers may go. */
  readonly status: (typeof statusNames)[number];
  /** Running lives and batches, counted now; the server itself looks every few minutes only. */
  readonly openRuns: number;
}

export interface Deployment {
  readonly deployment: string;
  readonly current: string | null;
  readonly versions: readonly WorkerVersion[];
}

/** In the order of the server's numbers. */
const statusNames = ['unknown', 'inactive', 'current', 'ramping', 'draining', 'drained', 'created'] as const;

export async function describeDeployment({ connect }: Pick<Temporal, 'connect'>, deployment: string): Promise<Deployment> {
  const { client, namespace } = await connect();
  const { workerDeploymentInfo: info } = await client.workflowService
    .describeWorkerDeployment({ namespace, deploymentName: deployment })
    .catch((error: unknown) => fail(error, { deployment }));
  const versions = (info?.versionSummaries ?? []).map(async ({ deploymentVersion, status }) => {
    const buildId = deploymentVersion?.buildId ?? '';
    const { count } = await client.workflow.count(`ExecutionStatus = "Running" AND TemporalWorkerDeploymentVersion = "${deployment}:${buildId}"`);
    return { buildId, status: statusNames[status ?? 0] ?? 'unknown', openRuns: count };
  });
  return { deployment, current: info?.routingConfig?.currentDeploymentVersion?.buildId ?? null, versions: await Promise.all(versions) };
}

/**
 * New runs, and those that continue as new, begin on this build from now on. Its workers must be polling already.
 * Answers when every task queue knows: the server tells them after it has answered, and a run of that moment still began on the old build.
 */
export async function setCurrentVersion(
  { connect }: Pick<Temporal, 'connect'>,
  version: { readonly deployment: string; readonly buildId: string },
): Promise<void> {
  const { client, namespace } = await connect();
  const { deployment: deploymentName, buildId } = version;
  await client.workflowService
    .setWorkerDeploymentCurrentVersion({ namespace, deploymentName, buildId, identity: 'duban' })
    .catch((error: unknown) => fail(error, version));
  const giveUpAtMs = Date.now() + spreadingLimitMs;
  while (await isStillSpreading()) {
    if (Date.now() > giveUpAtMs) throw stillSpreading(version);
    await pause(spreadingCheckMs);
  }

  async function isStillSpreading(): Promise<boolean> {
    const { workerDeploymentInfo: info } = await client.workflowService
      .describeWorkerDeployment({ namespace, deploymentName })
      .catch((error: unknown) => fail(error, version));
    const updateState: number = info?.routingConfigUpdateState ?? 0;
    return updateState === routingUpdateInProgress;
  }
}

const routingUpdateInProgress = 1;
const spreadingLimitMs = 60_000;
const spreadingCheckMs = 100;

const stillSpreading = ({ deployment, buildId }: { readonly deployment: string; readonly buildId: string }): DubanError =>
  new DubanError({
    code: 'WORKER_VERSION_SPREADING',
    message: `版本 ${buildId} 已设为现行，但 ${spreadingLimitMs / 1000} 秒后仍有任务队列未得知：请用 duban worker versions 查看，稍后用同一命令重试，不会重复。`,
    details: { deployment, buildId },
    exitCode: exitCodes.unreachable,
  });

export interface Renewed {
  readonly asked: number;
  /** Ended meanwhile, or lost with a server: `duban recover` starts those again. */
  readonly withoutRun: number;
}

/** Asks every open task, and the meetings of every office, to go on in a new run, which sleeping ones would do at their next deadline only. Slowly: each costs the server as much as a command. */
export async function renewOpenTasks(
  { ledger, temporal }: { readonly ledger: Ledger; readonly temporal: Pick<Temporal, 'connect'> },
  perSecond: number,
): Promise<Renewed> {
  const connected = await temporal.connect();
  const open = await openLanes(ledger, connected.taskQueue);
  let withoutRun = 0;
  for (const { workflowId } of open) {
    const [signalled] = await Promise.all([renew(connected, workflowId), pause(1000 / perSecond)]);
    if (!signalled) withoutRun++;
  }
  return { asked: open.length - withoutRun, withoutRun };
}

const renew = ({ client }: ConnectedTemporal, workflowId: string): Promise<boolean> =>
  client.workflow
    .getHandle(workflowId)
    .signal(renewSignal)
    .then(
      () => true,
      (error: unknown) => {
        if (error instanceof Error && error.name === 'WorkflowNotFoundError') return false;
        throw serverUnreachable('Temporal', error);
      },
    );

const grpcNotFound = 5;
const grpcFailedPrecondition = 9;

function fail(error: unknown, { deployment, buildId }: { readonly deployment: string; readonly buildId?: string }): never {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const details = { deployment, buildId: buildId ?? null };
  if (code === grpcNotFound)
    throw notFound(
      'WORKER_VERSION_NOT_FOUND',
      `工作进程组 ${deployment}${buildId ? ` 的版本 ${buildId}` : ''} 不存在：请先以 DUBAN_DEPLOYMENT=${deployment} 启动该版本的工作进程。`,
      details,
    );
  if (code === grpcFailedPrecondition)
    throw refused({
      code: 'WORKER_VERSION_REFUSED',
      message: `服务器拒绝切换到版本 ${buildId ?? ''}：${error instanceof Error ? error.message : ''}`,
      details,
    });
  throw serverUnreachable('Temporal', error);
}
