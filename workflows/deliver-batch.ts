import { patched } from '@temporalio/workflow';
import { batchPage, composeBatch, notifyDepartments } from './activity-proxies.ts';
import type { BatchStart } from './contract.ts';
import { deliverPages } from './deliver-pages.ts';

/** What a bulk act has to tell: one notice per department and kind, however many tasks it names. */
export async function deliverBatch({ batch, clockOffsetMs }: BatchStart): Promise<{ notices: number }> {
  const now = new Date(Date.now() + clockOffsetMs).toISOString();
  if (!patched('batch-in-pages')) return deliverWholeList({ batch, now });
  return { notices: await deliverPages((after) => batchPage({ batch, now, after })) };
}

const noticesPerActivity = 50;

/** As batches were delivered at first: all ids in one payload, one page after the other. Kept for runs that began so. */
async function deliverWholeList({ batch, now }: { readonly batch: string; readonly now: string }): Promise<{ notices: number }> {
  const noticeIds = await composeBatch({ batch, now });
  for (let from = 0; from < noticeIds.length; from += noticesPerActivity) {
    const some = noticeIds.slice(from, from + noticesPerActivity);
    const summary = `送达合并通知 ${from + 1} 至 ${from + some.length}`;
    await notifyDepartments.executeWithOptions({ summary }, [some]).catch(() => undefined); // undelivered notices stay in the outbox
  }
  return { notices: noticeIds.length };
}
