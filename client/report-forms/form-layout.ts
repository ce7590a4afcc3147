import type { FormColumn, FormReference } from '../../domain/report-form.ts';
import { formColumns, isFilledIn, referenceText } from '../../domain/report-form.ts';
import type { DateText } from '../../domain/values.ts';
import type { SheetLayout, SheetRow } from '../workbook/sheet-xml.ts';

/** In digits of the usual font: one page of A3 together. */
const widths: Readonly<Record<FormColumn, number>> = {
  编号: 9,
  任务内容: 20,
  工作要求: 22,
  完成时限: 12,
  落实举措: 28,
  阶段目标: 20,
  上期打算: 20,
  进展: 30,
  打算: 24,
  问题: 18,
  建议: 18,
  举措完成: 9,
  阶段目标达成: 12,
};

const columns = formColumns.map((heading) => ({ heading, width: widths[heading] }));

export interface FormHead {
  readonly reference: FormReference;
  readonly officeName: string;
  readonly leadName: string;
  /** 报告截止; null where no meeting has set it. */
  readonly cutOff: DateText | null;
  /** 演示数据, where the directory is invented. */
  readonly mark: string;
}

const instruction =
  '填报说明：只填白色各栏，灰色各栏供对照。进展、打算须写明具体内容；没有问题、建议的写“无”；多条建议分行写，或以“；”分隔；举措完成填已完成举措的编号，如 1、3；阶段目标达成填其日期。本期不报的任务，各栏留空。';

/** Room for a few lines by hand. */
const leastHeight = 90;

/** One department's form for a cycle: what is grey is there to be read, what is white to be filled in. */
export function formLayout({ reference, officeName, leadName, cutOff, mark }: FormHead): SheetLayout<SheetRow> {
  const title = `${leadName}重点工作汇报表（${reference.cycle}）${mark && `（${mark}）`}`;
  const subtitle = [`汇报周期 ${reference.cycle}`, `交办单位 ${officeName}`, `填报部门 ${leadName}`, cutOff && `报告截止 ${cutOff} 24:00`]
    .filter((part) => part)
    .join('　');
  return {
    title,
    subtitle,
    columns,
    lines: [
      { height: 30, cells: [{ column: 1, text: title, look: 'title' }] },
      {
        height: 18,
        cells: [
          { column: 1, text: subtitle, look: 'subtitle' },
          { column: formColumns.indexOf('打算'), text: referenceText(reference), look: 'subtitle' },
        ],
      },
      { height: 18, cells: [{ column: 1, text: instruction, look: 'subtitle' }] },
    ],
    lookOf: (_row, column) => (isFilledIn(formColumns[column] ?? '编号') ? 'answer' : 'context'),
    leastHeight,
    hasFilter: false,
    pagesWide: 1,
  };
}
