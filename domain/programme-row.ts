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
import type { CellRow } from './table.ts';
import type { Assignment } from './task.ts';
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
  const assignment = assignmentOf(cell, setting);
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
    missing: missingForIssue(command.assignment, setting.decidedOn).map(missingCell),
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

function assignmentOf(cell: CellOf, setting: ImportSetting): Reading<Assignment> {
  const read = readingsOf(cell, setting);
  const all: readonly Reading<unknown>[] = Object.values(read);
  // Field by field: an object that is put together from others is a slow one, and a file brings twenty thousand.
  const value = {
    category: read.category.value,
    title: cell('任务内容').value,
    requirement: cell('工作要求').value,
    expectedResult: cell('预期成果').value,
    lead: read.lead.value,
    participants: read.participants.value,
    leader: read.leader.value,
    responsible: read.responsible.value,
    proposedHorizon: read.proposedHorizon.value,
    due: read.due.value,
    milestones: read.milestones.value,
    line: cell('条线').value,
    depth: read.depth.value,
    isKey: read.isKey.value,
    clauses: read.clauses.value,
  };
  return {
    value: read.secrecy.value === null ? value : { ...value, secrecy: read.secrecy.value },
    faults: all.flatMap(({ faults }) => faults),
    warnings: all.flatMap(({ warnings }) => warnings),
  };
}

function readingsOf(cell: CellOf, { names, office, clauses, decidedOn }: ImportSetting) {
  const lead = leadOf(cell('牵头单位'), names);
  const due = readDate(cell('完成时限'), decidedOn);
  return {
    category: oneOf<Category>(cell('类别'), categories, categories),
    lead,
    participants: participantsOf(cell('参与单位'), { names, lead: lead.value }),
    leader: leaderOf(cell('责任领导'), { names, lead: lead.value, office }),
    responsible: responsibleOf(cell('责任人'), { names, lead: lead.value }),
    proposedHorizon: horizonOf(cell('时限类型'), { due: due.value, decidedOn }),
    due,
    milestones: milestonesOf(cell('阶段目标'), { due: due.value, decidedOn }),
    depth: oneOf(cell('下沉层级'), depths, depths),
    isKey: oneOf(cell('重点'), ['是', ''], [true, false]),
    clauses: clausesOf(cell('来源条款'), { source: cell('任务来源').value, known: clauses }),
    secrecy: secrecyOf(cell('密级')),
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
function secrecyOf(cell: Cell): Reading<Secrecy | null> {
  if (/[秘机绝]密/.test(cell.value)) return readAs(null, cellFault('SECRECY_TOO_HIGH', cell));
  return oneOf<Secrecy | null>(cell, ['', secrecyNames.public, secrecyNames.internal], [null, 'public', 'internal']);
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
