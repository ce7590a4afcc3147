import { beforeAll, describe, expect, test, vi } from 'vitest';
import { DubanError } from '../../client/errors.ts';
import { sendToRun } from '../../client/send-to-run.ts';
import type { CarriedOut, CarryOutCall } from '../../domain/envelope.ts';
import { taskHead } from '../../ledger/queries/task-head.ts';
import { expectConverged, journalledFor, untilAnswered } from '../support/callers.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { supervisor } from '../support/offices.ts';
import type { Stage } from '../support/stage.ts';
import { aStage } from '../support/stage.ts';
import type { StoppablePostgres } from '../support/stoppable-servers.ts';
import { aStoppablePostgres } from '../support/stoppable-servers.ts';

// Servers start anew in each test; on a machine with other work that takes its time.
vi.setConfig({ testTimeout: 180_000 });

/** PostgreSQL killed with -9 in mid-life and started again on its data. The worker stays the same all the time. */

let postgres: StoppablePostgres;
let stage: Stage;

/** What stands in the way of the next transaction whose command id begins so. */
let obstacle: { readonly idPrefix: string; readonly when: 'before' | 'after' } | null = null;
const attemptsOf: Record<string, number> = {};

async function takeAwayOnce(call: CarryOutCall, carryOut: (call: CarryOutCall) => Promise<CarriedOut>): Promise<CarriedOut> {
  const { id } = call.envelope;
  attemptsOf[id] = (attemptsOf[id] ?? 0) + 1;
  const mine = obstacle !== null && id.startsWith(obstacle.idPrefix) ? obstacle : null;
  if (!mine) return carryOut(call);
  obstacle = null;
  if (mine.when === 'before') {
    await postgres.kill();
    return carryOut(call);
  }
  await carryOut(call);
  await postgres.kill();
  throw new Error('Connection terminated unexpectedly'); // what is left of an answer whose connection broke
}

const attemptsUntil = (id: string, count: number): Promise<unknown> => vi.waitUntil(() => (attemptsOf[id] ?? 0) >= count, { timeout: 20_000 });

async function aTaskInProgress(number: string): Promise<string> {
  await stage.registered(number, { milestones: [] });
  await stage.sendAll(number, [aCommand('issue'), aCommand('receive'), aCommand('submitMeasures'), aCommand('approveMeasures')]);
  return number;
}

beforeAll(async () => {
  postgres = await aStoppablePostgres();
  stage = await aStage({
    database: postgres.database,
    wrap: (activities) => ({ ...activities, carryOut: (call) => takeAwayOnce(call, (again) => activities.carryOut(again)) }),
  });
});

