import { absorbedBy } from './absorbed.ts';
import type { Addressee } from './addressees.ts';
import type { TaskReprojected } from './calendar-events.ts';
import type { Deadline } from './deadlines.ts';
import { sideOf } from './deadlines.ts';
import { toldOfLadder, toldOfPaper } from './escalation-notices.ts';
import {
  isAssignmentEvent,
  isCooperationEvent,
  isCourseEvent,
  isExtensionEvent,
  isLadderEvent,
  isLeadershipEvent,
  isMergingEvent,
  isMissingEvent,
  isPaperEvent,
} from './event-groups.ts';
import type { AssignmentEvent, CooperationEvent, CourseEvent, TaskEvent } from './events.ts';
import type { ExtensionEvent } from './extension-events.ts';
import type { TaskHandedOver } from './hand-over-events.ts';
import type { LadderEvent } from './ladder-events.ts';
import type { LeadershipEvent } from './leadership-events.ts';
import type { MergingEvent } from './merging-events.ts';
import type { MissingEvent } from './missing-events.ts';
import type { NoticeKind } from './notice-names.ts';
import type { Offices } from './organisation.ts';
import { leaderAddressee, officeOf, supervisionRole, supervisionUnitTakesPart } from './organisation.ts';
import type { PaperEvent } from './paper-events.ts';
import type { Task } from './task.ts';
import { isSupervised } from './task.ts';
import type { DepartmentCode, Role } from './values.ts';

/** Somebody who must be told of an event, and how it leaves: escalations are an activity of their own, so that they show in the task's history. */
export interface NoticeOrder {
  readonly kind: NoticeKind;
  readonly channelOfDuty: 'notify' | 'escalate';
  readonly to: Addressee;
}

/** Whom an event concerns. `task` is the task after it; a report on time concerns nobody until the meeting. */
export function effects(event: TaskEvent, task: Task, offices: Offices): readonly NoticeOrder[] {
  if (isAssignmentEvent(event)) return effectsOfAssignment(event, task, offices);
  if (isCooperationEvent(event)) return effectsOfCooperation(event, task, offices);
  if (isCourseEvent(event)) return effectsOfCourse(event, task, offices);
  if (isMergingEvent(event)) return effectsOfMerging(event, task, offices);
  if (isLadderEvent(event)) return toldOfLadder(event, task, offices);
  if (isPaperEvent(event)) return toldOfPaper(event, task, offices);
  if (isExtensionEvent(event)) return effectsOfExtension(event, task, offices);
  if (isLeadershipEvent(event)) return effectsOfLeadership(event, task, offices);
  if (isMissingEvent(event)) return effectsOfMissing(event, task, offices);
  return effectsOfLife(event, task, offices);
}

type LifeEvent = Exclude<
  TaskEvent,
  AssignmentEvent | CooperationEvent | CourseEvent | MergingEvent | LadderEvent | PaperEvent | ExtensionEvent | LeadershipEvent | MissingEvent
>;

function effectsOfLife(event: LifeEvent, task: Task, offices: Offices): readonly NoticeOrder[] {
  const { lead } = task.assignment;
  switch (event.type) {
    case 'taskUrged':
      return [notify('urge', unit(lead, offices, 'department_head'))];
    case 'closureApplied':
      return closureAppliedTo(task, offices);
    case 'closureReturned':
      return [notify('return', unit(lead, offices))];
    case 'taskStruckOff':
      return [notify('strikeOff', unit(lead, offices))];
    case 'deadlinePassed':
      return deadlinePassedTo(event.deadline, task, offices);
    case 'clauseIncorporated':
      return withNewRequirement('incorporation', task, offices);
    case 'entryCorrected':
      return [notify('correction', unit(lead, offices)), notify('correction', supervision(task, offices))];
    case 'policyMoved':
      return isSupervised(task) ? [notify('policyMoved', unit(lead, offices))] : [];
    case 'taskHandedOver':
      return handedOverTo(event, task, offices);
    case 'taskReprojected':
      return reprojectedTo(event, task, offices);
    case 'taskRegistered':
    case 'taskAmended':
    case 'consentGiven':
    case 'taskReceived':
    case 'taskReported':
      return [];
  }
}

