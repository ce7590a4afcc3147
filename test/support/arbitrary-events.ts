import * as fc from 'fast-check';
import { deadlineNames } from '../../domain/deadlines.ts';
import type { DeadlineKind } from '../../domain/deadlines.ts';
import type { TaskEvent, TaskEventType } from '../../domain/events.ts';
import { policyClocks } from '../../domain/policy-clocks.ts';
import type { Task } from '../../domain/task.ts';
import { taskStates } from '../../domain/task.ts';
import { horizons } from '../../domain/values.ts';
import { anEvent, anAssignment, eventTypes, historyOf, taskAfter } from './events.ts';

/** Plausible events of every type in any order, for properties that hold whatever comes. Few dates, so that deadlines meet. */

const aDate = fc.constantFrom('2019-02-14', '2019-02-27', '2019-04-30', '2019-06-27', '2019-06-30', '2019-07-05', '2019-09-11', '2022-12-31');
const aMoment = fc.constantFrom('2019-02-13T01:00:00.000Z', '2019-04-30T16:00:00.000Z', '2019-06-30T16:00:00.000Z', '2020-01-02T00:30:00.000Z');
const someone = fc.constantFrom('contact', 'head', 'reviewer', 'clock', 'system');
const aDeadline = fc.record({ kind: fc.constantFrom(...(Object.keys(deadlineNames) as DeadlineKind[])), date: aDate });
const aRequestId = fc.constantFrom('1', '2', '3');
const aParticipant = fc.constantFrom('SPP-08', 'SPP-10');
const aHolder = fc.constantFrom('SPP-06', 'SPP-08', 'SPP-10');
const aPerson = fc.option(fc.constantFrom('P1', 'P2'), { nil: null });
const someHolders = fc.record({ lead: aHolder, participants: fc.uniqueArray(aHolder), responsible: aPerson, leader: aPerson });
const aNumber = fc.constantFrom('2019/改-13', '2019/工-01');
const someMilestones = fc.array(
  aDate.map((date) => ({ date, text: '阶段目标' })),
  { maxLength: 3 },
);
const someSteps = fc
  .array(aDate, { maxLength: 5 })
  .map((dates) => dates.toSorted().map((on, index) => (index < 4 ? { level: index + 1, on } : { level: 4, on, repeat: 1 })));
const aCycle = fc.constantFrom('2019-03', '2019-04', '2019-05');
const changes = fc.record({ title: fc.string(), due: fc.option(aDate), isKey: fc.boolean() }, { requiredKeys: [] });

const someGates = fc.subarray(['全国两会', '全会']);
const aStep = { level: fc.integer({ min: 1, max: 4 }), repeat: fc.integer({ min: 1, max: 3 }) };
const aLeaderTold = { office: 'SPP', department: 'SPP-06', role: 'supervising_leader' } as const;

