import type { DepartmentCode, OfficeCode, PersonId, Role } from '../../domain/values.ts';
import type { DirectoryView } from '../../ledger/queries/directory-view.ts';

/** Who plays whom: found in the directory by role, as the rules find them. */
export interface Cast {
  readonly supervisorOf: (office: OfficeCode) => PersonId;
  readonly reviewerOf: (office: OfficeCode) => PersonId;
  readonly contactOf: (department: DepartmentCode) => PersonId;
  readonly headOf: (department: DepartmentCode) => PersonId;
  readonly leaderOf: (department: DepartmentCode) => PersonId;
}

export function castFrom({ persons, departments }: DirectoryView): Cast {
  const unitOf = (office: OfficeCode): DepartmentCode =>
    departments.find((department) => department.office === office && department.kind === 'supervision')?.code ?? '';
  const holder = (department: DepartmentCode, role: Role): PersonId =>
    persons.find((person) => person.department === department && person.roles.includes(role))?.id ?? missing(department, role);
  return {
    supervisorOf: (office) => holder(unitOf(office), 'supervisor'),
    reviewerOf: (office) => holder(unitOf(office), 'reviewer'),
    contactOf: (department) => holder(department, 'lead_contact'),
    headOf: (department) => holder(department, 'department_head'),
    leaderOf: (department) => departments.find(({ code }) => code === department)?.leader ?? missing(department, 'supervising_leader'),
  };
}

function missing(department: DepartmentCode, role: Role): never {
  throw new Error(`the demonstration's directory has nobody with the role ${role} for ${department}`);
}
