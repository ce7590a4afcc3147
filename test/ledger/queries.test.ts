import * as fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { lightOf } from '../../domain/lights.ts';
import { firstPolicy } from '../../domain/policy.ts';
import type { Task } from '../../domain/task.ts';
import { chain, emptyHead } from '../../ledger/journal.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { createProgramme } from '../../ledger/programmes.ts';
import { historyOf } from '../../ledger/queries/history-of.ts';
import { inboxOf } from '../../ledger/queries/inbox-of.ts';
import { ledgerRows } from '../../ledger/queries/ledger-rows.ts';
import { lightExpression } from '../../ledger/queries/light.ts';
import { taskByNumber } from '../../ledger/queries/task-by-number.ts';
import { sortKeyOf, taskRow } from '../../ledger/task-row.ts';
import { anyTask } from '../support/arbitrary-events.ts';
import { calendarOf2019, daysOf } from '../support/calendars.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { act, aLedgerWithProgramme, aRegistration, aTaskIn, entry, morningOfIssue, programme2019 } from '../support/ledger.ts';
import { offices } from '../support/offices.ts';

let ledger: Ledger;
beforeAll(async () => {
  ({ ledger } = await aLedgerWithProgramme());
  await aTaskIn('struckOff', ledger, '改-12');
  await aTaskIn('inProgress', ledger, '改-2');
  await aTaskIn('closureReview', ledger, '改-3');
  await aTaskIn('registered', ledger, '改-4');
  await act(ledger, '改-5', aRegistration('改-5', { lead: '33-06', participants: ['3301-06', 'SPP-08'] }));
  await act(ledger, '改-5', aCommand('issue'));
  await createProgramme(ledger, { ...programme2019, name: '33-2019', office: '33' }, entry);
});

const numbersOf = ({ rows }: Awaited<ReturnType<typeof ledgerRows>>) => rows.map(({ number }) => number);

