import { cellText } from './cell-text.ts';
import { halfWidth } from './clean-text.ts';
import { isMonth } from './dates.ts';
import type { Sheet } from './sheet.ts';
import type { TableShape } from './table-header.ts';
import type { Task } from './task.ts';
import { currentDueOf, fullNumberOf } from './task.ts';
import type { DepartmentCode, OfficeCode } from './values.ts';

/** 报表: what a department is asked to fill in for a cycle, one line for each of its tasks, and what comes back. */

/** Filled in beforehand, for people to read; nothing is taken from them. */
const contextColumns = ['任务内容', '工作要求', '完成时限', '落实举措', '阶段目标', '上期打算'] as const;

/** To be filled in. */
const neededColumns = ['进展', '打算', '问题', '建议', '举措完成'] as const;
/** Filled in where a task has milestones; a file may do without. */
const milestoneColumn = '阶段目标达成';
export const filledColumns = [...neededColumns, milestoneColumn] as const;
export type FilledColumn = (typeof filledColumns)[number];

export const formColumns = ['编号', ...contextColumns, ...filledColumns] as const;
export type FormColumn = (typeof formColumns)[number];

export const isFilledIn = (column: FormColumn): boolean => (filledColumns as readonly FormColumn[]).includes(column);

export const formShape: TableShape = {
  columns: ['编号', ...neededColumns],
  optional: [milestoneColumn],
  dates: [milestoneColumn],
  alsoCalled: {
    进展情况: '进展',
    下一步打算: '打算',
    抓落实的打算: '打算',
    存在问题: '问题',
    存在的问题: '问题',
    已完成举措: '举措完成',
    完成举措: '举措完成',
  },
  ignoresOthers: true,
  context: contextColumns,
  ownLines: /重点工作汇报表|^汇报周期|^填报说明/,
};

/** Which form a file is: it says so itself (表号), so that it is not taken for another month's or another office's. */
export interface FormReference {
  readonly cycle: string;
  readonly office: OfficeCode;
  readonly lead: DepartmentCode;
}

export const referenceText = ({ cycle, office, lead }: FormReference): string => `表号：${cycle}/${office}/${lead}`;

/** Null where no cell says it. */
export function formReferenceIn(sheets: readonly Sheet[]): FormReference | null {
  for (const { rows } of sheets)
    for (const { cells } of rows)
      for (const cell of cells) {
        const found = referenceOf(cellText(cell, { column: '', isDate: false, countsFrom1904: false }).value);
        if (found) return found;
      }
  return null;
}

function referenceOf(text: string): FormReference | null {
  const [, cycle = '', office = '', lead = ''] = /^\s*表号:\s*(\d{4}-\d\d)\/([^/]+)\/(.+?)\s*$/.exec(halfWidth(text)) ?? [];
  return isMonth(cycle) ? { cycle, office, lead } : null;
}

/** A task that is to be reported on, and what was intended when it was last. */
export interface FormTask {
  readonly task: Task;
  /** 打算 of the last report before this cycle; null where there is none. */
  readonly intended: string | null;
}

/** One line of the form. `hasFullNumbers`: where it has tasks of several programmes. */
export function formCells({ task, intended }: FormTask, { hasFullNumbers }: { readonly hasFullNumbers: boolean }): readonly string[] {
  const { title, requirement } = task.assignment;
  const cells: Partial<Record<FormColumn, string>> = {
    编号: hasFullNumbers ? fullNumberOf(task) : task.number,
    任务内容: title,
    工作要求: requirement,
    完成时限: currentDueOf(task) ?? '',
    落实举措: measuresText(task),
    阶段目标: milestonesText(task),
    上期打算: intended ?? '',
  };
  return formColumns.map((column) => cells[column] ?? '');
}

/** By their numbers, which are what 举措完成 names. */
const measuresText = (task: Task): string =>
  'measures' in task ? task.measures.map(({ id, text, finish, doneAt }) => `${id}：${text}（${doneAt === null ? `至 ${finish}` : '已完成'}）`).join('\n') : '';

/** By their days, which are what 阶段目标达成 names. */
const milestonesText = ({ assignment }: Task): string =>
  assignment.milestones.map(({ date, text, reachedAt }) => `${date}：${text}${reachedAt ? '（已达成）' : ''}`).join('\n');
