import { condition } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { notifyDepartments } from './activity-proxies.ts';

type NoticePage = Awaited<ReturnType<Activities['batchPage']>>;

/** So many under way at once: a page that waits for a department or a channel does not hold up those after it. */
const pagesAtOnce = 4;

/** Tells a list of notices that may be long, page by page, and returns how many they were when each has left or has been tried. */
export async function deliverPages(pageAfter: (after: NoticePage['next']) => Promise<NoticePage>): Promise<number> {
  let count = 0;
  let underWay = 0;
  let after: NoticePage['next'] = null;
  do {
    const { noticeIds, next } = await pageAfter(after);
    after = next;
    if (noticeIds.length === 0) break;
    await condition(() => underWay < pagesAtOnce);
    underWay++;
    notifyDepartments
      .executeWithOptions({ summary: `送达通知 ${count + 1} 至 ${count + noticeIds.length}` }, [noticeIds])
      .catch(() => undefined) // undelivered notices stay in the outbox
      .finally(() => void underWay--);
    count += noticeIds.length;
  } while (after !== null);
  await condition(() => underWay === 0);
  return count;
}
