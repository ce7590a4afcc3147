import { nameKey } from './clean-text.ts';
import { nearMisses } from './near-miss.ts';
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

/** Names as one office writes them: its own departments by their name, those of all offices below by office name + department name; codes are taken as they are. Spaces and width do not count. */
export interface NameBook {
  readonly departmentsCalled: (name: string) => readonly DepartmentCode[];
  /** The name in full, where an alias or other spaces were written. */
  readonly fullName: (name: string) => string;
  /** What may have been meant by a name that calls no department. */
  readonly departmentsLike: (name: string) => readonly string[];
  /** By name or by id, among those who satisfy the condition. */
  readonly personsCalled: (name: string, where: (person: NamedPerson) => boolean) => readonly PersonId[];
  readonly personsLike: (name: string, where: (person: NamedPerson) => boolean) => readonly string[];
  /** The number itself where the directory has nobody. */
  readonly personName: (person: PersonId) => string;
  readonly officeOf: (department: DepartmentCode) => OfficeCode | null;
  /** As the directory has it; the code itself where it has none. */
  readonly departmentName: (department: DepartmentCode) => string;
  /** As this office writes it; the code itself where the directory has none. */
  readonly writtenName: (department: DepartmentCode) => string;
}

export function nameBook(directory: DirectoryNames, writer: OfficeCode): NameBook {
  return { ...departmentNames(directory, writer), ...personNames(directory) };
}

type DepartmentNames = Pick<NameBook, 'departmentsCalled' | 'fullName' | 'departmentsLike' | 'officeOf' | 'departmentName' | 'writtenName'>;

function departmentNames({ offices, departments, aliases }: DirectoryNames, writer: OfficeCode): DepartmentNames {
  const officeNames = new Map(offices.map(({ code, name }) => [code, name]));
  const below = new Set(officesFrom(offices, writer).map(({ code }) => code));
  const reachable = departments.filter(({ office }) => below.has(office));
  const own = reachable.filter(({ office }) => office === writer);
  const named = [
    ...own.map(({ name, code }) => [name, code] as const),
    ...reachable.map(({ office, name, code }) => [`${officeNames.get(office)}${name}`, code] as const),
  ];
  const codesByKey = grouped(named.map(([name, code]) => [nameKey(name), code] as const));
  const nameByKey = new Map(named.map(([name]) => [nameKey(name), name]));
  const nameByAlias = new Map(aliases.map(({ alias, name }) => [nameKey(alias), name]));
  const byCode = new Map(departments.map((department) => [department.code, department]));
  const reachableCodes = new Map(reachable.map(({ code }) => [code, [code]]));
  const fullName = (name: string): string => nameByKey.get(nameKey(name)) ?? nameByAlias.get(nameKey(name)) ?? name;
  return {
    departmentsCalled: (name) => codesByKey.get(nameKey(fullName(name))) ?? reachableCodes.get(name) ?? [],
    fullName,
    departmentsLike: remembered((name) => nearMisses(name, nameByKey.values())),
    officeOf: (department) => byCode.get(department)?.office ?? null,
    departmentName: (department) => byCode.get(department)?.name ?? department,
    writtenName: (code) => {
      const department = byCode.get(code);
      if (!department) return code;
      return department.office === writer ? department.name : `${officeNames.get(department.office)}${department.name}`;
    },
  };
}

function personNames({ persons }: DirectoryNames): Pick<NameBook, 'personsCalled' | 'personsLike' | 'personName'> {
  const byKey = grouped(persons.flatMap((person) => [[nameKey(person.name), person] as const, [nameKey(person.id), person] as const]));
  const nameById = new Map(persons.map(({ id, name }) => [id, name]));
  return {
    personsCalled: (name, where) => (byKey.get(nameKey(name)) ?? []).filter(where).map(({ id }) => id),
    personsLike: (name, where) =>
      nearMisses(
        name,
        persons.filter(where).map((person) => person.name),
      ),
    personName: (person) => nameById.get(person) ?? person,
  };
}

/** The same wrong name stands in many rows. */
function remembered<Answer>(look: (name: string) => Answer): (name: string) => Answer {
  const answers = new Map<string, Answer>();
  return (name) => {
    const known = answers.get(name);
    if (known !== undefined) return known;
    const answer = look(name);
    answers.set(name, answer);
    return answer;
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
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
