import type { DepartmentKind } from '../domain/organisation.ts';
import type { Role } from '../domain/values.ts';

export interface DepartmentsTable {
  code: string;
  office: string;
  name: string;
  lines: string[];
  kind: DepartmentKind;
}

export interface PersonsTable {
  id: string;
  name: string;
  office: string;
  department: string;
  post: string;
  roles: Role[];
  email: string;
  phone: string;
}
