import { describe, expect, test } from 'vitest';
import type { Block, Cover, Table, Text } from '../../domain/document.ts';
import type { NumberedPacket } from '../../domain/packet-document.ts';
import { packetDocument } from '../../domain/packet-document.ts';
import { anEvent, aTask, historyOf, historyOfEscalated, taskAfter } from '../support/events.ts';
import { aNumberedPacket, aReport, anEntry, numbered, packetFacts, totals } from '../support/packets.ts';

const spoken = (text: Text): string => (typeof text === 'string' ? text : text.map((run) => run.text).join(''));

const blocksOf = (...packet: Parameters<typeof aNumberedPacket>): readonly Block[] => packetDocument(aNumberedPacket(...packet)).blocks;

const headings = (blocks: readonly Block[], level: number): readonly string[] =>
  blocks.flatMap((block) => (block.kind === 'heading' && block.level === level ? [block.text] : []));

/** The block right below a heading that contains these words. */
function below(blocks: readonly Block[], words: string): Block | undefined {
  return blocks[blocks.findIndex((block) => block.kind === 'heading' && block.text.includes(words)) + 1];
}

const rowsOf = (block: Block | undefined): readonly (readonly string[])[] =>
  block?.kind === 'table' ? (block satisfies Table).rows.map(({ cells }) => cells.map(({ text }) => spoken(text))) : [];

const coverOf = (parts: Partial<NumberedPacket>): Cover => blocksOf(parts)[0] as Cover;

describe('汇报材料 as a paper', () => {
  test('has a cover with meeting, cut-off, edition and 演示数据', () => {
    expect(coverOf({})).toMatchObject({
      above: '最高人民检察院党组会',
      subtitle: '2019年5月',
      facts: [
        ['会　　议', '党组会，2019年5月5日'],
        ['汇报截止', '2019年4月28日24时'],
        ['版　　次', '第1版'],
        ['数　　据', '演示数据'],
      ],
      foot: ['最高人民检察院办公厅', '2019年4月29日'],
    });
    expect(coverOf({ edition: 2, reason: '补记一份汇报', mark: '', meeting: null }).facts.map(([, text]) => text)).toEqual([
      '未开会',
      '2019年4月28日24时',
      '第2版',
      '补记一份汇报',
    ]);
  });

  test('begins with 已销号且有成果 / 应完成 (R2)', () => {
    const figures = blocksOf().find((block) => block.kind === 'figures');

    expect(figures).toMatchObject({
      items: [{ value: '12 / 113', label: '已销号且有成果 / 应完成', isMain: true }, { value: '7' }, { value: '15' }, { value: '0' }],
    });
  });

  test('says the sums in words', () => {
    const texts = (...packet: Parameters<typeof aNumberedPacket>) =>
      blocksOf(...packet).flatMap((block) => (block.kind === 'paragraph' ? [spoken(block.text)] : []));

    expect(texts()[0]).toBe(
      '截至2019年4月28日24时，台账共有任务114项，其中已交办2项、已签收3项、推进中90项、办结待审4项、核查中1项、暂缓1项、已销号12项、已终止1项。',
    );
    expect(texts()[1]).toBe('本周期应报告任务1项，按时报告1项，迟报0项，没有缺报。上次截止（2019年3月27日）以来销号0项。');
    const silent = [{ programme: '2019', number: '改-12', standing: 'missing', report: null } as const];
    expect(texts({}, { owed: silent })[1]).toContain('缺报1项（涉及1个部门）');
    const byState = { ...totals.byState, issued: 0, received: 0, inProgress: 0, closureReview: 0, verifying: 0, suspended: 0, struckOff: 0, terminated: 0 };
    expect(texts({}, { totals: { ...totals, tasks: 0, byState } })[0]).toBe('截至2019年4月28日24时，台账共有任务0项。');
    expect(texts().at(-1)).toContain(`内容 SM3：${'a'.repeat(64)}`);
  });

  test('tells several programmes apart, and their numbers', () => {
    const programmes = [...packetFacts().programmes, { name: '2020', title: '', totals }];
    const blocks = blocksOf({}, { programmes });

    expect(blocks.flatMap((block) => (block.kind === 'table' ? [rowsOf(block)] : []))[0]).toEqual([
      ['2019 年任务台账', '114', '113', '12', '7', '15'],
      ['2020', '114', '113', '12', '7', '15'],
    ]);
    expect(rowsOf(below(blocks, '第六检察厅'))[0]?.[0]).toBe('2019/改-12');
  });

  test('asks first what is to be decided, then names the silent and the late, then hears each department', () => {
    expect(headings(blocksOf(), 1)).toEqual([
      '一、总体情况',
      '二、提请会议研究和审批的事项',
      '三、缺报名单（0个部门，0项）',
      '四、红灯、黄灯任务',
      '五、上次截止以来销号的任务（0项）',
      '六、各部门汇报',
    ]);
  });

  test('says 无 where there is nothing', () => {
    const blocks = blocksOf({}, { entries: [], owed: [] });

    for (const words of ['升级提请', '延期申请', '办结申请', '建议（0条）', '缺报名单', '红灯（0项）', '黄灯（0项）', '销号的任务', '各部门汇报'])
      expect([words, below(blocks, words)]).toEqual([words, { kind: 'paragraph', text: '无。' }]);
  });
});

