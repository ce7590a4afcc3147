import { beforeAll, describe, expect, test, vi } from 'vitest';
import { meetingActs } from '../../client/meeting-acts.ts';
import { recoverRuns } from '../../client/recover.ts';
import type { CommandType } from '../../domain/command-shapes.ts';
import { setClockOffset, readClock } from '../../ledger/clock.ts';
import { listNotices } from '../../ledger/queries/list-notices.ts';
import { rebuildProjections } from '../../ledger/rebuild.ts';
import type { TaskView } from '../../workflows/contract.ts';
import { dailyScheduleId } from '../../workflows/contract.ts';
import { expectConverged } from '../support/callers.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { aMeasure } from '../support/events.ts';
import { supervisor } from '../support/offices.ts';
import { asSuperuser } from '../support/postgres.ts';
import type { Stage } from '../support/stage.ts';
import { aStage } from '../support/stage.ts';
import type { StoppableTemporal } from '../support/stoppable-servers.ts';
import { aStoppableTemporal } from '../support/stoppable-servers.ts';

/** The Temporal server killed with -9, its file deleted: everything that it knew is gone, the ledger remembers. */

let temporal: StoppableTemporal;
let stage: Stage;

const paths: Readonly<Record<string, readonly CommandType[]>> = {
  '改-1': ['issue'],
  '改-2': ['issue', 'receive'],
  '改-3': ['issue', 'receive', 'submitMeasures', 'approveMeasures'],
  '改-4': ['issue', 'receive', 'submitMeasures', 'approveMeasures', 'applyForClosure'],
  '改-5': ['issue', 'decline'],
  '改-6': ['issue', 'receive', 'submitMeasures', 'approveMeasures', 'applyForClosure', 'strikeOff'],
  '改-7': [],
};
/** Due ten days before the clock is seen to again. */
const overdue = '改-8';
const open = ['改-1', '改-2', '改-3', '改-4', '改-5', overdue];

const recover = () => recoverRuns(stage.desk);
const view = (number: string): Promise<TaskView> => stage.handle(number).query<TaskView>('task');
const passedOf = async (number: string): Promise<readonly unknown[]> =>
  (await stage.journal(number)).flatMap(({ event }) => (event.type === 'deadlinePassed' ? [{ ...event.deadline, late: event.late }] : []));
/** Level, whether late, on which day. */
const climbsOf = async (number: string): Promise<readonly unknown[]> =>
  (await stage.journal(number)).flatMap(({ event }) => (event.type === 'taskEscalated' ? [[event.level, event.late, event.at.slice(0, 10)]] : []));

beforeAll(async () => {
  temporal = await aStoppableTemporal();
  stage = await aStage({ temporalAddress: temporal.address });
  for (const [number, commands] of Object.entries(paths)) {
    await stage.registered(number, { milestones: [], due: '2019-05-10' });
    await stage.sendAll(
      number,
      commands.map((type) => aCommand(type)),
    );
  }
  await stage.registered(overdue, { milestones: [], due: '2019-04-26' });
  const measures = [aMeasure({ finish: '2019-04-26' })];
  await stage.sendAll(overdue, [aCommand('issue'), aCommand('receive'), aCommand('submitMeasures', { measures }), aCommand('approveMeasures')]);
  await stage.send('改-3', aCommand('report'), { requestId: 'before' });
  const meeting = { date: '2019-05-16', meetingType: '党组会', topic: '听取汇报' } as const;
  await meetingActs(stage.desk).scheduleMeeting('SPP', { actor: supervisor.person }, meeting);
  await temporal.kill();
  temporal.deleteData();
  await temporal.start();
});

