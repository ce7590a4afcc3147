import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sendCommand } from '../../client/send-command.ts';
import { ensureDailySchedule } from '../../client/stack/daily-schedule.ts';
import type { NoticeRow } from '../../ledger/queries/list-notices.ts';
import { listNotices } from '../../ledger/queries/list-notices.ts';
import { dailyScheduleId, dailyWorkflowId } from '../../workflows/contract.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { supervisor } from '../support/offices.ts';
import type { Stage } from '../support/stage.ts';
import { aStage } from '../support/stage.ts';

/** Notices that do not leave at once, and the run of a day that sees to them. The stage begins on Tuesday 2019-02-12 at 09:00. */

const noticesOf = async ({ ledger }: Stage): Promise<readonly NoticeRow[]> => (await listNotices(ledger, {})).notices;

const daysRun = async ({ ledger }: Stage): Promise<readonly { readonly day: string; readonly notices: number }[]> =>
  ledger.db.selectFrom('daily_runs').select(['day', 'notices']).orderBy('day').execute();

describe('a channel that is dead for a day', () => {
  test('delays no command, leaves its notices in the outbox, and the run of the next working day delivers them once', async () => {
    const stage = await aStage();
    writeFileSync(stage.outbox, 'no folder'); // until then nothing can be written there
    await stage.registered('改-31');
    await stage.sendAll('改-31', [aCommand('issue'), aCommand('receive')]);
    await expect
      .poll(async () => (await noticesOf(stage)).map(({ status, attempts }) => [status, attempts >= 3]), { timeout: 30_000 })
      .toEqual([
        ['failed', true],
        ['failed', true],
      ]);
    expect((await listNotices(stage.ledger, { status: 'failed' })).notices[0]?.lastError).toContain('does not take the message');

    rmSync(stage.outbox);
    await stage.advance(shanghai('2019-02-13', '08:20'));
    expect((await noticesOf(stage)).map(({ status }) => status)).toEqual(['failed', 'failed']);
    await stage.advance(shanghai('2019-02-13', '08:40'));

    expect((await noticesOf(stage)).map(({ status }) => status)).toEqual(['delivered', 'delivered']);
    expect(readdirSync(stage.outbox)).toHaveLength(2);
    expect(await daysRun(stage)).toEqual([{ day: '2019-02-13', notices: 2 }]);
  });
});

describe('the run of a day', () => {
  test('is begun at 08:30 of each working day, in order, and not on rest days', async () => {
    const stage = await aStage();

    await stage.advance(shanghai('2019-02-20', '08:29'));
    await stage.advance(shanghai('2019-02-21', '12:00'));

    // Sunday 2019-02-10 is behind; the 16th and 17th are a weekend.
    const days = ['2019-02-13', '2019-02-14', '2019-02-15', '2019-02-18', '2019-02-19', '2019-02-20', '2019-02-21'];
    expect((await daysRun(stage)).map(({ day }) => day)).toEqual(days);
    const runs = await Promise.all(
      days.map(async (day) => (await stage.client.workflow.getHandle(dailyWorkflowId(stage.taskQueue, day)).result()) as { lastCompletedDay: string | null }),
    );
    expect(runs.map(({ lastCompletedDay }) => lastCompletedDay)).toEqual([null, ...days.slice(0, -1)]);
  });

  test('tells what a bulk act left untold: nobody had composed its notices', async () => {
    const stage = await aStage();
    for (const number of ['改-32', '改-33']) {
      await stage.registered(number);
      const task = { programme: stage.programme, number };
      await sendCommand(stage.desk, { task, actor: supervisor.person, requestId: `lost/${number}`, batch: 'lost', command: { type: 'issue' } });
    }
    expect(await noticesOf(stage)).toEqual([]);

    await stage.advance(shanghai('2019-02-13', '09:00'));

    expect((await noticesOf(stage)).map(({ kind, status, numbers }) => `${kind} ${status} ${numbers.length}`).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'digest delivered 2', // to be signed for by tomorrow
      'issue delivered 2',
      'participation delivered 2',
    ]);
  });

  test('said twice tells nothing twice', async () => {
    const stage = await aStage();
    await stage.registered('改-34');
    await stage.send('改-34', aCommand('issue'));
    await stage.advance(shanghai('2019-02-13', '09:00'));
    const before = await noticesOf(stage);

    const again = await stage.client.workflow.execute('dailyNotices', {
      workflowId: dailyWorkflowId(stage.taskQueue, '2019-02-13'),
      taskQueue: stage.taskQueue,
      args: [{ day: '2019-02-13', clockOffsetMs: Date.parse('2019-02-13T06:00:00Z') - Date.now() }],
    });

    expect(again).toMatchObject({ isWorkingDay: true, lastCompletedDay: '2019-02-13', notices: 0 });
    expect(await noticesOf(stage)).toEqual(before);
  });

  test('on a rest day does nothing', async () => {
    const stage = await aStage();

    const run = await stage.client.workflow.execute('dailyNotices', {
      workflowId: dailyWorkflowId(stage.taskQueue, '2019-02-16'),
      taskQueue: stage.taskQueue,
      args: [{ day: '2019-02-16', clockOffsetMs: Date.parse('2019-02-16T00:30:00Z') - Date.now() }],
    });

    expect(run).toEqual({ day: '2019-02-16', isWorkingDay: false, lastCompletedDay: null, notices: 0 });
    expect(await daysRun(stage)).toEqual([]);
  });
});

describe('the Schedule', () => {
  test('is created once, for 08:30 in Shanghai, with a day to catch up; paused in rehearsal time; and starts the run', async () => {
    const stage = await aStage();
    const { client, taskQueue } = stage;
    await Promise.all([ensureDailySchedule(client, { taskQueue, rehearsal: true }), ensureDailySchedule(client, { taskQueue, rehearsal: true })]);

    const handle = client.schedule.getHandle(dailyScheduleId(taskQueue));
    const { spec, policies, state, info } = await handle.describe();
    await handle.trigger();

    expect(spec).toMatchObject({ timezone: 'Asia/Shanghai', calendars: [{ hour: [{ start: 8 }], minute: [{ start: 30 }] }] });
    expect(info.nextActionTimes[0]?.toISOString()).toMatch(/T00:30:00/);
    expect(policies).toMatchObject({ catchupWindow: 86_400_000, overlap: 'SKIP' });
    expect(state.paused).toBe(true);
    await expect
      .poll(async () => (await client.workflow.count(`WorkflowType = "dailyNotices" AND TaskQueue = "${taskQueue}" AND ExecutionStatus = "Completed"`)).count, {
        timeout: 20_000,
      })
      .toBe(1);
    await handle.delete();
  });
});