describe('what waits for the Party group', () => {
  const escalated = taskAfter(historyOfEscalated());
  const asked = [...historyOf('inProgress'), anEvent('extensionRequested')];
  const suggestion = { programme: '2019', number: '改-12', title: '健全机制', leadName: '第六检察厅', id: '1-1', text: '请提前会商' };
  const onAgenda = (accepted: boolean) => ({
    ...(escalated.ladder && {
      ladder: {
        ...escalated.ladder,
        agendaSince: '2019-04-12',
        ...(accepted && { agendaAccepted: { by: 'P1', at: '2019-04-26T01:00:00.000Z', meeting: null } }),
      },
    }),
  });
  const entries = [
    anEntry({ ...escalated, ...onAgenda(false) }, { light: 'red', overdueWorkingDays: 10 }),
    anEntry({ ...numbered(escalated, '改-11'), ...onAgenda(true) }),
    anEntry(numbered(taskAfter(asked), '改-13'), { light: 'yellow' }),
    anEntry(numbered(taskAfter([...asked, anEvent('extensionReviewed')]), '改-14')),
    anEntry(numbered(taskAfter([...asked, anEvent('extensionReviewed', { supports: false })]), '改-15')),
    anEntry(numbered(aTask('closureReview'), '改-16')),
    anEntry(numbered(aTask('struckOff'), '改-17')),
  ];
  const blocks = blocksOf(
    {},
    {
      entries,
      owed: [{ programme: '2019', number: '改-12', standing: 'missing', report: null }],
      suggestions: [
        { ...suggestion, reportedAt: '2019-04-26T01:00:00.000Z', answerBy: '2019-05-13', overdue: false, packets: 0, toSubmit: false },
        { ...suggestion, reportedAt: '2019-02-20T01:00:00.000Z', answerBy: '2019-03-06', overdue: true, packets: 2, toSubmit: true },
        { ...suggestion, reportedAt: '2019-02-21T01:00:00.000Z', answerBy: null, overdue: false, packets: 2, toSubmit: true },
      ],
    },
  );

  test('is listed with what has to be known to decide on it', () => {
    expect(rowsOf(below(blocks, '升级提请研究的任务（2项）'))).toEqual([
      ['改-12', '健全民事检察监督机制', '第六检察厅', '红', '10', '建议列入\n2019-04-12'],
      ['改-11', '健全民事检察监督机制', '第六检察厅', '绿', '0', '已列入\n2019-04-12'],
    ]);
    expect(rowsOf(below(blocks, '待审批的延期申请（3项）')).map(([number, , , due, to, opinion]) => [number, due, to, opinion])).toEqual([
      ['改-13', '2019-06-30', '2019-09-30', '未审核'],
      ['改-14', '2019-06-30', '2019-09-30', '同意'],
      ['改-15', '2019-06-30', '2019-09-30', '不同意'],
    ]);
    expect(rowsOf(below(blocks, '待审核的办结申请（1项）'))).toEqual([
      ['改-16', '健全民事检察监督机制（第六检察厅）', '印发民事检察办案指引', '2019-06-20', '2019-06-27'],
    ]);
    expect(rowsOf(below(blocks, '待答复的建议（3条）')).map((row) => row.slice(3))).toEqual([
      ['2019-04-26', '2019-05-13', '第1次'],
      ['2019-02-20', '2019-03-06（已过）', '第3次\n转督查室提请答复'],
      ['2019-02-21', '', '第3次\n转督查室提请答复'],
    ]);
  });

  test('is followed by the silent, by name, the late, and what was struck off', () => {
    expect(rowsOf(below(blocks, '缺报名单（1个部门，1项）'))).toEqual([['第六检察厅', '1', '改-12　健全民事检察监督机制']]);
    expect(rowsOf(below(blocks, '红灯（'))).toEqual([['改-12', '健全民事检察监督机制', '第六检察厅', '推进中', '2019-06-30', '10']]);
    expect(rowsOf(below(blocks, '黄灯（')).map(([number]) => number)).toEqual(['改-13']);
    expect(rowsOf(below(blocks, '销号的任务（1项）'))).toEqual([['改-17', '健全民事检察监督机制', '第六检察厅', '印发民事检察办案指引', '2019-06-25']]);
  });
});