/** Nothing moves silently; where nothing moves there is nothing to say. */
function reprojectedTo({ dates }: TaskReprojected, task: Task, offices: Offices): readonly NoticeOrder[] {
  if (dates.length === 0) return [];
  const toSupervision = notify('reprojection', supervision(task, offices));
  return isSupervised(task) ? [notify('reprojection', unit(task.assignment.lead, offices)), toSupervision] : [toSupervision];
}

function effectsOfAssignment(event: AssignmentEvent, task: Task, offices: Offices): readonly NoticeOrder[] {
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
  }
}

function effectsOfCooperation(event: CooperationEvent, task: Task, offices: Offices): readonly NoticeOrder[] {
  switch (event.type) {
    case 'contributionRequested':
      return [notify('contributionRequest', unit(event.participant, offices))];
    case 'contributionMade':
      return [notify('contribution', unit(task.assignment.lead, offices))];
    case 'urgeAnswered':
      return [notify('urgeAnswer', supervision(task, offices))];
  }
}

function effectsOfCourse(event: CourseEvent, task: Task, offices: Offices): readonly NoticeOrder[] {
  const toLead = (kind: NoticeKind): readonly NoticeOrder[] => [notify(kind, unit(task.assignment.lead, offices))];
  switch (event.type) {
    case 'closureWithdrawn':
      return [notify('closureWithdrawn', reviewerOf(task, offices))];
    case 'verificationOrdered':
      return toLead('verification');
    case 'verificationRecorded':
      return event.passed ? [] : toLead('return');
    case 'taskSuspended':
      return everybody('suspension', task, offices);
    case 'taskResumed':
      return everybody('resumption', task, offices);
    case 'taskTerminated':
      return hadBegun(task) ? everybody('termination', task, offices) : [notify('termination', supervision(task, offices))];
    case 'taskMerged':
      return hadBegun(task) ? workers('merge', task, offices) : [];
    case 'taskUnmerged':
      return isSupervised(task) ? workers('unmerge', task, offices) : [];
  }
}

/** The survivor's lead has more to do, or less; who takes part because of it, or no longer, is told too. Of a draft nobody knows yet. */
function effectsOfMerging(event: MergingEvent, task: Task, offices: Offices): readonly NoticeOrder[] {
  if (!isSupervised(task)) return [];
  const toLead = (kind: NoticeKind): NoticeOrder => notify(kind, unit(task.assignment.lead, offices));
  switch (event.type) {
    case 'taskAbsorbed': {
      const joining = absorbedBy(task, event.task)?.brought.participants ?? [];
      return [toLead('absorption'), ...joining.map((department) => notify('participation', unit(department, offices)))];
    }
    case 'taskReleased':
      return [toLead('release'), ...event.left.map((department) => notify('release', unit(department, offices)))];
  }
}

/** The leader is told at once: the days for his decision run whether or not the supervision unit has an opinion. */
function effectsOfExtension(event: ExtensionEvent, task: Task, offices: Offices): readonly NoticeOrder[] {
  const toLeader = (kind: NoticeKind): NoticeOrder => notify(kind, leaderAddressee(task, offices));
  switch (event.type) {
    case 'extensionRequested':
      return [...(supervisionUnitTakesPart(task, offices) ? [] : [notify('extensionRequested', supervision(task, offices))]), toLeader('extensionApproval')];
    case 'extensionReviewed':
      return [toLeader('extensionReviewed')];
    case 'extensionDecided':
      if (event.approved) return everybody('extensionDecided', task, offices);
      return [notify('extensionDecided', unit(task.assignment.lead, offices)), notify('extensionDecided', supervision(task, offices))];
    case 'dueSet':
      return everybody('dueSet', task, offices);
  }
}

/** The supervision unit has the list of the missing; of what was wrong in it, it is told. */
function effectsOfMissing(event: MissingEvent, task: Task, offices: Offices): readonly NoticeOrder[] {
  const toLead = notify(event.type, unit(task.assignment.lead, offices));
  return event.type === 'reportMissed' ? [toLead] : [toLead, notify(event.type, supervision(task, offices))];
}

