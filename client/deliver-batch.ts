import { readClock } from '../ledger/clock.ts';
import type { BatchStart } from '../workflows/contract.ts';
import { batchWorkflowId, workflowTypes } from '../workflows/contract.ts';
import type { deliverBatch } from '../workflows/deliver-batch.ts';
import { outcomeUnknown } from './answers.ts';
import type { CommandDesk } from './command-order.ts';

const waitLimitMs = 30_000;

/** Tells what a bulk act has to tell, and says how many notices that were; null where they are still on their way after half a minute. Repeated, it tells what is left. */
export async function startBatchDelivery({ ledger, temporal }: CommandDesk, batch: string): Promise<number | null> {
  const { client, taskQueue } = await temporal.connect();
  const clock = await readClock(ledger);
  const start: BatchStart = { batch, clockOffsetMs: clock?.offsetMs ?? 0 };
  const giveUpAtMs = Date.now() + waitLimitMs;
  const handle = await client
    .withDeadline(giveUpAtMs, () =>
      client.workflow.start<typeof deliverBatch>(workflowTypes.deliverBatch, {
        workflowId: batchWorkflowId(batch),
        taskQueue,
        args: [start],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        staticSummary: '送达一次批量办理的合并通知',
      }),
    )
    .catch((error: unknown) => {
      throw outcomeUnknown(batch, error);
    });
  const result = await client.withDeadline(giveUpAtMs, () => handle.result()).catch(() => null);
  return result?.notices ?? null;
}
