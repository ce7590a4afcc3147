import { patched } from '@temporalio/workflow';
import { dateOf } from '../domain/dates.ts';
import { batchPage, completeDay, composeDigests, dailyWork, undeliveredPage } from './activity-proxies.ts';
import type { DailyEnd, DailyStart } from './contract.ts';
import { deliverPages } from './deliver-pages.ts';

/**
 * The run of a day, at 08:30: reminds everybody of what is near and what is overdue, and tells whatever has not left until now, whichever day it is
 * from. So a run that never was is made good by the next one, and a day that is run twice tells nothing twice. On rest days it does nothing.
 */
export async function dailyNotices({ day: given, clockOffsetMs }: DailyStart): Promise<DailyEnd> {
  const now = new Date(Date.now() + clockOffsetMs).toISOString();
  const day = given ?? dateOf(now);
  const { isWorkingDay, lastCompletedDay, looseBatches } = await dailyWork({ day, now });
  if (!isWorkingDay) return { day, isWorkingDay, lastCompletedDay, notices: 0 };
  if (patched('2026-11-digests')) await composeDigests.executeWithOptions({ summary: `汇总 ${day} 的督办提醒` }, [{ day, now, since: lastCompletedDay }]);
  let notices = 0;
  for (const batch of looseBatches) notices += await deliverPages((after) => batchPage({ batch, now, after }));
  notices += await deliverPages((after) => undeliveredPage({ now, after }));
  await completeDay({ day, now, notices });
  return { day, isWorkingDay, lastCompletedDay, notices };
}
