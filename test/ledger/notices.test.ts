import { beforeAll, describe, expect, test } from 'vitest';
import { composeBatch } from '../../ledger/batches.ts';
import { recordDelivery } from '../../ledger/delivery-record.ts';
import { importDirectory } from '../../ledger/directory.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { noticesToDeliver } from '../../ledger/notices.ts';
import { listNotices } from '../../ledger/queries/list-notices.ts';
import { aCommand } from '../support/commands.ts';
import { aDirectory, act, aLedgerWithProgramme, aRegistration, aTaskIn, entry, morningOfIssue } from '../support/ledger.ts';

const now = '2019-02-12T01:00:05.000Z';

async function issuedAsBatch(ledger: Ledger, batch: string, numbers: readonly string[]): Promise<void> {
  for (const number of numbers) {
    await act(ledger, number, aRegistration(number));
    await act(ledger, number, aCommand('issue'), { id: `${batch}/${number}`, batch });
  }
}

describe('a bulk act', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ({ ledger } = await aLedgerWithProgramme());
    await issuedAsBatch(ledger, 'bulk', ['改-2', '改-12', '改-3']);
  });

  test('tells nobody by itself: the batch does', async () => {
    const outcome = await act(ledger, '改-2', aCommand('issue'), { id: 'bulk/改-2', batch: 'bulk' });

    expect(outcome).toMatchObject({ repeated: true, deliveries: [] });
    expect((await listNotices(ledger, {})).notices).toEqual([]);
  });

  test('is one notice per department and kind, with its tasks in their order', async () => {
    const ids = await composeBatch(ledger, { batch: 'bulk', now });

    const { notices } = await listNotices(ledger, {});
    expect(notices.map(({ id }) => id).toSorted()).toEqual([...ids].toSorted());
    expect(
      notices
        .map(({ kind, to, numbers, status, attempts, composedAt }) => ({ kind, to, numbers, status, attempts, composedAt }))
        .toSorted((a, b) => (a.kind < b.kind ? -1 : 1)),
    ).toEqual([
      {
        kind: 'issue',
        to: { role: 'lead_contact', person: null, department: 'SPP-06', office: 'SPP' },
        numbers: ['2019/改-2', '2019/改-3', '2019/改-12'],
        status: 'pending',
        attempts: 0,
        composedAt: now,
      },
      expect.objectContaining({
        kind: 'participation',
        to: { role: 'lead_contact', person: null, department: 'SPP-08', office: 'SPP' },
        numbers: ['2019/改-2', '2019/改-3', '2019/改-12'],
      }),
    ]);
  });

  test('composed twice, or twice at once, has the same notices', async () => {
    const first = await composeBatch(ledger, { batch: 'bulk', now });
    const again = await Promise.all([composeBatch(ledger, { batch: 'bulk', now }), composeBatch(ledger, { batch: 'bulk', now })]);

    expect(again).toEqual([first, first]);
  });

  test('gone on with after an interruption tells only of what was left', async () => {
    const first = await composeBatch(ledger, { batch: 'bulk', now });
    await issuedAsBatch(ledger, 'bulk', ['改-20']);

    const all = await composeBatch(ledger, { batch: 'bulk', now });

    expect(all).toHaveLength(4);
    expect(all).toEqual(expect.arrayContaining([...first]));
    const added = (await listNotices(ledger, {})).notices.filter(({ id }) => !first.includes(id));
    expect(added.map(({ numbers }) => numbers)).toEqual([['2019/改-20'], ['2019/改-20']]);
  });

  test('of nothing has no notices', async () => {
    expect(await composeBatch(ledger, { batch: 'another', now })).toEqual([]);
  });
});

