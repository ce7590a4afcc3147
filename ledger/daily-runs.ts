import { sql } from 'kysely';
import { msOf, toInstant } from '../domain/dates.ts';
import type { DateText, Instant } from '../domain/values.ts';
import { isWorkingDay } from '../domain/working-calendar.ts';
import type { Cursor, NoticePage } from './batches.ts';
import { looseBatches, pageOf } from './batches.ts';
import { composeIncorporationAlarms } from './incorporation-alarms.ts';
import type { Ledger } from './ledger.ts';
import { composeDraftNotices } from './open-papers.ts';
import { newestRules } from './rules.ts';

export interface DailyRun {
  readonly day: DateText;
  readonly now: Instant;
}

export interface DailyWork {
  readonly isWorkingDay: boolean;
  /** What this run goes on from; null for the first. */
  readonly lastCompletedDay: DateText | null;
  /** Bulk acts whose notices nobody has composed. */
  readonly looseBatches: readonly string[];
}

/** Younger notices are left to those who are sending them: a task's own activity, or the run of a batch. */
const ownTryMs = 3_600_000;

/** Also composes what the day itself has to say, which then leaves with everything that has not left yet. Repeated, it says nothing twice. */
export async function dailyWork(ledger: Ledger, { day, now }: DailyRun): Promise<DailyWork> {
  const { calendar } = await newestRules(ledger);
  const isWorked = isWorkingDay(calendar, day);
  if (isWorked) {
    await composeIncorporationAlarms(ledger, { day, now });
    await composeDraftNotices(ledger, { day, now });
  }
  return {
    isWorkingDay: isWorked,
    lastCompletedDay: await lastCompletedDay(ledger),
    looseBatches: isWorked ? await looseBatches(ledger, hourBefore(now)) : [],
  };
}

export async function lastCompletedDay({ db }: Ledger): Promise<DateText | null> {
  const { day } = await db
    .selectFrom('daily_runs')
    .select(({ fn }) => fn.max('day').as('day'))
    .executeTakeFirstOrThrow();
  return day;
}

/** What has not left, whatever the day it was composed on, in that order; each notice once, however the tries end. */
export async function undeliveredPage({ db }: Ledger, { now, after, limit }: { now: Instant; after: Cursor; limit: number }): Promise<NoticePage> {
  const rows = await db
    .selectFrom('notices')
    .select('id')
    .where('status', '!=', 'delivered')
    // A standing notice has nobody else who sends it.
    .where((is) => is.or([is('composed_at', '<=', hourBefore(now)), is('content', 'is not', null)]))
    .$if(after !== null, (some) => some.where(sql<boolean>`(composed_at, id) > (SELECT composed_at, id FROM notices WHERE id = ${after})`))
    .orderBy('composed_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return pageOf(
    rows.map(({ id }) => id),
    limit,
  );
}

export async function completeDay({ db }: Ledger, { day, now, notices }: DailyRun & { readonly notices: number }): Promise<void> {
  await db
    .insertInto('daily_runs')
    .values({ day, completed_at: now, notices })
    .onConflict((conflict) => conflict.column('day').doUpdateSet({ completed_at: now, notices }))
    .execute();
}

const hourBefore = (now: Instant): Instant => toInstant(msOf(now) - ownTryMs);
