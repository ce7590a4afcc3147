import { computedHeadings } from './ledger-columns.ts';
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

/** A programme's table. The ledger that duban writes is one too: there 完成时限 is the first due day. */
export const programmeShape: TableShape = {
  columns: programmeColumns,
  optional: optionalColumns,
  alsoCalled: { '完成时限(原)': '完成时限' },
  dates: ['完成时限'],
  ignoresOthers: true,
  // From the journal, never from a file.
  computed: computedHeadings,
};
