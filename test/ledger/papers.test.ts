import { beforeAll, describe, expect, test } from 'vitest';
import { noticeMessage } from '../../activities/notice-message.ts';
import type { PaperKind } from '../../domain/standing-notices.ts';
import { dailyWork } from '../../ledger/daily-runs.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { noticesToDeliver } from '../../ledger/notices.ts';
import { agendaItems } from '../../ledger/queries/agenda-items.ts';
import { inboxOf } from '../../ledger/queries/inbox-of.ts';
import { listNotices } from '../../ledger/queries/list-notices.ts';
import { paperList } from '../../ledger/queries/paper-list.ts';
import { rebuildProjections } from '../../ledger/rebuild.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { act, aLedgerWithProgramme, aRegistration } from '../support/ledger.ts';
import { leader, supervisor } from '../support/offices.ts';
import { wholeLedger } from '../support/whole-ledger.ts';

/** Tasks that were due on Sunday 2019-06-30: level 3, the leader, falls on Friday 07-05, and its paper lies open on Thursday. */

let ledger: Ledger;
beforeAll(async () => {
  ({ ledger } = await aLedgerWithProgramme());
  for (const number of ['改-1', '改-2', '改-3']) {
    await act(ledger, number, aRegistration(number, { milestones: [] }));
    for (const type of ['issue', 'receive', 'submitMeasures', 'approveMeasures'] as const) await act(ledger, number, aCommand(type));
  }
  await act(ledger, '改-1', aCommand('urge'), { now: shanghai('2019-06-03', '09:00') });
  await act(ledger, '改-1', aCommand('answerUrge'), { now: shanghai('2019-06-04', '09:00') });
  for (const number of ['改-1', '改-2', '改-3']) await pass(number, '2019-07-03');
});

const pass = (number: string, day: string) =>
  act(ledger, number, aCommand('passDeadline'), { actor: 'clock', id: `clock:${day}`, now: shanghai(day, '09:00') });
const thursday = { day: '2019-07-04', now: shanghai('2019-07-04', '08:30') };

const noticesOf = async (kind: PaperKind) => (await listNotices(ledger, {})).notices.filter((notice) => notice.kind === kind);
const reportsOn = async (number: string): Promise<number> =>
  (await noticesOf('leaderReport')).filter(({ numbers }) => numbers.includes(`2019/${number}`)).length;

/** The paper as it is read, for the last notice of a kind about a task. */
async function paperOf(kind: PaperKind, number: string): Promise<string> {
  const ids = (await noticesOf(kind)).filter(({ numbers }) => numbers.includes(`2019/${number}`)).map(({ id }) => id);
  const [notice] = (await noticesToDeliver(ledger, ids)).toSorted((a, b) => (a.composedAt < b.composedAt ? 1 : -1));
  if (!notice) throw new Error(`no ${kind} about ${number}`);
  const { subject, body } = noticeMessage(notice);
  return `${subject}\n${body}`;
}