describe('the ledger', () => {
  test('has a row for each task, in the order in which people count', async () => {
    expect(numbersOf(await ledgerRows(ledger, { programme: '2019' }, morningOfIssue))).toEqual(['改-2', '改-3', '改-4', '改-5', '改-12']);
  });

  test('shows what a row of it shows', async () => {
    const { rows } = await ledgerRows(ledger, { programme: '2019', state: 'struckOff' }, morningOfIssue);

    expect(rows).toEqual([
      {
        programme: '2019',
        number: '改-12',
        category: '改革',
        title: '健全民事检察监督机制',
        lead: '第六检察厅',
        participants: ['第八检察厅'],
        horizon: 'firstHalf',
        state: 'struckOff',
        stateName: '已销号',
        light: 'grey',
        baselineDue: '2019-06-30',
        currentDue: '2019-06-30',
        overdueWorkingDays: 0,
        progress: { done: 0, total: 1 },
        escalationLevel: 0,
        urgedCount: 0,
        returnedCount: 0,
        lastReportAt: null,
        closureAppliedAt: morningOfIssue,
        struckOffAt: morningOfIssue,
        struckOffBy: 'reviewer of SPP-BGT',
        struckOffByName: '姓名（reviewer of SPP-BGT）',
      },
    ]);
  });

  test('names departments of lower offices with their office, in the order of the assignment', async () => {
    const { rows } = await ledgerRows(ledger, { lead: '33-06' }, morningOfIssue);

    expect(rows).toMatchObject([{ lead: '33检察院民事检察部', participants: ['3301检察院民事检察部', '第八检察厅'] }]);
  });

  test('reckons lights and lateness for the day that is asked for', async () => {
    const late = await ledgerRows(ledger, { programme: '2019', light: 'red' }, shanghai('2019-07-02', '09:00'));

    expect(late.rows.map(({ number, light, overdueWorkingDays }) => ({ number, light, overdueWorkingDays }))).toEqual([
      { number: '改-2', light: 'red', overdueWorkingDays: 2 },
      { number: '改-5', light: 'red', overdueWorkingDays: 2 },
    ]);
    expect(late.totals).toMatchObject({ tasks: 2, byLight: { red: 2, green: 0, yellow: 0, grey: 0 } });
  });

  test('counts all that the filter lets through', async () => {
    const { totals, asOf } = await ledgerRows(ledger, { programme: '2019' }, morningOfIssue);

    expect(asOf).toBe(morningOfIssue);
    expect(totals).toEqual({
      tasks: 5,
      byState: { registered: 1, issued: 1, received: 0, inProgress: 1, closureReview: 1, verifying: 0, suspended: 0, struckOff: 1, terminated: 0, merged: 0 },
      byLight: { grey: 2, green: 3, yellow: 0, red: 0 },
      struckOffWithResult: 1,
      due: 5,
    });
  });

  test('has pages of 50, and totals of the whole on each', async () => {
    const { ledger: large } = await aLedgerWithProgramme();
    for (let number = 1; number <= 53; number++) await act(large, `工-${number}`, aRegistration(`工-${number}`));

    const second = await ledgerRows(large, { programme: '2019', page: 2 }, morningOfIssue);

    expect(second).toMatchObject({ page: 2, pages: 2, total: 53, totals: { tasks: 53 } });
    expect(numbersOf(second)).toEqual(['工-51', '工-52', '工-53']);
    expect(await ledgerRows(large, { programme: '2019', page: 3 }, morningOfIssue)).toMatchObject({ rows: [], pages: 2, total: 53 });
    expect((await ledgerRows(large, { programme: '2019' }, morningOfIssue)).rows).toHaveLength(53);
  });

  test('of a programme without tasks is empty', async () => {
    expect(await ledgerRows(ledger, { programme: '33-2019', page: 1 }, morningOfIssue)).toMatchObject({
      rows: [],
      page: 1,
      pages: 1,
      total: 0,
      totals: { due: 0 },
    });
  });

  test('puts 改-2 before 改-12, and 2-10 after 2-9', () => {
    expect(['改-12', '改-2', '2-10', '2-9', '工-01'].toSorted((a, b) => (sortKeyOf(a) < sortKeyOf(b) ? -1 : 1))).toEqual([
      '2-9',
      '2-10',
      '工-01',
      '改-2',
      '改-12',
    ]);
  });
});

describe('the light that PostgreSQL finds', () => {
  const rules = { calendar: calendarOf2019, policy: firstPolicy };
  const [last] = chain({ stream: 'x', head: emptyHead, ranBy: '', commandId: '' }, [{ at: morningOfIssue, type: 'x', actor: 'system', data: {} }]);

  async function lightsOf(tasks: readonly Task[], today: string): Promise<readonly string[]> {
    if (!last) throw new Error('a chain of one fact has a row');
    const rows = tasks.map((task, position) => ({ ...taskRow(task, last, { ...rules, offices }), clock_offset_ms: position }));
    const found = await sql<{ light: string }>`
      SELECT ${lightExpression(today)} AS light FROM jsonb_populate_recordset(null::tasks, ${JSON.stringify(rows)}::jsonb) ORDER BY clock_offset_ms`.execute(
      ledger.db,
    );
    return found.rows.map(({ light }) => light);
  }

  test('is the one that the domain says, for any task on any day', async () => {
    const anyDay = fc.constantFrom(...daysOf(2019, 2019).filter((_, index) => index > 40));
    await fc.assert(
      fc.asyncProperty(fc.array(anyTask, { minLength: 20, maxLength: 20 }), anyDay, async (tasks, today) => {
        expect(await lightsOf(tasks, today)).toEqual(tasks.map((task) => lightOf(task, { today, ...rules })));
      }),
      { numRuns: 100 },
    );
  });

  test('turns on the same days as the domain’s, day by day through a year', async () => {
    const details = await taskByNumber(ledger, { programme: '2019', number: '改-2' }, morningOfIssue);
    const task = details?.task;
    if (!task) throw new Error('the task is there');

    for (const today of daysOf(2019, 2019)) expect([today, ...(await lightsOf([task], today))]).toEqual([today, lightOf(task, { today, ...rules })]);
  });
});

