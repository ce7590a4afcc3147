import { beforeEach, describe, expect, test } from 'vitest';
import { carryOutOnMeetings } from '../../ledger/carry-out-on-meetings.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { inboxOf } from '../../ledger/queries/inbox-of.ts';
import { listNotices } from '../../ledger/queries/list-notices.ts';
import { tasksOfMeeting } from '../../ledger/queries/meetings.ts';
import { saidAtMeeting } from '../../ledger/queries/said-at-meeting.ts';
import { suggestionsOf } from '../../ledger/queries/suggestions.ts';
import { taskByNumber } from '../../ledger/queries/task-by-number.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { act, addSecretary, aLedgerWithProgramme, aRegistration, aTaskIn } from '../support/ledger.ts';
import { secretary, supervisor } from '../support/offices.ts';
import { papersOf } from '../support/papers.ts';

const reporting = { now: shanghai('2019-03-04', '09:00') };
const meeting = { now: shanghai('2019-03-07', '09:00') };
const twoSuggestions = aCommand('report', { suggestions: ['请提前会商', '请组织培训'] });

let ledger: Ledger;
beforeEach(async () => {
  ({ ledger } = await aLedgerWithProgramme());
  await aTaskIn('inProgress', ledger);
  await act(ledger, '改-12', twoSuggestions, reporting);
});

const open = async (day: string, office = 'SPP') => (await suggestionsOf(ledger, office, { day, answered: false })).map(({ id }) => id);

describe('the suggestions of an office', () => {
  test('wait with the task, the day and the words of the report', async () => {
    expect(await suggestionsOf(ledger, 'SPP', { day: '2019-03-07' })).toMatchObject([
      {
        programme: '2019',
        number: '改-12',
        leadName: '第六检察厅',
        id: '1-1',
        text: '请提前会商',
        cycle: '2019-03',
        answerBy: '2019-03-18',
        answer: null,
        overdue: false,
      },
      { id: '1-2', text: '请组织培训', answer: null },
    ]);
    expect(await suggestionsOf(ledger, 'SPP', { day: '2019-03-19' })).toMatchObject([{ overdue: true }, { overdue: true }]);
  });

  test('are of no other office, and of no earlier day', async () => {
    expect(await open('2019-03-07', '33')).toEqual([]);
    expect(await open('2019-03-03')).toEqual([]);
  });

  test('leave the list when they are answered, and are on that of the day before', async () => {
    await act(ledger, '改-12', aCommand('answerSuggestion', { meeting: '党组会 2019-03-07' }), meeting);

    expect(await open('2019-03-07')).toEqual(['1-2']);
    expect(await open('2019-03-06')).toEqual(['1-1', '1-2']);
    expect(await suggestionsOf(ledger, 'SPP', { day: '2019-03-07', answered: true })).toMatchObject([
      { id: '1-1', answer: { answer: 'accepted', due: '2019-12-31', meeting: '党组会 2019-03-07', at: meeting.now } },
    ]);
    expect((await taskByNumber(ledger, { programme: '2019', number: '改-12' }, meeting.now))?.task.lastReport?.suggestions).toEqual([
      { id: '1-1', text: '请提前会商', answer: 'accepted' },
      { id: '1-2', text: '请组织培训' },
    ]);
  });
});

describe('an answer', () => {
  test('counts once: said again it is the first, another is refused', async () => {
    const first = await act(ledger, '改-12', aCommand('answerSuggestion'), { ...meeting, id: 'a-1' });

    expect(first).toMatchObject({ refusal: null, seqs: [7] });
    expect(await act(ledger, '改-12', aCommand('answerSuggestion'), { ...meeting, id: 'a-1' })).toMatchObject({ seqs: [7], repeated: true });
    expect(await act(ledger, '改-12', aCommand('answerSuggestion'), meeting)).toMatchObject({ refusal: { code: 'SUGGESTION_ANSWERED' } });
    expect(await act(ledger, '改-12', aCommand('answerSuggestion', { suggestion: '9-1' }), meeting)).toMatchObject({
      refusal: { code: 'SUGGESTION_NOT_FOUND' },
    });
    expect(await verifyLedger(ledger)).toMatchObject({ ok: true });
  });

  test('to a suggestion of an earlier report stands beside that of the last', async () => {
    await act(ledger, '改-12', aCommand('report', { suggestions: ['请增加人手'] }), { now: shanghai('2019-04-02', '09:00') });
    await act(ledger, '改-12', aCommand('answerSuggestion'), { now: shanghai('2019-04-03', '09:00') });

    expect(await open('2019-04-03')).toEqual(['1-2', '2-1']);
  });

  test('may be given by the secretary, and refers to whoever the directory knows', async () => {
    await addSecretary(ledger);
    const refer = (parts: object) =>
      act(ledger, '改-12', aCommand('answerSuggestion', { answer: 'referred', ...parts }), { ...meeting, actor: secretary.person });

    expect(await refer({ person: 'P9999' })).toMatchObject({ refusal: { code: 'PERSON_NOT_FOUND' } });
    expect(await refer({ department: 'SPP-99' })).toMatchObject({ refusal: { code: 'DEPARTMENT_NOT_FOUND' } });
    expect(await refer({ person: 'department_head of SPP-10' })).toMatchObject({ refusal: null });
    expect(await refer({ suggestion: '1-2', department: 'SPP-08' })).toMatchObject({ refusal: null });
    const { notices } = await listNotices(ledger, {});
    expect(
      notices
        .filter(({ kind }) => kind === 'suggestionReferral')
        .map(({ to: { department, role } }) => `${department} ${role}`)
        .toSorted(),
    ).toEqual(['SPP-08 lead_contact', 'SPP-10 department_head']);
  });

  test('reaches the lead as a paper that says what was suggested and what became of it', async () => {
    await act(ledger, '改-12', aCommand('answerSuggestion', { answer: 'referred', department: 'SPP-10', reason: '属其职责', meeting: '党组会' }), meeting);

    const [paper = ''] = await papersOf(ledger, 'suggestionAnswer');
    for (const line of ['建议 1-1（第六检察厅）：请提前会商', '答复：转办，由第十检察厅办理', '说明：属其职责', '请于 2019-12-31 前办理。', '会议：党组会'])
      expect(paper).toContain(line);
  });
});

