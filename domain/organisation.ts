import type { Addressee } from './addressees.ts';
import type { Task } from './task.ts';
import type { Actor, DepartmentCode, OfficeCode, OfficeLevel, PersonId, Role } from './values.ts';

export type DepartmentKind = 'business' | 'supervision' | 'leadership' | 'affiliated';

export interface Department {
  readonly code: DepartmentCode;
  readonly name: string;
  /** 条线; small offices combine several in one department. */
  readonly lines: readonly string[];
  readonly kind: DepartmentKind;
  /** 分管: the leader who holds this department; every department but 院领导 has exactly one. */
  readonly leader: PersonId | null;
}

/** An office as far as rules look at it. */
export interface Office {
  readonly code: OfficeCode;
  readonly name: string;
  readonly level: OfficeLevel;
  /** One level up, null for the national office. */
  readonly parent: OfficeCode | null;
  readonly departments: readonly Department[];
}

/** The offices that matter to a task: its supervising office, its lead's office and all offices above. */
export type Offices = readonly Office[];

/** What responsibility is computed from; a task that is about to be registered has this much too. */
export type SupervisedPart = Pick<Task, 'assignment' | 'supervisingOffice' | 'ladder' | 'formerHolders'>;

export const officeOf = (offices: Offices, department: DepartmentCode): Office | undefined =>
  offices.find((office) => office.departments.some(({ code }) => code === department));

export const departmentOf = (offices: Offices, code: DepartmentCode): Department | undefined =>
  officeOf(offices, code)?.departments.find((department) => department.code === code);

export const officeByCode = (offices: Offices, code: OfficeCode | null): Office | undefined => offices.find((office) => office.code === code);

export const supervisionUnitOf = (office: Office): Department | undefined => office.departments.find(({ kind }) => kind === 'supervision');

/** The office's department that carries a line; its supervision unit where no department has it (a line does not exist everywhere). */
export const lineDepartmentOf = (office: Office, line: string): Department | undefined =>
  office.departments.find(({ lines }) => lines.includes(line)) ?? supervisionUnitOf(office);

/** 分管院领导: the person in charge at the supervising office. */
export const leaderInCharge = (task: SupervisedPart, offices: Offices): PersonId | null => departmentInCharge(task, offices)?.leader ?? null;

/** True where the supervision unit itself leads or takes part, so that it cannot judge. */
export function supervisionUnitTakesPart(task: SupervisedPart, offices: Offices): boolean {
  const office = officeByCode(offices, task.supervisingOffice);
  const unit = office && supervisionUnitOf(office);
  return unit !== undefined && takesPart(task, unit.code);
}

/** Lead or participant, now or before a hand-over: whoever sits there neither reviews nor strikes off (R12). */
export const takesPart = ({ assignment, formerHolders }: SupervisedPart, department: DepartmentCode): boolean =>
  [assignment.lead, ...assignment.participants, ...(formerHolders?.departments ?? [])].includes(department);

/** A role in the supervision unit of an office. */
export function supervisionRole(offices: Offices, code: OfficeCode, role: Role): Addressee {
  const office = officeByCode(offices, code);
  return { office: code, department: (office && supervisionUnitOf(office)?.code) ?? '', role };
}

/** Whether a person holds the role that is addressed; a leader is addressed by the department that he holds. */
export function fillsRole({ person, department, roles }: Actor, to: Addressee, offices: Offices): boolean {
  if (to.role === 'supervising_leader') return departmentOf(offices, to.department)?.leader === person;
  return department === to.department && roles.includes(to.role);
}

/** The leader in charge, addressed by the department through which he holds the task. */
export const leaderAddressee = (task: SupervisedPart, offices: Offices): Addressee => ({
  office: task.supervisingOffice,
  department: departmentInCharge(task, offices)?.code ?? '',
  role: 'supervising_leader',
});

/** Whose leader is in charge: the lead at the supervising office, else its department of the task's line, else its 督查部门; the first that a leader holds. */
function departmentInCharge({ assignment, supervisingOffice }: SupervisedPart, offices: Offices): Department | undefined {
  const office = officeByCode(offices, supervisingOffice);
  if (!office) return undefined;
  const lead = office.departments.find(({ code }) => code === assignment.lead);
  return [lead, lineDepartmentOf(office, assignment.line), supervisionUnitOf(office)].find((department) => department?.leader);
}

/** `SPP/33/3301`: the office of a department and those above it, the top first, so that a region is found by prefix. */
export const regionOf = (department: DepartmentCode, offices: Offices): string => pathTo(officeOf(offices, department), offices).join('/');

const pathTo = (office: Office | undefined, offices: Offices): readonly OfficeCode[] =>
  office ? [...pathTo(officeByCode(offices, office.parent), offices), office.code] : [];
