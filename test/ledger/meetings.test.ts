import { beforeEach, describe, expect, test } from 'vitest';
import type { MeetingCommand } from '../../domain/meeting-commands.ts';
import type { MeetingsCall } from '../../domain/meeting-envelope.ts';
import type { Instant, TaskNumber } from '../../domain/values.ts';
import { carryOutOnMeetings, meetingsStanding } from '../../ledger/carry-out-on-meetings.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { agendaItems } from '../../ledger/queries/agenda-items.ts';
import type { OfficeCycle } from '../../ledger/queries/cycles.ts';
import { cycleOf, cyclesOf, missingOf, reportsDue } from '../../ledger/queries/cycles.ts';
import { gatesOf, tasksAtGate } from '../../ledger/queries/gates.ts';
import { meetingById, meetingsOf, tasksOfMeeting } from '../../ledger/queries/meetings.ts';
import { rebuildProjections } from '../../ledger/rebuild.ts';
import { aCommand, aReceipt, shanghai } from '../support/commands.ts';
import { act, aLedgerWithProgramme, aRegistration, aTaskIn } from '../support/ledger.ts';
import { contact, supervisor } from '../support/offices.ts';
import { wholeLedger } from '../support/whole-ledger.ts';

let ledger: Ledger;
beforeEach(async () => {
  ({ ledger } = await aLedgerWithProgramme());
});

const beginning: Instant = shanghai('2019-02-13', '09:00');
let sent = 0;
const say = (command: MeetingCommand, parts: Partial<MeetingsCall> = {}) =>
  carryOutOnMeetings(ledger, { office: 'SPP', id: `m-${++sent}`, actor: supervisor.person, ranBy: 'tester', command, now: beginning, ...parts });

const on = (date: string): MeetingCommand => ({ type: 'scheduleMeeting', date, meetingType: '党组会', topic: '听取重点工作汇报' });
const passCutOff = (date: string) => say({ type: 'passCutOff' }, { actor: 'clock', id: `clock:cutOff:${date}`, now: shanghai(date, '24:00') });

async function cycle(month: string): Promise<OfficeCycle> {
  const found = await cycleOf(ledger, 'SPP', month);
  if (!found) throw new Error(`no cycle ${month}`);
  return found;
}

const standings = async (month: string) => (await reportsDue(ledger, await cycle(month))).map(({ number, standing }) => `${number} ${standing}`);
const missing = async (month: string) => (await missingOf(ledger, await cycle(month))).map(({ number }) => number);
const report = (number: TaskNumber, now: Instant, parts: Parameters<typeof aCommand<'report'>>[1] = {}) =>
  act(ledger, number, aCommand('report', parts), { now });

