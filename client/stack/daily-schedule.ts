import type { Client } from '@temporalio/client';
import { ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import { dailyRunAt, dailyScheduleId, workflowTypes } from '../../workflows/contract.ts';
import type { dailyNotices } from '../../workflows/daily-notices.ts';

export interface DailySchedule {
  readonly taskQueue: string;
  /** In rehearsal time it is paused: `clock advance` starts the run of each working day itself. */
  readonly rehearsal: boolean;
}

/** The one Schedule, which starts the run of every day. Already there, it stays as operators have set it. */
export async function ensureDailySchedule(client: Client, { taskQueue, rehearsal }: DailySchedule): Promise<void> {
  const scheduleId = dailyScheduleId(taskQueue);
  try {
    await client.schedule.create({
      scheduleId,
      spec: { calendars: [{ ...dailyRunAt, comment: '每日 8:30' }], timezone: 'Asia/Shanghai' },
      action: {
        type: 'startWorkflow',
        workflowType: workflowTypes.dailyNotices,
        workflowId: scheduleId,
        taskQueue,
        args: [{ clockOffsetMs: 0 }] satisfies Parameters<typeof dailyNotices>,
        staticSummary: '每日送达：督办提醒和所有尚未送达的通知',
      },
      policies: { catchupWindow: '1 day', overlap: ScheduleOverlapPolicy.SKIP },
      state: {
        paused: rehearsal,
        note: rehearsal ? '演练：由 duban clock advance 逐日启动' : '每个工作日 8:30 送达督办提醒和尚未送达的通知；休息日不做任何事',
      },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}
