import type { DepartmentCode, OfficeCode, PersonId } from '../domain/values.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { HolderOfTasks } from '../ledger/queries/tasks-held.ts';
import { tasksHeldBy } from '../ledger/queries/tasks-held.ts';
import { departmentLookup } from './department-lookup.ts';
import { DubanError, exitCodes } from './errors.ts';

/** Who hands over may have left the directory already: then the code is taken as it is, where an open task still names it. */

export const formerDepartment = async (ledger: Ledger, name: string, office: OfficeCode | null): Promise<DepartmentCode> => {
  const { department } = await departmentLookup(ledger, office);
  return orStillNamed(ledger, () => department(name), { name, holder: { department: name } });
};

export const formerPerson = async (ledger: Ledger, name: string): Promise<PersonId> => {
  const { person } = await departmentLookup(ledger, null);
  return orStillNamed(ledger, () => person(name, null), { name, holder: { person: name } });
};

async function orStillNamed(ledger: Ledger, find: () => string, { name, holder }: { readonly name: string; readonly holder: HolderOfTasks }): Promise<string> {
  try {
    return find();
  } catch (error) {
    const isUnknown = error instanceof DubanError && error.exitCode === exitCodes.notFound;
    if (isUnknown && (await tasksHeldBy(ledger, holder, null)).length > 0) return name;
    throw error;
  }
}