describe('the meetings of an office', () => {
  test('are a stream of their own, in which a request acts once', async () => {
    const first = await say(on('2019-05-05'), { id: 'r-1' });
    expect(first).toMatchObject({ seqs: [1], refusal: null, repeated: false, meeting: 'SPP-2019-05-05' });
    expect(first.standing).toEqual({
      exist: true,
      nextCutOffAt: shanghai('2019-04-28', '24:00'),
      untold: [],
      shown: ['2019-05-05 党组会，已安排，报告截止 2019-04-28'],
    });

    expect(await say(on('2019-05-05'), { id: 'r-1' })).toMatchObject({ seqs: [1], repeated: true, meeting: 'SPP-2019-05-05' });
    expect(await say(on('2019-06-03'), { id: 'r-1' })).toMatchObject({ seqs: [], refusal: { code: 'REQUEST_ID_REUSED' } });
    const journal = await ledger.db.selectFrom('journal').select(['seq', 'type', 'command_id']).where('stream', '=', 'meetings:SPP').execute();
    expect(journal).toEqual([{ seq: 1, type: 'meetingScheduled', command_id: 'r-1' }]);
  });

  test('a refusal is remembered, and changes nothing', async () => {
    const unknown = { actor: 'nobody', id: 'r-1' };
    expect(await say(on('2019-05-05'), unknown)).toMatchObject({ refusal: { code: 'PERSON_NOT_FOUND' }, standing: { exist: false } });
    expect(await say(on('2019-05-05'), { actor: contact.person })).toMatchObject({ refusal: { code: 'NOT_ENTITLED' } });
    expect(await say(on('2019-05-05'), unknown)).toMatchObject({ refusal: { code: 'PERSON_NOT_FOUND' }, repeated: true });
    expect(await meetingsOf(ledger, 'SPP')).toEqual([]);
  });

  test('decided by two at once become one meeting', async () => {
    const both = await Promise.all([say(on('2019-05-05')), say(on('2019-05-05'))]);

    expect(both.map(({ refusal }) => refusal?.code ?? 'done').toSorted()).toEqual(['MEETING_ON_SAME_DAY', 'done']);
    expect(await meetingsOf(ledger, 'SPP', 2019)).toMatchObject([{ id: 'SPP-2019-05-05', cutOff: '2019-04-28', state: 'scheduled' }]);
    expect(await meetingsOf(ledger, 'SPP', 2020)).toEqual([]);
  });

  test('are held with people and departments whom the directory knows', async () => {
    await say(on('2019-05-05'));
    const hold = { type: 'holdMeeting', meeting: 'SPP-2019-05-05', attendance: [supervisor.person], heard: ['SPP-06'] } as const;
    const now = shanghai('2019-05-05', '17:00');

    expect(await say({ ...hold, attendance: ['P-1'] }, { now })).toMatchObject({ refusal: { code: 'PERSON_NOT_FOUND', details: { person: 'P-1' } } });
    expect(await say({ ...hold, heard: ['SPP-06', 'X'] }, { now })).toMatchObject({ refusal: { code: 'DEPARTMENT_NOT_FOUND' } });
    await say(hold, { now });
    expect(await meetingById(ledger, 'SPP-2019-05-05')).toMatchObject({ state: 'held', attendance: [supervisor.person], heard: ['SPP-06'] });
  });

  test('name the tasks that they decided', async () => {
    await say(on('2019-05-05'));
    const registration = aRegistration('改-1');
    await act(ledger, '改-1', { ...registration, origin: { ...registration.origin, meeting: 'SPP-2019-05-05' } });
    await act(ledger, '改-2', aRegistration('改-2'));

    expect(await tasksOfMeeting(ledger, 'SPP-2019-05-05')).toMatchObject([{ programme: '2019', number: '改-1' }]);
  });

  test('of no record stand nowhere', async () => {
    expect(await meetingsStanding(ledger, 'SPP')).toEqual({ exist: false, nextCutOffAt: null, untold: [], shown: [] });
    expect(await meetingById(ledger, 'SPP-2019-05-05')).toBeNull();
    expect(await cycleOf(ledger, 'SPP', '2019-05')).toBeNull();
  });
});

