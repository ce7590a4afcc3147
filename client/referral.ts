import type { DepartmentCode, PersonId } from '../domain/values.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { notFound } from './answers.ts';
import { departmentLookup } from './department-lookup.ts';
import { DubanError, exitCodes } from './errors.ts';

export type Referred = { readonly department: DepartmentCode } | { readonly person: PersonId };

/** 转办: whoever is called by this name or code, a department before a person. */
export async function referredCalled(ledger: Ledger, name: string): Promise<Referred> {
  const { department, person } = await departmentLookup(ledger, null);
  const found = unlessUnknown(() => ({ department: department(name) })) ?? unlessUnknown(() => ({ person: person(name, null) }));
  if (!found) throw notFound('REFERRAL_NOT_FOUND', `组织目录中没有名为“${name}”的部门或人员：请写部门名称、姓名或代码。`, { name });
  return found;
}

/** What is ambiguous is said. */
function unlessUnknown<Found>(find: () => Found): Found | null {
  try {
    return find();
  } catch (error) {
    if (error instanceof DubanError && error.exitCode === exitCodes.notFound) return null;
    throw error;
  }
}
