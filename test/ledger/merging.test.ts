import { beforeEach, describe, expect, test } from 'vitest';
import type { CommandDesk } from '../../client/command-order.ts';
import { mergeTasks, unmergeTask } from '../../client/merge-tasks.ts';
import type { Task } from '../../domain/task.ts';
import type { TaskNumber } from '../../domain/values.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { decompositionOf } from '../../ledger/queries/decomposition-of.ts';
import { unfinishedMergers } from '../../ledger/queries/unfinished-mergers.ts';
import { rebuildProjections } from '../../ledger/rebuild.ts';
import { importSources } from '../../ledger/sources.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import { aCommand } from '../support/commands.ts';
import { act, addSecretary, aLedgerWithProgramme, aRegistration, aTaskIn, entry } from '../support/ledger.ts';
import { supervisor } from '../support/offices.ts';
import { wholeLedger } from '../support/whole-ledger.ts';

let ledger: Ledger;
/** The client as it is where no task has a run: drafts need no Temporal. */
let desk: CommandDesk;
beforeEach(async () => {
  ({ ledger } = await aLedgerWithProgramme());
  const temporal = { connect: () => Promise.reject(new Error('there is no Temporal here')), close: () => Promise.resolve() };
  desk = { ledger, temporal, ranBy: 'tester' };
});

const full = (number: TaskNumber): string => `2019/${number}`;
const absorb = (number: TaskNumber, by: TaskNumber, id?: string) => act(ledger, by, aCommand('absorb', { task: full(number) }), { ...(id && { id }) });
const merge = (number: TaskNumber, into: TaskNumber, id?: string) => act(ledger, number, aCommand('merge', { into: full(into) }), { ...(id && { id }) });

async function taskCalled(number: TaskNumber): Promise<Task> {
  const row = await ledger.db.selectFrom('tasks').select('task').where('number', '=', number).executeTakeFirstOrThrow();
  return row.task;
}

const order = (number: TaskNumber, requestId: string) => ({
  task: { programme: '2019', number },
  reason: '内容相近，合并办理',
  actor: supervisor.person,
  requestId,
});
const survivor = { programme: '2019', number: '改-1' };

async function twoDrafts(): Promise<void> {
  await act(ledger, '改-1', aRegistration('改-1', { due: '2019-12-31', clauses: [{ source: '意见', clause: '一' }] }));
  await act(ledger, '改-2', aRegistration('改-2', { due: '2019-06-30', lead: 'SPP-10', clauses: [{ source: '意见', clause: '二' }] }));
}

describe('a merger of two tasks', () => {
  test('is one command for each: both journals say it, the clauses stay covered, the survivor keeps the earlier day', async () => {
    await importSources(ledger, { clauses: ['一', '二'].map((clause) => ({ source: '意见', clause, text: `第${clause}条` })) }, entry);
    await twoDrafts();

    const merged = await mergeTasks(desk, { ...order('改-2', 'r'), into: survivor });

    expect(merged).toEqual({
      programme: '2019',
      number: '改-2',
      state: 'merged',
      seqs: [2],
      repeated: false,
      survivor: { number: '2019/改-1', seqs: [2], currentDue: '2019-06-30' },
    });
    expect(await taskCalled('改-1')).toMatchObject({ assignment: { due: '2019-06-30', participants: ['SPP-08', 'SPP-10'] } });
    expect(await decompositionOf(ledger, '2019')).toMatchObject({ complete: true, uncovered: [], tasksWithoutClause: [] });
    expect(await unfinishedMergers(ledger)).toEqual([]);
    expect(await verifyLedger(ledger)).toMatchObject({ ok: true });
  });

  test('said again under the same request id acts once', async () => {
    await twoDrafts();
    await mergeTasks(desk, { ...order('改-2', 'r'), into: survivor });

    expect(await mergeTasks(desk, { ...order('改-2', 'r'), into: survivor })).toMatchObject({ seqs: [2], repeated: true, survivor: { seqs: [2] } });
  });

  test('that broke off between the two is seen, and is finished by saying it again, under any request id', async () => {
    await twoDrafts();
    await absorb('改-2', '改-1', 'r/2019/改-2');

    expect(await unfinishedMergers(ledger)).toEqual([{ survivor: '2019/改-1', task: '2019/改-2' }]);
    expect(await mergeTasks(desk, { ...order('改-2', 'another'), into: survivor })).toMatchObject({ state: 'merged', survivor: { seqs: [] } });
    expect(await unfinishedMergers(ledger)).toEqual([]);
  });

  test('that broke off is taken back by un-merging from the survivor', async () => {
    await twoDrafts();
    const before = await taskCalled('改-1');
    await absorb('改-2', '改-1');

    await expect(unmergeTask(desk, order('改-2', 'r'))).rejects.toMatchObject({ code: 'STATE_NOT_FITTING' });
    expect(await unmergeTask(desk, { ...order('改-2', 's'), from: survivor })).toMatchObject({ state: 'registered', seqs: [], survivor: { seqs: [3] } });
    expect(await taskCalled('改-1')).toEqual(before);
  });

  test('gives back what the survivor took over where the second half is refused', async () => {
    await twoDrafts();
    const before = await taskCalled('改-1');
    await act(ledger, '改-2', aCommand('merge'), { id: 'r' });

    await expect(mergeTasks(desk, { ...order('改-2', 'r'), into: survivor })).rejects.toMatchObject({ code: 'REQUEST_ID_REUSED' });
    expect(await taskCalled('改-1')).toEqual(before);
    expect(await unfinishedMergers(ledger)).toEqual([]);
  });

  test('with a task that is not there is refused before anything has changed', async () => {
    await twoDrafts();

    await expect(mergeTasks(desk, { ...order('改-9', 'r'), into: survivor })).rejects.toMatchObject({ code: 'TASK_NOT_FOUND', exitCode: 4 });
    await expect(mergeTasks(desk, { ...order('改-1', 'r'), into: survivor })).rejects.toMatchObject({ code: 'MERGE_WITH_ITSELF', exitCode: 3 });
    await expect(mergeTasks(desk, { ...order('改-1', 's'), into: { programme: '2019', number: '改-9' } })).rejects.toMatchObject({ code: 'TASK_NOT_FOUND' });
  });
});

