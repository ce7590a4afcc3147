import { beforeAll, expect, test, vi } from 'vitest';
import { lazyTemporal } from '../../client/temporal.ts';
import { expectConverged, journalledFor, untilAnswered } from '../support/callers.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import type { Stage } from '../support/stage.ts';
import { aStage } from '../support/stage.ts';
import type { StoppableTemporal } from '../support/stoppable-servers.ts';
import { aStoppableTemporal } from '../support/stoppable-servers.ts';

// Servers start anew in each test; on a machine with other work that takes its time.
vi.setConfig({ testTimeout: 180_000 });

/** The Temporal server killed with -9 and started again on its file. The worker stays the same all the time. */

let temporal: StoppableTemporal;
let stage: Stage;
let killsAfterCommitOf: string | null = null;

beforeAll(async () => {
  temporal = await aStoppableTemporal();
  stage = await aStage({
    temporalAddress: temporal.address,
    wrap: (activities) => ({
      ...activities,
      carryOut: async (call) => {
        const outcome = await activities.carryOut(call);
        if (call.envelope.id === killsAfterCommitOf) {
          await temporal.kill();
          killsAfterCommitOf = null;
        }
        return outcome;
      },
    }),
  });
});

async function aTaskInProgress(number: string): Promise<string> {
  await stage.registered(number, { milestones: [] });
  await stage.sendAll(number, [aCommand('issue'), aCommand('receive'), aCommand('submitMeasures'), aCommand('approveMeasures')]);
  return number;
}

test('the server dies after the commit: the same caller goes on waiting and is answered when it is back; deadlines are still kept', async () => {
  const number = await aTaskInProgress('改-1');
  const urge = () => stage.send(number, aCommand('urge'), { requestId: 'died' });
  killsAfterCommitOf = 'died';

  const answer = untilAnswered(urge);
  await vi.waitUntil(() => killsAfterCommitOf === null, { timeout: 10_000 });
  await temporal.start();

  expect(await answer).toMatchObject({ seqs: [6] });
  expect(await urge()).toMatchObject({ seqs: [6], repeated: true });
  expect(await journalledFor(stage, number, 'died')).toBe(1);
  await stage.advance(shanghai('2019-07-05', '10:00')); // 改-1 is due on 2019-06-30
  const passed = (await stage.journal(number)).flatMap(({ event }) => (event.type === 'deadlinePassed' ? [event.deadline.kind] : []));
  expect(passed.filter((kind) => kind === 'due')).toHaveLength(1);
  await expectConverged(stage, number);
});

test('killed at random under eight callers: every command, repeated with its request id, stands once', async () => {
  const numbers = await Promise.all(['乱-1', '乱-2', '乱-3', '乱-4'].map(aTaskInProgress));
  const callers = [...numbers, ...numbers];
  const commandsEach = 12;
  const acknowledged: string[] = [];
  const lane = async (number: string, caller: number): Promise<void> => {
    for (let index = 0; index < commandsEach; index++) {
      const requestId = `random-${caller}-${index}`;
      await untilAnswered(() => stage.send(number, aCommand('urge'), { requestId }));
      acknowledged.push(requestId);
    }
  };

  const lanes = Promise.all(callers.map(lane));
  for (const after of [16, 56]) {
    await vi.waitUntil(() => acknowledged.length >= after, { timeout: 30_000 });
    await temporal.kill();
    await temporal.start();
  }
  await lanes;

  const journals = await Promise.all(numbers.map((number) => stage.journal(number)));
  const journalled = journals.flatMap((rows) => rows.map(({ commandId }) => commandId)).filter((id) => id.startsWith('random-'));
  expect(acknowledged).toHaveLength(callers.length * commandsEach);
  expect(journalled.toSorted()).toEqual(acknowledged.toSorted());
  for (const number of numbers) await expectConverged(stage, number);
});

test('a program that could not connect at first is connected once the server is there', async () => {
  const lazy = lazyTemporal(() => Promise.resolve({ namespace: 'default', taskQueue: stage.taskQueue, connectionOptions: { address: temporal.address } }));
  await temporal.kill();
  await expect(lazy.connect()).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE', exitCode: 5 });
  await temporal.start();

  const { client } = await lazy.connect();

  expect(await client.workflowService.describeNamespace({ namespace: 'default' })).toMatchObject({ namespaceInfo: { name: 'default' } });
  await lazy.close();
});
