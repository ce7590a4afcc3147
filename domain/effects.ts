import type { Addressee } from './addressees.ts';
import type { TaskEvent } from './events.ts';
import type { Offices } from './organisation.ts';
import { leaderAddressee, officeOf, supervisionRole, supervisionUnitTakesPart } from './organisation.ts';
import type { Task } from './task.ts';
import type { DepartmentCode, Role } from './values.ts';

/** What is told, and the name of the paper. One notice groups what one addressee is told of one kind. */
export const noticeNames = {
  issue: '交办单',
  participation: '参与任务告知单',
  decline: '退签告知',
  measuresSubmitted: '落实举措待审定',
  measuresApproved: '落实举措审定告知',
  measuresRejected: '落实举措退回通知',
  urge: '催办单',
  closureApplied: '办结申请待审核',
  consentNeeded: '提请签发',
  return: '退回通知',
  strikeOff: '销号单',
  deadlinePassed: '期限已过提示',
  escalation: '升级督办单',
} as const;

export type NoticeKind = keyof typeof noticeNames;

/** Somebody who must be told of an event, and how it leaves: escalations are an activity of their own, so that they show in the task's history. */
export interface NoticeOrder {
  readonly kind: NoticeKind;
  readonly channelOfDuty: 'notify' | 'escalate';
  readonly to: Addressee;
}

/** Whom an event concerns. `task` is the task after it; a report on time concerns nobody until the meeting. */
export function effects(event: TaskEvent, task: Task, offices: Offices): readonly NoticeOrder[] {
  const { lead, participants } = task.assignment;
  switch (event.type) {
    case 'taskIssued':
    case 'taskReissued':
      return [notify('issue', unit(lead, offices)), ...participants.map((department) => notify('participation', unit(department, offices)))];
    case 'taskDeclined':
      return [notify('decline', supervision(task, offices))];
    case 'measuresSubmitted':
      return [notify('measuresSubmitted', supervision(task, offices))];
    case 'measuresApproved':
      return [notify('measuresApproved', unit(lead, offices))];
    case 'measuresRejected':
      return [notify('measuresRejected', unit(lead, offices))];
    case 'taskUrged':
      return [notify('urge', unit(lead, offices, 'department_head'))];
    case 'taskEscalated':
      return event.to.map((to) => ({ kind: 'escalation', channelOfDuty: 'escalate', to }));
    case 'closureApplied':
      return closureAppliedTo(task, offices);
    case 'closureReturned':
      return [notify('return', unit(lead, offices))];
    case 'taskStruckOff':
      return [notify('strikeOff', unit(lead, offices))];
    case 'deadlinePassed':
      return [notify('deadlinePassed', supervision(task, offices))];
    case 'taskRegistered':
    case 'taskAmended':
    case 'consentGiven':
    case 'taskReceived':
    case 'taskReported':
    case 'verificationOrdered':
    case 'taskSuspended':
    case 'taskResumed':
    case 'taskTerminated':
    case 'taskMerged':
    case 'taskUnmerged':
      return [];
  }
}

/** Where the supervision unit itself took part, the leader in charge reviews in its place, and has signed by that (R12). */
function closureAppliedTo(task: Task, offices: Offices): readonly NoticeOrder[] {
  if (supervisionUnitTakesPart(task, offices)) return [notify('closureApplied', leaderAddressee(task, offices))];
  const review = notify('closureApplied', supervision(task, offices, 'reviewer'));
  return task.assignment.isKey ? [review, notify('consentNeeded', leaderAddressee(task, offices))] : [review];
}

const notify = (kind: NoticeKind, to: Addressee): NoticeOrder => ({ kind, channelOfDuty: 'notify', to });

const unit = (department: DepartmentCode, offices: Offices, role: Role = 'lead_contact'): Addressee => ({
  office: officeOf(offices, department)?.code ?? '',
  department,
  role,
});

const supervision = ({ supervisingOffice }: Task, offices: Offices, role: Role = 'supervisor'): Addressee => supervisionRole(offices, supervisingOffice, role);
