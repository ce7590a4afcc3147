import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CarriedOut } from '../../domain/envelope.ts';
import { fold } from '../../domain/evolve.ts';
import { carryOut } from '../../ledger/carry-out.ts';
import { importDirectory } from '../../ledger/directory.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { historyOf } from '../../ledger/queries/history-of.ts';
import { listNotices } from '../../ledger/queries/list-notices.ts';
import { taskByNumber } from '../../ledger/queries/task-by-number.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { aMeasure } from '../support/events.ts';
import { aDirectory, act, aLedgerWithProgramme, aPerson, aRegistration, aTaskIn, entry, morningOfIssue, nothingKnown } from '../support/ledger.ts';

let ledger: Ledger;
beforeAll(async () => {
  ({ ledger } = await aLedgerWithProgramme());
});
afterEach(() => {
  vi.restoreAllMocks();
});

const typesOf = ({ standing }: CarriedOut) => standing.map(({ event }) => event.type);
const seqsOf = ({ standing }: CarriedOut) => standing.map(({ seq }) => seq);
const detailsOf = (number: string) => taskByNumber(ledger, { programme: '2019', number }, morningOfIssue);
const commandsOf = async (number: string) => (await sql`SELECT FROM commands WHERE stream = ${`task:2019/${number}`}`.execute(ledger.db)).rows.length;

describe('a command that is accepted', () => {
  test('is answered with its events, the next deadline and whom to tell', async () => {
    await aTaskIn('registered', ledger, '一-1');

    const outcome = await act(ledger, '一-1', aCommand('issue'), { known: { seq: 1 } });

    expect(outcome).toMatchObject({
      seqs: [2],
      standing: [{ seq: 2, event: { type: 'taskIssued', by: 'supervisor of SPP-BGT', at: morningOfIssue, signBy: '2019-02-14', due: '2019-06-30' } }],
      repeated: false,
      refusal: null,
      nextDeadline: { at: '2019-02-14T16:00:00.000Z', deadline: { kind: 'sign', date: '2019-02-14' } },
      light: 'green',
      region: 'SPP',
    });
    expect(outcome.deliveries).toEqual([
      {
        channelOfDuty: 'notify',
        summary: '送达交办单：第六检察厅；参与任务告知单：第八检察厅',
        noticeIds: [expect.stringMatching(/^n-[0-9a-f]{32}$/), expect.any(String)],
      },
    ]);
  });

  test('leaves a task in the ledger that is the fold of its journal', async () => {
    const outcome = await aTaskIn('struckOff', ledger, '一-2');

    const details = await detailsOf('一-2');
    expect(details?.task).toEqual(fold(outcome.standing.map(({ event }) => event)));
    expect(details?.seq).toBe(7);
    expect(details?.task.state).toBe('struckOff');
  });

  test('brings everything that stands in the journal after what the caller knows', async () => {
    await aTaskIn('received', ledger, '一-3');

    const outcome = await act(ledger, '一-3', aCommand('urge'), { known: { seq: 1 } });

    expect(typesOf(outcome)).toEqual(['taskIssued', 'taskReceived', 'taskUrged']);
    expect(seqsOf(outcome)).toEqual([2, 3, 4]);
    expect(outcome.seqs).toEqual([4]);
  });

  test('is decided on the journal, not on what the caller believes', async () => {
    await aTaskIn('issued', ledger, '一-4');
    const stale = await detailsOf('一-4');
    await act(ledger, '一-4', aCommand('receive'));

    const outcome = await act(ledger, '一-4', aCommand('receive'), { known: { seq: 2, task: stale?.task ?? null } });

    expect(outcome.refusal?.code).toBe('STATE_NOT_FITTING');
    expect(typesOf(outcome)).toEqual(['taskReceived']);
  });

  test('is one transaction of six statements or fewer, for a report on time', async () => {
    await aTaskIn('inProgress', ledger, '一-5');
    const query = vi.spyOn(pg.Client.prototype, 'query');

    const outcome = await act(ledger, '一-5', aCommand('report'), { known: { seq: 5 } });

    const texts = query.mock.calls.map(([text]) => text);
    expect(texts.filter((text) => text === 'begin')).toHaveLength(1);
    expect(texts.length).toBeLessThanOrEqual(6);
    expect(texts.at(-1)).toBe('commit');
    expect(outcome).toMatchObject({ seqs: [6], deliveries: [], refusal: null });
  });

  test('puts a report on record for those who count reports', async () => {
    await aTaskIn('inProgress', ledger, '一-6');
    await act(ledger, '一-6', aCommand('report', { suggestions: ['请第八检察厅配合'] }));

    const reports = await ledger.db.selectFrom('reports').selectAll().where('number', '=', '一-6').execute();

    expect(reports).toEqual([
      expect.objectContaining({
        seq: 6,
        cycle: '2019-02',
        counts_on: '2019-02-12',
        progress: '完成调研，形成初稿',
        suggestions: [{ id: '1-1', text: '请第八检察厅配合' }],
      }),
    ]);
  });

  test('keeps any text as it came: quotes, line breaks, characters beyond the basic plane', async () => {
    const title = `“引号”'"\\ \u2028 🏛️ 𠮷野家\r\n{"a":1} \${x} $1 ; DROP TABLE journal; --`;
    await act(ledger, '一-7', aRegistration('一-7', { title, requirement: '\t第一行\n第二行' }));

    const history = await historyOf(ledger, { programme: '2019', number: '一-7' });

    expect(history?.events[0]?.data).toMatchObject({ assignment: { title, requirement: '\t第一行\n第二行' } });
    expect((await detailsOf('一-7'))?.task.assignment.title).toBe(title);
    expect(await verifyLedger(ledger)).toMatchObject({ ok: true });
  });

  test('is never dated before the last event of its task', async () => {
    await aTaskIn('issued', ledger, '一-8');

    const outcome = await act(ledger, '一-8', aCommand('receive'), { now: '2019-02-11T00:00:00.000Z', known: { seq: 2 } });

    expect(outcome.standing[0]?.event.at).toBe(morningOfIssue);
  });

  test('tells those on the ladder by an activity of its own', async () => {
    await aTaskIn('inProgress', ledger, '一-9');

    const outcome = await act(ledger, '一-9', aCommand('escalate'), { known: { seq: 5 } });

    expect(outcome.deliveries).toEqual([{ channelOfDuty: 'escalate', summary: '送达催办单：第六检察厅', noticeIds: [expect.any(String)] }]);
  });
});

