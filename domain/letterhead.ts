import type { Addressee } from './addressees.ts';
import type { TaskEvent } from './events.ts';
import type { Office, Offices } from './organisation.ts';
import { officeByCode, supervisionUnitOf } from './organisation.ts';
import type { Task } from './task.ts';
import type { OfficeCode } from './values.ts';

/** 落款: a paper is signed by 办公厅 or 办公室 of the office that supervises, else by its 督查部门. */

const generalOfficeLine = '综合办公';

/** The office that speaks: the supervising one, or one whose own supervision unit urges. */
export const speakingOffice = (event: TaskEvent, { supervisingOffice }: Pick<Task, 'supervisingOffice'>): OfficeCode =>
  (event.type === 'taskUrged' ? event.office : undefined) ?? supervisingOffice;

/** Where it would write to itself, the office as a whole does; a leader who holds it is not it. */
export function letterhead(code: OfficeCode, to: Pick<Addressee, 'department' | 'role'>, offices: Offices): string {
  const office = officeByCode(offices, code);
  if (!office) return code;
  const department = signingDepartment(office);
  const isItself = department?.code === to.department && to.role !== 'supervising_leader';
  return department && !isItself ? `${office.name}${department.name}` : office.name;
}

const signingDepartment = (office: Office) => office.departments.find(({ lines }) => lines.includes(generalOfficeLine)) ?? supervisionUnitOf(office);
