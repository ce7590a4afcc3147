import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ledgerRows } from '../../ledger/queries/ledger-rows.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import type { TaskView } from '../../workflows/contract.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import type { Stage } from '../support/stage.ts';
import { aStage } from '../support/stage.ts';

describe('one task, from 交办 to 销号, on a real server', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await aStage();
    await stage.registered('改-12');
  });

  const types = async (): Promise<readonly string[]> => (await stage.journal('改-12')).map(({ event }) => event.type);

  test('goes its whole way; the workflow ends with it and the ledger shows it at once (R19)', async () => {
    await stage.sendAll('改-12', [
      aCommand('issue'),
      aCommand('receive'),
      aCommand('submitMeasures'),
      aCommand('approveMeasures'),
      aCommand('report'),
      aCommand('urge'),
    ]);
    await stage.sendAll('改-12', [aCommand('applyForClosure'), aCommand('returnClosure'), aCommand('applyForClosure')]);
    const struckOff = await stage.send('改-12', aCommand('strikeOff'));

    expect(struckOff).toMatchObject({ number: '改-12', state: 'struckOff', repeated: false });
    expect(await stage.handle('改-12').result()).toEqual({ seq: 11, state: 'struckOff' });
    const { rows } = await ledgerRows(stage.ledger, { programme: stage.programme }, shanghai('2019-02-12', '10:00'));
    expect(rows).toMatchObject([
      { number: '改-12', state: 'struckOff', stateName: '已销号', returnedCount: 1, urgedCount: 1, struckOffBy: 'reviewer of SPP-BGT' },
    ]);
  });

  test('its journal has every step, and its chain holds (R30)', async () => {
    expect((await types()).join(' ')).toBe(
      'taskRegistered taskIssued taskReceived measuresSubmitted measuresApproved taskReported taskUrged closureApplied closureReturned closureApplied taskStruckOff',
    );
    expect(await verifyLedger(stage.ledger)).toMatchObject({ ok: true, broken: null });
  });

  test('whoever had to be told has a paper in the folder, each once', () => {
    const papers = readdirSync(join(stage.home, 'outbox')).map((file) => readFileSync(join(stage.home, 'outbox', file), 'utf8'));
    const ids = papers.map((paper) => /^Message-ID: (.*)$/m.exec(paper)?.[1]);
    expect(papers).toHaveLength(9); // 交办 to lead and participant, measures submitted and approved, 催办, application twice, return, 销号
    expect(new Set(ids).size).toBe(papers.length);
  });

  test('after its end it is answered by the ledger: refused, with the reason', async () => {
    await expect(stage.send('改-12', aCommand('report'))).rejects.toMatchObject({ code: 'STATE_NOT_FITTING', exitCode: 3 });
  });
});

describe('before 交办', () => {
  test('a refused 交办 leaves no run open', async () => {
    const stage = await aStage();
    await stage.registered('改-13');

    await expect(stage.send('改-13', aCommand('issue'), { actor: 'lead_contact of SPP-06' })).rejects.toMatchObject({ code: 'NOT_ENTITLED', exitCode: 3 });

    expect(await stage.handle('改-13').result()).toEqual({ seq: 1, state: 'registered' });
    expect(await stage.send('改-13', aCommand('issue'))).toMatchObject({ state: 'issued' });
  });

  test('a task that was sent back keeps its run until it is issued anew', async () => {
    const stage = await aStage();
    await stage.registered('改-14');
    await stage.sendAll('改-14', [aCommand('issue'), aCommand('decline')]);
    const before = await stage.handle('改-14').describe();

    await stage.send('改-14', aCommand('reissue'));

    const after = await stage.handle('改-14').describe();
    expect([after.status.name, after.runId]).toEqual(['RUNNING', before.runId]);
    expect(await stage.send('改-14', aCommand('receive'), { actor: 'lead_contact of SPP-10' })).toMatchObject({ state: 'received' });
  });
});