describe('a cycle of reports', () => {
  test('is owed by the tasks that were in progress at the cut-off before, and still are', async () => {
    await say(on('2019-04-01'));
    await say(on('2019-05-05'));
    await aTaskIn('inProgress', ledger, '改-1');
    await aTaskIn('inProgress', ledger, '改-2');
    await aTaskIn('received', ledger, '改-3');
    await passCutOff('2019-03-27');
    // Too late for the cycle that began at the cut-off.
    await act(ledger, '改-3', aCommand('submitMeasures'), { now: shanghai('2019-03-28', '09:00') });
    await act(ledger, '改-3', aCommand('approveMeasures'), { now: shanghai('2019-03-28', '10:00') });
    await act(ledger, '改-2', aCommand('applyForClosure'), { now: shanghai('2019-04-10', '10:00') });

    expect(await standings('2019-04')).toEqual(['改-1 missing', '改-2 missing']);
    expect(await standings('2019-05')).toEqual(['改-1 awaited']);
    expect((await cycle('2019-05')).previousCutOff).toBe('2019-03-27');
  });

  test('has reports on time, late and missing; several count as the last before the cut-off', async () => {
    await say(on('2019-03-01'));
    for (const number of ['改-1', '改-2', '改-3']) await aTaskIn('inProgress', ledger, number);
    await say(on('2019-04-01'));
    await passCutOff('2019-02-26');
    const inCycle = { cycle: '2019-04' };
    await report('改-1', shanghai('2019-03-20', '09:00'), inCycle);
    await report('改-1', shanghai('2019-03-27', '23:59'), inCycle);
    await passCutOff('2019-03-27');
    await report('改-1', shanghai('2019-03-28', '09:00'), inCycle);
    await report('改-2', shanghai('2019-03-28', '09:00'), inCycle);

    expect(await standings('2019-04')).toEqual(['改-1 onTime', '改-2 late', '改-3 missing']);
    expect(await missing('2019-04')).toEqual(['改-2', '改-3']);
    const [first] = await reportsDue(ledger, await cycle('2019-04'));
    expect(first?.report).toMatchObject({ at: shanghai('2019-03-27', '23:59'), countsOn: '2019-03-27', by: contact.person });
  });

  test('counts the day of receipt, not that of typing', async () => {
    await say(on('2019-04-01'));
    await aTaskIn('inProgress', ledger, '改-1');
    await passCutOff('2019-03-27');
    expect(await missing('2019-04')).toEqual(['改-1']);

    await report('改-1', shanghai('2019-03-28', '09:00'), { cycle: '2019-04', receipt: aReceipt('2019-03-27') });

    expect(await missing('2019-04')).toEqual([]);
  });

  test('is missed page by page', async () => {
    await say(on('2019-04-01'));
    for (const number of ['改-1', '改-2', '改-3']) await aTaskIn('inProgress', ledger, number);
    await passCutOff('2019-03-27');
    const april = await cycle('2019-04');

    const first = await missingOf(ledger, april, { after: '', limit: 2 });
    const second = await missingOf(ledger, april, { after: first.at(-1)?.stream ?? '', limit: 2 });

    expect([first, second].map((page) => page.map(({ number }) => number))).toEqual([['改-1', '改-2'], ['改-3']]);
  });

  test('that nobody hears stays open with its cut-off, and is closed by that of the next', async () => {
    await say(on('2019-04-01'));
    await say(on('2019-05-05'));
    await say({ type: 'cancelMeeting', meeting: 'SPP-2019-04-01', reason: '书记出访' });
    await passCutOff('2019-03-27');

    expect(await cyclesOf(ledger, 'SPP')).toMatchObject([
      { cycle: '2019-04', cutOff: '2019-03-27', meeting: null, passed: true, told: false, closed: false },
      { cycle: '2019-05', meeting: 'SPP-2019-05-05', passed: false },
    ]);
    expect((await meetingsStanding(ledger, 'SPP')).untold).toEqual(['2019-04']);

    await passCutOff('2019-04-28');
    expect(await cycle('2019-04')).toMatchObject({ closed: true });
  });
});

describe('a task whose report is missing', () => {
  const miss = (number: TaskNumber) =>
    act(ledger, number, aCommand('reportMissed', { cycle: '2019-04' }), { actor: 'clock', id: 'clock:report:2019-04', now: shanghai('2019-03-27', '24:00') });
  const missedOf = async (number: TaskNumber) =>
    ledger.db.selectFrom('tasks').select(['missed_cycle', 'missed_cut_off', 'overdue_since']).where('number', '=', number).executeTakeFirst();

  beforeEach(async () => {
    await say(on('2019-04-01'));
    await aTaskIn('inProgress', ledger, '改-1');
  });

  test('has it recorded once the cut-off has passed, and told to its lead', async () => {
    expect((await miss('改-1')).seqs).toEqual([]);
    await passCutOff('2019-03-27');

    const { standing, deliveries } = await miss('改-1');

    expect(standing.at(-1)?.event).toMatchObject({ type: 'reportMissed', cycle: '2019-04', cutOff: '2019-03-27', steps: [{ level: 1, on: '2019-03-28' }] });
    expect(deliveries).toMatchObject([{ summary: expect.stringContaining('缺报通知') }]);
    expect(await missedOf('改-1')).toEqual({ missed_cycle: '2019-04', missed_cut_off: '2019-03-27', overdue_since: '2019-03-27' });
    expect((await miss('改-1')).repeated).toBe(true);
  });

  test('is never both in time and missing, whichever comes first', async () => {
    await passCutOff('2019-03-27');
    const receipt = aReceipt('2019-03-27');
    await Promise.all([miss('改-1'), report('改-1', shanghai('2019-03-28', '09:00'), { receipt })]);

    expect(await missing('2019-04')).toEqual([]);
    expect(await missedOf('改-1')).toEqual({ missed_cycle: null, missed_cut_off: null, overdue_since: null });
  });

  test('is urged on its own account, or reports by itself', async () => {
    await aTaskIn('inProgress', ledger, '改-2');
    await act(ledger, '改-1', aCommand('urge'), { now: shanghai('2019-03-20', '09:00') });
    for (const number of ['改-1', '改-2']) await report(number, shanghai('2019-03-21', '09:00'));

    const due = await reportsDue(ledger, await cycle('2019-04'));
    expect(due.map(({ number, report: counting }) => [number, counting?.unprompted])).toEqual([
      ['改-1', false],
      ['改-2', true],
    ]);
  });

  test('cannot report for a cycle that is closed', async () => {
    await say(on('2019-05-05'));
    await passCutOff('2019-03-27');
    await passCutOff('2019-04-28');

    const late = await report('改-1', shanghai('2019-04-29', '09:00'), { cycle: '2019-04' });

    expect(late.refusal).toMatchObject({ code: 'CYCLE_CLOSED' });
  });
});