// One after the other: it is the story of two weeks.
describe('on the working day before', () => {
  test('the run of the day tells the supervision unit once which papers leave, to whom and why, however often it runs', async () => {
    for (const _ of [1, 2]) await dailyWork(ledger, thursday);

    const told = await noticesOf('papersDrafted');
    expect(told).toMatchObject([{ to: { department: 'SPP-BGT', role: 'supervisor' }, numbers: ['2019/改-1', '2019/改-2', '2019/改-3'] }]);
    const [notice] = await noticesToDeliver(
      ledger,
      told.map(({ id }) => id),
    );
    expect(notice && noticeMessage(notice).body).toContain(
      '1．2019/改-1#3 健全民事检察监督机制：完成时限（2019-06-30 止）已过；呈报，送最高检分管院领导（第六检察厅），2019-07-05 发出。',
    );
  });

  test('they are listed, and wait in the inbox of whoever may sign', async () => {
    const { papers } = await paperList(ledger, {}, thursday.now);
    expect(papers.map(({ id, standing, leavesOn, kindName }) => [id, standing, leavesOn, kindName])).toEqual(
      ['改-1', '改-2', '改-3'].map((number) => [`2019/${number}#3`, 'draft', '2019-07-05', '呈报']),
    );
    expect((await paperList(ledger, { office: '33' }, thursday.now)).papers).toEqual([]);
    expect((await paperList(ledger, { programme: '2020' }, thursday.now)).papers).toEqual([]);

    const { items } = await inboxOf(ledger, { person: supervisor.person }, thursday.now);
    expect(items.filter(({ duty }) => duty === 'signPaper').map(({ number, by }) => `${number} by ${by}`)).toEqual(
      ['改-1', '改-2', '改-3'].map((number) => `${number} by 2019-07-04`),
    );
  });

  test('one is signed, one is held, of one nobody says anything', async () => {
    expect(await act(ledger, '改-1', aCommand('signPaper'), { now: thursday.now })).toMatchObject({ refusal: null });
    expect(await act(ledger, '改-2', aCommand('holdPaper'), { now: thursday.now, actor: leader.person })).toMatchObject({ refusal: null });
    expect(await act(ledger, '改-2', aCommand('holdPaper'), { now: thursday.now, actor: 'department_head of SPP-06' })).toMatchObject({
      refusal: { code: 'NOT_ENTITLED' },
    });

    const { papers } = await paperList(ledger, { programme: '2019' }, thursday.now);
    expect(papers.map(({ number, standing, by, reason }) => [number, standing, by, reason])).toEqual([
      ['改-1', 'signed', supervisor.person, null],
      ['改-2', 'held', leader.person, '成果已报送，待核实'],
      ['改-3', 'draft', null, null],
    ]);
  });
});

describe('on the day', () => {
  beforeAll(async () => {
    for (const number of ['改-1', '改-2', '改-3']) await pass(number, '2019-07-05');
  });

  test('the signed one leaves with the name of who signed: facts, days, what was urged and answered, and what is proposed', async () => {
    expect(await paperOf('leaderReport', '改-1')).toBe(
      [
        '【呈报】2019/改-1 健全民事检察监督机制（演示数据）',
        '分管院领导（第六检察厅）：',
        '',
        '    现将下列任务未按期落实的情况呈报如下，请阅示。',
        '',
        '1．2019/改-1  健全民事检察监督机制',
        '    牵头部门：第六检察厅',
        '    基本情况：完成时限（2019-06-30 止）已超过 5 个工作日',
        '    督办经过：',
        '      2019-06-03 催办：三月未报告',
        '      2019-06-04 答复：初稿已完成，四月十五日前报送',
        '      2019-07-03 因完成时限逾期，升至第 1 级',
        '      2019-07-03 因完成时限逾期，升至第 2 级',
        '    拟办意见：请督促第六检察厅于7月9日前报送办理情况，明确完成时间；确需另定时限的，由分管院领导决定，仍按原时限考核。',
        '    签发：姓名（supervisor of SPP-BGT）',
        '',
        '最高检办公厅',
        '2019年7月5日',
        '',
        '（演示数据）',
        '',
      ].join('\n'),
    );
  });

  test('the unsigned one leaves all the same, and says so', async () => {
    expect(await reportsOn('改-3')).toBe(1);
    expect(await paperOf('leaderReport', '改-3')).toContain('未签发，按期发出。');
  });

  test('the held one does not; the ladder has climbed, and the late department is asked', async () => {
    expect(await reportsOn('改-2')).toBe(0);
    expect(await paperOf('supervisionOrder', '改-2')).toContain('督办事由：完成时限（2019-06-30 止）已超过 5 个工作日');
    expect((await paperList(ledger, {}, shanghai('2019-07-08', '09:00'))).papers).toMatchObject([
      { id: '2019/改-2#3', standing: 'held', leavesOn: '2019-07-05' },
    ]);
  });

  test('who holds it is reminded every working day', async () => {
    await dailyWork(ledger, { day: '2019-07-08', now: shanghai('2019-07-08', '08:30') });

    expect((await noticesOf('papersDrafted')).at(-1)).toMatchObject({ subject: '待签发 0 件，缓发 1 件', numbers: ['2019/改-2'] });
  });

  test('let go, it leaves at once, by an activity of its own, and says how matters stand now', async () => {
    const { head_seq: seq } = await ledger.db.selectFrom('tasks').select('head_seq').where('number', '=', '改-2').executeTakeFirstOrThrow();
    const outcome = await act(ledger, '改-2', aCommand('releasePaper'), { now: shanghai('2019-07-09', '10:00'), known: { seq } });

    expect(outcome.deliveries).toMatchObject([{ channelOfDuty: 'escalate', summary: '送达呈报：第六检察厅' }]);
    const paper = await paperOf('leaderReport', '改-2');
    expect(paper).toContain('基本情况：完成时限（2019-06-30 止）已超过 7 个工作日');
    expect(paper).toContain('签发：姓名（supervisor of SPP-BGT）');
    expect((await paperList(ledger, {}, shanghai('2019-07-09', '10:00'))).papers).toEqual([]);
  });
});