describe('what a department reports', () => {
  const records = (standing: 'onTime' | 'late' | 'missing' | 'awaited' | null, report: typeof aReport | null = aReport) =>
    rowsOf(below(blocksOf({}, { owed: standing ? [{ programme: '2019', number: '改-12', standing, report }] : [] }), '（一）第六检察厅（1项）'));

  test('stands under its task as it was reported', () => {
    expect(records('onTime')).toEqual([
      ['改-12', '健全民事检察监督机制', '推进中', '绿', '2019-06-30'],
      ['进展', '完成调研，形成初稿'],
      ['打算', '五月底前征求意见'],
      ['存在的问题', '人手不足'],
      ['建议', '请法律政策研究室提前会商'],
    ]);
    const two = [...aReport.suggestions, { id: '2-2', text: '请组织培训' }];
    expect(records('onTime', { ...aReport, suggestions: two }).at(-1)).toEqual(['建议', '1．请法律政策研究室提前会商\n2．请组织培训']);
    expect(records('onTime', { ...aReport, suggestions: [] }).at(-1)).toEqual(['建议', '无']);
  });

  test('is heard of what has ended since as well', () => {
    const before = numbered(aTask('terminated'), '改-12');
    const ended = { ...before, assignment: { ...before.assignment, due: null } };
    const owed = [{ programme: '2019', number: '改-12', standing: 'onTime', report: aReport } as const];

    expect(rowsOf(below(blocksOf({}, { entries: [anEntry(ended)], owed }), '第六检察厅'))[0]).toEqual(['改-12', '健全民事检察监督机制', '已终止', '绿', '']);
  });

  test('is said to be late, missing, not due', () => {
    expect(records('late')[1]).toEqual(['进展', '迟报（2019年4月26日收到）。完成调研，形成初稿']);
    expect(records('missing', null)[1]).toEqual(['汇报', '缺报']);
    expect(records('awaited', null)[1]).toEqual(['汇报', '待报']);
    expect(records(null)[1]).toEqual(['汇报', '本周期不需报告']);
  });
});