/** Where the supervision unit itself took part, the leader in charge reviews in its place, and has signed by that (R12). */
function closureAppliedTo(task: Task, offices: Offices): readonly NoticeOrder[] {
  if (supervisionUnitTakesPart(task, offices)) return [notify('closureApplied', leaderAddressee(task, offices))];
  const review = notify('closureApplied', supervision(task, offices, 'reviewer'));
  return task.assignment.isKey ? [review, notify('consentNeeded', leaderAddressee(task, offices))] : [review];
}

/** A participant that does not answer is asked again and the lead learns of it; it is no lateness of the task (R22). */
function deadlinePassedTo({ kind, date }: Deadline, task: Task, offices: Offices): readonly NoticeOrder[] {
  if (sideOf(kind) !== 'participant') return [notify('deadlinePassed', supervision(task, offices))];
  const silent = 'requests' in task ? task.requests.filter(({ due }) => due === date).map(({ participant }) => participant) : [];
  return [...new Set(silent), task.assignment.lead].map((department) => notify('contributionOverdue', unit(department, offices)));
}

const workers = (kind: NoticeKind, { assignment }: Task, offices: Offices): readonly NoticeOrder[] =>
  [assignment.lead, ...assignment.participants].map((department) => notify(kind, unit(department, offices)));

/** Whoever works on it, and those who judge whether it was done. Of what was never ordered, nobody but the supervision unit knows. */
function withNewRequirement(kind: NoticeKind, task: Task, offices: Offices): readonly NoticeOrder[] {
  if (!isSupervised(task)) return [];
  const working = workers(kind, task, offices);
  return 'application' in task ? [...working, notify(kind, reviewerOf(task, offices))] : working;
}

/** What the leadership said reaches whoever works by it; whoever suggested hears what became of it (R43). */
function effectsOfLeadership(event: LeadershipEvent, task: Task, offices: Offices): readonly NoticeOrder[] {
  switch (event.type) {
    case 'instructionGiven':
      return [...withNewRequirement('instruction', task, offices), notify('instruction', supervision(task, offices))];
    case 'suggestionAnswered':
      return [
        notify('suggestionAnswer', unit(task.assignment.lead, offices)),
        notify('suggestionAnswer', supervision(task, offices)),
        ...(event.referredTo ? [notify('suggestionReferral', addresseeOf(event.referredTo))] : []),
      ];
  }
}

const addresseeOf = ({ office, department, role }: Addressee): Addressee => ({ office, department, role });

/** Whoever had the work, whoever has it now, and the leader who has come to be in charge of it. Where only persons change, their unit. */
function handedOverTo({ unit: units, from, to }: TaskHandedOver, task: Task, offices: Offices): readonly NoticeOrder[] {
  if (!isSupervised(task)) return [];
  const told = units
    ? [notify('handOver', unit(units.from, offices)), notify('takeOver', unit(units.to, offices))]
    : [notify('takeOver', unit(to.lead, offices))];
  return from.leader === to.leader ? told : [...told, notify('takeOver', leaderAddressee(task, offices))];
}

/** Whoever works on it, and the supervision unit. */
const everybody = (kind: NoticeKind, task: Task, offices: Offices): readonly NoticeOrder[] => [
  ...workers(kind, task, offices),
  notify(kind, supervision(task, offices)),
];

/** What was never ordered, nobody but the supervision unit knows of. */
const hadBegun = (task: Task): boolean => 'before' in task && task.before.state !== 'registered';

const reviewerOf = (task: Task, offices: Offices): Addressee =>
  supervisionUnitTakesPart(task, offices) ? leaderAddressee(task, offices) : supervision(task, offices, 'reviewer');

const notify = (kind: NoticeKind, to: Addressee): NoticeOrder => ({ kind, channelOfDuty: 'notify', to });

const unit = (department: DepartmentCode, offices: Offices, role: Role = 'lead_contact'): Addressee => ({
  office: officeOf(offices, department)?.code ?? '',
  department,
  role,
});

const supervision = ({ supervisingOffice }: Task, offices: Offices, role: Role = 'supervisor'): Addressee => supervisionRole(offices, supervisingOffice, role);
