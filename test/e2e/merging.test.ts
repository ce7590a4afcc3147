import { beforeEach, describe, expect, test } from 'vitest';
import { mergeTasks, unmergeTask } from '../../client/merge-tasks.ts';
import type { NoticeKind } from '../../domain/notice-names.ts';
import { currentDueOf } from '../../domain/task.ts';
import { historyOf } from '../../ledger/queries/history-of.ts';
import { listNotices } from '../../ledger/queries/list-notices.ts';
import { taskHead } from '../../ledger/queries/task-head.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { aMeasure } from '../support/events.ts';
import { supervisor } from '../support/offices.ts';
import type { Stage } from '../support/stage.ts';
import { aStage } from '../support/stage.ts';

/** Two tasks of which one goes on in the other, and comes back (t16), on the real server; time is skipped. */

async function atWork(stage: Stage, number: string, due: string): Promise<void> {
  await stage.registered(number, { due, milestones: [], proposedHorizon: 'yearEnd' });
  const measures = [aMeasure({ finish: '2019-03-29' })];
  await stage.sendAll(number, [
    aCommand('issue'),
    aCommand('receive'),
    aCommand('submitMeasures', { horizon: 'yearEnd', measures }),
    aCommand('approveMeasures'),
  ]);
}

const order = ({ programme }: Stage, number: string, requestId: string) => ({
  task: { programme, number },
  reason: '内容相近，合并办理',
  actor: supervisor.person,
  requestId,
});

const dueOf = async ({ ledger, programme }: Stage, number: string) => {
  const head = await taskHead(ledger, { programme, number });
  return head && currentDueOf(head.task);
};

const passed = async (stage: Stage, number: string) =>
  (await stage.journal(number)).flatMap(({ event }) => (event.type === 'deadlinePassed' ? [[event.deadline.date, event.late]] : []));

test('the run of the task that ends is closed, both journals stay readable; back again it has a run and a timer that acts', async () => {
  const stage = await aStage();
  const { programme } = stage;
  await atWork(stage, '改-41', '2019-12-31');
  await atWork(stage, '改-42', '2019-04-30');

  await mergeTasks(stage.desk, { ...order(stage, '改-42', 'm'), into: { programme, number: '改-41' } });

  expect(await stage.handle('改-42').result()).toMatchObject({ state: 'merged', seq: 6 });
  expect(await dueOf(stage, '改-41')).toBe('2019-04-30');
  await stage.advance(shanghai('2019-05-06', '12:00'));
  expect([await passed(stage, '改-41'), await passed(stage, '改-42')]).toEqual([[['2019-04-30', false]], []]);
  expect((await historyOf(stage.ledger, { programme, number: '改-42' }))?.events.at(-1)).toMatchObject({
    type: 'taskMerged',
    data: { into: `${programme}/改-41` },
  });

  expect(await unmergeTask(stage.desk, order(stage, '改-42', 'u'))).toMatchObject({ state: 'inProgress', survivor: { currentDue: '2019-12-31' } });

  await expect.poll(() => passed(stage, '改-42'), { timeout: 20_000 }).toEqual([['2019-04-30', true]]);
  await stage.send('改-42', aCommand('urge'));
  await stage.advance(shanghai('2019-05-10', '12:00'));
  expect(await passed(stage, '改-42')).toEqual([
    ['2019-04-30', true],
    ['2019-05-08', false],
  ]);
  expect((await stage.handle('改-42').describe()).status.name).toBe('RUNNING');
  expect(await verifyLedger(stage.ledger)).toMatchObject({ ok: true });
});

describe('while the last notices of a task that has ended are still leaving', () => {
  let letGo: () => void;
  let stage: Stage;
  beforeEach(async () => {
    const held = new Promise<void>((resolve) => (letGo = resolve));
    stage = await aStage({ wrap: (activities) => ({ ...activities, notifyDepartments: async (ids) => held.then(() => activities.notifyDepartments(ids)) }) });
    await atWork(stage, '改-43', '2019-12-31');
    await atWork(stage, '改-44', '2019-04-30');
    await mergeTasks(stage.desk, { ...order(stage, '改-44', 'm'), into: { programme: stage.programme, number: '改-43' } });
  });

  const toldOf = async (wanted: NoticeKind): Promise<readonly string[]> => {
    const { notices } = await listNotices(stage.ledger, { status: 'delivered' });
    return notices
      .filter(({ kind }) => kind === wanted)
      .map(({ to }) => to.department)
      .toSorted();
  };

  test('it is un-merged: its life goes on in the run that was about to close', async () => {
    const before = await stage.handle('改-44').describe();
    await unmergeTask(stage.desk, order(stage, '改-44', 'u'));
    letGo();
    await stage.whenQuiet('改-44');

    const after = await stage.handle('改-44').describe();
    expect([after.runId, after.status.name]).toEqual([before.runId, 'RUNNING']);
    expect(await toldOf('unmerge')).toEqual(['SPP-06', 'SPP-08']);
    await stage.advance(shanghai('2019-05-06', '12:00'));
    expect(await passed(stage, '改-44')).toEqual([['2019-04-30', false]]);
  });

  test('an entry of it is corrected: that is told too, and then the run closes', async () => {
    const run = stage.handle('改-44');
    await run.executeUpdate('correct', {
      args: [{ id: 'c', actor: supervisor.person, ranBy: 'tester', command: aCommand('correct', { seq: 6, field: 'reason', text: '重复立项' }) }],
    });
    letGo();

    expect(await run.result()).toMatchObject({ state: 'merged', seq: 7 });
    expect(await toldOf('correction')).toEqual(['SPP-06', 'SPP-BGT']);
  });
});
