import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';

/**
 * The ledger's transaction. No limit on attempts: a command waits for the database, it does not fail for it.
 * After 5 s the wait moves to a timer, which costs no workflow task heartbeats.
 */
export const { carryOut } = proxyLocalActivities<Pick<Activities, 'carryOut'>>({
  startToCloseTimeout: '10s',
  localRetryThreshold: '5s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '30s' },
});

/**
 * Three tries; what has not left by then stays in the outbox, and a dead channel holds nobody up. A page may wait hours for its turns at a
 * robot that takes few messages; the heartbeat says sooner than any limit when its worker is gone.
 */
export const { notifyDepartments, escalateToReviewers } = proxyActivities<Pick<Activities, 'notifyDepartments' | 'escalateToReviewers'>>({
  startToCloseTimeout: '2 hours',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 5, maximumAttempts: 3 },
});

/** Like `carryOut`, for the meetings of an office. */
export const { carryOutOnMeetings } = proxyLocalActivities<Pick<Activities, 'carryOutOnMeetings'>>({
  startToCloseTimeout: '10s',
  localRetryThreshold: '5s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '30s' },
});

/** No limit on attempts: whoever is missing is told as soon as database and server are there again. At its pace a page takes half a minute. */
export const { tellLateTasks } = proxyActivities<Pick<Activities, 'tellLateTasks'>>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/**
 * 25 departments take seconds, a ledger of 100,000 tasks minutes. Tried for about two hours; then the cycle goes on without it, and whoever asks for the
 * packet (`duban meeting packet`) composes it.
 */
export const { composePacket } = proxyActivities<Pick<Activities, 'composePacket'>>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '15s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5 minutes', maximumAttempts: 30 },
});

/** Set-based, in the ledger alone: they wait for the database like a command. */
export const { composeBatch, batchPage } = proxyActivities<Pick<Activities, 'composeBatch' | 'batchPage'>>({
  startToCloseTimeout: '1 minute',
  retry: { maximumInterval: '30s' },
});

/** Half a minute for a ledger of 100,000 open tasks (bench/month-end.mjs); begun again it goes on where it stood, and it waits for the database like a command. */
export const { composeDigests } = proxyActivities<Pick<Activities, 'composeDigests'>>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '30s',
  retry: { maximumInterval: '30s' },
});

export const { dailyWork, undeliveredPage, completeDay } = proxyLocalActivities<Pick<Activities, 'dailyWork' | 'undeliveredPage' | 'completeDay'>>({
  startToCloseTimeout: '10s',
  localRetryThreshold: '5s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '30s' },
});
