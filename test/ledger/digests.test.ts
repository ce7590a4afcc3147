import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { folderChannel } from '../../activities/channels/folder-channel.ts';
import { deliverNotices } from '../../activities/deliver-notices.ts';
import type { MeetingCommand } from '../../domain/meeting-commands.ts';
import { carryOutOnMeetings } from '../../ledger/carry-out-on-meetings.ts';
import { completeDay, dailyWork, undeliveredPage } from '../../ledger/daily-runs.ts';
import { collectEntries } from '../../ledger/digest-entries.ts';
import { composeDigests } from '../../ledger/digests.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { addOverlay } from '../../ledger/overlays.ts';
import { listNotices } from '../../ledger/queries/list-notices.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { decodedMail } from '../support/decoded-mail.ts';
import { act, aLedgerWithProgramme, aRegistration, aTaskIn, entry } from '../support/ledger.ts';
import { supervisor } from '../support/offices.ts';
import { anOverlay, rest } from '../support/overlays.ts';
import { aTemporaryFolder } from '../support/temporary-folder.ts';

let ledger: Ledger;
beforeEach(async () => {
  ({ ledger } = await aLedgerWithProgramme());
});

const remindersOf = async (number: string): Promise<readonly string[]> => {
  const rows = await ledger.db.selectFrom('reminders').selectAll().where('number', '=', number).orderBy('remind_on').orderBy('kind').execute();
  return rows.map(({ kind, rung, remind_on }) => `${remind_on} ${kind} -${rung}`);
};

describe('the reminders of a task', () => {
  test('stand beside it from 交办 on, follow its days, and are gone with its end', async () => {
    await act(ledger, '改-1', aRegistration('改-1', { milestones: [] }));
    expect(await remindersOf('改-1')).toEqual([]);

    await act(ledger, '改-1', aCommand('issue'));
    expect(await remindersOf('改-1')).toEqual(['2019-02-13 sign -1', '2019-05-17 due -30', '2019-06-17 due -10', '2019-06-26 due -3', '2019-06-28 due -0']);

    for (const type of ['receive', 'submitMeasures', 'approveMeasures', 'requestExtension'] as const) await act(ledger, '改-1', aCommand(type));
    expect(await remindersOf('改-1')).toContain('2019-02-14 extension -1');
    await act(ledger, '改-1', aCommand('decideExtension'));
    expect(await remindersOf('改-1')).toEqual(['2019-08-19 due -30', '2019-09-17 due -10', '2019-09-26 due -3', '2019-09-30 due -0']);

    for (const type of ['applyForClosure', 'strikeOff'] as const) await act(ledger, '改-1', aCommand(type));
    expect(await remindersOf('改-1')).toEqual([]);
  });
});

test('a task that is counted anew by another calendar or policy has its reminders by that', async () => {
  await act(ledger, '改-1', aRegistration('改-1', { milestones: [] }));
  await act(ledger, '改-1', aCommand('issue'));
  const { after } = await addOverlay(ledger, anOverlay({ days: [rest('2019-02-14'), rest('2019-06-27')] }), entry);

  await act(ledger, '改-1', aCommand('reproject', { to: after[0]?.calendar.version ?? '' }));

  expect(await remindersOf('改-1')).toEqual(['2019-02-13 sign -1', '2019-05-16 due -30', '2019-06-14 due -10', '2019-06-25 due -3', '2019-06-28 due -0']);
});

/** The run of a morning, after whatever run was complete before it. */
async function run(day: string): Promise<number> {
  const now = shanghai(day, '08:30');
  const { isWorkingDay, lastCompletedDay } = await dailyWork(ledger, { day, now });
  if (!isWorkingDay) return 0;
  const composed = await composeDigests(ledger, { day, now, since: lastCompletedDay });
  await completeDay(ledger, { day, now, notices: 0 });
  return composed;
}

const digests = async () => (await listNotices(ledger, {})).notices.filter(({ kind }) => kind === 'digest');
const linesOf = async (day: string): Promise<readonly string[]> => {
  const rows = await ledger.db.selectFrom('notices').select('content').where('kind', '=', 'digest').where('composed_at', '=', shanghai(day, '08:30')).execute();
  return rows.flatMap(({ content }) => content?.lines ?? []);
};

