import type { AssignmentEvent, CooperationEvent, CourseEvent, TaskEvent } from './events.ts';
import type { ExtensionEvent } from './extension-events.ts';
import type { LadderEvent } from './ladder-events.ts';
import type { LeadershipEvent } from './leadership-events.ts';
import type { MergingEvent } from './merging-events.ts';
import type { MissingEvent } from './missing-events.ts';
import type { PaperEvent } from './paper-events.ts';

/** Records, so that the compiler misses none. */
const assignmentTypes: Readonly<Record<AssignmentEvent['type'], true>> = {
  taskIssued: true,
  taskReissued: true,
  taskDeclined: true,
  measuresSubmitted: true,
  measuresApproved: true,
  measuresRejected: true,
};

const courseTypes: Readonly<Record<CourseEvent['type'], true>> = {
  closureWithdrawn: true,
  verificationOrdered: true,
  verificationRecorded: true,
  taskSuspended: true,
  taskResumed: true,
  taskTerminated: true,
  taskMerged: true,
  taskUnmerged: true,
};

const cooperationTypes: Readonly<Record<CooperationEvent['type'], true>> = { contributionRequested: true, contributionMade: true, urgeAnswered: true };

const extensionTypes: Readonly<Record<ExtensionEvent['type'], true>> = {
  extensionRequested: true,
  extensionReviewed: true,
  extensionDecided: true,
  dueSet: true,
};

const mergingTypes: Readonly<Record<MergingEvent['type'], true>> = { taskAbsorbed: true, taskReleased: true };

const leadershipTypes: Readonly<Record<LeadershipEvent['type'], true>> = { instructionGiven: true, suggestionAnswered: true };
const ladderTypes: Readonly<Record<LadderEvent['type'], true>> = { taskEscalated: true, escalationAcknowledged: true };

const paperTypes: Readonly<Record<PaperEvent['type'], true>> = {
  paperSigned: true,
  paperHeld: true,
  paperReleased: true,
  agendaItemAccepted: true,
  agendaItemDeclined: true,
};

const missingTypes: Readonly<Record<MissingEvent['type'], true>> = { reportMissed: true, missingWithdrawn: true };

export const isAssignmentEvent = (event: TaskEvent): event is AssignmentEvent => Object.hasOwn(assignmentTypes, event.type);
export const isCourseEvent = (event: TaskEvent): event is CourseEvent => Object.hasOwn(courseTypes, event.type);
export const isCooperationEvent = (event: TaskEvent): event is CooperationEvent => Object.hasOwn(cooperationTypes, event.type);
export const isExtensionEvent = (event: TaskEvent): event is ExtensionEvent => Object.hasOwn(extensionTypes, event.type);
export const isMergingEvent = (event: TaskEvent): event is MergingEvent => Object.hasOwn(mergingTypes, event.type);
export const isLeadershipEvent = (event: TaskEvent): event is LeadershipEvent => Object.hasOwn(leadershipTypes, event.type);
export const isMissingEvent = (event: TaskEvent): event is MissingEvent => Object.hasOwn(missingTypes, event.type);
export const isLadderEvent = (event: TaskEvent): event is LadderEvent => Object.hasOwn(ladderTypes, event.type);
export const isPaperEvent = (event: TaskEvent): event is PaperEvent => Object.hasOwn(paperTypes, event.type);
