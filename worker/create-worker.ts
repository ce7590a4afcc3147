import type { NativeConnection, WorkerDeploymentOptions, WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { Worker } from '@temporalio/worker';
import type { Activities } from '../activities/index.ts';

export interface WorkerParts {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly taskQueue: string;
  /** Built beforehand; bundling at start costs seconds. */
  readonly workflowBundle: { readonly codePath: string } | WorkflowBundleWithSourceMap;
  readonly activities: Activities;
  readonly maxCachedWorkflows: number;
  /** Absent: unversioned, as in the embedded stack, where no worker of an older build would stay to serve what is pinned to it. */
  readonly version?: WorkerDeploymentOptions['version'] | undefined;
}

/** How every worker of duban is set up, in production and in tests. */
export const createWorker = ({ activities, version, ...parts }: WorkerParts): Promise<Worker> =>
  Worker.create({
    ...parts,
    activities: { ...activities },
    reuseV8Context: true,
    maxConcurrentWorkflowTaskExecutions: 100,
    workflowTaskPollerBehavior: { type: 'autoscaling', initial: 4, maximum: 30 },
    activityTaskPollerBehavior: { type: 'autoscaling', initial: 2, maximum: 20 },
    // Longer than any one message takes, so that a stop cuts none in half; what a page has left then, the next worker sends.
    shutdownGraceTime: '65s',
    // A run stays on the build that began it; a life moves on where it continues as new.
    ...(version && { workerDeploymentOptions: { version, useWorkerVersioning: true, defaultVersioningBehavior: 'PINNED' } }),
  });
