import { actNames } from './authority.ts';
import type { Cell, CellFault, CellFaultCode, Reading } from './cell-faults.ts';
import { cellFault } from './cell-faults.ts';
import { halfWidth, nameKey } from './clean-text.ts';
import { shapeFaults } from './command-shapes.ts';
import type { Report } from './commands.ts';
import { readDate } from './date-forms.ts';
import { bare, none } from './empty-phrases.ts';
import type { RefusalCode } from './refusals.ts';
import { refusal, refusalText } from './refusals.ts';
import type { PartFault, ReportPart } from './report-content.ts';
import { contentFaults, reportFaults } from './report-content.ts';
import type { FilledColumn } from './report-form.ts';
import { filledColumns } from './report-form.ts';
import type { CellRow } from './table.ts';
import type { Task } from './task.ts';
import { fullNumberOf, stateNames } from './task.ts';
import type { DateText, DepartmentCode, TaskNumber } from './values.ts';

/** What a row of a form is read against. */
export interface FormSetting {
  readonly cycle: string;
  /** Whose form it is. */
  readonly lead: DepartmentCode;
  /** By number and by full number, every task that the office supervises. */
  readonly tasksCalled: ReadonlyMap<string, readonly Task[]>;
  readonly departmentName: (department: DepartmentCode) => string;
}

/** A row that became a report, one that nobody has filled in (未填), or one that cannot be taken. */
export type FormRow = ReportedRow | UnfilledRow | RejectedFormRow;

export interface ReportedRow {
  readonly row: number;
  readonly task: Task;
  readonly command: Report;
  readonly warnings: readonly CellFault[];
}

export interface UnfilledRow {
  readonly row: number;
  readonly number: TaskNumber;
  readonly isUnfilled: true;
}

export interface RejectedFormRow {
  readonly row: number;
  readonly number: TaskNumber | null;
  /** Null where nobody knows which is meant. */
  readonly task: Task | null;
  readonly errors: readonly FormFault[];
}

/** What a cell cannot be, or what a report may not say. */
export interface FormFault extends Omit<CellFault, 'code'> {
  readonly code: CellFaultCode | RefusalCode;
}

/** Total: whatever stands in the cells, the row is taken or everything that is wrong with it is named. */
export function readFormRow({ row, cells, faults, warnings }: CellRow, setting: FormSetting): FormRow {
  const cell = (column: FilledColumn | '编号'): Cell => ({ column, value: cells[column] ?? '' });
  const number = halfWidth(cell('编号').value);
  if (faults.length === 0 && filledColumns.every((column) => cell(column).value === '')) return { row, number, isUnfilled: true };
  const found = taskOf(cell('编号'), setting);
  const reached = daysIn(cell('阶段目标达成'), setting);
  const command = reportOf(cell, setting.cycle, reached.value);
  const unread = new Set(faults.map(({ column }) => column));
  const errors = [...faults, ...found.faults, ...reached.faults, ...contentErrors(command, found.task, cell)].filter(
    (fault, place) => place < faults.length || !unread.has(fault.column),
  );
  if (errors.length === 0 && found.task)
    return withinLimits({ row, task: found.task, command, warnings: [...warnings, ...splitWarnings(cell('建议'), command), ...reached.warnings] });
  return { row, number: number === '' ? null : number, task: found.task, errors };
}

/** Whatever the cells did not catch and a command may not carry, such as lists without end. */
function withinLimits(read: ReportedRow): ReportedRow | RejectedFormRow {
  const errors = shapeFaults(read.command).map(({ expected }) => cellFault('ROW_UNACCEPTABLE', { column: '', value: '' }, { expected }));
  return errors.length === 0 ? read : { row: read.row, number: read.task.number, task: read.task, errors };
}

interface Found {
  readonly task: Task | null;
  readonly faults: readonly FormFault[];
}

