import type { Cell, CellFault, CellFaultCode, Reading } from './cell-faults.ts';
import { cellFault, readAs } from './cell-faults.ts';
import type { NameBook, NamedPerson } from './name-book.ts';
import type { ClauseReference, DepartmentCode, OfficeCode, PersonId } from './values.ts';

/** The cells of a programme that name departments, persons and clauses. */

/** Of several names in one cell. */
const separator = '、';

export function leadOf(cell: Cell, names: NameBook): Reading<DepartmentCode> {
  if (cell.value === '') return readAs('', cellFault('LEAD_MISSING', cell));
  if (cell.value.includes(separator)) return readAs('', cellFault('LEAD_NOT_SINGLE', cell));
  return departmentOf(cell, names);
}

/** A name that cannot be resolved has no code: `''`. */
export function participantsOf(cell: Cell, { names, lead }: { readonly names: NameBook; readonly lead: DepartmentCode }): Reading<readonly DepartmentCode[]> {
  const found = partsOf(cell).map((part) => ({ part, ...departmentOf(part, names) }));
  const conflicts = found.flatMap(({ part, value }, position) => {
    if (value === '') return [];
    if (value === lead) return [cellFault('LEAD_IS_PARTICIPANT', part)];
    return found.findIndex((other) => other.value === value) < position ? [cellFault('PARTICIPANT_REPEATED', part)] : [];
  });
  return readAs(
    found.map(({ value }) => value),
    ...found.flatMap(({ faults }) => faults),
    ...conflicts,
  );
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
  const [id, ...others] = names.personsCalled(cell.value, fits);
  if (id === undefined) return readAs(null, cellFault('PERSON_UNKNOWN', cell, { where }));
  return others.length === 0 ? readAs(id) : readAs(null, cellFault('PERSON_AMBIGUOUS', cell, { where, candidates: [id, ...others].join('、') }));
}

/** 来源条款: several of one source. */
export function clausesOf(
  cell: Cell,
  { source, known }: { readonly source: string; readonly known: ReadonlySet<string> },
): Reading<readonly ClauseReference[]> {
  if (cell.value !== '' && source === '') return readAs([], cellFault('SOURCE_MISSING', cell));
  const parts = partsOf(cell);
  const faultOf = (part: Cell, position: number): CellFaultCode | null => {
    if (!known.has(clauseKey({ source, clause: part.value }))) return 'CLAUSE_UNKNOWN';
    return parts.findIndex(({ value }) => value === part.value) < position ? 'CLAUSE_REPEATED' : null;
  };
  const faults = parts.flatMap((part, position): readonly CellFault[] => {
    const code = faultOf(part, position);
    return code ? [cellFault(code, part, { source })] : [];
  });
  return readAs(
    parts.map(({ value }) => ({ source, clause: value })),
    ...faults,
  );
}

export const clauseKey = ({ source, clause }: ClauseReference): string => JSON.stringify([source, clause]);

function departmentOf(cell: Cell, names: NameBook): Reading<DepartmentCode> {
  const [code, ...others] = names.departmentsCalled(cell.value);
  if (code === undefined) return readAs('', cellFault('DEPARTMENT_UNKNOWN', cell));
  return others.length === 0 ? readAs(code) : readAs('', cellFault('DEPARTMENT_AMBIGUOUS', cell, { candidates: [code, ...others].join('、') }));
}

const partsOf = ({ column, value }: Cell): readonly Cell[] => (value === '' ? [] : value.split(separator).map((part) => ({ column, value: part.trim() })));