describe('to the late department', () => {
  test('催办单 and 督办单 have a colour, ask for an answer by a day, are signed by the office, and threaten nobody', async () => {
    expect(await paperOf('urge', '改-3')).toBe(
      [
        '【催办单（红）】2019/改-3 健全民事检察监督机制（演示数据）',
        '第六检察厅：',
        '',
        '    下列任务请抓紧办理，并按期报送办理情况。',
        '',
        '1．2019/改-3  健全民事检察监督机制',
        '    督办事由：完成时限（2019-06-30 止）已超过 3 个工作日',
        '    请于7月5日前报送办理情况。',
        '',
        '最高检办公厅',
        '2019年7月3日',
        '',
        '（演示数据）',
        '',
      ].join('\n'),
    );
    for (const paper of [await paperOf('urge', '改-3'), await paperOf('supervisionOrder', '改-3')])
      expect(paper).not.toMatch(/否则|问责|追责|处分|严肃处理|后果/u);
    expect(await paperOf('supervisionOrder', '改-3')).toContain('【督办单（红）】');
  });
});

describe('to the meeting', () => {
  beforeAll(async () => {
    await pass('改-1', '2019-07-12');
  });

  test('an item is proposed, with who reports and why', async () => {
    const paper = await paperOf('agendaProposal', '改-1');

    expect(paper).toContain('【建议议题】2019/改-1 健全民事检察监督机制（演示数据）\n办公厅：\n');
    expect(paper).toContain('    建议议题：听取“健全民事检察监督机制”进展情况的汇报\n    汇报部门：第六检察厅\n');
    expect(paper).toContain('提请理由：完成时限（2019-06-30 止）已超过 10 个工作日');
    expect(await agendaItems(ledger, 'SPP')).toMatchObject([{ number: '改-1', accepted: null }]);
  });

  test('people take it onto the agenda; who reports there is told', async () => {
    await act(ledger, '改-1', aCommand('acceptAgendaItem'), { now: shanghai('2019-07-15', '10:00') });

    expect(await agendaItems(ledger, 'SPP')).toMatchObject([
      { number: '改-1', since: '2019-07-12', accepted: { by: supervisor.person, meeting: '党组会 2019-08-01' } },
    ]);
    expect(await paperOf('agendaItem', '改-1')).toContain('列入议题：党组会 2019-08-01');
  });

  test('or decline it with a reason; then it is off the list', async () => {
    await act(ledger, '改-1', aCommand('declineAgendaItem'), { now: shanghai('2019-07-16', '10:00') });

    expect(await agendaItems(ledger, 'SPP')).toEqual([]);
  });
});

test('another office reads whose department it is that leads', async () => {
  await act(ledger, '改-4', aRegistration('改-4', { lead: '33-06', participants: [], milestones: [] }));
  await act(ledger, '改-4', aCommand('issue'));
  await pass('改-4', '2019-07-12');

  expect(await paperOf('urge', '改-4')).toContain('民事检察部：\n');
  expect(await paperOf('escalation', '改-4')).toContain('    牵头部门：33检察院民事检察部\n');
});

test('all of it follows from the journal', async () => {
  const live = await wholeLedger(ledger);

  await rebuildProjections(ledger);

  expect(await wholeLedger(ledger)).toEqual(live);
});
