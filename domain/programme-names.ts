import type { Cell, CellFault, Reading } from './cell-faults.ts';
import { after, cellFault, readAs, readWith, suggesting } from './cell-faults.ts';
import type { ClauseBook } from './clause-book.ts';
import { clauseKey } from './clause-book.ts';
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

/** 来源条款: of the row's 任务来源, or of another document that is named with it: 《规划》第3条. */
export function clausesOf(cell: Cell, { source, known }: { readonly source: string; readonly known: ClauseBook }): Reading<readonly ClauseReference[]> {
  const { value: parts, warnings } = listedParts(cell, (part) => known.clauseCalled(referenceOf(part, source)) !== null);
  const named = parts.map((part) => ({ part, reference: referenceOf(part.value, source) }));
  if (named.some(({ reference }) => reference.source === '')) return readAs([], cellFault('SOURCE_MISSING', cell));
  const found = named.map(({ part, reference }) => ({ part, reference, clause: known.clauseCalled(reference) }));
  const clauses = found.flatMap(({ part, reference, clause }) => (clause === null ? [] : [{ part, key: clauseKey({ ...reference, clause }) }]));
  const repeated = clauses.filter(({ key }, position) => clauses.findIndex((other) => other.key === key) < position).map(({ part }) => part);
  return {
    value: found.flatMap(({ part, reference, clause }) => (clause === null || repeated.includes(part) ? [] : [{ source: reference.source, clause }])),
    faults: found.filter(({ clause }) => clause === null).map(({ part, reference }) => unknownClause(part, { reference, known })),
    warnings: [...warnings, ...repeated.map((part) => cellFault('CLAUSE_REPEATED', part))],
  };
}

function referenceOf(text: string, source: string): ClauseReference {
  const [, named, clause] = /^《(.+)》(.+)$/s.exec(text) ?? [];
  return named === undefined || clause === undefined ? { source, clause: text } : { source: named, clause };
}

const unknownClause = (part: Cell, { reference, known }: { readonly reference: ClauseReference; readonly known: ClauseBook }): CellFault =>
  suggesting(cellFault('CLAUSE_UNKNOWN', { ...part, value: reference.clause }, { source: reference.source }), known.clausesLike(reference));

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