describe('a request id', () => {
  test('acts once: the same command again has the first outcome', async () => {
    await aTaskIn('issued', ledger, '二-1');
    const first = await act(ledger, '二-1', aCommand('receive'), { id: 'same', known: { seq: 2 } });

    const second = await act(ledger, '二-1', aCommand('receive'), { id: 'same', known: { seq: 2 }, now: '2019-03-01T00:00:00.000Z', ranBy: 'somebody else' });

    expect(second).toMatchObject({ seqs: first.seqs, repeated: true, refusal: null });
    expect(second.standing).toEqual(first.standing);
    expect((await detailsOf('二-1'))?.seq).toBe(3);
  });

  test('with other content is refused, and its first outcome stands', async () => {
    await aTaskIn('issued', ledger, '二-2');
    await act(ledger, '二-2', aCommand('receive'), { id: 'same' });

    const other = await act(ledger, '二-2', aCommand('urge'), { id: 'same' });
    const again = await act(ledger, '二-2', aCommand('receive'), { id: 'same' });

    expect(other.refusal).toEqual({ code: 'REQUEST_ID_REUSED', details: { id: 'same' } });
    expect(again).toMatchObject({ repeated: true, refusal: null, seqs: [3] });
  });

  test('of another person is other content', async () => {
    await aTaskIn('issued', ledger, '二-3');
    await act(ledger, '二-3', aCommand('receive'), { id: 'same' });

    const other = await act(ledger, '二-3', aCommand('receive'), { id: 'same', actor: 'department_head of SPP-06' });

    expect(other.refusal?.code).toBe('REQUEST_ID_REUSED');
  });

  test('remembers a refusal too, even when the reason has gone', async () => {
    await aTaskIn('registered', ledger, '二-4');
    const early = await act(ledger, '二-4', aCommand('receive'), { id: 'early' });
    await act(ledger, '二-4', aCommand('issue'));

    const again = await act(ledger, '二-4', aCommand('receive'), { id: 'early' });

    expect(early).toMatchObject({ repeated: false, refusal: { code: 'STATE_NOT_FITTING' } });
    expect(again).toMatchObject({ repeated: true, refusal: early.refusal });
  });

  test('belongs to its task: another task may have the same', async () => {
    await aTaskIn('issued', ledger, '二-5');
    await aTaskIn('issued', ledger, '二-6');
    await act(ledger, '二-5', aCommand('receive'), { id: 'bulk' });

    expect(await act(ledger, '二-6', aCommand('receive'), { id: 'bulk' })).toMatchObject({ repeated: false, refusal: null });
  });

  test('repeated brings what has not left yet, so that a worker that died before telling is made good', async () => {
    await aTaskIn('inProgress', ledger, '二-7');
    const first = await act(ledger, '二-7', aCommand('urge'), { id: 'urge-1', known: { seq: 5 } });

    const again = await act(ledger, '二-7', aCommand('urge'), { id: 'urge-1', known: { seq: 5 } });
    const adopted = await act(ledger, '二-7', aCommand('report'), { known: { seq: 5 } });

    expect(first.deliveries).toEqual([{ channelOfDuty: 'notify', summary: '送达催办单：第六检察厅', noticeIds: [expect.any(String)] }]);
    expect(again.deliveries).toEqual(first.deliveries);
    expect(adopted.deliveries).toEqual(first.deliveries);
    expect((await listNotices(ledger, { to: 'SPP-06' })).notices.filter(({ kind, numbers }) => kind === 'urge' && numbers.includes('2019/二-7'))).toHaveLength(
      1,
    );
  });
});

