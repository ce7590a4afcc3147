import type { DepartmentCode, OfficeCode, PersonId } from './values.ts';

/** The directory as far as names are looked up in it. */
export interface DirectoryNames {
  readonly offices: readonly { readonly code: OfficeCode; readonly name: string; readonly parent: OfficeCode | null }[];
  readonly departments: readonly { readonly code: DepartmentCode; readonly name: string; readonly office: OfficeCode }[];
  readonly persons: readonly NamedPerson[];
  /** Short name → name. */
  readonly aliases: readonly { readonly alias: string; readonly name: string }[];
}

export interface NamedPerson {
  readonly id: PersonId;
  readonly name: string;
  readonly office: OfficeCode;
  readonly department: DepartmentCode;
}

/** Names as one office writes them: its own departments by their name, those of all offices below by office name + department name. */
export interface NameBook {
  readonly departmentsCalled: (name: string) => readonly DepartmentCode[];
  /** By name or by id, among those who satisfy the condition. */
  readonly personsCalled: (name: string, where: (person: NamedPerson) => boolean) => readonly PersonId[];
  readonly officeOf: (department: DepartmentCode) => OfficeCode | null;
  /** As the directory has it; the code itself where it has none. */
  readonly departmentName: (department: DepartmentCode) => string;
}

export function nameBook({ offices, departments, persons, aliases }: DirectoryNames, writer: OfficeCode): NameBook {
  const officeNames = new Map(officesFrom(offices, writer).map(({ code, name }) => [code, name]));
  const reachable = departments.filter(({ office }) => officeNames.has(office));
  const own = reachable.filter(({ office }) => office === writer);
  const codesByName = grouped([
    ...own.map(({ name, code }) => [name, code] as const),
    ...reachable.map(({ office, name, code }) => [`${officeNames.get(office)}${name}`, code] as const),
  ]);
  const personsByName = grouped(persons.flatMap((person) => [[person.name, person] as const, [person.id, person] as const]));
  const nameByAlias = new Map(aliases.map(({ alias, name }) => [alias, name]));
  const departmentByCode = new Map(departments.map((department) => [department.code, department]));
  const fullName = (name: string): string => nameByAlias.get(name) ?? name;
  return {
    departmentsCalled: (name) => codesByName.get(name) ?? codesByName.get(fullName(name)) ?? [],
    personsCalled: (name, where) => (personsByName.get(name) ?? []).filter(where).map(({ id }) => id),
    officeOf: (department) => departmentByCode.get(department)?.office ?? null,
    departmentName: (department) => departmentByCode.get(department)?.name ?? department,
  };
}

/** The office and all below it. */
function officesFrom(offices: DirectoryNames['offices'], top: OfficeCode): DirectoryNames['offices'] {
  const reached = new Set([top]);
  for (let before = 0; before < reached.size;) {
    before = reached.size;
    for (const { code, parent } of offices) if (parent !== null && reached.has(parent)) reached.add(code);
  }
  return offices.filter(({ code }) => reached.has(code));
}

function grouped<Value>(pairs: readonly (readonly [string, Value])[]): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>();
  for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value]);
  return groups;
}
