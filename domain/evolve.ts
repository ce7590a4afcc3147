import type { TaskReprojected } from './calendar-events.ts';
import { isSame, rememberedDeadlines } from './deadlines.ts';
import { isCooperationEvent, isExtensionEvent, isLeadershipEvent, isMergingEvent, isMissingEvent, isPaperEvent } from './event-groups.ts';
import type { CooperationEvent, TaskEvent, TaskRegistered } from './events.ts';
import { evolveAssignment } from './evolve-assignment.ts';
import { evolveClosure } from './evolve-closure.ts';
import { evolveCooperation, evolveCorrection, withoutSettledUrge } from './evolve-cooperation.ts';
import { evolveExtension } from './evolve-extension.ts';
import { evolveHandOver } from './evolve-hand-over.ts';
import { evolveIncorporation } from './evolve-incorporation.ts';
import { evolveLadder, withoutSettledLadder } from './evolve-ladder.ts';
import { evolveLeadership } from './evolve-leadership.ts';
import { evolveMerging } from './evolve-merging.ts';
import { evolveMissing, withoutSettledReport } from './evolve-missing.ts';
import { evolvePapers } from './evolve-papers.ts';
import { evolvePolicy } from './evolve-policy.ts';
import { evolveReprojection } from './evolve-reprojection.ts';
import { evolveSuspending } from './evolve-suspending.ts';
import { evolveWork } from './evolve-work.ts';
import type { ExtensionEvent } from './extension-events.ts';
import type { TaskHandedOver } from './hand-over-events.ts';
import type { ClauseIncorporated } from './incorporation-events.ts';
import type { LeadershipEvent } from './leadership-events.ts';
import type { MergingEvent } from './merging-events.ts';
import type { MissingEvent } from './missing-events.ts';
import type { PaperEvent } from './paper-events.ts';
import type { PolicyMoved } from './policy-events.ts';
import type { Registered, Task } from './task.ts';

/**
 * The task after an event. Total: an event that does not fit the state changes nothing.
 * Running workflows fold with this, so its meaning for events that exist may never change (R23).
 */
export function evolve(task: Task | null, event: TaskEvent): Task | null {
  if (event.type === 'taskRegistered') return task ?? registered(event);
  return task && withoutStale(withoutSettledLadder(withoutSettledReport(withoutSettledUrge(task, evolveExisting(task, event), event))));
}

/** Everything that the journal says of a task, in order. */
export const fold = (events: readonly TaskEvent[], task: Task | null = null): Task | null => events.reduce(evolve, task);

/** A task that stands, after what happened to it. */
export const evolved = (task: Task, events: readonly TaskEvent[]): Task => fold(events, task) as Task;

function evolveExisting(task: Task, event: Exclude<TaskEvent, TaskRegistered>): Task {
  if (isCooperationEvent(event)) return evolveCooperation(task, event);
  if (isMergingEvent(event)) return evolveMerging(task, event);
  if (isPaperEvent(event)) return evolvePapers(task, event);
  if (event.type === 'policyMoved') return evolvePolicy(task, event);
  if (event.type === 'taskReprojected') return evolveReprojection(task, event);
  if (isExtensionEvent(event)) return evolveExtension(task, event);
  if (event.type === 'clauseIncorporated') return evolveIncorporation(task, event);
  if (isMissingEvent(event)) return evolveMissing(task, event);
  if (event.type === 'taskHandedOver') return evolveHandOver(task, event);
  if (isLeadershipEvent(event)) return evolveLeadership(task, event);
  return evolveLife(task, event);
}

type LifeEvent = Exclude<
  TaskEvent,
  | TaskRegistered
  | TaskHandedOver
  | MissingEvent
  | CooperationEvent
  | MergingEvent
  | PaperEvent
  | ExtensionEvent
  | ClauseIncorporated
  | LeadershipEvent
  | PolicyMoved
  | TaskReprojected
>;

function evolveLife(task: Task, event: LifeEvent): Task {
  switch (event.type) {
    case 'taskAmended':
    case 'taskIssued':
    case 'taskReceived':
    case 'taskDeclined':
    case 'taskReissued':
      return evolveAssignment(task, event);
    case 'measuresSubmitted':
    case 'measuresApproved':
    case 'measuresRejected':
    case 'taskReported':
    case 'taskUrged':
    case 'deadlinePassed':
      return evolveWork(task, event);
    case 'taskEscalated':
    case 'escalationAcknowledged':
      return evolveLadder(task, event);
    case 'taskSuspended':
    case 'taskResumed':
      return evolveSuspending(task, event);
    case 'consentGiven':
    case 'closureApplied':
    case 'closureReturned':
    case 'verificationOrdered':
    case 'taskStruckOff':
    case 'taskTerminated':
    case 'taskMerged':
    case 'taskUnmerged':
    case 'closureWithdrawn':
    case 'verificationRecorded':
      return evolveClosure(task, event);
    case 'entryCorrected':
      return evolveCorrection(task, event);
  }
}

/** Field by field: what is left of an object when others are taken out is a slow one, and a file brings twenty thousand. */
function registered({ programme, number, supervisingOffice, origin, assignment, calendarVersion, policyVersion }: TaskRegistered): Registered {
  return {
    programme,
    number,
    supervisingOffice,
    origin,
    assignment,
    calendarVersion,
    policyVersion,
    state: 'registered',
    urgedCount: 0,
    returnedCount: 0,
    reportCount: 0,
    escalationLevel: 0,
    lastReport: null,
    passed: [],
    consent: null,
    declined: null,
  };
}

/** Passed deadlines are kept while the task still has them: state of years stays small. The days of the work outlast a review. */
function withoutStale<Kept extends Task>(task: Kept): Kept {
  const current = rememberedDeadlines(task);
  const isKept = (passed: Task['passed'][number]): boolean =>
    passed.kind === 'due' || passed.kind === 'milestone' || current.some((deadline) => isSame(deadline, passed));
  return task.passed.every(isKept) ? task : { ...task, passed: task.passed.filter(isKept) };
}