describe('commands at the same moment', () => {
  test('to one task follow one after the other', async () => {
    await aTaskIn('inProgress', ledger, '三-1');

    const outcomes = await Promise.all(Array.from({ length: 12 }, () => act(ledger, '三-1', aCommand('urge'))));

    expect(outcomes.flatMap(({ seqs }) => seqs).toSorted((a, b) => a - b)).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]);
    expect((await detailsOf('三-1'))?.task.urgedCount).toBe(12);
  });

  test('with one request id act once', async () => {
    await aTaskIn('inProgress', ledger, '三-2');

    const outcomes = await Promise.all(Array.from({ length: 6 }, () => act(ledger, '三-2', aCommand('urge'), { id: 'one' })));

    expect(outcomes.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect((await detailsOf('三-2'))?.task.urgedCount).toBe(1);
  });

  test('that register the same number: one does, the others are told that it exists', async () => {
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => act(ledger, '三-3', aRegistration('三-3'))));

    expect(outcomes.filter(({ refusal }) => refusal === null)).toHaveLength(1);
    expect(outcomes.filter(({ refusal }) => refusal?.code === 'TASK_EXISTS')).toHaveLength(5);
    expect((await detailsOf('三-3'))?.seq).toBe(1);
  });

  test('that register the same number with the same id: all have the first outcome', async () => {
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => act(ledger, '三-4', aRegistration('三-4'), { id: 'import-1' })));

    expect(outcomes.map(({ seqs, refusal }) => ({ seqs, refusal }))).toEqual(Array.from({ length: 4 }, () => ({ seqs: [1], refusal: null })));
    expect(outcomes.filter(({ repeated }) => repeated)).toHaveLength(3);
  });
});

describe('a command that is refused', () => {
  test('changes nothing and is no event', async () => {
    await aTaskIn('issued', ledger, '四-1');

    const outcome = await act(ledger, '四-1', aCommand('strikeOff'), { known: { seq: 2 } });

    expect(outcome).toMatchObject({
      standing: [],
      seqs: [],
      deliveries: [],
      refusal: { code: 'STATE_NOT_FITTING' },
      nextDeadline: { deadline: { kind: 'sign' } },
    });
    expect((await detailsOf('四-1'))?.seq).toBe(2);
  });

  test('for a task that does not exist leaves no trace', async () => {
    const outcome = await act(ledger, '四-9', aCommand('receive'));

    expect(outcome).toMatchObject({ refusal: { code: 'TASK_NOT_FOUND', details: { number: '2019/四-9' } }, nextDeadline: null, light: 'grey', region: '' });
    expect(await commandsOf('四-9')).toBe(0);
  });

  test('names the person whom the directory does not have', async () => {
    await aTaskIn('issued', ledger, '四-2');

    expect((await act(ledger, '四-2', aCommand('receive'), { actor: 'P99999' })).refusal).toEqual({ code: 'PERSON_NOT_FOUND', details: { person: 'P99999' } });
  });

  test('names the programme that does not exist', async () => {
    const command = { ...aRegistration('四-3'), programme: '2020' };

    expect((await act(ledger, '四-3', command, { known: { programme: '2020' } })).refusal).toEqual({
      code: 'PROGRAMME_NOT_FOUND',
      details: { programme: '2020' },
    });
  });

  test('names the department that the directory does not have', async () => {
    const refused = await act(ledger, '四-4', aRegistration('四-4', { participants: ['SPP-99'] }));

    expect(refused).toMatchObject({ refusal: { code: 'DEPARTMENT_NOT_FOUND', details: { department: 'SPP-99' } }, light: 'grey', region: '' });
    expect(await detailsOf('四-4')).toBeNull();
    expect(await act(ledger, '四-4', aRegistration('四-4'))).toMatchObject({ refusal: null, seqs: [1] });
  });
});

