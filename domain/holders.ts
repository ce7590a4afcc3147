import type { Assignment } from './assignment.ts';
import type { DepartmentCode, PersonId } from './values.ts';

/** Who holds a task. */
export type Holders = Pick<Assignment, 'lead' | 'participants' | 'responsible' | 'leader'>;

/** 移交: who has led it, taken part in it or been responsible for it before. */
export interface FormerHolders {
  readonly departments: readonly DepartmentCode[];
  readonly persons: readonly PersonId[];
}

export interface UnitChange {
  readonly from: DepartmentCode;
  readonly to: DepartmentCode;
}

/** Under which department the work of another goes on. */
export const handedOn =
  (unit: UnitChange | null) =>
  (department: DepartmentCode): DepartmentCode =>
    unit?.from === department ? unit.to : department;
