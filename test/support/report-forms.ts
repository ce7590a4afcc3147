import type { FilledColumn } from '../../domain/report-form.ts';
import { filledColumns } from '../../domain/report-form.ts';
import type { FormSetting } from '../../domain/report-row.ts';
import type { FormReading } from '../../domain/report-table.ts';
import { readForm, tasksByNumber } from '../../domain/report-table.ts';
import type { Table } from '../../domain/table.ts';
import type { Task, TaskState } from '../../domain/task.ts';
import { anAssignment, historyOf, taskAfter } from './events.ts';

/** A form of SPP-06 for March 2019, filled in. */

export const formHeader = ['编号', ...filledColumns] as const;

const good: Readonly<Record<(typeof formHeader)[number], string>> = {
  编号: '改-12',
  进展: '完成调研，形成初稿',
  打算: '四月底前征求意见',
  问题: '无',
  建议: '请提前会商',
  举措完成: '1',
  阶段目标达成: '',
};

export type FormCells = Partial<Record<'编号' | FilledColumn, string>>;

export const unfilled: FormCells = { 进展: '', 打算: '', 问题: '', 建议: '', 举措完成: '', 阶段目标达成: '' };

/** A table with these rows, each good but for the cells that are said; the first stands in line 2. */
export const aForm = (...rows: readonly FormCells[]): Table => ({
  header: formHeader,
  rows: rows.map((cells, index) => ({ row: index + 2, values: formHeader.map((column) => ({ ...good, ...cells })[column]) })),
});

interface Lead {
  readonly programme?: string;
  readonly lead?: string;
  readonly state?: TaskState;
}

export const aTaskCalled = (number: string, { programme = '2019', lead = 'SPP-06', state = 'inProgress' }: Lead = {}): Task =>
  taskAfter(historyOf(state, { programme, number, assignment: anAssignment({ lead }) }));

export const aFormSetting = (...tasks: readonly Task[]): FormSetting => ({
  cycle: '2019-03',
  lead: 'SPP-06',
  tasksCalled: tasksByNumber(tasks),
  departmentName: (code) => (code === 'SPP-08' ? '第八检察厅' : code),
});

const tasks = [aTaskCalled('改-12'), aTaskCalled('改-13'), aTaskCalled('改-14', { lead: 'SPP-08' }), aTaskCalled('改-15', { state: 'suspended' })];

export const readRows = (...rows: readonly FormCells[]): FormReading => readForm(aForm(...rows), aFormSetting(...tasks));
