import { expect, test, vi } from 'vitest';
import { connectSupervision } from '../../client/supervision-client.ts';
import { addOverlay, planOverlay } from '../../ledger/overlays.ts';
import { tasksForeseen } from '../../ledger/queries/tasks-under-calendars.ts';
import type { TaskView } from '../../workflows/contract.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { entry } from '../support/ledger.ts';
import { anOverlay } from '../support/overlays.ts';
import { aStage } from '../support/stage.ts';

test('a day off moves exactly the dates that the dry run named, wakes no other task, and is told', async () => {
  const stage = await aStage();
  const { ledger, desk, programme } = stage;
  const client = connectSupervision(desk);
  for (const number of ['改-1', '改-2', '改-3']) await stage.registered(number);
  await stage.sendAll('改-1', [aCommand('issue')]);
  await stage.sendAll('改-2', [aCommand('issue')]);
  // In progress: no clock of this task counts the 14th of February.
  await stage.sendAll('改-3', [aCommand('issue'), aCommand('receive'), aCommand('submitMeasures'), aCommand('approveMeasures')]);
  for (const number of ['改-1', '改-2', '改-3']) await stage.whenQuiet(number);
  const lengthOf = async (number: string): Promise<number> => (await stage.handle(number).describe()).historyLength;
  const untouched = await lengthOf('改-3');

  const foreseen = await tasksForeseen(ledger, { inForce: (await planOverlay(ledger.db, anOverlay())).after, programme, now: entry.now });
  await addOverlay(ledger, anOverlay(), entry);
  const order = { reason: '暴雪停班', programme, actor: 'system', requestId: 'day-off', dryRun: false };
  const dryRun = await client.reprojectTasks({ ...order, dryRun: true });
  const done = await client.reprojectTasks(order);

  const journalled = (await Promise.all(['改-1', '改-2', '改-3'].map((number) => stage.journal(number)))).flatMap((rows) => rows.map(({ event }) => event));
  expect(dryRun.tasks.map(({ number, dates }) => [number, dates])).toEqual(
    ['改-1', '改-2'].map((number) => [number, [{ kind: 'sign', from: '2019-02-14', to: '2019-02-15' }]]),
  );
  expect(foreseen.filter(({ dates }) => dates.length > 0).map(({ moves: _, ...task }) => task)).toEqual(dryRun.tasks);
  expect(done).toMatchObject({ tasks: dryRun.tasks, reprojected: [`${programme}/改-1`, `${programme}/改-2`], refused: [], notices: 2 });
  expect(journalled.flatMap((event) => (event.type === 'taskReprojected' ? [event.dates] : []))).toEqual(dryRun.tasks.map(({ dates }) => dates));
  expect(await lengthOf('改-3')).toBe(untouched);

  // Said again, nothing is left.
  expect(await client.reprojectTasks(order)).toMatchObject({ tasks: [], reprojected: [], notices: 0 });

  // The timer of the run goes by the new day.
  await stage.advance(shanghai('2019-02-15', '08:00'));
  expect(await stage.handle('改-1').query<TaskView>('task')).toMatchObject({ task: { state: 'issued', passed: [] } });
  await stage.advance(shanghai('2019-02-16', '01:00'));
  await vi.waitFor(async () => {
    expect((await stage.journal('改-1')).at(-1)?.event).toMatchObject({ type: 'deadlinePassed', deadline: { kind: 'sign', date: '2019-02-15' }, late: false });
  });
});