describe('the digests of a morning', () => {
  test('are one for each addressee, whatever the number of tasks', async () => {
    for (const number of ['改-1', '改-2', '改-3']) await aTaskIn('issued', ledger, number);
    await aTaskIn('closureReview', ledger, '改-4'); // to be reviewed by 02-19

    expect(await run('2019-02-12')).toBe(0);
    expect(await run('2019-02-13')).toBe(1);

    expect(await digests()).toMatchObject([
      {
        to: { office: 'SPP', department: 'SPP-06', role: 'lead_contact' },
        subject: '临近期限 3 项',
        numbers: ['2019/改-1', '2019/改-2', '2019/改-3'],
        status: 'pending',
      },
    ]);
    expect((await linesOf('2019-02-13'))[1]).toBe('1．2019/改-1 健全民事检察监督机制：请于2月14日前签收，还有 1 个工作日。');

    expect(await run('2019-02-15')).toBe(1);
    expect((await linesOf('2019-02-15')).slice(1)).toEqual(
      ['1．2019/改-1', '2．2019/改-2', '3．2019/改-3'].map((name) => `${name} 健全民事检察监督机制：签收 2月14日已过 1 个工作日，请抓紧签收。`),
    );
    expect(await run('2019-02-18')).toBe(2); // of the review too
  });

  test('are not composed twice, by runs one after the other or at the same time', async () => {
    for (const number of ['改-1', '改-2']) await aTaskIn('issued', ledger, number);
    const morning = { day: '2019-02-13', since: null, now: shanghai('2019-02-13', '08:30') };

    const composed = await Promise.all(Array.from({ length: 4 }, () => composeDigests(ledger, morning)));

    expect(composed.toSorted((a, b) => a - b)).toEqual([0, 0, 0, 1]);
    expect(await composeDigests(ledger, morning)).toBe(0);
    expect(await run('2019-02-13')).toBe(0);
    expect(await digests()).toHaveLength(1);
  });

  test('broken off in the middle are composed by whoever begins again, and say the same', async () => {
    for (const number of ['改-1', '改-2']) await aTaskIn('issued', ledger, number);
    const morning = { day: '2019-02-13', since: null, now: shanghai('2019-02-13', '08:30') };

    await expect(composeDigests(ledger, morning, AbortSignal.abort())).rejects.toThrow('aborted');
    await collectEntries(ledger, { day: morning.day, mornings: { after: '2019-02-12', until: morning.day } }, ['task:2019/改-2']);
    expect(await digests()).toEqual([]);
    expect(await composeDigests(ledger, morning)).toBe(1);

    expect((await linesOf('2019-02-13')).map((line) => line.split(' ')[0])).toEqual(['下列事项请按期办理：', '1．2019/改-1', '2．2019/改-2']);
  });

  test('of a run that was lost on the way are not said, and made up for by the next run', async () => {
    await aTaskIn('received', ledger, '改-1'); // measures by 02-26, to be said on the 25th
    await run('2019-02-22');
    await collectEntries(ledger, { day: '2019-02-25', mornings: { after: '2019-02-22', until: '2019-02-25' } }, ['task:2019/改-1']);

    await run('2019-02-26');

    expect((await linesOf('2019-02-26')).at(-1)).toContain('应于2月25日提醒，补发');
    expect((await ledger.db.selectFrom('digest_entries').select('day').execute()).map(({ day }) => day)).toEqual(['2019-02-26']);
  });

  test('say nothing on a rest day, and on the working day before what falls on one', async () => {
    await act(ledger, '改-1', aRegistration('改-1', { due: '2019-02-24', milestones: [] })); // a Sunday
    for (const type of ['issue', 'receive', 'submitMeasures', 'approveMeasures'] as const) await act(ledger, '改-1', aCommand(type));

    for (const day of ['2019-02-12', '2019-02-22', '2019-02-23', '2019-02-24']) await run(day);

    expect(await linesOf('2019-02-22')).toEqual([expect.any(String), expect.stringContaining('今天是最后一个工作日')]);
    expect((await digests()).map(({ composedAt }) => composedAt)).toEqual([shanghai('2019-02-22', '08:30')]);
  });

  test('speak before the rest days of an overlay, though the tasks were counted without them', async () => {
    await aTaskIn('received', ledger, '改-1'); // measures by 02-26, to be said on the 25th
    await addOverlay(ledger, anOverlay({ days: [rest('2019-02-25')] }), entry);

    for (const day of ['2019-02-21', '2019-02-22', '2019-02-25', '2019-02-26']) await run(day);

    expect(await digests()).toMatchObject([{ composedAt: shanghai('2019-02-22', '08:30') }]);
    expect((await linesOf('2019-02-22'))[1]).toContain('请于2月26日前报送落实举措');
  });

  test('after a run that was missed make up for it once, and say so', async () => {
    await aTaskIn('issued', ledger, '改-1');
    await act(ledger, '改-1', aCommand('receive')); // measures by 02-26
    await run('2019-02-22');

    await run('2019-02-26'); // the 25th, a Monday, was missed
    await run('2019-02-26');

    expect(await linesOf('2019-02-26')).toEqual([
      '下列事项请按期办理：',
      '（2月25日应发的提醒当日未能发出，今一并补发。）',
      '1．2019/改-1 健全民事检察监督机制：请于2月26日前报送落实举措，今天是最后一个工作日（应于2月25日提醒，补发）。',
    ]);
    expect(await digests()).toHaveLength(1);
  });

  test('say a rung once, though the day moves by little; and anew for a day that is another', async () => {
    const moved = async (to: string) => {
      await act(ledger, '改-1', aCommand('requestExtension', { to }), { now: shanghai('2019-06-18', '10:00') });
      await act(ledger, '改-1', aCommand('decideExtension'), { now: shanghai('2019-06-18', '11:00') });
    };
    await act(ledger, '改-1', aRegistration('改-1', { milestones: [] }));
    for (const type of ['issue', 'receive', 'submitMeasures', 'approveMeasures'] as const) await act(ledger, '改-1', aCommand(type));
    for (const day of ['2019-06-14', '2019-06-17', '2019-06-18']) await run(day); // ten working days before 06-30
    expect(await digests()).toHaveLength(1);

    await moved('2019-07-05');
    for (const day of ['2019-06-19', '2019-06-20', '2019-06-21', '2019-06-24']) await run(day); // ten before 07-05 is the 21st
    expect(await digests()).toHaveLength(1);

    await moved('2019-09-30');
    for (const day of ['2019-08-19', '2019-09-16', '2019-09-17']) await run(day);
    expect(await digests()).toHaveLength(3);
    expect((await linesOf('2019-09-17'))[1]).toContain('请于9月30日前完成任务并申请办结，还有 10 个工作日。');
  });

  test('leave like all notices: 主送 the department, 落款 the 督查部门 of the supervising office', async () => {
    await aTaskIn('issued', ledger, '改-1');
    await run('2019-02-13');
    const folder = aTemporaryFolder();

    const { noticeIds } = await undeliveredPage(ledger, { now: shanghai('2019-02-13', '08:30'), after: null, limit: 50 });
    await deliverNotices({ ledger, channels: [folderChannel(folder)] }, noticeIds);

    const mails = readdirSync(folder).map((file) => decodedMail(readFileSync(join(folder, file), 'utf8')));
    const digest = mails.find((mail) => mail.includes('督办提醒')) ?? '';
    expect(digest.replaceAll(/\r?\n /g, '')).toContain('【督办提醒】临近期限 1 项（演示数据）');
    expect(digest).toMatch(/第六检察厅：\s+下列事项请按期办理：\s+1．2019\/改-1 .*\s+最高检办公厅\s+2019年2月13日/);
  });
});

