import type { Department } from '../../domain/organisation.ts';
import type { OfficeCode, OfficeLevel, PersonId, Role } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';

/** The whole directory, for reading names as codes and back: some thousand rows, a few hundred kilobytes. */
export interface DirectoryView {
  readonly offices: readonly DirectoryOffice[];
  readonly departments: readonly DirectoryDepartment[];
  readonly persons: readonly DirectoryPerson[];
  readonly aliases: readonly { readonly alias: string; readonly name: string }[];
}

export interface DirectoryOffice {
  readonly code: OfficeCode;
  readonly name: string;
  readonly level: OfficeLevel;
  readonly parent: OfficeCode | null;
}

export interface DirectoryDepartment extends Department {
  readonly office: OfficeCode;
}

export interface DirectoryPerson {
  readonly id: PersonId;
  readonly name: string;
  readonly office: OfficeCode;
  readonly department: string;
  readonly post: string;
  readonly roles: readonly Role[];
}

export async function directoryView({ db }: Ledger): Promise<DirectoryView> {
  const [offices, departments, persons, aliases] = await Promise.all([
    db.selectFrom('offices').selectAll().orderBy('code').execute(),
    db
      .selectFrom('departments')
      .leftJoin('portfolios', 'portfolios.department', 'departments.code')
      .select(['code', 'office', 'name', 'lines', 'kind', 'leader'])
      .orderBy('code')
      .execute(),
    db.selectFrom('persons').select(['id', 'name', 'office', 'department', 'post', 'roles']).orderBy('id').execute(),
    db.selectFrom('aliases').selectAll().orderBy('alias').execute(),
  ]);
  return { offices, departments, persons, aliases };
}
