import type { Addressee } from './addressees.ts';
import type { Escalate } from './commands.ts';
import type { Decision } from './decision.ts';
import { accept, refuse } from './decision.ts';
import type { Facts } from './facts.ts';
import type { Office, Offices } from './organisation.ts';
import { lineDepartmentOf, officeByCode, officeOf, supervisionRole } from './organisation.ts';
import { eventOf } from './record.ts';
import type { SupervisedTask, Task } from './task.ts';
import { fullNumberOf } from './task.ts';
import type { OfficeLevel } from './values.ts';

/** The ladder 升级 (R40, R41), computed from where the holder sits: adjacent levels first, and a province never judges the national office. */

export const topLevel = 4;

type Rung = (place: Place) => readonly Addressee[];

interface Place {
  readonly task: Pick<Task, 'assignment'>;
  readonly offices: Offices;
  /** The lead's own office. */
  readonly office: Office;
}

const ladders: Readonly<Record<OfficeLevel, readonly [Rung, Rung, Rung, Rung]>> = {
  national: [head, ownSupervision, ownLeader, ownSupervision],
  provincial: [head, ownSupervision, ownLeader, reviewersAt('national')],
  municipal: [head, ownSupervision, reviewersAt('provincial'), reviewersAt('national')],
  grassroots: [head, reviewersAt('municipal'), reviewersAt('provincial'), reviewersAt('national')],
};

export function escalate(task: SupervisedTask, { reason, level }: Escalate, facts: Facts): Decision {
  if (reason.trim() === '') return refuse('REASON_MISSING');
  if (task.escalationLevel >= topLevel) return refuse('TOP_OF_LADDER', { number: fullNumberOf(task) });
  const reached = level ?? task.escalationLevel + 1;
  if (reached <= task.escalationLevel) return refuse('LEVEL_NOT_HIGHER', { number: fullNumberOf(task), level: task.escalationLevel });
  return accept(eventOf('taskEscalated', { level: reached, reason, to: rungOf(task, reached, facts.offices) }, facts));
}

/** Whom an escalation to this level (1 to 4) reaches. For the national office level 4 is an item proposed for the Party group's agenda by its supervision unit. */
export function rungOf(task: Pick<Task, 'assignment'>, level: number, offices: Offices): readonly Addressee[] {
  const office = officeOf(offices, task.assignment.lead);
  const rung = office && ladders[office.level][level - 1];
  return office && rung ? rung({ task, offices, office }) : [];
}

function head({ task, office }: Place): readonly Addressee[] {
  return [{ office: office.code, department: task.assignment.lead, role: 'department_head' }];
}

function ownSupervision({ offices, office }: Place): readonly Addressee[] {
  return [supervisionRole(offices, office.code, 'supervisor')];
}

function ownLeader({ task, office }: Place): readonly Addressee[] {
  return [{ office: office.code, department: task.assignment.lead, role: 'supervising_leader' }];
}

/** Reviewers of a level: the supervisors of its 督查部门 and the head of its department of the task's line. */
function reviewersAt(level: OfficeLevel): Rung {
  return ({ task, offices, office }) => {
    const above = ancestorAt(offices, office, level);
    const line = lineDepartmentOf(above, task.assignment.line);
    return [
      supervisionRole(offices, above.code, 'supervisor'),
      ...(line ? [{ office: above.code, department: line.code, role: 'department_head' } as const] : []),
    ];
  };
}

function ancestorAt(offices: Offices, office: Office, level: OfficeLevel): Office {
  const parent = officeByCode(offices, office.parent);
  if (office.level === level || !parent) return office;
  return ancestorAt(offices, parent, level);
}
