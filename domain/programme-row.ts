import type { Cell, CellFault, Reading } from './cell-faults.ts';
import { after, cellFault, readAs, readWith, suggesting } from './cell-faults.ts';
import type { ClauseBook } from './clause-book.ts';
import { halfWidthCell, nameKey } from './clean-text.ts';
import { shapeFaults } from './command-shapes.ts';
import type { Register } from './commands.ts';
import { readDate } from './date-forms.ts';
import { contradictsDue } from './horizons.ts';
import type { MissingField } from './issuing.ts';
import { missingFieldNames, missingForIssue } from './issuing.ts';
import type { NameBook } from './name-book.ts';
import { nearMisses } from './near-miss.ts';
import type { Offices } from './organisation.ts';
import { leaderInCharge } from './organisation.ts';
import type { ProgrammeColumn } from './programme-columns.ts';
import { milestonesOf } from './programme-milestones.ts';
import { clausesOf, leadOf, leaderOf, participantsOf, responsibleOf } from './programme-names.ts';
import type { StandingRow } from './standing-row.ts';
import { standingRow } from './standing-row.ts';
import type { CellRow } from './table.ts';
import type { Assignment, Task } from './task.ts';
import type { Category, DateText, Horizon, OfficeCode, ProgrammeName, Secrecy, TaskNumber } from './values.ts';
import { categories, horizonNames, horizons, secrecyNames } from './values.ts';

