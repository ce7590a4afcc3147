import type { DepartmentCode, OfficeCode, Role } from './values.ts';

/** Whom to tell: a role in a department, resolved to a person when the notice leaves (R32: people move, tasks stay). */
export interface Addressee {
  readonly office: OfficeCode;
  readonly department: DepartmentCode;
  readonly role: Role;
}

/** As people are addressed: a leader holds the department, and is not it. */
export const addressedAs = ({ role }: Pick<Addressee, 'role'>, departmentName: string): string =>
  role === 'supervising_leader' ? `分管院领导（${departmentName}）` : departmentName;
