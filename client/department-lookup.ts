import { nameBook } from '../domain/name-book.ts';
import type { NameBook } from '../domain/name-book.ts';
import { refusal } from '../domain/refusals.ts';
import type { DepartmentCode, OfficeCode, PersonId } from '../domain/values.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { DirectoryView } from '../ledger/queries/directory-view.ts';
import { directoryView } from '../ledger/queries/directory-view.ts';
import { nationalOffice, officeExists } from '../ledger/queries/office-exists.ts';
import { invalidInput, notFound, refusedBy } from './answers.ts';

/** Names as people type them, looked up as one office writes them; codes are taken as they are. */
export interface DepartmentLookup {
  readonly department: (name: string) => DepartmentCode;
  /** 责任人: by id, or by name within the lead. */
  readonly person: (name: string, lead: DepartmentCode | null) => PersonId;
}

/** `office` null: as the national office writes them. */
export async function departmentLookup(ledger: Ledger, office: OfficeCode | null): Promise<DepartmentLookup> {
  const directory = await directoryView(ledger);
  const writer = office ?? directory.offices.find(({ parent }) => parent === null)?.code ?? '';
  const names = nameBook(directory, writer);
  return {
    department: (name) => departmentCalled(name, { directory, names }),
    person: (name, lead) => personCalled(name, { directory, names, lead }),
  };
}

interface Place {
  readonly directory: DirectoryView;
  readonly names: NameBook;
}

function departmentCalled(name: string, { directory, names }: Place): DepartmentCode {
  if (directory.departments.some(({ code }) => code === name)) return name;
  const [code, ...others] = names.departmentsCalled(name);
  if (code === undefined) throw refusedBy(refusal('DEPARTMENT_NOT_FOUND', { department: name }));
  if (others.length > 0)
    throw invalidInput('DEPARTMENT_AMBIGUOUS', `“${name}”对应多个部门：${[code, ...others].join('、')}。请写部门代码。`, {
      name,
      candidates: [code, ...others],
    });
  return code;
}

function personCalled(name: string, { directory, names, lead }: Place & { readonly lead: DepartmentCode | null }): PersonId {
  const [id, ...others] = names.personsCalled(name, ({ department }) => lead === null || department === lead);
  if (id === undefined && directory.persons.some((person) => person.id === name || person.name === name))
    throw elsewhere(name, names.departmentName(lead ?? ''));
  if (id === undefined) throw refusedBy(refusal('PERSON_NOT_FOUND', { person: name }));
  if (others.length > 0)
    throw invalidInput('PERSON_AMBIGUOUS', `有多人名为“${name}”：${[id, ...others].join('、')}。请写人员编号。`, { name, candidates: [id, ...others] });
  return id;
}

const elsewhere = (name: string, lead: string): Error =>
  invalidInput('PERSON_ELSEWHERE', `“${name}”不在牵头部门 ${lead}：责任人须为牵头部门的人员。`, { person: name });

export interface NamedHolders {
  readonly lead?: string | undefined;
  readonly participant?: readonly string[] | undefined;
  readonly responsible?: string | undefined;
  /** The lead as it stands, among whose persons 责任人 is looked for where no other is named. */
  readonly presentLead?: DepartmentCode | undefined;
}

export interface Holders {
  readonly lead?: DepartmentCode;
  readonly participants?: readonly DepartmentCode[];
  readonly responsible?: PersonId;
}

/** Only what was named. */
export async function holdersCalled(ledger: Ledger, office: OfficeCode, { lead, participant, responsible, presentLead }: NamedHolders): Promise<Holders> {
  if (lead === undefined && participant === undefined && responsible === undefined) return {};
  const lookup = await departmentLookup(ledger, office);
  const code = lead === undefined ? undefined : lookup.department(lead);
  return {
    ...(code !== undefined && { lead: code }),
    ...(participant && { participants: participant.filter((name) => name !== '').map(lookup.department) }),
    ...(responsible !== undefined && { responsible: lookup.person(responsible, code ?? presentLead ?? null) }),
  };
}

export async function refuseUnknownOffice(ledger: Ledger, office: OfficeCode): Promise<void> {
  if (!(await officeExists(ledger, office))) throw notFound('OFFICE_NOT_FOUND', `组织目录中没有单位“${office}”：请写单位代码。`, { office });
}

/** The national office, where none is named. */
export async function officeMeant(ledger: Ledger, office: OfficeCode | null): Promise<OfficeCode> {
  if (office !== null) await refuseUnknownOffice(ledger, office);
  const meant = office ?? (await nationalOffice(ledger));
  if (meant === null) throw notFound('OFFICE_NOT_FOUND', '组织目录中没有单位：请先导入组织目录，或用 --office 写明单位代码。', { office });
  return meant;
}