/** What a row is read against. */
export interface ImportSetting {
  readonly programme: ProgrammeName;
  readonly office: OfficeCode;
  /** 印发日期: horizons and days without a year count from it. */
  readonly decidedOn: DateText;
  readonly names: NameBook;
  readonly clauses: ClauseBook;
  /** The issuing office, for whose leader is in charge of what. */
  readonly offices: Offices;
  /** Reference of the meeting that decided the programme, where one is named: the origin of each of its tasks (R1). */
  readonly meeting?: string | null;
  /** The tasks of the programme that stand already. */
  readonly standing?: ReadonlyMap<TaskNumber, Task>;
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

/** Total: whatever stands in the cells, the row is taken or everything that is wrong with it is named. */
export function readProgrammeRow({ row, cells, faults, warnings }: CellRow, setting: ImportSetting): ProgrammeRow {
  const cell = (column: ProgrammeColumn): Cell => ({ column, value: cells[column] ?? '' });
  const number = numberOf(cell('编号'));
  const task = setting.standing?.get(number.value);
  const assignment = assignmentOf(cell, setting, task ? standingRow(task, setting.names) : null);
  const command: Register = {
    type: 'register',
    programme: setting.programme,
    number: number.value,
    supervisingOffice: setting.office,
    origin: { kind: 'programme', text: cell('任务来源').value, ...(setting.meeting && { meeting: setting.meeting }) },
    assignment: assignment.value,
  };
  const cellErrors = withoutRepeats([...faults, ...number.faults, ...assignment.faults]);
  const errors = cellErrors.length > 0 ? cellErrors : shapeErrors(command);
  if (errors.length > 0) return { row, number: number.value || null, errors };
  return {
    row,
    number: number.value,
    command,
    warnings: [...warnings, ...number.warnings, ...assignment.warnings, ...leaderWarnings(command, setting)],
    // What is issued is no draft any more.
    missing: (task && task.state !== 'registered' ? [] : missingForIssue(command.assignment, setting.decidedOn)).map(missingCell),
  };
}

/** A cell that could not be read at all is empty to what reads it further: that is no second fault. */
function withoutRepeats(faults: readonly CellFault[]): readonly CellFault[] {
  const unread = new Set(
    faults.filter(({ code }) => code === 'CELL_ERROR' || code === 'CELL_IS_DATE' || code === 'FORMULA_WITHOUT_VALUE').map(({ column }) => column),
  );
  const follows = (code: CellFault['code']): boolean =>
    code === 'VALUE_MISSING' || code === 'LEAD_MISSING' || code === 'NUMBER_MISSING' || code === 'SOURCE_MISSING';
  return faults.filter(({ column, code }) => !(unread.has(column) && follows(code)));
}

type CellOf = (column: ProgrammeColumn) => Cell;

function assignmentOf(cell: CellOf, setting: ImportSetting, standing: StandingRow | null): Reading<Assignment> {
  const read = readingsOf(cell, setting, standing);
  const all: readonly Reading<unknown>[] = Object.values(read);
  // Field by field: an object that is put together from others is a slow one, and a file brings twenty thousand.
  const value = {
    category: read.category.value,
    title: read.title.value,
    requirement: read.requirement.value,
    expectedResult: read.expectedResult.value,
    lead: read.lead.value,
    participants: read.participants.value,
    leader: read.leader.value,
    responsible: read.responsible.value,
    proposedHorizon: read.proposedHorizon.value,
    due: read.due.value,
    milestones: read.milestones.value,
    line: read.line.value,
    depth: read.depth.value,
    isKey: read.isKey.value,
    clauses: read.clauses.value,
  };
  return {
    value: read.secrecy.value === undefined ? value : { ...value, secrecy: read.secrecy.value },
    faults: all.flatMap(({ faults }) => faults),
    warnings: all.flatMap(({ warnings }) => warnings),
  };
}

function readingsOf(cellOf: CellOf, { names, office, clauses, decidedOn }: ImportSetting, standing: StandingRow | null) {
  function read<Field extends keyof Assignment>(field: Field, column: ProgrammeColumn, judge: (cell: Cell) => Reading<Assignment[Field]>) {
    const cell = cellOf(column);
    return standing?.isAsWritten(column, cell.value) ? readAs(standing.shown[field]) : judge(cell);
  }
  const text = ({ value }: Cell): Reading<string> => readAs(value);
  const lead = read('lead', '牵头单位', (cell) => leadOf(cell, names));
  const due = read('due', '完成时限', (cell) => readDate(cell, decidedOn));
  const span = { due: due.value, decidedOn };
  return {
    category: read('category', '类别', (cell) => oneOf<Category>(cell, categories, categories)),
    title: read('title', '任务内容', text),
    requirement: read('requirement', '工作要求', text),
    expectedResult: read('expectedResult', '预期成果', text),
    lead,
    participants: read('participants', '参与单位', (cell) => participantsOf(cell, { names, lead: lead.value })),
    leader: read('leader', '责任领导', (cell) => leaderOf(cell, { names, lead: lead.value, office })),
    responsible: read('responsible', '责任人', (cell) => responsibleOf(cell, { names, lead: lead.value })),
    proposedHorizon: read('proposedHorizon', '时限类型', (cell) => horizonOf(cell, span)),
    due,
    milestones: read('milestones', '阶段目标', (cell) => milestonesOf(cell, span)),
    line: read('line', '条线', text),
    depth: read('depth', '下沉层级', (cell) => oneOf(cell, depths, depths)),
    isKey: read('isKey', '重点', (cell) => oneOf(cell, ['是', ''], [true, false])),
    clauses: read('clauses', '来源条款', (cell) => clausesOf(cell, { source: cellOf('任务来源').value, known: clauses })),
    secrecy: read('secrecy', '密级', secrecyOf),
  };
}

function numberOf(written: Cell): Reading<TaskNumber> {
  if (written.value === '') return readAs('', cellFault('NUMBER_MISSING', written));
  const { value, warnings } = halfWidthCell(written);
  const fits = value.length <= numberLimit && !/[/\s\p{Cc}]/u.test(value);
  return fits ? readWith(value, ...warnings) : readAs(value, cellFault('NUMBER_INVALID', written, { limit: numberLimit }));
}

interface Span {
  readonly due: DateText | null;
  readonly decidedOn: DateText;
}

/** Only a proposal (R24), so an empty one holds nothing up; one that its own row contradicts does. */
function horizonOf(cell: Cell, { due, decidedOn }: Span): Reading<Horizon | null> {
  const reading = oneOf<Horizon | null>(cell, [...horizons.map((horizon) => horizonNames[horizon]), ''], [...horizons, null]);
  const isContradicted = reading.faults.length === 0 && reading.value !== null && due !== null && contradictsDue(reading.value, { issuedOn: decidedOn, due });
  return isContradicted && due !== null ? readAs(reading.value, cellFault('HORIZON_CONTRADICTS_DUE', cell, { due })) : reading;
}

const depths = ['', '省级', '市级', '基层'];

/** An empty cell says nothing; what is above 内部 may not stand here at all. */
function secrecyOf(cell: Cell): Reading<Secrecy | undefined> {
  if (/[秘机绝]密/.test(cell.value)) return readAs(undefined, cellFault('SECRECY_TOO_HIGH', cell));
  return oneOf<Secrecy | undefined>(cell, ['', secrecyNames.public, secrecyNames.internal], [undefined, 'public', 'internal']);
}

/** The meaning at the place of the word; of the first word, beside a fault, where none fits. */
function oneOf<Value>(cell: Cell, words: readonly string[], meanings: readonly Value[]): Reading<Value> {
  const word = nameKey(cell.value);
  const place = words.indexOf(word);
  const value = meanings[Math.max(0, place)] as Value;
  if (place >= 0) return word === cell.value ? readAs(value) : after([cellFault('VALUE_READ_AS', cell, { read: word })], readAs(value));
  if (cell.value === '') return readAs(value, cellFault('VALUE_MISSING', cell));
  const allowed = words.map((allowedWord) => allowedWord || '（空）').join('、');
  return readAs(value, suggesting(cellFault('VALUE_UNKNOWN', cell, { allowed }), nearMisses(cell.value, words)));
}

/** An empty 责任领导 is derived from the portfolios when the task is registered (R44); here it is said who that will be. */
function leaderWarnings({ assignment, supervisingOffice }: Register, { names, offices }: ImportSetting): readonly CellFault[] {
  const leader = assignment.leader === null ? leaderInCharge({ assignment, supervisingOffice }, offices) : null;
  return leader === null ? [] : [cellFault('LEADER_DERIVED', { column: '责任领导', value: '' }, { leader: names.personName(leader) })];
}

/** Whatever the cells did not catch and a command may not carry, such as lists without end. */
const shapeErrors = (command: Register): readonly CellFault[] =>
  shapeFaults(command).map(({ expected }) => cellFault('ROW_UNACCEPTABLE', { column: '', value: '' }, { expected }));

const missingCell = (field: MissingField): MissingCell => ({
  column: missingFieldNames[field],
  code: 'VALUE_MISSING',
  message: `缺少${missingFieldNames[field]}${field === 'milestones' ? '（长线任务在每个年度都要有）' : ''}，补齐后才能交办`,
});