describe('repeated and malformed commands', () => {
  test('the same request id acts once; with other content it is refused; malformed it leaves no event', async () => {
    const stage = await aStage();
    await stage.registered('改-15');
    await stage.send('改-15', aCommand('issue'));
    await stage.send('改-15', aCommand('receive'), { requestId: 'said-once' });
    await stage.whenQuiet('改-15');
    const events = (await stage.handle('改-15').fetchHistory()).events?.length;

    expect(await stage.send('改-15', aCommand('receive'), { requestId: 'said-once' })).toMatchObject({ repeated: true, seqs: [3] });
    await expect(
      stage.handle('改-15').executeUpdate('urge', { args: [{ id: 'x', actor: 'somebody', ranBy: '', command: { type: 'urge' } }] }),
    ).rejects.toMatchObject({ cause: { type: 'COMMAND_MALFORMED' } });
    expect((await stage.handle('改-15').fetchHistory()).events).toHaveLength(events ?? 0);
    await expect(stage.send('改-15', aCommand('urge'), { requestId: 'said-once' })).rejects.toMatchObject({ code: 'REQUEST_ID_REUSED', exitCode: 3 });
  });
});

describe('time', () => {
  test('a period for signing that passes is recorded, told to the supervision unit, and ends nothing (R11)', async () => {
    const stage = await aStage();
    await stage.registered('改-16');
    await stage.send('改-16', aCommand('issue'));

    await stage.advance(shanghai('2019-02-20', '10:00'));

    const passed = (await stage.journal('改-16')).filter(({ event }) => event.type === 'deadlinePassed');
    expect(passed.map(({ event, commandId }) => [event.at.slice(0, 16), commandId])).toEqual([['2019-02-14T16:00', 'clock:sign:2019-02-14T16:00:00.000Z']]);
    const notices = await stage.ledger.db.selectFrom('notices').select(['kind', 'status', 'to_department']).where('kind', '=', 'deadlinePassed').execute();
    expect(notices).toEqual([{ kind: 'deadlinePassed', status: 'delivered', to_department: 'SPP-BGT' }]);
    expect(await stage.send('改-16', aCommand('receive'))).toMatchObject({ state: 'received' });
  });

  test('a year passes in a task that reports: it continues as new by quarters and keeps its state, its memo and its looks (R23)', async () => {
    const stage = await aStage();
    await stage.registered('改-17');
    await stage.sendAll('改-17', [aCommand('issue'), aCommand('receive'), aCommand('submitMeasures'), aCommand('approveMeasures')]);
    const first = await stage.handle('改-17').describe();

    for (const month of ['2019-03', '2019-04', '2019-05', '2019-06', '2019-07']) {
      await stage.advance(shanghai(`${month}-05`, '10:00'));
      expect(await stage.send('改-17', aCommand('report'))).toMatchObject({ state: 'inProgress' });
    }

    const last = await stage.handle('改-17').describe();
    expect(last.runId).not.toBe(first.runId);
    expect(last.memo).toEqual(first.memo);
    expect(await stage.handle('改-17').query<TaskView>('task')).toMatchObject({
      seq: (await stage.journal('改-17')).length,
      task: { reportCount: 5, lastReport: { cycle: '2019-07' } },
    });
  });

  test('asked to renew, a task goes on in a new run with nothing lost', async () => {
    const stage = await aStage();
    await stage.registered('改-18');
    await stage.sendAll('改-18', [aCommand('issue'), aCommand('receive')]);
    const first = await stage.handle('改-18').describe();

    await stage.handle('改-18').signal('renew');

    await expect.poll(async () => (await stage.handle('改-18').describe()).runId).not.toBe(first.runId);
    expect(await stage.send('改-18', aCommand('submitMeasures'))).toMatchObject({ state: 'received', seqs: [4] });
  });
});

test('a channel that hangs holds up no command: the task goes on while its notice waits', async () => {
  let letGo = (): void => undefined;
  const hanging = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const stage = await aStage({ wrap: (activities) => ({ ...activities, notifyDepartments: () => hanging }) });
  await stage.registered('改-19');

  await stage.send('改-19', aCommand('issue'));
  expect(await stage.send('改-19', aCommand('receive'))).toMatchObject({ state: 'received' });
  const { raw } = await stage.handle('改-19').describe();

  expect(raw.pendingActivities).toHaveLength(1);
  letGo();
});
