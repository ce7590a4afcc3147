import type { Cell, CellFault, Reading } from './cell-faults.ts';
import { after, cellFault, readAs, readWith, suggesting } from './cell-faults.ts';
import type { ClauseBook } from './clause-book.ts';
import { nameKey } from './clean-text.ts';
import { listedParts } from './listed-parts.ts';
import type { NameBook, NamedPerson } from './name-book.ts';
import type { ClauseReference, DepartmentCode, OfficeCode, PersonId } from './values.ts';

/** The cells of a programme that name departments, persons and clauses. */

export function leadOf(cell: Cell, names: NameBook): Reading<DepartmentCode> {
  if (cell.value === '') return readAs('', cellFault('LEAD_MISSING', cell));
  const { value: parts, warnings } = departmentsIn(cell, names);
  const [lead, ...others] = parts;
  if (lead === undefined) return readAs('', cellFault('LEAD_MISSING', cell));
  return others.length > 0 ? readAs('', cellFault('LEAD_NOT_SINGLE', cell)) : after(warnings, departmentOf(lead, names));
}

/** A name that cannot be resolved has no code: `''`. */
export function participantsOf(cell: Cell, { names, lead }: { readonly names: NameBook; readonly lead: DepartmentCode }): Reading<readonly DepartmentCode[]> {
  const { value: parts, warnings } = departmentsIn(cell, names);
  const found = parts.map((part) => ({ part, ...departmentOf(part, names) }));
  const isRepeated = (value: DepartmentCode, position: number): boolean => value !== '' && found.findIndex((other) => other.value === value) < position;
  const leads = found.filter(({ value }) => value !== '' && value === lead);
  return {
    value: found.filter(({ value }, position) => !isRepeated(value, position)).map(({ value }) => value),
    faults: [...found.flatMap(({ faults }) => faults), ...leads.map(({ part }) => cellFault('LEAD_IS_PARTICIPANT', part))],
    warnings: [
      ...warnings,
      ...found.flatMap((reading) => reading.warnings),
      ...found.filter(({ value }, position) => isRepeated(value, position)).map(({ part }) => cellFault('PARTICIPANT_REPEATED', part)),
    ],
  };
}

/** 责任人: of the lead department. */
export function responsibleOf(cell: Cell, { names, lead }: { readonly names: NameBook; readonly lead: DepartmentCode }): Reading<PersonId | null> {
  return personOf(cell, { names, lead, where: `牵头单位 ${names.departmentName(lead)} `, fits: ({ department }) => department === lead });
}

/** 责任领导: of the supervising office, or of the lead's own. */
export function leaderOf(
  cell: Cell,
  { names, lead, office }: { readonly names: NameBook; readonly lead: DepartmentCode; readonly office: OfficeCode },
): Reading<PersonId | null> {
  const leadOffice = names.officeOf(lead);
  return personOf(cell, { names, lead, where: '交办单位和牵头单位所在院', fits: (person) => person.office === office || person.office === leadOffice });
}

interface PersonSearch {
  readonly names: NameBook;
  readonly lead: DepartmentCode;
  readonly where: string;
  readonly fits: (person: NamedPerson) => boolean;
}

/** While the lead is unknown, nobody can be looked for: that fault is named once, at the lead. */
function personOf(cell: Cell, { names, lead, where, fits }: PersonSearch): Reading<PersonId | null> {
  if (cell.value === '' || lead === '') return readAs(null);
  const isPerson = (name: string): boolean => names.personsCalled(name, fits).length > 0;
  const [person = cell, ...more] = listedParts(cell, isPerson).value;
  if (more.length > 0) return readAs(null, cellFault('PERSON_NOT_SINGLE', cell));
  const [id, ...others] = names.personsCalled(person.value, fits);
  if (id === undefined) return readAs(null, suggesting(cellFault('PERSON_UNKNOWN', cell, { where }), names.personsLike(cell.value, fits)));
  if (others.length > 0) return readAs(null, cellFault('PERSON_AMBIGUOUS', cell, { where, candidates: [id, ...others].join('、') }));
  return readNamed(id, { cell, name: cell.value === id ? id : names.personName(id) });
}

/** 来源条款: several of one source. */
export function clausesOf(cell: Cell, { source, known }: { readonly source: string; readonly known: ClauseBook }): Reading<readonly ClauseReference[]> {
  const { value: parts, warnings } = listedParts(cell, (part) => known.clauseCalled({ source, clause: part }) !== null);
  if (parts.length > 0 && source === '') return readAs([], cellFault('SOURCE_MISSING', cell));
  const found = parts.map((part) => ({ part, clause: known.clauseCalled({ source, clause: part.value }) }));
  const isRepeated = (clause: string | null, position: number): boolean => clause !== null && found.findIndex((other) => other.clause === clause) < position;
  return {
    value: found.flatMap(({ clause }, position) => (clause === null || isRepeated(clause, position) ? [] : [{ source, clause }])),
    faults: found.filter(({ clause }) => clause === null).map(({ part }) => unknownClause(part, { source, known })),
    warnings: [...warnings, ...found.filter(({ clause }, position) => isRepeated(clause, position)).map(({ part }) => cellFault('CLAUSE_REPEATED', part))],
  };
}

const unknownClause = (part: Cell, { source, known }: { readonly source: string; readonly known: ClauseBook }): CellFault =>
  suggesting(cellFault('CLAUSE_UNKNOWN', part, { source }), known.clausesLike({ source, clause: part.value }));

const departmentsIn = (cell: Cell, names: NameBook): Reading<readonly Cell[]> => listedParts(cell, (part) => names.departmentsCalled(part).length > 0);

function departmentOf(cell: Cell, names: NameBook): Reading<DepartmentCode> {
  const [code, ...others] = names.departmentsCalled(cell.value);
  if (code === undefined) return readAs('', unknownDepartment(cell, names));
  if (others.length > 0) return readAs('', cellFault('DEPARTMENT_AMBIGUOUS', cell, { candidates: [code, ...others].join('、') }));
  return readNamed(code, { cell, name: names.fullName(cell.value) });
}

/** 各部门, 有关单位, …等部门: nobody in particular, so nobody would answer for it (R20). */
const collective =
  /^(?:机关|本院|院|系统)?(?:各|全体|全院|全国|所有|全部|有关|相关|其他|其它|下级)|各(?:级|省|市|县|地|内设|部门|单位|厅|处|室|院)|等(?:部门|单位|厅|处)?$/;

const unknownDepartment = (cell: Cell, names: NameBook): CellFault =>
  collective.test(nameKey(cell.value))
    ? cellFault('DEPARTMENT_COLLECTIVE', cell)
    : suggesting(cellFault('DEPARTMENT_UNKNOWN', cell), names.departmentsLike(cell.value));

const readNamed = <Value>(value: Value, { cell, name }: { readonly cell: Cell; readonly name: string }): Reading<Value> =>
  name === cell.value ? readAs(value) : readWith(value, cellFault('VALUE_READ_AS', cell, { read: name }));
