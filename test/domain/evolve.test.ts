import { describe, expect, test } from 'vitest';
import type { TaskEvent, TaskEventType } from '../../domain/events.ts';
import { evolve, fold } from '../../domain/evolve.ts';
import type { TaskState } from '../../domain/task.ts';
import { baselineDueOf, currentDueOf, fullNumberOf, hasOpenRun, horizonOf, isEnded, isSupervised, taskStates } from '../../domain/task.ts';
import { anAssignment, anEvent, aTask, eventTypes, historyOf, historyOfDeclined, taskAfter } from '../support/events.ts';

const supervised = ['issued', 'received', 'inProgress', 'closureReview', 'verifying', 'suspended'] as const;

/** Where each event changes a task. Everywhere else it changes nothing at all. */
const fittingStates: Readonly<Record<TaskEventType, readonly TaskState[]>> = {
  taskRegistered: [],
  taskAmended: ['registered'],
  consentGiven: ['registered'],
  taskIssued: ['registered'],
  taskReissued: ['registered'],
  taskReceived: ['issued'],
  taskDeclined: ['issued'],
  measuresSubmitted: ['received'],
  // Both need measures that were submitted.
  measuresApproved: [],
  measuresRejected: [],
  taskReported: ['inProgress'],
  taskUrged: supervised,
  taskEscalated: supervised,
  // Need a ladder that stands.
  escalationAcknowledged: [],
  paperSigned: [],
  paperHeld: [],
  paperReleased: [],
  agendaItemAccepted: [],
  agendaItemDeclined: [],
  closureApplied: ['inProgress'],
  closureReturned: ['closureReview', 'verifying'],
  verificationOrdered: ['closureReview'],
  taskStruckOff: ['closureReview', 'verifying'],
  taskSuspended: ['inProgress'],
  taskResumed: ['suspended'],
  taskTerminated: ['registered', ...supervised],
  taskMerged: ['registered', ...supervised],
  taskUnmerged: ['merged'],
  contributionRequested: ['received', 'inProgress'],
  contributionMade: ['received', 'inProgress'],
  // Needs 催办 that is open.
  urgeAnswered: [],
  closureWithdrawn: ['closureReview'],
  verificationRecorded: ['verifying'],
  entryCorrected: ['registered', ...supervised, 'struckOff', 'terminated', 'merged'],
  extensionRequested: ['inProgress'],
  // Both need an application that waits.
  extensionReviewed: [],
  extensionDecided: [],
  dueSet: ['issued', 'received', 'inProgress'],
  taskAbsorbed: ['registered', ...supervised],
  // Needs one that was absorbed.
  taskReleased: [],
  clauseIncorporated: ['registered', ...supervised],
  instructionGiven: ['registered', ...supervised],
  suggestionAnswered: ['registered', ...supervised, 'struckOff', 'terminated', 'merged'],
  reportMissed: ['inProgress'],
  // Needs a report that is missing.
  missingWithdrawn: [],
  taskHandedOver: ['registered', ...supervised],
  policyMoved: ['registered', ...supervised],
  taskReprojected: ['registered', ...supervised],
  // The sample is the milestone of 2019-04-30.
  deadlinePassed: ['issued', 'received', 'inProgress'],
};

describe('an event that does not fit the state changes nothing', () => {
  const changedBy = (event: TaskEvent): readonly TaskState[] =>
    taskStates.filter((state) => {
      const task = aTask(state);
      return evolve(task, event) !== task;
    });

  test.for(eventTypes)('%s', (type) => {
    expect(changedBy(anEvent(type)).toSorted()).toEqual([...fittingStates[type]].toSorted());
  });

  test('consent to strike off fits reviews only', () => {
    expect(changedBy(anEvent('consentGiven', { to: 'strikeOff' }))).toEqual(['closureReview', 'verifying']);
  });

  test('measures are approved or rejected once they are submitted', () => {
    const proposed = [...historyOf('received'), anEvent('measuresSubmitted')];

    expect(taskAfter([...proposed, anEvent('measuresApproved')]).state).toBe('inProgress');
    expect(taskAfter([...proposed, anEvent('measuresRejected')])).toMatchObject({ state: 'received', proposal: null, rejectedCount: 1 });
  });

  test('a deadline that the task does not have leaves no trace', () => {
    const task = aTask('inProgress');

    expect(evolve(task, anEvent('deadlinePassed', { deadline: { kind: 'due', date: '2019-01-01' } }))).toBe(task);
  });

  test('nothing is known of a task before it is registered', () => {
    expect(fold([])).toBeNull();
    expect(fold(eventTypes.filter((type) => type !== 'taskRegistered').map((type) => anEvent(type)))).toBeNull();
  });

  test('a second registration changes nothing', () => {
    const task = aTask('issued');

    expect(evolve(task, anEvent('taskRegistered', { number: '改-99' }))).toBe(task);
  });
});

describe('a task that was suspended', () => {
  test('goes on with the due day and the milestones that were moved; the baseline stays', () => {
    const task = taskAfter([...historyOf('suspended'), anEvent('taskResumed')]);

    expect(task).toMatchObject({
      state: 'inProgress',
      baselineDue: '2019-06-30',
      currentDue: '2019-09-11',
      resubmitBy: null,
      assignment: { milestones: [{ date: '2019-07-15' }] },
    });
    expect(task).not.toHaveProperty('resumeOn');
  });
});

describe('a task that was terminated or merged', () => {
  test('keeps what it was, and whose decision ended it', () => {
    expect(aTask('terminated')).toMatchObject({ endedBy: 'secretary', decision: '党组会 2019-05-06', before: { state: 'inProgress' } });
    expect(aTask('merged')).toMatchObject({ into: '2019/改-13', before: { state: 'inProgress' } });
  });

  test('gives back a merged task as it was', () => {
    expect(taskAfter([...historyOf('merged'), anEvent('taskUnmerged')])).toEqual(aTask('inProgress'));
  });
});

describe('what is asked of every task', () => {
  test('has it ended, does somebody have a duty, is its run open', () => {
    expect(taskStates.filter((state) => isEnded(aTask(state)))).toEqual(['struckOff', 'terminated', 'merged']);
    expect(taskStates.filter((state) => isSupervised(aTask(state)))).toEqual(supervised);
    expect(taskStates.filter((state) => hasOpenRun(aTask(state)))).toEqual(supervised);
    expect(hasOpenRun(taskAfter(historyOfDeclined())), 'a declined task waits for its next lead').toBe(true);
  });

  test('its full number', () => {
    expect(fullNumberOf(aTask('issued'))).toBe('2019/改-12');
  });

  test('its due days, before 交办 as drafted', () => {
    const resumed = taskAfter([...historyOf('suspended'), anEvent('taskResumed')]);
    expect([baselineDueOf(resumed), currentDueOf(resumed)]).toEqual(['2019-06-30', '2019-09-11']);

    const draft = aTask('registered', { due: null });
    expect([baselineDueOf(draft), currentDueOf(draft)]).toEqual([null, null]);
  });

  test('its horizon as decided, before that as proposed', () => {
    expect(horizonOf(aTask('received', { proposedHorizon: 'yearEnd' }))).toBe('yearEnd');
    expect(horizonOf(aTask('inProgress', { proposedHorizon: 'yearEnd' }))).toBe('firstHalf');
  });

  test('its assignment, which amending changes in part', () => {
    expect(taskAfter([...historyOf('registered'), anEvent('taskAmended')]).assignment).toEqual(anAssignment({ title: '完善民事检察监督机制' }));
  });
});