describe('the clock', () => {
  test('records a deadline that has passed and tells the supervision unit', async () => {
    await aTaskIn('issued', ledger, '五-1');

    const outcome = await act(ledger, '五-1', aCommand('passDeadline'), { id: 'clock:sign:x', now: shanghai('2019-02-14', '24:00'), known: { seq: 2 } });

    expect(outcome).toMatchObject({
      seqs: [3],
      standing: [{ event: { type: 'deadlinePassed', by: 'clock', late: false } }],
      // The ladder begins on the next working day.
      nextDeadline: { deadline: { kind: 'escalation', date: '2019-02-15' } },
    });
    expect(outcome.deliveries).toMatchObject([{ summary: '送达期限已过提示：办公厅' }]);
  });

  test('records nothing while nothing has passed, and can still record it later under the same id', async () => {
    await aTaskIn('issued', ledger, '五-2');

    const early = await act(ledger, '五-2', aCommand('passDeadline'), { id: 'clock:sign:x', now: shanghai('2019-02-14', '23:59'), known: { seq: 2 } });
    const due = await act(ledger, '五-2', aCommand('passDeadline'), { id: 'clock:sign:x', now: shanghai('2019-02-14', '24:00'), known: { seq: 2 } });

    expect(early).toMatchObject({ seqs: [], standing: [], refusal: null, repeated: false });
    expect(due).toMatchObject({ seqs: [3], repeated: false });
  });
});

describe('the ledger as an authority', () => {
  test('raises an alarm when it is behind what was acknowledged', async () => {
    await aTaskIn('issued', ledger, '六-1');

    await expect(act(ledger, '六-1', aCommand('receive'), { known: { seq: 3 } })).rejects.toMatchObject({
      code: 'LEDGER_BEHIND',
      details: { head: 2, acknowledged: 3 },
    });
    await expect(act(ledger, '六-9', aCommand('receive'), { known: { seq: 1 } })).rejects.toMatchObject({ code: 'LEDGER_BEHIND' });
    expect(await commandsOf('六-1')).toBe(2);
  });

  test('knows roles as the directory has them at this moment', async () => {
    const own = await aLedgerWithProgramme();
    await act(own.ledger, '六-2', aRegistration('六-2'));
    await act(own.ledger, '六-2', aCommand('issue'));
    const directory = aDirectory();
    const demoted = directory.persons.map((person) => (person.id === 'lead_contact of SPP-06' ? aPerson(person.id, { ...person, roles: [] }) : person));
    await importDirectory(own.ledger, { ...directory, persons: demoted }, entry);

    expect((await act(own.ledger, '六-2', aCommand('receive'))).refusal?.code).toBe('NOT_ENTITLED');
  });

  test('sees offices above the lead, so that a ladder reaches them', async () => {
    await act(ledger, '六-3', aRegistration('六-3', { lead: '330102-06', participants: [], leader: null, line: '民事' }));
    await act(ledger, '六-3', aCommand('issue'));

    const outcome = await act(ledger, '六-3', aCommand('escalate', { level: 3 }), { known: { seq: 2 } });

    expect(outcome.region).toBe('SPP/33/3301/330102');
    expect(outcome.standing[0]?.event).toMatchObject({
      to: [
        { office: '33', department: '33-BGS', role: 'supervisor' },
        { office: '33', department: '33-06', role: 'department_head' },
      ],
    });
  });

  test('links a task to its clauses, and anew when they are amended', async () => {
    await aTaskIn('registered', ledger, '六-4');
    const clausesOf = () => ledger.db.selectFrom('links').select('clause').where('number', '=', '六-4').orderBy('clause').execute();
    const before = await clausesOf();
    const clauses = ['13', '14'].map((clause) => ({ source: '检察改革工作规划', clause }));
    await act(ledger, '六-4', aCommand('amend', { changes: { clauses } }));

    expect([before, await clausesOf()]).toEqual([[{ clause: '12' }], [{ clause: '13' }, { clause: '14' }]]);
  });

  test('refuses a caller that sends a registration to another number', async () => {
    const envelope = { id: 'r', actor: 'supervisor of SPP-BGT', ranBy: 'tester', command: aRegistration('六-5') };

    await expect(carryOut(ledger, { known: nothingKnown('六-6'), envelope, now: morningOfIssue })).rejects.toThrow('2019/六-5 was sent to 2019/六-6');
  });

  test('holds after everything that these tests did', async () => {
    await act(ledger, '六-7', aRegistration('六-7'));
    await act(ledger, '六-7', aCommand('issue'));
    await act(ledger, '六-7', aCommand('receive'));
    await act(ledger, '六-7', aCommand('submitMeasures', { measures: [aMeasure(), aMeasure({ text: '印发指引' })] }));
    await act(ledger, '六-7', aCommand('rejectMeasures'));

    expect(await verifyLedger(ledger)).toMatchObject({ ok: true, broken: null });
  });
});