/** Of several tasks of that number, the one that the department leads. */
function taskOf(written: Cell, { lead, tasksCalled, departmentName }: FormSetting): Found {
  if (written.value === '') return notFound(cellFault('NUMBER_MISSING', written));
  const called = tasksCalled.get(nameKey(written.value)) ?? [];
  const [task, ...others] = called.filter(({ assignment }) => assignment.lead === lead);
  if (task && others.length > 0) return notFound(cellFault('NUMBER_AMBIGUOUS', written, { candidates: [task, ...others].map(fullNumberOf).join('、') }));
  if (task) return { task, faults: stateFaults(task, written) };
  const [foreign] = called;
  return notFound(foreign ? cellFault('TASK_ELSEWHERE', written, { lead: departmentName(foreign.assignment.lead) }) : cellFault('NUMBER_UNKNOWN', written));
}

const notFound = (fault: CellFault): Found => ({ task: null, faults: [fault] });

/** Only work in progress is reported on. */
const stateFaults = (task: Task, cell: Cell): readonly FormFault[] =>
  task.state === 'inProgress'
    ? []
    : [faultAt(cell, refusal('STATE_NOT_FITTING', { number: fullNumberOf(task), state: stateNames[task.state], act: actNames.report }))];

type CellOf = (column: FilledColumn) => Cell;

function reportOf(cell: CellOf, cycle: string, milestonesReached: readonly DateText[]): Report {
  const measuresDone = measuresIn(cell('举措完成').value);
  return {
    type: 'report',
    cycle,
    progress: cell('进展').value,
    intention: cell('打算').value,
    problems: cell('问题').value,
    suggestions: suggestionsIn(cell('建议').value),
    ...(measuresDone.length > 0 && { measuresDone }),
    ...(milestonesReached.length > 0 && { milestonesReached }),
  };
}

/** One to a line, or parted by a semicolon, with or without a number in front: each gets an answer of its own (R43). */
const suggestionsIn = (text: string): readonly string[] =>
  text
    .split(/[\n；;]/)
    .map((part) => part.replace(listMark, '').trim())
    .filter((part) => part !== '');

/** `1.`, `2、`, `（3）`, `一、`, `④`; but not the number of `1.5 万元`. */
const listMark = /^\s*(?:[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]、?|\d{1,2}(?:[、．)）]|\.(?!\d))|[一二三四五六七八九十]{1,3}、|[①-⑳])\s*/u;

const splitWarnings = (cell: Cell, { suggestions }: Report): readonly CellFault[] =>
  suggestions.length > 1 ? [cellFault('SUGGESTIONS_SPLIT', cell, { count: suggestions.length })] : [];

/** `1、3`, `举措1`, `第2项`: by their numbers in the form. 无 names none. */
const measuresIn = (text: string): readonly string[] => {
  const parts = bare(text) === none ? [] : partsOf(text);
  const ids = parts.map((part) => part.replace(/^(?:举措|第)/, '').replace(/(?:项|条|[.:：。])$/, ''));
  return [...new Set(ids.filter((id) => id !== ''))];
};

/** A day without its year is of the year of the cycle. */
function daysIn({ column, value }: Cell, { cycle }: FormSetting): Reading<readonly DateText[]> {
  const parts = partsOf(bare(value) === none ? '' : value);
  const readings = parts.map((part) => readDate({ column, value: part }, `${cycle.slice(0, 4)}-01-01`));
  return {
    value: [...new Set(readings.flatMap((reading) => reading.value ?? []))],
    faults: readings.flatMap(({ faults }) => faults),
    warnings: readings.flatMap(({ warnings }) => warnings),
  };
}

const partsOf = (text: string): readonly string[] =>
  halfWidth(text)
    .split(/[、,;\s]+/)
    .filter((part) => part !== '');

const columnOf: Readonly<Record<ReportPart, FilledColumn>> = {
  progress: '进展',
  intention: '打算',
  problems: '问题',
  suggestions: '建议',
  measuresDone: '举措完成',
  milestonesReached: '阶段目标达成',
};

/** By the rules that judge a report which is handed in alone; which measures there are, only a task at work can say. */
const contentErrors = (command: Report, task: Task | null, cell: CellOf): readonly FormFault[] =>
  (task?.state === 'inProgress' ? reportFaults(command, task) : contentFaults(command)).map(({ part, refusal: because }: PartFault) =>
    faultAt(cell(columnOf[part]), because),
  );

const faultAt = ({ column, value }: Cell, because: ReturnType<typeof refusal>): FormFault => ({
  column,
  value,
  code: because.code,
  message: refusalText(because),
});