describe('the cut-off of a cycle', () => {
  const say = async (command: MeetingCommand) => {
    const { refusal } = await carryOutOnMeetings(ledger, {
      office: 'SPP',
      id: `m-${command.type}`,
      actor: supervisor.person,
      ranBy: 'tester',
      command,
      now: shanghai('2019-03-01', '09:00'),
    });
    expect(refusal).toBeNull();
  };

  test('is told to the leads that owe a report, 5 and 1 working days before it, and not again when the meeting is moved', async () => {
    for (const number of ['改-1', '改-2']) {
      await act(ledger, number, aRegistration(number, { due: '2019-12-31', proposedHorizon: 'yearEnd', milestones: [] }));
      for (const type of ['issue', 'receive', 'submitMeasures', 'approveMeasures'] as const)
        await act(ledger, number, type === 'submitMeasures' ? aCommand(type, { horizon: 'yearEnd' }) : aCommand(type));
    }
    await say({ type: 'scheduleMeeting', date: '2019-05-05', meetingType: '党组会', topic: '听取重点工作汇报' }); // cut off on 04-28
    await act(ledger, '改-2', aCommand('report', { cycle: '2019-05' }), { now: shanghai('2019-04-18', '10:00') });

    for (const day of ['2019-04-18', '2019-04-19', '2019-04-22', '2019-04-23']) await run(day);
    await say({ type: 'moveMeeting', meeting: 'SPP-2019-05-05', date: '2019-05-07', reason: '院领导出差' }); // to 04-30
    for (const day of ['2019-04-24', '2019-04-25', '2019-04-26', '2019-04-28', '2019-04-29', '2019-04-30']) await run(day);

    expect((await digests()).map(({ composedAt, numbers }) => `${composedAt.slice(0, 10)} ${numbers.join(', ')}`)).toEqual([
      '2019-04-22 2019/改-1',
      '2019-04-29 2019/改-1',
    ]);
    expect((await linesOf('2019-04-29'))[1]).toContain('请于4月30日前报送进展情况（2019-05），还有 1 个工作日。');
  });
});
