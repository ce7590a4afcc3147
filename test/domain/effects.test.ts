import { describe, expect, test } from 'vitest';
import { effects, noticeNames } from '../../domain/effects.ts';
import type { TaskEvent } from '../../domain/events.ts';
import type { Assignment } from '../../domain/task.ts';
import { anAssignment, anEvent, eventTypes, historyOf, historyOfDeclined, taskAfter } from '../support/events.ts';
import { offices } from '../support/offices.ts';

/** `issue → SPP-06 lead_contact`: what is told, to whom, by the task after the event. */
const told = (history: readonly TaskEvent[], assignment: Partial<Assignment> = {}, tree = offices): readonly string[] => {
  const [registered, ...others] = history;
  const journal = registered?.type === 'taskRegistered' ? [{ ...registered, assignment: anAssignment(assignment) }, ...others] : history;
  const last = journal.at(-1);
  return last ? effects(last, taskAfter(journal), tree).map(({ kind, to }) => `${kind} → ${to.department} ${to.role}`) : [];
};
const inProgress = historyOf('inProgress');
const proposed = [...historyOf('received'), anEvent('measuresSubmitted')];

describe('who is told', () => {
  test.for<[string, readonly TaskEvent[], readonly string[]]>([
    ['the lead and every participant of 交办', historyOf('issued'), ['issue → SPP-06 lead_contact', 'participation → SPP-08 lead_contact']],
    ['the new lead of 重新交办', [...historyOfDeclined(), anEvent('taskReissued')], ['issue → SPP-10 lead_contact', 'participation → SPP-08 lead_contact']],
    ['the supervision unit of 退签', historyOfDeclined(), ['decline → SPP-BGT supervisor']],
    ['the supervision unit of measures to approve', proposed, ['measuresSubmitted → SPP-BGT supervisor']],
    ['the lead of their approval', inProgress, ['measuresApproved → SPP-06 lead_contact']],
    ['the lead of their rejection', [...proposed, anEvent('measuresRejected')], ['measuresRejected → SPP-06 lead_contact']],
    ['the head of the lead of 催办', [...inProgress, anEvent('taskUrged')], ['urge → SPP-06 department_head']],
    ['the reviewers of an application', historyOf('closureReview'), ['closureApplied → SPP-BGT reviewer']],
    ['the lead of a return', [...historyOf('closureReview'), anEvent('closureReturned')], ['return → SPP-06 lead_contact']],
    ['the lead of 销号', historyOf('struckOff'), ['strikeOff → SPP-06 lead_contact']],
    ['the supervision unit of a deadline that passed', [...inProgress, anEvent('deadlinePassed')], ['deadlinePassed → SPP-BGT supervisor']],
  ])('%s', ([, history, expected]) => {
    expect(told(history)).toEqual(expected);
  });

  test('whoever the ladder reached of an escalation, by an activity of its own', () => {
    const [order] = effects(anEvent('taskEscalated'), taskAfter(inProgress), offices);

    expect(order).toEqual({ kind: 'escalation', channelOfDuty: 'escalate', to: { office: 'SPP', department: 'SPP-06', role: 'department_head' } });
  });

  test('the leader in charge as well, of an application for a 重点 task', () => {
    expect(told(historyOf('closureReview'), { isKey: true })).toEqual(['closureApplied → SPP-BGT reviewer', 'consentNeeded → SPP-06 supervising_leader']);
  });

  test('the leader in charge alone, of an application that the 督查部门 may not judge (R12)', () => {
    expect(told(historyOf('closureReview'), { participants: ['SPP-BGT'], isKey: true })).toEqual(['closureApplied → SPP-06 supervising_leader']);
  });

  test('the department below with its office, of a task led there', () => {
    const [order] = effects(
      anEvent('taskIssued'),
      taskAfter(historyOf('issued', { assignment: anAssignment({ lead: '3301-06', participants: [] }) })),
      offices,
    );

    expect(order?.to).toEqual({ office: '3301', department: '3301-06', role: 'lead_contact' });
  });

  test('a department that has left the directory without an office, so that the vacancy is seen', () => {
    const [order] = effects(anEvent('taskIssued'), taskAfter(historyOf('issued', { assignment: anAssignment({ lead: 'SPP-99', participants: [] }) })), offices);

    expect(order?.to).toEqual({ office: '', department: 'SPP-99', role: 'lead_contact' });
  });

  test.for([
    'taskRegistered',
    'taskAmended',
    'consentGiven',
    'taskReceived',
    'taskReported',
    'verificationOrdered',
    'taskSuspended',
    'taskResumed',
    'taskTerminated',
    'taskMerged',
    'taskUnmerged',
  ] as const)('nobody of %s', (type) => {
    expect(effects(anEvent(type), taskAfter(inProgress), offices)).toEqual([]);
  });

  test('in words that people read', () => {
    const kinds = eventTypes
      .flatMap((type) => effects(anEvent(type), taskAfter(historyOf('closureReview', { assignment: anAssignment({ isKey: true }) })), offices))
      .map(({ kind }) => kind);

    expect(kinds.filter((kind) => !/^\p{Script=Han}+$/u.test(noticeNames[kind]))).toEqual([]);
  });
});
