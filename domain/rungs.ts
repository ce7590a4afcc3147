import type { Addressee } from './addressees.ts';
import type { Side } from './deadlines.ts';
import type { Office, Offices } from './organisation.ts';
import { lineDepartmentOf, officeByCode, officeOf, supervisionRole, supervisionUnitOf } from './organisation.ts';
import type { SupervisedPart } from './organisation.ts';
import type { DepartmentCode, OfficeLevel } from './values.ts';

/** Who is told at each level (R40, R41), computed from where the holder sits: adjacent levels first, and a province never judges the national office. */

type Rung = (place: Place) => readonly Addressee[];

/** Who is late, and along which line. */
export interface Holder {
  readonly department: DepartmentCode;
  readonly line: string;
}

interface Place extends Holder {
  readonly offices: Offices;
  /** The holder's own office. */
  readonly office: Office;
}

const ladders: Readonly<Record<OfficeLevel, readonly [Rung, Rung, Rung, Rung]>> = {
  national: [head, ownSupervision, ownLeader, ownSupervision],
  provincial: [head, ownSupervision, ownLeader, reviewersAt('national')],
  municipal: [head, ownSupervision, reviewersAt('provincial'), reviewersAt('national')],
  grassroots: [head, reviewersAt('municipal'), reviewersAt('provincial'), reviewersAt('national')],
};

/** Whom an escalation to this level (1 to 4) reaches. For the national office level 4 is an item proposed for the Party group's agenda by its supervision unit. */
export function rungOf(holder: Holder, level: number, offices: Offices): readonly Addressee[] {
  const office = officeOf(offices, holder.department);
  const rung = office && ladders[office.level][level - 1];
  return office && rung ? rung({ ...holder, offices, office }) : [];
}

/** The lead, or where the supervision unit itself is late, that. */
export function holderOf({ assignment, supervisingOffice }: SupervisedPart, side: Side, offices: Offices): Holder {
  const { lead, line } = assignment;
  if (side !== 'supervision') return { department: lead, line };
  const office = officeByCode(offices, supervisingOffice);
  return { department: (office && supervisionUnitOf(office)?.code) ?? '', line };
}

/** Above the national office there is only the Party group. */
export const isAtTop = ({ department }: Holder, offices: Offices): boolean => officeOf(offices, department)?.level === 'national';

function head({ department, office }: Place): readonly Addressee[] {
  return [{ office: office.code, department, role: 'department_head' }];
}

function ownSupervision({ offices, office }: Place): readonly Addressee[] {
  return [supervisionRole(offices, office.code, 'supervisor')];
}

function ownLeader({ department, office }: Place): readonly Addressee[] {
  return [{ office: office.code, department, role: 'supervising_leader' }];
}

/** Reviewers of a level: the supervisors of its 督查部门 and the head of its department of the task's line. */
function reviewersAt(level: OfficeLevel): Rung {
  return ({ line, offices, office }) => {
    const above = ancestorAt(offices, office, level);
    const department = lineDepartmentOf(above, line);
    return [
      supervisionRole(offices, above.code, 'supervisor'),
      ...(department ? [{ office: above.code, department: department.code, role: 'department_head' } as const] : []),
    ];
  };
}

function ancestorAt(offices: Offices, office: Office, level: OfficeLevel): Office {
  const parent = officeByCode(offices, office.parent);
  if (office.level === level || !parent) return office;
  return ancestorAt(offices, parent, level);
}
