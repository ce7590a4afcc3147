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

/** Three tries within a few minutes; what has not left by then stays in the outbox, and a dead channel holds nobody up. */
export const { notifyDepartments, escalateToReviewers } = proxyActivities<Pick<Activities, 'notifyDepartments' | 'escalateToReviewers'>>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '1s', backoffCoefficient: 5, maximumAttempts: 3 },
});

/** Set-based, in the ledger alone: a batch waits for the database like a command. */
export const { composeBatch } = proxyActivities<Pick<Activities, 'composeBatch'>>({ startToCloseTimeout: '1 minute', retry: { maximumInterval: '30s' } });
