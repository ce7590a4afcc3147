import type { Cell, CellFault, Reading } from './cell-faults.ts';
import { cellFault, readAs } from './cell-faults.ts';
import { shapeFaults } from './command-shapes.ts';
import type { Register } from './commands.ts';
import { isDate } from './dates.ts';
import type { MissingField } from './issuing.ts';
import { missingFieldNames, missingForIssue } from './issuing.ts';
import type { NameBook } from './name-book.ts';
import { milestonesOf } from './programme-milestones.ts';
import { clausesOf, leadOf, leaderOf, participantsOf, responsibleOf } from './programme-names.ts';
import type { CellRow } from './table.ts';
import type { Assignment } from './task.ts';
import type { Category, DateText, Horizon, OfficeCode, ProgrammeName, TaskNumber } from './values.ts';
import { categories, horizonNames, horizons } from './values.ts';

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

export type ProgrammeColumn = (typeof programmeColumns)[number];

/** What a row is read against. */
export interface ImportSetting {
  readonly programme: ProgrammeName;
  readonly office: OfficeCode;
  readonly names: NameBook;
  /** Of every clause that is known, as `clauseKey` writes it. */
  readonly clauses: ReadonlySet<string>;
  /** Reference of the meeting that decided the programme, where one is named: the origin of each of its tasks (R1). */
  readonly meeting?: string | null;
}

export interface MissingCell {
  readonly column: string;
  readonly code: 'VALUE_MISSING';
  readonly message: string;
}

/** A row that became a command, complete or a draft, or one that cannot be taken. */
export type ProgrammeRow = AcceptedRow | RejectedRow;

export interface AcceptedRow {
  readonly row: number;
  readonly number: TaskNumber;
  readonly command: Register;
  readonly warnings: readonly CellFault[];
  /** What 交办 needs and the row lacks: then the task is a draft. */
  readonly missing: readonly MissingCell[];
}

export interface RejectedRow {
  readonly row: number;
  readonly number: TaskNumber | null;
  readonly errors: readonly CellFault[];
}

export const numberLimit = 40;
const depths = ['', '省级', '市级', '基层'];

/** Total: whatever stands in the cells, the row is taken or everything that is wrong with it is named. */
export function readProgrammeRow({ row, cells, faults, warnings }: CellRow, setting: ImportSetting): ProgrammeRow {
  const cell = (column: ProgrammeColumn): Cell => ({ column, value: cells[column] ?? '' });
  const number = numberOf(cell('编号'));
  const assignment = assignmentOf(cell, setting);
  const command: Register = {
    type: 'register',
    programme: setting.programme,
    number: number.value,
    supervisingOffice: setting.office,
    origin: { kind: 'programme', text: cell('任务来源').value, ...(setting.meeting && { meeting: setting.meeting }) },
    assignment: assignment.value,
  };
  const cellErrors = [...faults, ...number.faults, ...assignment.faults];
  const errors = cellErrors.length > 0 ? cellErrors : shapeErrors(command);
  if (errors.length > 0) return { row, number: number.value || null, errors };
  return { row, number: number.value, command, warnings, missing: missingForIssue(command.assignment).map(missingCell) };
}

type CellOf = (column: ProgrammeColumn) => Cell;

function assignmentOf(cell: CellOf, { names, office, clauses }: ImportSetting): Reading<Assignment> {
  const lead = leadOf(cell('牵头单位'), names);
  const due = dueOf(cell('完成时限'));
  const readings = {
    category: oneOf<Category>(cell('类别'), categories, categories),
    lead,
    participants: participantsOf(cell('参与单位'), { names, lead: lead.value }),
    leader: leaderOf(cell('责任领导'), { names, lead: lead.value, office }),
    responsible: responsibleOf(cell('责任人'), { names, lead: lead.value }),
    proposedHorizon: horizonOf(cell('时限类型')),
    due,
    milestones: milestonesOf(cell('阶段目标'), due.value),
    depth: oneOf(cell('下沉层级'), depths, depths),
    isKey: oneOf(cell('重点'), ['是', ''], [true, false]),
    clauses: clausesOf(cell('来源条款'), { source: cell('任务来源').value, known: clauses }),
  };
  const texts = { title: cell('任务内容').value, requirement: cell('工作要求').value, expectedResult: cell('预期成果').value, line: cell('条线').value };
  return { value: { ...texts, ...valuesOf(readings) }, faults: Object.values(readings).flatMap(({ faults }) => faults) };
}

function numberOf(cell: Cell): Reading<TaskNumber> {
  if (cell.value === '') return readAs('', cellFault('NUMBER_MISSING', cell));
  const fits = cell.value.length <= numberLimit && !/[/\s\p{Cc}]/u.test(cell.value);
  return fits ? readAs(cell.value) : readAs(cell.value, cellFault('NUMBER_INVALID', cell, { limit: numberLimit }));
}

function dueOf(cell: Cell): Reading<DateText | null> {
  if (cell.value === '') return readAs(null);
  return isDate(cell.value) ? readAs(cell.value) : readAs(null, cellFault('DATE_INVALID', cell));
}

/** Only a proposal (R24), so an empty one holds nothing up. */
const horizonOf = (cell: Cell): Reading<Horizon | null> =>
  oneOf<Horizon | null>(cell, [...horizons.map((horizon) => horizonNames[horizon]), ''], [...horizons, null]);

/** The meaning at the place of the word; of the first word, beside a fault, where none fits. */
function oneOf<Value>(cell: Cell, words: readonly string[], meanings: readonly Value[]): Reading<Value> {
  const place = words.indexOf(cell.value);
  const value = meanings[Math.max(0, place)] as Value;
  if (place >= 0) return readAs(value);
  if (cell.value === '') return readAs(value, cellFault('VALUE_MISSING', cell));
  return readAs(value, cellFault('VALUE_UNKNOWN', cell, { allowed: words.map((word) => word || '（空）').join('、') }));
}

/** Whatever the cells did not catch and a command may not carry, such as lists without end. */
const shapeErrors = (command: Register): readonly CellFault[] =>
  shapeFaults(command).map(({ expected }) => cellFault('ROW_UNACCEPTABLE', { column: '', value: '' }, { expected }));

const missingCell = (field: MissingField): MissingCell => ({
  column: missingFieldNames[field],
  code: 'VALUE_MISSING',
  message: `缺少${missingFieldNames[field]}，补齐后才能交办`,
});

/** The values of several readings by their names. */
const valuesOf = <Values>(readings: { readonly [Field in keyof Values]: Reading<Values[Field]> }): Values =>
  Object.fromEntries(Object.entries<Reading<unknown>>(readings).map(([field, { value }]) => [field, value])) as Values;
