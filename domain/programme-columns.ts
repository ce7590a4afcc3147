import type { TableShape } from './table-header.ts';

/** The headings of a programme, as offices write them. */
export const programmeColumns = [
  '编号',
  '类别',
  '任务来源',
  '来源条款',
  '任务内容',
  '工作要求',
  '预期成果',
  '牵头单位',
  '参与单位',
  '责任领导',
  '责任人',
  '时限类型',
  '完成时限',
  '阶段目标',
  '条线',
  '下沉层级',
  '重点',
] as const;

const optionalColumns = ['密级'] as const;

export type ProgrammeColumn = (typeof programmeColumns)[number] | (typeof optionalColumns)[number];

/** What the ledger adds to these when it is written out (domain.md 2.7): it comes from the journal, never from a file. */
const computedColumns = [
  '联系电话',
  '完成时限(现)',
  '落实举措',
  '进展情况',
  '下一步打算',
  '存在问题',
  '建议',
  '状态',
  '灯',
  '超期(工作日)',
  '催办次数',
  '退回次数',
  '办结申请时间',
  '销号时间',
  '销号人',
  '成果/佐证',
  '备注',
] as const;

/** A programme's table. The ledger that duban writes is one too: there 完成时限 is the first due day. */
export const programmeShape: TableShape = {
  columns: programmeColumns,
  optional: optionalColumns,
  alsoCalled: { '完成时限(原)': '完成时限' },
  dates: ['完成时限'],
  ignoresOthers: true,
  computed: computedColumns,
};