describe('un-merging', () => {
  test('restores both, said again it acts once, and broken off it is finished', async () => {
    await twoDrafts();
    const before = [await taskCalled('改-1'), await taskCalled('改-2')];
    await mergeTasks(desk, { ...order('改-2', 'r'), into: survivor });

    const given = { state: 'registered', seqs: [3], survivor: { number: '2019/改-1', seqs: [3], currentDue: '2019-12-31', refused: null } };
    expect(await unmergeTask(desk, order('改-2', 's'))).toMatchObject({ ...given, repeated: false });
    expect(await unmergeTask(desk, order('改-2', 's'))).toMatchObject({ ...given, repeated: true });
    expect([await taskCalled('改-1'), await taskCalled('改-2')]).toEqual(before);

    await mergeTasks(desk, { ...order('改-2', 't'), into: survivor });
    await act(ledger, '改-2', aCommand('unmerge', { from: '2019/改-1' }));
    expect(await unfinishedMergers(ledger)).toEqual([{ survivor: '2019/改-1', task: '2019/改-2' }]);
    expect(await unmergeTask(desk, order('改-2', 'u'))).toMatchObject({ seqs: [], survivor: { seqs: [5] } });
    expect([await taskCalled('改-1'), await taskCalled('改-2')]).toEqual(before);
  });

  test('from a survivor that has ended leaves that as it is, and says so', async () => {
    await addSecretary(ledger);
    await twoDrafts();
    await mergeTasks(desk, { ...order('改-2', 'r'), into: survivor });
    await act(ledger, '改-1', aCommand('terminate'));
    const ended = await taskCalled('改-1');

    expect(await unmergeTask(desk, order('改-2', 's'))).toMatchObject({
      state: 'registered',
      survivor: { kept: null, refused: { code: 'STATE_NOT_FITTING' } },
    });
    expect(await taskCalled('改-1')).toEqual(ended);
    expect(await unfinishedMergers(ledger)).toEqual([]);
  });

  test('waits for its survivor, where that is merged itself', async () => {
    await twoDrafts();
    await mergeTasks(desk, { ...order('改-2', 'r'), into: survivor });
    await act(ledger, '改-3', aRegistration('改-3'));
    await mergeTasks(desk, { ...order('改-1', 'q'), into: { programme: '2019', number: '改-3' } });

    await expect(unmergeTask(desk, order('改-2', 's'))).rejects.toMatchObject({ code: 'OTHER_STATE_NOT_FITTING' });
  });
});

describe('two mergers at once', () => {
  test('from opposite sides: one of them wins, nobody waits for ever, and no two tasks end in each other', async () => {
    const pairs = Array.from({ length: 8 }, (_, index) => [`工-${index}a`, `工-${index}b`] as const);
    for (const pair of pairs) for (const number of pair) await aTaskIn('issued', ledger, number);
    const bothHalves = async (number: TaskNumber, into: TaskNumber): Promise<boolean> =>
      (await absorb(number, into)).refusal === null && (await merge(number, into)).refusal === null;

    const won = await Promise.all(pairs.flatMap(([a, b]) => [bothHalves(a, b), bothHalves(b, a)]));

    expect(won.filter(Boolean).length).toBe(pairs.length);
    for (const [a, b] of pairs) expect([(await taskCalled(a)).state, (await taskCalled(b)).state].toSorted()).toEqual(['issued', 'merged']);
    expect(await unfinishedMergers(ledger)).toEqual([]);
  });

  test('of one task into two others: one has it, the other gives it back', async () => {
    await twoDrafts();
    await act(ledger, '改-3', aRegistration('改-3'));

    const into = (number: TaskNumber, requestId: string) => mergeTasks(desk, { ...order('改-2', requestId), into: { programme: '2019', number } });
    const ends = await Promise.allSettled([into('改-1', 'r'), into('改-3', 's')]);

    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await unfinishedMergers(ledger)).toEqual([]);
  });
});

test('what a merger has changed is rebuilt from the two journals', async () => {
  for (const number of ['改-1', '改-2', '改-3']) await aTaskIn('inProgress', ledger, number);
  for (const number of ['改-2', '改-3']) {
    await absorb(number, '改-1');
    await merge(number, '改-1');
  }
  await act(ledger, '改-2', aCommand('unmerge', { from: '2019/改-1' }));
  await act(ledger, '改-1', aCommand('release', { task: '2019/改-2' }));
  const live = await wholeLedger(ledger);

  await rebuildProjections(ledger);

  expect(await wholeLedger(ledger)).toEqual(live);
  expect(live['notices']?.filter((notice) => /"kind": "(merge|unmerge|absorption|release)"/.test(notice)).length).toBeGreaterThan(5);
});
