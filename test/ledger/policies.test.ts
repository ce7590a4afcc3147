import { describe, expect, test } from 'vitest';
import type { Policy } from '../../domain/policy.ts';
import { firstPolicy } from '../../domain/policy.ts';
import { foresee } from '../../ledger/carry-out.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { migrateLedger } from '../../ledger/migrate.ts';
import { addPolicy } from '../../ledger/policies.ts';
import { policyVersions } from '../../ledger/queries/policies.ts';
import { rebuildProjections } from '../../ledger/rebuild.ts';
import { aCommand, secondPolicy } from '../support/commands.ts';
import { act, aLedgerWithProgramme, aSecondPolicy, aTaskIn, entry, morningOfIssue, nothingKnown } from '../support/ledger.ts';
import { supervisor } from '../support/offices.ts';
import { wholeLedger } from '../support/whole-ledger.ts';

const add = (ledger: Ledger, policy: Policy) => ledger.db.transaction().execute((queries) => addPolicy(queries, policy, { ...entry, actor: 'system' }));
const taskOf = async (ledger: Ledger, number: string) => {
  const row = await ledger.db.selectFrom('tasks').select('task').where('number', '=', number).executeTakeFirstOrThrow();
  return row.task;
};

describe('a version of the policy', () => {
  test('is added once, however often it is said, and journalled', async () => {
    const { ledger } = await aLedgerWithProgramme();

    expect(await add(ledger, secondPolicy)).toEqual({ added: true });
    expect(await add(ledger, secondPolicy)).toEqual({ added: false });

    const rows = await ledger.db.selectFrom('journal').select(['seq', 'type', 'data']).where('stream', '=', 'policy').orderBy('seq').execute();
    expect(rows).toEqual([
      { seq: 1, type: 'policyAdded', data: firstPolicy },
      { seq: 2, type: 'policyAdded', data: secondPolicy },
    ]);
  });

  test('is never replaced: other content under its name is refused, and nothing has changed', async () => {
    const { ledger } = await aLedgerWithProgramme();
    await add(ledger, secondPolicy);
    const before = await wholeLedger(ledger);

    await expect(add(ledger, { ...secondPolicy, signWorkingDays: 3 })).rejects.toMatchObject({ code: 'POLICY_DIFFERS' });
    await expect(add(ledger, { ...firstPolicy, signWorkingDays: 3 })).rejects.toMatchObject({ code: 'POLICY_DIFFERS' });
    expect(await wholeLedger(ledger)).toEqual(before);
  });

  test('that cannot be is refused with every fault, and nothing has changed', async () => {
    const { ledger } = await aLedgerWithProgramme();
    const before = await wholeLedger(ledger);

    await expect(add(ledger, { ...secondPolicy, signWorkingDays: -1, replyWorkingDays: 0 })).rejects.toMatchObject({
      code: 'POLICY_INVALID',
      details: {
        errors: [
          { field: 'signWorkingDays', value: -1 },
          { field: 'replyWorkingDays', value: 0 },
        ],
      },
    });
    expect(await wholeLedger(ledger)).toEqual(before);
  });

  test('said by two at once is one version', async () => {
    const { ledger } = await aLedgerWithProgramme();

    const added = await Promise.all([add(ledger, secondPolicy), add(ledger, secondPolicy)]);

    expect(added.filter((one) => one.added).length).toBe(1);
  });

  test('of the release is left alone by the next migration, though an office has its own by then', async () => {
    const { ledger, database } = await aLedgerWithProgramme();
    await add(ledger, secondPolicy);

    await migrateLedger(database.ownerUrl);

    expect((await policyVersions(ledger)).map(({ version, isNewest }) => [version, isNewest])).toEqual([
      ['policy-2', true],
      ['policy-1', false],
    ]);
  });
});

describe('tasks and versions (R14)', () => {
  test('who is registered later takes the newest, who is under way keeps his until he is moved; the journal shows both', async () => {
    const { ledger } = await aLedgerWithProgramme();
    await aTaskIn('inProgress', ledger, '改-1');
    await aSecondPolicy(ledger);
    await aTaskIn('closureReview', ledger, '改-2');

    await act(ledger, '改-1', aCommand('applyForClosure'));
    expect(await taskOf(ledger, '改-1')).toMatchObject({ policyVersion: 'policy-1', reviewBy: '2019-02-19' });
    expect(await taskOf(ledger, '改-2')).toMatchObject({ policyVersion: 'policy-2', reviewBy: '2019-02-15' });

    const moved = await act(ledger, '改-1', aCommand('movePolicy', { reason: '统一按新规则' }));

    expect(moved.standing.at(-1)?.event).toMatchObject({
      type: 'policyMoved',
      from: 'policy-1',
      to: 'policy-2',
      reason: '统一按新规则',
      clocks: [{ kind: 'review', from: '2019-02-19', to: '2019-02-15' }],
    });
    expect(moved.nextDeadline).toMatchObject({ deadline: { kind: 'review', date: '2019-02-15' } });
    expect((await policyVersions(ledger)).map(({ version, openTasks }) => [version, openTasks])).toEqual([
      ['policy-2', 2],
      ['policy-1', 0],
    ]);
  });

  test('what the ledger shows goes by the new version from the very command on, and is rebuilt the same', async () => {
    const { ledger } = await aLedgerWithProgramme();
    await aTaskIn('inProgress', ledger);
    await add(ledger, { ...secondPolicy, warningWorkingDays: 200 });
    const yellowDays = async () => (await ledger.db.selectFrom('tasks').select('yellow_days').executeTakeFirstOrThrow()).yellow_days;
    const before = await yellowDays();

    const { light } = await act(ledger, '改-12', aCommand('movePolicy'));

    expect(light).toBe('yellow');
    expect(await yellowDays()).not.toBe(before);
    const live = await wholeLedger(ledger);
    await rebuildProjections(ledger);
    expect(await wholeLedger(ledger)).toEqual(live);
  });

  test('a version that does not exist moves nothing', async () => {
    const { ledger } = await aLedgerWithProgramme();
    await aTaskIn('inProgress', ledger);

    expect((await act(ledger, '改-12', aCommand('movePolicy'))).refusal).toMatchObject({ code: 'POLICY_NOT_FOUND' });
  });

  test('what a move would do can be foreseen, and leaves no trace', async () => {
    const { ledger } = await aLedgerWithProgramme();
    await aTaskIn('closureReview', ledger);
    await aSecondPolicy(ledger);
    const before = await wholeLedger(ledger);
    const envelope = { id: 'r', actor: supervisor.person, ranBy: 'tester', command: aCommand('movePolicy') };

    const foreseen = await foresee(ledger, { known: nothingKnown('改-12'), envelope, now: morningOfIssue });

    expect(foreseen).toMatchObject({ events: [{ type: 'policyMoved', clocks: [{ kind: 'review', to: '2019-02-15' }] }] });
    expect(await wholeLedger(ledger)).toEqual(before);
    expect(await foresee(ledger, { known: nothingKnown('改-99'), envelope, now: morningOfIssue })).toMatchObject({ refusal: { code: 'TASK_NOT_FOUND' } });
  });
});
