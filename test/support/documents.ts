import type { Block, PaperDocument } from '../../domain/document.ts';

/** A paper that has one of everything; every text in it is different. */
export const someBlocks: readonly Block[] = [
  { kind: 'cover', above: '最高人民检察院党组会', title: '汇报材料', subtitle: '2019 年 5 月', facts: [['汇报截止', '2019-04-28 24:00']], foot: ['督查部门'] },
  { kind: 'masthead', name: '督查通报', note: '内部资料', issue: '2019 年第 3 期', issuer: '办公厅', date: '2019 年 4 月 29 日' },
  { kind: 'heading', level: 0, text: '重点工作推进情况' },
  { kind: 'heading', level: 1, text: '一、总体情况' },
  { kind: 'heading', level: 2, text: '（一）第六检察厅' },
  { kind: 'heading', level: 3, text: '1．民事检察' },
  {
    kind: 'figures',
    items: [
      { value: '12 / 114', label: '已销号且有成果 / 应完成', isMain: true },
      { value: '7', label: '红灯数' },
    ],
  },
  { kind: 'paragraph', text: '应报告一百零二项。' },
  { kind: 'paragraph', text: '此致', align: 'right' },
  { kind: 'paragraph', text: '数字截至汇报截止之时。', isNote: true },
  { kind: 'pageBreak' },
  {
    kind: 'table',
    columns: [
      { heading: '编号', share: 1, align: 'center' },
      { heading: '任务', share: 3 },
      { heading: '状态灯', share: 1, align: 'center' },
    ],
    rows: [
      { isHead: true, cells: [{ text: [{ text: '改-12', isStrong: true }] }, { text: '完善监督机制' }, { text: [{ text: '红', light: 'red' }] }] },
      { cells: [{ text: '打算' }, { text: '第一行\n第二行', span: 2 }] },
    ],
  },
];

export const aDocument = (parts: Partial<PaperDocument> = {}): PaperDocument => ({
  title: '党组会汇报材料（2019-05）',
  mark: '演示数据',
  asOf: '2019-04-28T16:00:00.000Z',
  blocks: someBlocks,
  ...parts,
});