// One after the other: it is the story of one loss.
describe('after the data of the Temporal server were lost', () => {
  test('a command to an open task says that recover is needed, and nothing is written', async () => {
    await vi.waitFor(() => expect(stage.send('改-3', aCommand('urge'))).rejects.toMatchObject({ code: 'RUN_MISSING', exitCode: 5 }), 20_000);
    expect(await stage.journal('改-3')).toHaveLength(6);
  });

  test('recover begins every open task again and the meetings, and none that is a draft or has ended; the Schedule is there again', async () => {
    // Days have gone by meanwhile: 签收 and more are overdue.
    const clock = await readClock(stage.ledger);
    await setClockOffset(stage.ledger, (clock?.offsetMs ?? 0) + Date.parse(shanghai('2019-05-06', '10:00')) - Date.parse(shanghai('2019-02-12', '09:00')));

    expect(await recover()).toEqual({ started: open.length + 1, already: 0, failed: [] });

    expect(await stage.client.schedule.getHandle(dailyScheduleId(stage.taskQueue)).describe()).toMatchObject({ state: { paused: true } });
    await expect(stage.handle('改-6').describe()).rejects.toThrow();
    await expect(stage.handle('改-7').describe()).rejects.toThrow();
  });

  test('repeated, by two at once, it begins none a second time', async () => {
    const again = await Promise.all([recover(), recover()]);

    expect(again).toEqual([
      { started: 0, already: open.length + 1, failed: [] },
      { started: 0, already: open.length + 1, failed: [] },
    ]);
  });

  test('the run looks as it did: memo, summary, state, search attributes; and records the offset of its clock', async () => {
    const described = await stage.handle('改-3').describe();
    const { offsetMs } = (await readClock(stage.ledger)) ?? { offsetMs: 0 };

    expect(described.memo).toMatchObject({ title: expect.any(String), lead: 'SPP-06', leadName: '第六检察厅', mark: '演示数据' });
    await vi.waitFor(async () => expect((await view('改-3')).task).toMatchObject({ state: 'inProgress', reportCount: 1 }), 20_000);
    await vi.waitFor(async () => expect((await stage.handle('改-3').describe()).searchAttributes).toMatchObject({ DubanState: ['inProgress'] }), 20_000);
    const offsets = await stage.ledger.db.selectFrom('tasks').select('clock_offset_ms').where('number', 'in', open).distinct().execute();
    expect(offsets).toEqual([{ clock_offset_ms: offsetMs }]);
  });

  test('what was overdue passes at once, marked late, and once', async () => {
    await vi.waitFor(async () => expect(await passedOf('改-1')).toHaveLength(1), 20_000);
    await vi.waitFor(async () => expect(await passedOf('改-4')).toHaveLength(1), 20_000);

    expect(await passedOf('改-1')).toEqual([{ kind: 'sign', date: expect.any(String), late: true }]);
    expect(await passedOf('改-4')).toEqual([{ kind: 'review', date: expect.any(String), late: true }]);
    expect(await passedOf('改-3')).toEqual([]);
  });

  test('of ten days without a worker every step of the ladder is made up for, at once, in order, marked late, none twice', async () => {
    await vi.waitFor(async () => expect(await climbsOf(overdue)).toHaveLength(3), 20_000);

    expect(await climbsOf(overdue)).toEqual([1, 2, 3].map((level) => [level, true, '2019-05-06']));
    const { notices } = await listNotices(stage.ledger, {});
    const ofLadder = ['urge', 'escalation', 'leaderReport', 'supervisionOrder'];
    const told = notices.filter(({ kind, numbers }) => ofLadder.includes(kind) && numbers.includes(`${stage.programme}/${overdue}`));
    expect(told.map(({ kind, to }) => `${kind} ${to.department} ${to.role}`).toSorted()).toEqual([
      'escalation SPP-BGT supervisor',
      'leaderReport SPP-06 supervising_leader',
      'supervisionOrder SPP-06 department_head',
      'urge SPP-06 department_head',
    ]);
  });

  test('every task goes on: commands, repeats of old ones, deadlines still to come', async () => {
    expect(await stage.send('改-1', aCommand('receive'))).toMatchObject({ state: 'received' });
    expect(await stage.send('改-2', aCommand('submitMeasures'))).toMatchObject({ state: 'received' });
    expect(await stage.send('改-3', aCommand('report'), { requestId: 'before' })).toMatchObject({ seqs: [6], repeated: true });
    expect(await stage.send('改-3', aCommand('urge'))).toMatchObject({ seqs: [7], repeated: false });
    expect(await stage.send('改-4', aCommand('strikeOff'))).toMatchObject({ state: 'struckOff' });
    expect(await stage.send('改-5', aCommand('reissue'))).toMatchObject({ state: 'issued' });
    expect(await stage.send('改-7', aCommand('issue'))).toMatchObject({ state: 'issued' });

    await stage.advance(shanghai('2019-05-14', '10:00'));

    expect((await passedOf('改-3')).filter((deadline) => JSON.stringify(deadline).includes('"due"'))).toEqual([
      { kind: 'due', date: '2019-05-10', late: false },
    ]);
    expect((await climbsOf(overdue)).slice(3)).toEqual([[4, false, '2019-05-13']]);
    const meetings = await stage.ledger.db.selectFrom('journal').select(['type', 'data']).where('stream', '=', 'meetings:SPP').orderBy('seq').execute();
    expect(meetings.slice(1)).toMatchObject([{ type: 'cutOffPassed', data: { cutOff: '2019-05-13', late: false } }, { type: 'missingTold' }]);
    for (const number of ['改-1', '改-2', '改-3', '改-5', '改-7', overdue]) await expectConverged(stage, number);
  });
});

test('a ledger that contradicts its journal is named, not begun; rebuilt, it is right again', async () => {
  await asSuperuser(stage.database.superuserUrl, `UPDATE tasks SET has_open_run = true WHERE number = '改-6'`);

  expect(await recover()).toMatchObject({ started: 0, failed: [{ number: `${stage.programme}/改-6`, code: 'PROJECTION_DIFFERS' }] });
  await rebuildProjections(stage.ledger);
  expect(await recover()).toMatchObject({ started: 0, failed: [] });
});

describe('recover pointed at a wrong place', () => {
  const at = (parts: Partial<Awaited<ReturnType<Stage['desk']['temporal']['connect']>>>) => ({
    ledger: stage.ledger,
    temporal: { ...stage.desk.temporal, connect: async () => ({ ...(await stage.desk.temporal.connect()), ...parts }) },
  });

  test('refuses a namespace that does not exist', async () => {
    await expect(recoverRuns(at({ namespace: 'nowhere' }))).rejects.toMatchObject({ code: 'NAMESPACE_NOT_FOUND', exitCode: 2 });
  });

  test('refuses a namespace that was not prepared for duban', async () => {
    const { client } = await stage.desk.temporal.connect();
    const workflowExecutionRetentionPeriod = { seconds: 86_400 } as never;
    await client.workflowService.registerNamespace({ namespace: 'empty', workflowExecutionRetentionPeriod });
    await vi.waitFor(() => expect(recoverRuns(at({ namespace: 'empty' }))).rejects.toMatchObject({ code: 'NAMESPACE_NOT_PREPARED', exitCode: 2 }), 20_000);
  });

  test('refuses a namespace where the tasks of another ledger live', async () => {
    const another = await aStage({ temporalAddress: temporal.address, worker: 'none' });
    await another.registered('改-1');

    await expect(recoverRuns({ ledger: another.ledger, temporal: stage.desk.temporal })).rejects.toMatchObject({ code: 'NAMESPACE_FOREIGN', exitCode: 2 });
  });
});
