import { describe, expect, test, vi } from 'vitest';
import { meetingActs } from '../../client/meeting-acts.ts';
import { cycleOf } from '../../ledger/queries/cycles.ts';
import { packetEditions } from '../../ledger/queries/packets.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import { expectConverged, journalledFor } from '../support/callers.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { supervisor } from '../support/offices.ts';
import type { Stage } from '../support/stage.ts';
import { aStage } from '../support/stage.ts';
import { WorkerProcess } from '../support/worker-process.ts';

/** Killed exactly between the ledger's commit and the end of the workflow task (design: journal wins). */

/** One deadline ahead: the due day. */
async function aTaskInProgress(options: ConstructorParameters<typeof WorkerProcess>[1] = {}): Promise<{ stage: Stage; worker: WorkerProcess }> {
  const stage = await aStage({ worker: 'none' });
  const worker = await new WorkerProcess(stage, options).start();
  await stage.registered('改-12', { milestones: [] });
  await stage.sendAll('改-12', [aCommand('issue'), aCommand('receive'), aCommand('submitMeasures'), aCommand('approveMeasures')]);
  return { stage, worker };
}

// Together, since each waits for the server to give up a lost workflow task, which takes 10 s.
describe.concurrent('a worker that dies right after the commit', () => {
  test('the same client goes on waiting and gets its answer from the next worker', async () => {
    const { stage, worker } = await aTaskInProgress();

    const answer = stage.send('改-12', aCommand('urge'), { requestId: 'die-waiting' });
    await worker.died();
    await worker.start();

    expect(await answer).toMatchObject({ seqs: [6], state: 'inProgress' });
    expect(await journalledFor(stage, '改-12', 'die-waiting')).toBe(1);
    await expectConverged(stage, '改-12');
  });

  test('another command arrives first: both stand once, in order', async () => {
    const { stage, worker } = await aTaskInProgress();

    const first = stage.send('改-12', aCommand('urge'), { requestId: 'die-first' });
    await worker.died();
    const second = stage.send('改-12', aCommand('report'), { requestId: 'second' });
    await worker.start();

    expect((await Promise.all([first, second])).map(({ seqs }) => seqs)).toEqual([[6], [7]]);
    await expectConverged(stage, '改-12');
  });

  test('the timer fires first: the deadline that passed is recorded once', async () => {
    const { stage, worker } = await aTaskInProgress({ diesAtClock: true });
    const advanced = stage.advance(shanghai('2019-07-01', '00:30')); // 改-12 is due on 2019-06-30; its ladder begins at 09:00

    await worker.died();
    await worker.start();
    await advanced;

    const passed = (await stage.journal('改-12')).filter(({ event }) => event.type === 'deadlinePassed');
    expect(passed.map(({ event }) => event.type === 'deadlinePassed' && event.deadline)).toEqual([{ kind: 'due', date: '2019-06-30' }]);
    await expectConverged(stage, '改-12');
  });

  test('a continue-as-new is due: the command stands once, and repeated on the new run it has its first outcome', async () => {
    const { stage, worker } = await aTaskInProgress();
    const first = await stage.handle('改-12').describe();

    const answer = stage.send('改-12', aCommand('urge'), { requestId: 'die-renewal' });
    await worker.died();
    await stage.handle('改-12').signal('renew');
    await worker.start();

    expect(await answer).toMatchObject({ seqs: [6] });
    await vi.waitUntil(async () => (await stage.handle('改-12').describe()).runId !== first.runId, { timeout: 30_000 });
    expect(await stage.send('改-12', aCommand('urge'), { requestId: 'die-renewal' })).toMatchObject({ seqs: [6], repeated: true });
    await expectConverged(stage, '改-12');
  });

  test('the packet of a meeting was composed: the next worker finds that edition, and the cycle goes on', async () => {
    const stage = await aStage({ worker: 'none' });
    const worker = await new WorkerProcess(stage, { diesAtClock: true }).start();
    const schedule = { date: '2019-02-26', meetingType: '党组会', topic: '听取重点工作汇报' } as const;
    await meetingActs(stage.desk).scheduleMeeting('SPP', { actor: supervisor.person }, schedule);
    const advanced = stage.advance(shanghai('2019-02-22', '10:00')); // reports are due by 2019-02-21

    await worker.died();
    const first = await packetEditions(stage.ledger, 'SPP', '2019-02');
    await worker.start();
    await advanced;

    expect(first).toMatchObject([{ edition: 1, seq: 1, by: 'clock' }]);
    expect(await packetEditions(stage.ledger, 'SPP', '2019-02')).toEqual(first);
    expect(await cycleOf(stage.ledger, 'SPP', '2019-02')).toMatchObject({ passed: true, told: true });
    expect(await verifyLedger(stage.ledger)).toMatchObject({ ok: true });
  });
});

test.concurrent('workers killed at random in mid-command: everything acknowledged is there once, the state is the fold of the journal', async () => {
  const { stage, worker } = await aTaskInProgress();
  const commandCount = 60;
  const acknowledged: string[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < commandCount) {
      const requestId = `random-${next++}`;
      const { seqs } = await stage.send('改-12', aCommand('urge'), { requestId });
      expect(seqs).toHaveLength(1);
      acknowledged.push(requestId);
    }
  };

  const lanes = Promise.all(Array.from({ length: 6 }, lane));
  for (const after of [10, 25, 40]) {
    await vi.waitUntil(() => acknowledged.length >= after, { timeout: 30_000 });
    await worker.restart();
  }
  await lanes;

  const journalled = (await stage.journal('改-12')).map(({ commandId }) => commandId).filter((id) => id.startsWith('random-'));
  expect(journalled.toSorted()).toEqual(acknowledged.toSorted());
  expect(acknowledged).toHaveLength(commandCount);
  await expectConverged(stage, '改-12');
});