describe('a notice to deliver', () => {
  let ledger: Ledger;
  let ids: readonly string[];
  beforeAll(async () => {
    ({ ledger } = await aLedgerWithProgramme());
    await aTaskIn('inProgress', ledger);
    const outcome = await act(ledger, '改-12', aCommand('urge', { reason: '临近节点' }), { known: { seq: 5 } });
    ids = outcome.deliveries.flatMap(({ noticeIds }) => noticeIds);
  });

  test('carries what its paper says and who holds the role now', async () => {
    const [notice] = await noticesToDeliver(ledger, ids);

    expect(notice).toMatchObject({
      id: ids[0],
      kind: 'urge',
      to: { office: 'SPP', officeName: '最高检', department: 'SPP-06', departmentName: '第六检察厅', role: 'department_head' },
      composedAt: morningOfIssue,
      recipients: [{ person: 'department_head of SPP-06', name: '姓名（department_head of SPP-06）', email: 'department_head-of-SPP-06@example.invalid' }],
      roleVacant: false,
      items: [{ number: '2019/改-12', seq: 6, leadName: '第六检察厅', event: { type: 'taskUrged', reason: '临近节点' }, task: { state: 'inProgress' } }],
    });
  });

  test('that failed waits with its reason, counted, and is delivered later', async () => {
    await recordDelivery(ledger, { id: ids[0] ?? '', channel: 'folder', status: 'failed', error: 'ENOSPC' });
    const failed = await listNotices(ledger, { status: 'failed' });
    await recordDelivery(ledger, { id: ids[0] ?? '', channel: 'folder', status: 'delivered', person: 'department_head of SPP-06' });

    expect(failed.notices).toMatchObject([{ attempts: 1, lastError: 'ENOSPC' }]);
    expect((await listNotices(ledger, { to: 'department_head of SPP-06' })).notices).toMatchObject([
      { status: 'delivered', attempts: 2, lastError: null, channel: 'folder' },
    ]);
    expect(await noticesToDeliver(ledger, ids)).toEqual([]);
  });

  test('that was delivered stays so, whatever is reported afterwards', async () => {
    await recordDelivery(ledger, { id: ids[0] ?? '', channel: 'folder', status: 'failed', error: 'late' });

    expect((await listNotices(ledger, { to: 'department_head' })).notices).toMatchObject([{ status: 'delivered', attempts: 2 }]);
  });

  test('reaches the leader in charge through the department that he holds', async () => {
    await aTaskIn('registered', ledger, '改-30');
    await act(ledger, '改-30', aCommand('amend', { changes: { isKey: true } }));
    for (const type of ['issue', 'receive', 'submitMeasures', 'approveMeasures'] as const) await act(ledger, '改-30', aCommand(type));
    const outcome = await act(ledger, '改-30', aCommand('applyForClosure'), { known: { seq: 6 } });

    const notices = await noticesToDeliver(
      ledger,
      outcome.deliveries.flatMap(({ noticeIds }) => noticeIds),
    );

    expect(notices.find(({ kind }) => kind === 'consentNeeded')?.recipients.map(({ person }) => person)).toEqual(['leader of civil']);
    expect(notices.find(({ kind }) => kind === 'closureApplied')?.recipients.map(({ person }) => person)).toEqual(['reviewer of SPP-BGT']);
  });
});

describe('a role that nobody holds', () => {
  test('is a fault of its own: the notice goes to the supervision unit of that office', async () => {
    const { ledger } = await aLedgerWithProgramme();
    await aTaskIn('inProgress', ledger);
    const directory = aDirectory();
    const demoted = directory.persons.map((person) => (person.id === 'department_head of SPP-06' ? { ...person, roles: [] } : person));
    await importDirectory(ledger, { ...directory, persons: demoted }, entry);
    const outcome = await act(ledger, '改-12', aCommand('urge'), { known: { seq: 5 } });

    const [notice] = await noticesToDeliver(
      ledger,
      outcome.deliveries.flatMap(({ noticeIds }) => noticeIds),
    );

    expect(notice).toMatchObject({ roleVacant: true, recipients: [{ person: 'supervisor of SPP-BGT' }] });
  });

  test('of contact is filled by the head of the department', async () => {
    const { ledger } = await aLedgerWithProgramme();
    const directory = aDirectory();
    await importDirectory(ledger, { ...directory, persons: directory.persons.filter(({ id }) => id !== 'lead_contact of SPP-06') }, entry);
    await act(ledger, '改-12', aRegistration('改-12', { participants: [] }));
    const outcome = await act(ledger, '改-12', aCommand('issue'), { known: { seq: 1 } });

    const [notice] = await noticesToDeliver(
      ledger,
      outcome.deliveries.flatMap(({ noticeIds }) => noticeIds),
    );

    expect(notice).toMatchObject({ roleVacant: false, recipients: [{ person: 'department_head of SPP-06' }] });
  });
});
