import { addDays, dateOf, instantOn } from '../../domain/dates.ts';
import type { DateText, Instant } from '../../domain/values.ts';
import { isWorkingDay } from '../../domain/working-calendar.ts';
import { lastCompletedDay } from '../../ledger/daily-runs.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { newestRules } from '../../ledger/rules.ts';
import type { DailyStart } from '../../workflows/contract.ts';
import { dailyRunAt, dailyWorkflowId, workflowTypes } from '../../workflows/contract.ts';
import type { dailyNotices } from '../../workflows/daily-notices.ts';
import { DubanError, exitCodes } from '../errors.ts';
import type { ConnectedTemporal } from '../temporal.ts';

const waitLimitMs = 90_000;

export const dailyRunOn = (day: DateText): Instant => instantOn(day, dailyRunAt.hour, dailyRunAt.minute);

/** The working days whose run falls due on the way, in order; the first may be one that an interrupted advance had reached already. */
export async function daysToRun(ledger: Ledger, { now, to }: { readonly now: Instant; readonly to: Instant }): Promise<readonly DateText[]> {
  const { calendar } = await newestRules(ledger);
  const completed = await lastCompletedDay(ledger);
  const days: DateText[] = [];
  const first = completed === null || completed < dateOf(now) ? dateOf(now) : addDays(completed, 1);
  for (let day = first; dailyRunOn(day) <= to; day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day) && (completed !== null || dailyRunOn(day) > now)) days.push(day);
  }
  return days;
}

/** Starts the run of a day and returns when it is over; begun before by whoever was interrupted, that one is waited for. */
export async function runDay({ client, taskQueue }: ConnectedTemporal, start: DailyStart & { readonly day: DateText }): Promise<void> {
  const giveUpAtMs = Date.now() + waitLimitMs;
  const workflowId = dailyWorkflowId(taskQueue, start.day);
  try {
    const handle = await client.withDeadline(giveUpAtMs, () =>
      client.workflow.start<typeof dailyNotices>(workflowTypes.dailyNotices, {
        workflowId,
        taskQueue,
        args: [start],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        staticSummary: `每日送达 ${start.day}`,
      }),
    );
    await client.withDeadline(giveUpAtMs, () => handle.result());
  } catch (error) {
    throw dayNotRun(workflowId, error);
  }
}

const dayNotRun = (workflowId: string, cause: unknown): DubanError =>
  new DubanError(
    {
      code: 'CLOCK_NOT_SETTLED',
      message: `每日送达 ${workflowId} 在 ${waitLimitMs / 1000} 秒内没有完成，时钟停在当日：请确认工作进程在运行，然后重复同一命令。`,
      details: { workflowId },
      exitCode: exitCodes.unreachable,
    },
    { cause },
  );
