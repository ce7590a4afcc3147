import { dateOf, endOf } from '../domain/dates.ts';
import type { DateText, Instant } from '../domain/values.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerDay } from '../ledger/queries/ledger-as-of.ts';
import { ledgerAsOf } from '../ledger/queries/ledger-as-of.ts';
import type { LedgerFilter, LedgerPage } from '../ledger/queries/ledger-row.ts';
import { firstEntryAt } from '../ledger/queries/tasks-as-of.ts';
import { invalidInput } from './answers.ts';

/** The ledger of any day from its first entry to today. */
export async function pastLedger(ledger: Ledger, filter: LedgerFilter, day: LedgerDay): Promise<LedgerPage> {
  const page = await ledgerAsOf(ledger, filter, day);
  if (page.totals.tasks === 0) await refuseBeforeFirstEntry(ledger, filter, day);
  return page;
}

/** Today is not over: it is seen as of now. */
export function ledgerDay(date: DateText, now: Instant): LedgerDay {
  const today = dateOf(now);
  if (date > today)
    throw invalidInput('AS_OF_FUTURE', `--as-of 的日期 ${date} 还没有到（台账的今天是 ${today}）：只能查看过去某一天或今天的台账。`, { date, today });
  return { date, asOf: date === today ? now : endOf(date) };
}

/** A year mistyped must not look like a ledger in which nothing was found. */
export async function refuseBeforeFirstEntry(ledger: Ledger, { programme }: LedgerFilter, { date }: LedgerDay): Promise<void> {
  const firstAt = await firstEntryAt(ledger, programme);
  if (firstAt === null || dateOf(firstAt) <= date) return;
  const first = dateOf(firstAt);
  const whose = programme === undefined ? '台账' : `方案 ${programme} `;
  throw invalidInput('AS_OF_BEFORE_FIRST_ENTRY', `${date} 时${whose}中还没有任务：第一项于 ${first} 立项，请写这一天或以后的日期。`, { date, first });
}