describe('PostgreSQL goes away', () => {
  test('before a command is recorded: the same caller goes on waiting and is answered when it is back', async () => {
    const number = await aTaskInProgress('改-1');
    obstacle = { idPrefix: 'before', when: 'before' };

    const answer = stage.send(number, aCommand('urge'), { requestId: 'before' });
    await attemptsUntil('before', 4);
    await postgres.start();

    expect(await answer).toMatchObject({ seqs: [6], repeated: false });
    expect(await journalledFor(stage, number, 'before')).toBe(1);
    await expectConverged(stage, number);
  });

  test('after a command is recorded and before anybody is told: it stands once, and its caller hears so', async () => {
    const number = await aTaskInProgress('改-2');
    obstacle = { idPrefix: 'after', when: 'after' };

    const answer = stage.send(number, aCommand('urge'), { requestId: 'after' });
    await attemptsUntil('after', 4);
    await postgres.start();

    expect(await answer).toMatchObject({ seqs: [6] });
    expect(await journalledFor(stage, number, 'after')).toBe(1);
    await expectConverged(stage, number);
  });

  test('for longer than its caller waits: the outcome is unknown, exit code 5; said again it acts once', async () => {
    const number = await aTaskInProgress('改-3');
    const order = { task: { programme: stage.programme, number }, actor: supervisor.person, requestId: 'longer', command: aCommand('urge') };
    const head = await taskHead(stage.ledger, order.task);
    if (!head) throw new Error(`${number} is not in the ledger`);
    obstacle = { idPrefix: 'longer', when: 'before' };

    const impatient = sendToRun(stage.desk, { order, head, giveUpAtMs: Date.now() + 1_500 });

    await expect(impatient).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN', exitCode: 5, details: { requestId: 'longer' } });
    const away = await stage.send(number, aCommand('urge'), { requestId: 'longer' }).catch((error: unknown) => error);
    expect(away).toBeInstanceOf(DubanError);
    expect(away).toMatchObject({ code: 'SERVER_UNREACHABLE', exitCode: 5 });
    await postgres.start();
    expect(await untilAnswered(() => stage.send(number, aCommand('urge'), { requestId: 'longer' }))).toMatchObject({ seqs: [6] });
    expect(await stage.send(number, aCommand('urge'), { requestId: 'longer' })).toMatchObject({ seqs: [6], repeated: true });
    await expectConverged(stage, number);
  });

  test('while a deadline passes: it is recorded once when PostgreSQL is back, and the task goes on', async () => {
    const number = await aTaskInProgress('改-4'); // due on 2019-06-30
    obstacle = { idPrefix: 'clock:', when: 'before' };

    const advanced = stage.advance(shanghai('2019-07-05', '10:00'));
    await vi.waitUntil(() => Object.entries(attemptsOf).some(([id, count]) => id.startsWith('clock:') && count >= 4), { timeout: 30_000 });
    await postgres.start();
    await advanced;

    expect(await stage.send(number, aCommand('report'))).toMatchObject({ state: 'inProgress' });
    expect((await stage.journal(number)).filter(({ event }) => event.type === 'deadlinePassed')).toHaveLength(1);
    await expectConverged(stage, number);
  });
});

test('PostgreSQL killed at random under ten callers: every command, repeated with its request id, stands once; drafts too', async () => {
  const running = await Promise.all(['乱-1', '乱-2', '乱-3', '乱-4'].map(aTaskInProgress));
  const draft = await stage.registered('乱-5');
  const callers = [...running, draft, ...running, draft];
  const acknowledged: string[] = [];
  const unanswered: string[] = [];
  const command = (number: string, index: number) => (number === draft ? aCommand('amend', { changes: { title: `第 ${index} 稿` } }) : aCommand('urge'));
  let isKilling = true;
  // A run's caller waits through an outage; it is the draft's that are left without an answer, so they go on until the last one.
  const goesOn = (number: string, index: number): boolean => index < 12 || (number === draft && isKilling);
  const lane = async (number: string, caller: number): Promise<void> => {
    for (let index = 0; goesOn(number, index); index++) {
      const requestId = `random-${caller}-${index}`;
      const { seqs } = await untilAnswered(
        () => stage.send(number, command(number, caller * 100 + index), { requestId }),
        (code) => unanswered.push(code),
      );
      expect(seqs).toHaveLength(1);
      acknowledged.push(requestId);
    }
  };

  const lanes = Promise.all(callers.map(lane));
  for (const after of [20, 70]) {
    await vi.waitUntil(() => acknowledged.length >= after, { timeout: 30_000 });
    const sofar = unanswered.length;
    await postgres.kill();
    await vi.waitUntil(() => unanswered.length > sofar, { timeout: 30_000 });
    await postgres.start();
  }
  isKilling = false;
  await lanes;

  const journals = await Promise.all([...running, draft].map((number) => stage.journal(number)));
  const journalled = journals.flatMap((rows) => rows.map(({ commandId }) => commandId)).filter((id) => id.startsWith('random-'));
  expect(acknowledged.length).toBeGreaterThanOrEqual(callers.length * 12);
  expect(journalled.toSorted()).toEqual(acknowledged.toSorted());
  expect(new Set(unanswered)).toSatisfy((codes: Set<string>) => [...codes].every((code) => ['OUTCOME_UNKNOWN', 'SERVER_UNREACHABLE'].includes(code)));
  for (const number of running) await expectConverged(stage, number);
});
