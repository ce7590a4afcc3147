import type { ProgrammeColumn } from './programme-columns.ts';

/**
 * The headings of 台账 as a sheet, in their order, each with the column of a programme that an import reads it as. Null: computed from the journal and
 * the day; an import names it and takes nothing from it.
 */
export const ledgerColumns = {
  编号: '编号',
  类别: '类别',
  任务来源: '任务来源',
  来源条款: '来源条款',
  任务内容: '任务内容',
  工作要求: '工作要求',
  预期成果: '预期成果',
  牵头单位: '牵头单位',
  参与单位: '参与单位',
  责任领导: '责任领导',
  责任人: '责任人',
  联系电话: null,
  '完成时限(原)': '完成时限',
  '完成时限(现)': null,
  时限类型: '时限类型',
  阶段目标: '阶段目标',
  落实举措: null,
  进展情况: null,
  下一步打算: null,
  存在问题: null,
  建议: null,
  状态: null,
  灯: null,
  '超期(工作日)': null,
  催办次数: null,
  退回次数: null,
  办结申请时间: null,
  销号时间: null,
  销号人: null,
  '成果/佐证': null,
  条线: '条线',
  下沉层级: '下沉层级',
  重点: '重点',
  密级: '密级',
  备注: null,
} as const satisfies Readonly<Record<string, ProgrammeColumn | null>>;

export type LedgerHeading = keyof typeof ledgerColumns;

export const ledgerHeadings = Object.keys(ledgerColumns) as readonly LedgerHeading[];

/** What the ledger adds to a programme's columns. */
export const computedHeadings: readonly string[] = ledgerHeadings.filter((heading) => ledgerColumns[heading] === null);
