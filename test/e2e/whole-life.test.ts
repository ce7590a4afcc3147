import { Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { handOverTasks } from '../../client/hand-over.ts';
import type { NoticeKind } from '../../domain/notice-names.ts';
import { nowOf, readClock } from '../../ledger/clock.ts';
import { inboxOf } from '../../ledger/queries/inbox-of.ts';
import { taskByNumber } from '../../ledger/queries/task-by-number.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import { searchAttributeKeys } from '../../workflows/contract.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { addSecretary } from '../support/ledger.ts';
import { contact, leader, participantContact, supervisor } from '../support/offices.ts';
import type { Stage } from '../support/stage.ts';
import { aStage } from '../support/stage.ts';

/** What turns a task from its usual way, each act once on a real server; time is skipped. */

let stage: Stage;
beforeAll(async () => {
  stage = await aStage();
  await addSecretary(stage.ledger);
});

async function atWork(number: string): Promise<void> {
  await stage.registered(number);
  await stage.sendAll(number, [aCommand('issue'), aCommand('receive'), aCommand('submitMeasures'), aCommand('approveMeasures')]);
}

const types = async (number: string, after = 5): Promise<readonly string[]> => (await stage.journal(number)).slice(after).map(({ event }) => event.type);

async function shown(number: string) {
  const now = nowOf(await readClock(stage.ledger));
  const details = await taskByNumber(stage.ledger, { programme: stage.programme, number }, now);
  if (!details) throw new Error(`${number} is not in the ledger`);
  return details;
}

const waitingFor = async (person: string, number: string): Promise<readonly string[]> => {
  const { items } = await inboxOf(stage.ledger, { person }, nowOf(await readClock(stage.ledger)));
  return items.filter((item) => item.number === number).map(({ duty, by }) => `${duty} by ${by}`);
};

const told = async (kind: NoticeKind): Promise<readonly string[]> => {
  const rows = await stage.ledger.db.selectFrom('notices').select('to_department').where('kind', '=', kind).orderBy('to_department').execute();
  return rows.map(({ to_department }) => to_department);
};

describe('closure', () => {
  test('is withdrawn, verified, sent back by the check, verified again, and struck off; the run ends with it', async () => {
    await atWork('改-31');
    const apply = aCommand('applyForClosure');
    await stage.sendAll('改-31', [apply, aCommand('withdrawClosure'), apply, aCommand('orderVerification')]);
    expect(await stage.send('改-31', aCommand('recordVerification', { passed: false, finding: '未见实施' }))).toMatchObject({ state: 'inProgress' });
    await stage.sendAll('改-31', [apply, aCommand('orderVerification')]);
    await expect(stage.send('改-31', aCommand('strikeOff'))).rejects.toMatchObject({ code: 'VERIFICATION_NOT_RECORDED', exitCode: 3 });
    await stage.sendAll('改-31', [aCommand('recordVerification'), aCommand('strikeOff')]);

    expect(await stage.handle('改-31').result()).toMatchObject({ state: 'struckOff' });
    expect((await shown('改-31')).task).toMatchObject({ returnedCount: 1, state: 'struckOff' });
    const firstTry = ['closureApplied', 'closureWithdrawn', 'closureApplied', 'verificationOrdered', 'verificationRecorded'];
    const secondTry = ['closureApplied', 'verificationOrdered', 'verificationRecorded', 'taskStruckOff'];
    expect(await types('改-31')).toEqual([...firstTry, ...secondTry]);
  });
});

describe('termination', () => {
  test('by the secretary of the Party group ends the run; everybody is told', async () => {
    await atWork('改-32');
    await expect(stage.send('改-32', aCommand('terminate'), { actor: leader.person })).rejects.toMatchObject({ code: 'NOT_ENTITLED' });

    await stage.send('改-32', aCommand('terminate'));

    expect(await stage.handle('改-32').result()).toMatchObject({ state: 'terminated' });
    expect(await told('termination')).toEqual(['SPP-06', 'SPP-08', 'SPP-BGT']);
  });

  test('of what was never issued needs no run', async () => {
    await stage.registered('改-33');

    expect(await stage.send('改-33', aCommand('terminate'))).toMatchObject({ state: 'terminated', seqs: [2] });
  });
});

describe('a correction', () => {
  test('is appended by the department that made the entry; the entry stays, and the chain holds (R30)', async () => {
    await atWork('改-34');
    await stage.send('改-34', aCommand('report'));
    const before = await stage.journal('改-34');

    const correct = aCommand('correct', { seq: 6, field: 'progress', text: '完成调研，形成二稿' });
    await expect(stage.send('改-34', correct, { actor: participantContact.person })).rejects.toMatchObject({ code: 'NOT_ENTITLED' });
    await stage.send('改-34', correct, { actor: contact.person });
    const again = { ...correct, text: '完成调研，形成三稿' };
    await stage.send('改-34', again);

    const journal = await stage.journal('改-34');
    expect(journal.slice(0, 6)).toEqual(before);
    expect(journal.slice(6).map(({ event }) => event)).toMatchObject([
      { type: 'entryCorrected', seq: 6, oldText: '完成调研，形成初稿', newText: '完成调研，形成二稿' },
      { type: 'entryCorrected', seq: 6, oldText: '完成调研，形成二稿', newText: '完成调研，形成三稿' },
    ]);
    expect((await shown('改-34')).task).toMatchObject({ correctedCount: 2, lastReport: { progress: '完成调研，形成三稿' } });
    await expect(stage.send('改-34', { ...correct, seq: 99 })).rejects.toMatchObject({ code: 'ENTRY_NOT_FOUND', exitCode: 4 });
  });
});

describe('lead and participants (R21, R22)', () => {
  test('a request waits in the inbox of the participant until it answers', async () => {
    await atWork('改-35');
    await stage.send('改-35', aCommand('requestContribution', { due: '2019-02-20' }));
    expect(await waitingFor(participantContact.person, '改-35')).toEqual(['contribute by 2019-02-20']);

    await stage.send('改-35', aCommand('contribute', { request: '1' }));
    await stage.send('改-35', aCommand('contribute'));

    expect(await waitingFor(participantContact.person, '改-35')).toEqual([]);
    expect((await shown('改-35')).task).toMatchObject({ requests: [], participation: [{ participant: 'SPP-08', asked: 1, answered: 1, unasked: 1 }] });
    expect(await told('contributionRequest')).toEqual(['SPP-08']);
  });

  test('催办 waits for an answer', async () => {
    await atWork('改-36');
    await stage.send('改-36', aCommand('urge'));
    expect(await waitingFor(contact.person, '改-36')).toEqual(['answerUrge by 2019-02-14', 'work by 2019-06-30']);

    await stage.send('改-36', aCommand('answerUrge'));

    expect(await waitingFor(contact.person, '改-36')).toEqual(['work by 2019-06-30']);
  });
});

describe('a hand-over (R32)', () => {
  test('keeps the run, which shows the new lead; one notice per department tells of all of them', async () => {
    const numbers = ['改-41', '改-42'];
    for (const number of numbers) await atWork(number);
    const before = await stage.handle('改-41').describe();
    const content = { reason: '职责划转', from: 'SPP-06', to: 'SPP-10', responsible: 'department_head of SPP-10' };
    const order = { actor: supervisor.person, requestId: 'reorganisation', programme: stage.programme, holder: { department: 'SPP-06' }, content };
    const tasks = numbers.map((number) => ({ programme: stage.programme, number }));

    const first = await handOverTasks(stage.desk, { ...order, numbers: tasks, dryRun: false });
    const again = await handOverTasks(stage.desk, { ...order, numbers: tasks, dryRun: false });

    const names = numbers.map((number) => `${stage.programme}/${number}`);
    expect(first).toMatchObject({
      handedOver: names.map((number) => ({ number, to: { lead: 'SPP-10', leader: 'leader of petitions' } })),
      refused: [],
      notices: 3,
    });
    expect([again.handedOver, again.already, again.notices]).toEqual([[], names, 0]);
    expect(await told('handOver')).toEqual(['SPP-06']);
    expect(await told('takeOver')).toEqual(['SPP-10', 'SPP-10']);
    const after = await stage.handle('改-41').describe();
    expect(after.runId).toBe(before.runId);
    expect(after.memo).toMatchObject({ lead: 'SPP-10', leadName: '第十检察厅' });
    expect(after.typedSearchAttributes.get(searchAttributeKeys.lead)).toBe('SPP-10');
    expect(await stage.send('改-41', aCommand('report'), { actor: 'lead_contact of SPP-10' })).toMatchObject({ state: 'inProgress' });
    await expect(stage.send('改-41', aCommand('report'), { actor: contact.person })).rejects.toMatchObject({ code: 'NOT_ENTITLED' });
  });
});

test('what these runs have lived through replays (R23)', async () => {
  for (const number of ['改-31', '改-32', '改-34', '改-36', '改-41']) {
    const history = await stage.handle(number).fetchHistory();
    await expect(Worker.runReplayHistory({ workflowBundle: { codePath: inject('workflowBundle') } }, history, number)).resolves.toBeUndefined();
  }
});

describe('time', () => {
  beforeAll(async () => {
    for (const number of ['改-37', '改-38', '改-39']) await atWork(number);
    await stage.send('改-37', aCommand('suspend', { resumeOn: '2019-03-12' }));
    await stage.send('改-38', aCommand('suspend', { resumeOn: '2019-03-12' }));
    await stage.send('改-38', aCommand('resume'));
    await stage.sendAll('改-39', [aCommand('requestContribution', { due: '2019-02-20' }), aCommand('urge')]);
    await stage.advance(shanghai('2019-03-12', '10:00'));
  });

  test('resumes a suspended task on its day, and moves what it has promised by the working days between', async () => {
    const resumed = (await stage.journal('改-37')).at(-1);

    expect([resumed?.event.type, resumed?.event.at.slice(0, 16), resumed?.commandId]).toEqual([
      'taskResumed',
      '2019-03-11T16:00',
      'clock:resumption:2019-03-11T16:00:00.000Z',
    ]);
    expect((await shown('改-37')).task).toMatchObject({
      state: 'inProgress',
      baselineDue: '2019-06-30',
      currentDue: '2019-07-26',
      assignment: { milestones: [{ date: '2019-05-30' }] },
    });
    expect(await stage.send('改-37', aCommand('report'))).toMatchObject({ state: 'inProgress' });
  });

  test('says nothing of one that its leader has resumed before', async () => {
    expect(await types('改-38')).toEqual(['taskSuspended', 'taskResumed']);
  });

  test('records the silence of a participant and of a lead, each once: the first makes nobody late', async () => {
    const passed = (await stage.journal('改-39')).filter(({ event }) => event.type === 'deadlinePassed');

    expect(passed.map(({ commandId }) => commandId.replace(/:20.*/, ''))).toEqual(['clock:reply', 'clock:contribution']);
    expect(await told('contributionOverdue')).toEqual(['SPP-06', 'SPP-08']);
    const { light, overdueWorkingDays, task } = await shown('改-39');
    expect([light, overdueWorkingDays]).toEqual(['green', 0]);
    expect(task).toMatchObject({ participation: [{ asked: 1, answered: 0 }] });
  });

  test('leaves histories that replay, with the timers that the clock has asked by', async () => {
    for (const number of ['改-37', '改-38', '改-39']) {
      const history = await stage.handle(number).fetchHistory();
      await expect(Worker.runReplayHistory({ workflowBundle: { codePath: inject('workflowBundle') } }, history, number)).resolves.toBeUndefined();
    }
  });

  test('leaves a journal that verifies', async () => {
    expect(await verifyLedger(stage.ledger)).toMatchObject({ ok: true, broken: null });
  });
});