/** What may differ from the sample of the type; the rest is as there. */
const variations: { readonly [Type in TaskEventType]: fc.Arbitrary<Partial<Extract<TaskEvent, { type: Type }>>> } = {
  taskRegistered: fc.record({ assignment: fc.record({ isKey: fc.boolean(), due: fc.option(aDate) }).map(anAssignment) }),
  taskAmended: fc.record({ changes }),
  consentGiven: fc.record({ to: fc.constantFrom('issue', 'strikeOff') }),
  taskIssued: fc.record({ due: aDate, signBy: aDate }),
  taskReceived: fc.record({ measuresBy: aDate }),
  taskDeclined: fc.record({ reassignBy: aDate }),
  taskReissued: fc.record({ changes, due: aDate, signBy: aDate }),
  measuresSubmitted: fc.record({ horizon: fc.constantFrom(...horizons), approveBy: aDate }),
  measuresApproved: fc.record({ horizon: fc.constantFrom(...horizons), due: aDate, milestones: someMilestones }, { requiredKeys: ['horizon'] }),
  measuresRejected: fc.record({ measuresBy: aDate }),
  taskReported: fc.record({ cycle: aCycle, measuresDone: fc.array(fc.constantFrom('1', '2', '3')), milestonesReached: fc.array(aDate, { maxLength: 1 }) }),
  taskUrged: fc.record({ replyBy: aDate }),
  taskEscalated: fc.record(
    { ...aStep, isForAgenda: fc.constant(true), signedBy: fc.option(someone, { nil: null }), withheld: fc.constant([aLeaderTold]) },
    { requiredKeys: ['level'] },
  ),
  paperSigned: fc.record(aStep, { requiredKeys: ['level'] }),
  paperHeld: fc.record(aStep, { requiredKeys: ['level'] }),
  paperReleased: fc.record({ ...aStep, leaves: fc.constant({ to: [aLeaderTold], reason: '逾期' }) }, { requiredKeys: ['level'] }),
  agendaItemAccepted: fc.record({ meeting: fc.constantFrom('党组会 2019-08-01', null), gates: someGates }, { requiredKeys: ['meeting'] }),
  agendaItemDeclined: fc.record({ gates: someGates }, { requiredKeys: [] }),
  escalationAcknowledged: fc.record({ until: aDate, steps: someSteps }),
  closureApplied: fc.record({ countsOn: aDate, reviewBy: aDate }),
  closureReturned: fc.record({ resubmitBy: aDate }),
  verificationOrdered: fc.record({ verifyBy: aDate }),
  taskStruckOff: fc.constant({}),
  taskSuspended: fc.record({ resumeOn: aDate }),
  taskResumed: fc.record({
    currentDue: aDate,
    milestones: someMilestones,
    requests: fc.array(fc.record({ id: aRequestId, due: aDate }), { maxLength: 2 }),
  }),
  reportMissed: fc.record({ cycle: aCycle, cutOff: aDate, steps: someSteps }, { requiredKeys: ['cycle', 'cutOff'] }),
  missingWithdrawn: fc.record({ cycle: aCycle }),
  taskTerminated: fc.constant({}),
  taskMerged: fc.record({ into: aNumber }),
  taskUnmerged: fc.constant({}),
  contributionRequested: fc.record({ id: aRequestId, participant: aParticipant, due: aDate }),
  contributionMade: fc.record({ participant: aParticipant, request: fc.option(aRequestId, { nil: null }) }),
  urgeAnswered: fc.constant({}),
  closureWithdrawn: fc.record({ resubmitBy: fc.option(aDate, { nil: null }) }),
  verificationRecorded: fc.record({ resubmitBy: fc.option(aDate, { nil: null }) }).map(({ resubmitBy }) => ({ resubmitBy, passed: resubmitBy === null })),
  entryCorrected: fc.record({
    entry: fc.constantFrom('taskReported', 'closureApplied', 'taskUrged'),
    entryAt: aMoment,
    field: fc.constantFrom('progress', 'result', 'reason'),
  }),
  extensionRequested: fc.record({ to: aDate, milestones: someMilestones, decideBy: aDate }),
  extensionReviewed: fc.record({ supports: fc.boolean() }),
  extensionDecided: fc.record({ approved: fc.boolean(), currentDue: aDate, milestones: someMilestones }),
  dueSet: fc.record({ currentDue: aDate, milestones: someMilestones }),
  taskAbsorbed: fc.record({ task: aNumber, currentDue: fc.option(aDate, { nil: null }), due: fc.option(aDate, { nil: null }) }),
  taskReleased: fc.record({ task: aNumber, currentDue: aDate, due: aDate }),
  clauseIncorporated: fc.record({ version: fc.integer({ min: 2, max: 4 }), due: aDate, milestones: someMilestones }),
  instructionGiven: fc.record({ version: fc.integer({ min: 2, max: 4 }), due: aDate, milestones: someMilestones }),
  suggestionAnswered: fc.record({ suggestion: fc.constantFrom('1-1', '2-1'), answer: fc.constantFrom('accepted', 'declined', 'referred') }),
  taskHandedOver: fc.record({
    unit: fc.option(fc.record({ from: aHolder, to: aHolder }), { nil: null }),
    from: someHolders,
    to: someHolders,
    requests: fc.array(fc.record({ id: aRequestId, participant: aParticipant }), { maxLength: 2 }),
  }),
  policyMoved: fc.record({
    to: fc.constantFrom('policy-2', 'policy-3'),
    clocks: fc.array(fc.record({ kind: fc.constantFrom(...policyClocks), from: aDate, to: aDate })),
  }),
  deadlinePassed: fc.record({ deadline: aDeadline, late: fc.boolean(), steps: someSteps }, { requiredKeys: ['deadline', 'late'] }),
  taskReprojected: fc.record({
    dates: fc.array(
      aDeadline.chain(({ kind, date }) => aDate.map((to) => ({ kind, from: date, to }))),
      { maxLength: 3 },
    ),
  }),
};

const eventOf = (type: TaskEventType): fc.Arbitrary<TaskEvent> =>
  fc.tuple(fc.record({ at: aMoment, by: someone }), variations[type]).map(([stamp, parts]) => ({ ...anEvent(type), ...stamp, ...parts }) as TaskEvent);

export const anyEvent = fc.oneof(...eventTypes.map(eventOf));
export const anyEvents = fc.array(anyEvent, { maxLength: 30 });

/** A journal that leads somewhere, and then goes on in any way at all. */
export const anyHistory: fc.Arbitrary<readonly TaskEvent[]> = fc
  .tuple(fc.constantFrom(...taskStates), anyEvents)
  .map(([state, events]) => [...historyOf(state), ...events]);

export const anyTask: fc.Arbitrary<Task> = anyHistory.map(taskAfter);