describe('an instruction', () => {
  test('reaches whoever works by it as a paper with the words of the leader and the requirement before', async () => {
    await act(ledger, '改-12', aCommand('instruct', { due: '2019-05-31', meeting: '党组会 2019-03-07' }), meeting);

    const [paper = ''] = await papersOf(ledger, 'instruction');
    for (const line of [
      '批示：年底前覆盖全部省级院',
      '会议：党组会 2019-03-07',
      '工作要求（第 2 版，批示之前）：制定办案指引并组织实施',
      '现时限：2019-05-31（原为 2019-06-30）',
      '阶段目标：2019-04-30 形成征求意见稿',
    ])
      expect(paper).toContain(line);
  });
});

const schedule = (date: string) =>
  carryOutOnMeetings(ledger, {
    office: 'SPP',
    id: `schedule ${date}`,
    actor: supervisor.person,
    ranBy: 'tester',
    command: { type: 'scheduleMeeting', date, meetingType: '党组会', topic: '听取重点工作汇报' },
    now: reporting.now,
  });

describe('a suggestion that nobody answers', () => {
  test('comes back in the next packet, and after two is for the supervision unit to submit', async () => {
    for (const date of ['2019-04-01', '2019-05-05', '2019-06-03']) await schedule(date);
    const standing = async (day: string) =>
      (await suggestionsOf(ledger, 'SPP', { day, answered: false })).map(({ packets, toSubmit }) => ({ packets, toSubmit }))[0];

    expect(await standing('2019-03-27')).toEqual({ packets: 0, toSubmit: false });
    expect(await standing('2019-04-28')).toEqual({ packets: 1, toSubmit: false });
    expect(await standing('2019-04-29')).toEqual({ packets: 2, toSubmit: true });
  });

  test('waits in the inbox of the leader in charge, and then in those of supervision unit and secretary', async () => {
    for (const date of ['2019-04-01', '2019-05-05']) await schedule(date);
    await addSecretary(ledger);
    const waits = async (person: string, day: string) => (await inboxOf(ledger, { person }, shanghai(day, '09:00'))).suggestions.map(({ id }) => id);

    expect(await waits('leader of civil', '2019-04-29')).toEqual(['1-1', '1-2']);
    expect(await waits('leader of press', '2019-04-29')).toEqual([]);
    expect([await waits(supervisor.person, '2019-04-28'), await waits(supervisor.person, '2019-04-29')]).toEqual([[], ['1-1', '1-2']]);
    expect([await waits(secretary.person, '2019-04-28'), await waits(secretary.person, '2019-04-29')]).toEqual([[], ['1-1', '1-2']]);
    expect((await inboxOf(ledger, { office: 'SPP' }, reporting.now)).suggestions).toHaveLength(2);
    await act(ledger, '改-12', aCommand('answerSuggestion'), { now: shanghai('2019-04-29', '10:00') });
    expect(await waits('leader of civil', '2019-04-29')).toEqual(['1-2']);
  });
});

describe('a meeting that a command names by its id', () => {
  const id = 'SPP-2019-04-01';
  const inApril = { now: shanghai('2019-04-01', '15:00') };
  const fromMeeting = (number: string) => {
    const command = aRegistration(number);
    return { ...command, origin: { kind: 'meeting', text: id, meeting: id } } as const;
  };

  test('must be on record', async () => {
    for (const command of [aCommand('instruct', { meeting: id }), aCommand('answerSuggestion', { meeting: id }), fromMeeting('改-30')])
      expect(await act(ledger, command.type === 'register' ? '改-30' : '改-12', command, inApril)).toMatchObject({
        refusal: { code: 'MEETING_NOT_FOUND', details: { meeting: id } },
      });
  });

  test('has what it decided: new tasks, instructions, answers', async () => {
    await schedule('2019-04-01');
    await act(ledger, '改-12', aCommand('instruct', { meeting: id }), inApril);
    await act(ledger, '改-12', aCommand('answerSuggestion', { meeting: id }), inApril);
    await act(ledger, '改-12', aCommand('answerSuggestion', { suggestion: '1-2' }), inApril);
    await act(ledger, '改-30', fromMeeting('改-30'), inApril);

    expect(await saidAtMeeting(ledger, id)).toMatchObject([
      { programme: '2019', number: '改-12', said: { type: 'instructionGiven' } },
      { number: '改-12', said: { type: 'suggestionAnswered', suggestion: '1-1' } },
    ]);
    expect(await tasksOfMeeting(ledger, id)).toMatchObject([{ number: '改-30' }]);
  });
});
