import type {
  ClosureApplied,
  ClosureReturned,
  ClosureWithdrawn,
  ConsentGiven,
  TaskMerged,
  TaskStruckOff,
  TaskTerminated,
  TaskUnmerged,
  VerificationOrdered,
  VerificationRecorded,
} from './events.ts';
import type { ClosureReview, InProgress, Merged, OpenTask, StruckOff, Task, Terminated, Verifying } from './task.ts';
import { isEnded } from './task.ts';

type ClosureEvent =
  | ConsentGiven
  | ClosureApplied
  | ClosureReturned
  | ClosureWithdrawn
  | VerificationOrdered
  | VerificationRecorded
  | TaskStruckOff
  | TaskTerminated
  | TaskMerged
  | TaskUnmerged;

/** End states are final, but `taskUnmerged` gives back what was merged. */
export function evolveClosure(task: Task, event: ClosureEvent): Task {
  switch (event.type) {
    case 'consentGiven':
      return consented(task, event);
    case 'closureApplied':
      return task.state === 'inProgress' ? underReview(task, event) : task;
    case 'closureReturned':
      return task.state === 'closureReview' || task.state === 'verifying' ? backToWork(task, event) : task;
    case 'closureWithdrawn':
      return task.state === 'closureReview' ? { ...withoutReview(task), state: 'inProgress', resubmitBy: event.resubmitBy } : task;
    case 'verificationRecorded':
      return task.state === 'verifying' ? checked(task, event) : task;
    case 'verificationOrdered':
      return task.state === 'closureReview' ? verifying(task, event) : task;
    case 'taskStruckOff':
      return task.state === 'closureReview' || task.state === 'verifying' ? struckOff(task, event) : task;
    case 'taskTerminated':
      return isEnded(task) ? task : terminated(task, event);
    case 'taskMerged':
      return isEnded(task) ? task : merged(task, event);
    case 'taskUnmerged':
      return task.state === 'merged' ? task.before : task;
  }
}

function consented(task: Task, { to, by, at }: ConsentGiven): Task {
  if (task.state === 'registered' && to === 'issue') return { ...task, consent: { by, at } };
  if ((task.state === 'closureReview' || task.state === 'verifying') && to === 'strikeOff') return { ...task, consent: { by, at } };
  return task;
}

/** Whoever says that it is done needs no more time for it. */
function underReview({ resubmitBy: _, pendingExtension: _extension, ...task }: InProgress, event: ClosureApplied): ClosureReview {
  const { by, onBehalfOf, at, countsOn, action, result, effect, evidence, reviewBy } = event;
  const application = { by, ...(onBehalfOf !== undefined && { onBehalfOf }), at, countsOn, action, result, effect, evidence };
  return { ...task, state: 'closureReview', application, consent: null, reviewBy };
}

const verifying = ({ reviewBy: _, ...task }: ClosureReview, { verifyBy }: VerificationOrdered): Verifying => ({ ...task, state: 'verifying', verifyBy });

function checked(task: Verifying, { by, at, method, finding, resubmitBy }: VerificationRecorded): Task {
  if (resubmitBy !== null) return backToWork(task, { resubmitBy });
  return { ...task, verification: { by, at, method, finding } };
}

/** What a review adds to the work: gone when the work goes on, or when it is done. */
function withoutReview(task: ClosureReview | Verifying) {
  if (task.state === 'closureReview') {
    const { application: _application, consent: _consent, reviewBy: _reviewBy, ...work } = task;
    return work;
  }
  const { application: _application, consent: _consent, verifyBy: _verifyBy, verification: _verification, ...work } = task;
  return work;
}

const backToWork = (task: ClosureReview | Verifying, { resubmitBy }: Pick<ClosureReturned, 'resubmitBy'>): InProgress => ({
  ...withoutReview(task),
  state: 'inProgress',
  returnedCount: task.returnedCount + 1,
  resubmitBy,
});

const struckOff = (task: ClosureReview | Verifying, { at, by }: TaskStruckOff): StruckOff => ({
  ...withoutReview(task),
  state: 'struckOff',
  application: task.application,
  doneOn: task.application.countsOn,
  struckOffAt: at,
  struckOffBy: by,
});

const terminated = (task: OpenTask, { at, by, reason, decision }: TaskTerminated): Terminated => ({
  ...ledgered(task),
  state: 'terminated',
  endedAt: at,
  endedBy: by,
  reason,
  decision,
  before: task,
});

const merged = (task: OpenTask, { at, by, into, reason }: TaskMerged): Merged => ({
  ...ledgered(task),
  state: 'merged',
  endedAt: at,
  endedBy: by,
  into,
  ...(reason !== undefined && { reason }),
  before: task,
});

function ledgered(task: OpenTask) {
  const { programme, number, supervisingOffice, origin, assignment, calendarVersion, policyVersion } = task;
  const { urgedCount, returnedCount, reportCount, escalationLevel, lastReport, passed } = task;
  return {
    programme,
    number,
    supervisingOffice,
    origin,
    assignment,
    calendarVersion,
    policyVersion,
    urgedCount,
    returnedCount,
    reportCount,
    escalationLevel,
    lastReport,
    passed,
  };
}
