import type { LedgerHeading } from '../../domain/ledger-columns.ts';
import { ledgerHeadings } from '../../domain/ledger-columns.ts';

/** Widths in digits of the usual font; a Chinese character takes two. About as much stands on each of the two pages of A3. */
const widths: Readonly<Record<LedgerHeading, number>> = {
  编号: 9,
  类别: 6,
  任务来源: 14,
  来源条款: 9,
  任务内容: 26,
  工作要求: 30,
  预期成果: 20,
  牵头单位: 15,
  参与单位: 18,
  责任领导: 9,
  责任人: 9,
  联系电话: 13,
  '完成时限(原)': 12,
  '完成时限(现)': 12,
  时限类型: 9,
  阶段目标: 30,
  落实举措: 38,
  进展情况: 34,
  下一步打算: 25,
  存在问题: 23,
  建议: 23,
  状态: 9,
  灯: 5,
  '超期(工作日)': 8,
  催办次数: 6,
  退回次数: 6,
  办结申请时间: 12,
  销号时间: 12,
  销号人: 9,
  '成果/佐证': 25,
  条线: 13,
  下沉层级: 6,
  重点: 6,
  密级: 6,
  备注: 22,
};

export const ledgerSheetColumns = ledgerHeadings.map((heading) => ({ heading, width: widths[heading] }));

/** Sentences stand at the left of their cell, words in the middle. */
const sentenceFrom = 14;

export const isSentence = (column: number): boolean => (ledgerSheetColumns[column]?.width ?? 0) > sentenceFrom;

export const lightColumn = ledgerHeadings.indexOf('灯');
export const overdueColumn = ledgerHeadings.indexOf('超期(工作日)');
