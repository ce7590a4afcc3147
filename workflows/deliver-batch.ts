import { composeBatch, notifyDepartments } from './activity-proxies.ts';
import type { BatchStart } from './contract.ts';

/** Few enough that one activity ends well within its minute, and that one bad department holds up few others. */
const noticesPerActivity = 50;

/** What a bulk act has to tell: one notice per department and kind, however many tasks it names. */
export async function deliverBatch({ batch, clockOffsetMs }: BatchStart): Promise<{ notices: number }> {
  const noticeIds = await composeBatch({ batch, now: new Date(Date.now() + clockOffsetMs).toISOString() });
  for (let from = 0; from < noticeIds.length; from += noticesPerActivity) {
    const some = noticeIds.slice(from, from + noticesPerActivity);
    const summary = `送达合并通知 ${from + 1} 至 ${from + some.length}`;
    await notifyDepartments.executeWithOptions({ summary }, [some]).catch(() => undefined); // undelivered notices stay in the outbox
  }
  return { notices: noticeIds.length };
}