describe('a task', () => {
  test('is shown with its names, its next deadline, its light and what waits for whom', async () => {
    expect(await taskByNumber(ledger, { programme: '2019', number: '改-3' }, morningOfIssue)).toMatchObject({
      task: { number: '改-3', state: 'closureReview', application: { result: '印发民事检察办案指引' } },
      seq: 6,
      stateName: '办结待审',
      light: 'green',
      overdueWorkingDays: 0,
      nextDeadline: { deadline: { kind: 'review', date: '2019-02-19' } },
      duties: [{ kind: 'review', holder: { office: 'SPP', department: 'SPP-BGT', role: 'reviewer' } }],
      names: { lead: '第六检察厅', participants: ['第八检察厅'], persons: { 'department_head of SPP-06': '姓名（department_head of SPP-06）' } },
    });
  });

  test('that does not exist is nothing', async () => {
    expect(await taskByNumber(ledger, { programme: '2019', number: '改-99' }, morningOfIssue)).toBeNull();
    expect(await historyOf(ledger, { programme: '2019', number: '改-99' })).toBeNull();
  });

  test('has its history with the data of each event and its hash', async () => {
    const history = await historyOf(ledger, { programme: '2019', number: '改-2' });

    expect(history?.number).toBe('改-2');
    expect(history?.events[1]).toEqual({
      seq: 2,
      at: morningOfIssue,
      type: 'taskIssued',
      actor: 'supervisor of SPP-BGT',
      data: { due: '2019-06-30', signBy: '2019-02-14' },
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      ranBy: 'tester',
    });
  });
});

describe('the inbox', () => {
  const dutiesOf = async (owner: Parameters<typeof inboxOf>[1]) =>
    (await inboxOf(ledger, owner, morningOfIssue)).items.map(({ number, duty }) => `${number} ${duty}`);

  test('of a contact has what the department must do', async () => {
    expect(await dutiesOf({ person: 'lead_contact of SPP-06' })).toEqual(['改-2 work']);
    expect(await dutiesOf({ person: 'lead_contact of 33-06' })).toEqual(['改-5 receive']);
    expect(await dutiesOf({ person: 'lead_contact of SPP-08' })).toEqual([]);
  });

  test('of the supervision unit has what it must issue, of its reviewer what must be reviewed', async () => {
    expect(await dutiesOf({ person: 'supervisor of SPP-BGT' })).toEqual(['改-4 issue']);
    expect(await dutiesOf({ person: 'reviewer of SPP-BGT' })).toEqual(['改-3 review']);
  });

  test('of a leader has what waits for his signature, and nobody else’s', async () => {
    const own = await aLedgerWithProgramme();
    await act(own.ledger, '改-1', { ...aRegistration('改-1'), origin: { kind: 'single', text: '批示' } });

    const ofLeader = await inboxOf(own.ledger, { person: 'leader of civil' }, morningOfIssue);
    const ofAnother = await inboxOf(own.ledger, { person: 'leader of press' }, morningOfIssue);

    expect(ofLeader.items).toMatchObject([{ number: '改-1', duty: 'consentToIssue', dutyName: '签发交办', person: 'leader of civil', by: null }]);
    expect(ofAnother.items).toEqual([]);
  });

  test('of an office has everything that waits in it, the most pressing first, with its own clock', async () => {
    const { items, asOf } = await inboxOf(ledger, { office: 'SPP' }, shanghai('2019-02-20', '09:00'));

    expect(asOf).toBe('2019-02-20T01:00:00.000Z');
    expect(items.map(({ number, duty, by, overdue, holder }) => [number, duty, by, overdue, holder.departmentName])).toEqual([
      ['改-3', 'review', '2019-02-19', true, '办公厅'],
      ['改-2', 'work', '2019-06-30', false, '第六检察厅'],
      ['改-4', 'issue', null, false, '办公厅'],
    ]);
    expect(await dutiesOf({ office: '33' })).toEqual(['改-5 receive']);
  });

  test('of somebody unknown is empty', async () => {
    expect(await dutiesOf({ person: 'P99999' })).toEqual([]);
  });
});