describe('a gate hearing', () => {
  test('lists which arrangements are ready; from its cut-off on those that are not are items for the agenda', async () => {
    await aTaskIn('inProgress', ledger, '改-1');
    await aTaskIn('received', ledger, '改-2');
    await aTaskIn('issued', ledger, '改-3');
    await act(ledger, '工-1', aRegistration('工-1', { category: '工作' }));
    const march = { now: shanghai('2019-03-15', '17:00') };
    await say({ type: 'openGate', event: '全国两会', programme: '2019', category: '改革' }, march);
    await say({ type: 'endGateEvent', event: '全国两会', endedOn: '2019-03-15' }, march);
    const [gate] = await gatesOf(ledger, 'SPP', '全国两会');
    if (!gate) throw new Error('no gate');

    expect(gate).toMatchObject({ endedOn: '2019-03-15', cutOff: '2019-03-29', passed: false });
    expect((await tasksAtGate(ledger, gate)).map(({ number, ready }) => [number, ready])).toEqual([
      ['改-1', true],
      ['改-2', false],
      ['改-3', false],
    ]);
    expect(await agendaItems(ledger, 'SPP')).toEqual([]);

    await passCutOff('2019-03-29');
    expect(await agendaItems(ledger, 'SPP')).toMatchObject([
      { number: '改-2', since: '2019-03-29', gate: '全国两会', accepted: null },
      { number: '改-3', since: '2019-03-29', gate: '全国两会' },
    ]);
    await act(ledger, '改-2', aCommand('submitMeasures'), { now: shanghai('2019-04-01', '09:00') });
    await act(ledger, '改-2', aCommand('approveMeasures'), { now: shanghai('2019-04-01', '10:00') });
    expect((await agendaItems(ledger, 'SPP')).map(({ number }) => number)).toEqual(['改-3']);
  });

  test('of a programme that does not exist is refused', async () => {
    const gate = { type: 'openGate', event: '全国两会', programme: '1999', category: '改革' } as const;
    expect(await say(gate)).toMatchObject({ refusal: { code: 'PROGRAMME_NOT_FOUND' } });
  });
});

test('everything of meetings and cycles follows from the journal', async () => {
  await aTaskIn('closureReview', ledger, '改-1');
  await act(ledger, '改-1', aCommand('returnClosure'), { now: shanghai('2019-02-14', '09:00') });
  for (const date of ['2019-04-01', '2019-05-05']) await say(on(date));
  await say({ type: 'moveMeeting', meeting: 'SPP-2019-05-05', date: '2019-05-07', reason: '与上级会议冲突' });
  await say({ type: 'openGate', event: '全国两会', programme: '2019', category: '改革' });
  await passCutOff('2019-03-27');
  await act(ledger, '改-1', aCommand('reportMissed', { cycle: '2019-04' }), { actor: 'clock', now: shanghai('2019-03-27', '24:00') });
  const before = await wholeLedger(ledger);
  expect(before['progress_marks']).toHaveLength(3);

  await ledger.db.deleteFrom('cycles').execute();
  await ledger.db.deleteFrom('progress_marks').execute();
  await rebuildProjections(ledger);

  expect(await wholeLedger(ledger)).toEqual(before);
});
