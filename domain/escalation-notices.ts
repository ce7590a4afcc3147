import type { Addressee } from './addressees.ts';
import type { NoticeOrder } from './effects.ts';
import type { LadderEvent, TaskEscalated } from './ladder-events.ts';
import type { NoticeKind } from './notice-names.ts';
import type { Offices } from './organisation.ts';
import { officeOf, supervisionRole } from './organisation.ts';
import type { PaperEvent } from './paper-events.ts';
import { lateHolderOf } from './papers.ts';
import type { Task } from './task.ts';
import type { Role } from './values.ts';

export function toldOfLadder(event: LadderEvent, task: Task, offices: Offices): readonly NoticeOrder[] {
  if (event.type === 'taskEscalated') return toldOfEscalation(event, task, offices);
  return [{ kind: 'acknowledgement', channelOfDuty: 'notify', to: supervisionRole(offices, task.supervisingOffice, 'supervisor') }];
}

/**
 * What a step of the ladder writes to whom: the late department is asked (催办单, above level 1 督办单), a leader is reported to (呈报), the Party group
 * has an item proposed (建议议题), and whoever supervises the holder is called in (升级督办单).
 */
function toldOfEscalation({ to, isForAgenda = false }: TaskEscalated, task: Task, offices: Offices): readonly NoticeOrder[] {
  const late = lateDepartment(task, offices);
  const secretariat = supervisionRole(offices, task.supervisingOffice, 'supervisor');
  const isProposed = isForAgenda && !task.ladder?.agendaAccepted;
  const others = isProposed ? to.filter((addressee) => !isSame(addressee, secretariat)) : to;
  return [
    ...others.map((addressee) => escalate(kindFor(addressee, late), addressee)),
    ...(isProposed ? [escalate('agendaProposal', secretariat)] : []),
    ...(to.some((addressee) => isSame(addressee, late)) ? [] : [escalate('supervisionOrder', late)]),
  ];
}

/** What is let go after its day leaves as it would have then. Of a signature or a hold nobody need be told. */
export function toldOfPaper(event: PaperEvent, task: Task, offices: Offices): readonly NoticeOrder[] {
  switch (event.type) {
    case 'paperReleased':
      return (event.leaves?.to ?? []).map((addressee) => escalate(kindFor(addressee, lateDepartment(task, offices)), addressee));
    case 'agendaItemAccepted':
      return [{ kind: 'agendaItem', channelOfDuty: 'notify', to: unitOf(task.assignment.lead, offices, 'lead_contact') }];
    case 'paperSigned':
    case 'paperHeld':
    case 'agendaItemDeclined':
      return [];
  }
}

const kindFor = (to: Addressee, late: Addressee): NoticeKind => (isSame(to, late) ? 'urge' : kindAbove(to));

/** Of what goes to those above. */
export const kindAbove = ({ role }: Pick<Addressee, 'role'>): 'leaderReport' | 'escalation' => (role === 'supervising_leader' ? 'leaderReport' : 'escalation');

const escalate = (kind: NoticeKind, to: Addressee): NoticeOrder => ({ kind, channelOfDuty: 'escalate', to });

const lateDepartment = (task: Task, offices: Offices): Addressee => unitOf(lateHolderOf(task, offices).department, offices, 'department_head');

const unitOf = (department: string, offices: Offices, role: Role): Addressee => ({ office: officeOf(offices, department)?.code ?? '', department, role });

const isSame = (a: Addressee, b: Addressee): boolean => a.department === b.department && a.role === b.role;
