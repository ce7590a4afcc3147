import { describe, expect, test } from 'vitest';
import { effects } from '../../domain/effects.ts';
import type { TaskEvent } from '../../domain/events.ts';
import { noticeNames } from '../../domain/notice-names.ts';
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
    ['the participant of a request', [...inProgress, anEvent('contributionRequested')], ['contributionRequest → SPP-08 lead_contact']],
    ['the lead of a contribution', [...inProgress, anEvent('contributionMade')], ['contribution → SPP-06 lead_contact']],
    [
      'the silent participant and the lead of a request that nobody answered',
      [
        ...inProgress,
        anEvent('contributionRequested'),
        anEvent('contributionRequested', { id: '2' }),
        anEvent('contributionRequested', { id: '3', participant: 'SPP-10', due: '2019-03-29' }),
        anEvent('deadlinePassed', { deadline: { kind: 'contribution', date: '2019-03-13' } }),
      ],
      ['contributionOverdue → SPP-08 lead_contact', 'contributionOverdue → SPP-06 lead_contact'],
    ],
    ['the supervision unit of an answer to 催办', [...inProgress, anEvent('taskUrged'), anEvent('urgeAnswered')], ['urgeAnswer → SPP-BGT supervisor']],
    ['the reviewers of a withdrawal', [...historyOf('closureReview'), anEvent('closureWithdrawn')], ['closureWithdrawn → SPP-BGT reviewer']],
    ['the lead of a verification', historyOf('verifying'), ['verification → SPP-06 lead_contact']],
    ['nobody of a verification that passed', [...historyOf('verifying'), anEvent('verificationRecorded')], []],
    [
      'the lead of one that did not',
      [...historyOf('verifying'), anEvent('verificationRecorded', { passed: false, resubmitBy: '2019-07-01' })],
      ['return → SPP-06 lead_contact'],
    ],
    ['everybody of 暂缓', historyOf('suspended'), ['suspension → SPP-06 lead_contact', 'suspension → SPP-08 lead_contact', 'suspension → SPP-BGT supervisor']],
    [
      'everybody of 恢复',
      [...historyOf('suspended'), anEvent('taskResumed')],
      ['resumption → SPP-06 lead_contact', 'resumption → SPP-08 lead_contact', 'resumption → SPP-BGT supervisor'],
    ],
    [
      'everybody of 终止',
      historyOf('terminated'),
      ['termination → SPP-06 lead_contact', 'termination → SPP-08 lead_contact', 'termination → SPP-BGT supervisor'],
    ],
    ['the supervision unit alone of 终止 before 交办', [...historyOf('registered'), anEvent('taskTerminated')], ['termination → SPP-BGT supervisor']],
    [
      'lead and supervision unit of a correction',
      [...inProgress, anEvent('entryCorrected')],
      ['correction → SPP-06 lead_contact', 'correction → SPP-BGT supervisor'],
    ],
    [
      'supervision unit and leader of an extension that is applied for',
      [...inProgress, anEvent('extensionRequested')],
      ['extensionRequested → SPP-BGT supervisor', 'extensionApproval → SPP-06 supervising_leader'],
    ],
    [
      'the leader of what the supervision unit says to it',
      [...inProgress, anEvent('extensionRequested'), anEvent('extensionReviewed')],
      ['extensionReviewed → SPP-06 supervising_leader'],
    ],
    [
      'everybody of its approval',
      [...inProgress, anEvent('extensionRequested'), anEvent('extensionDecided')],
      ['extensionDecided → SPP-06 lead_contact', 'extensionDecided → SPP-08 lead_contact', 'extensionDecided → SPP-BGT supervisor'],
    ],
    [
      'lead and supervision unit of its rejection',
      [...inProgress, anEvent('extensionRequested'), anEvent('extensionDecided', { approved: false })],
      ['extensionDecided → SPP-06 lead_contact', 'extensionDecided → SPP-BGT supervisor'],
    ],
    [
      'everybody of another due day',
      [...inProgress, anEvent('dueSet')],
      ['dueSet → SPP-06 lead_contact', 'dueSet → SPP-08 lead_contact', 'dueSet → SPP-BGT supervisor'],
    ],
    ['the supervision unit of a deadline that passed', [...inProgress, anEvent('deadlinePassed')], ['deadlinePassed → SPP-BGT supervisor']],
  ])('%s', ([, history, expected]) => {
    expect(told(history)).toEqual(expected);
  });

  test('the leader in charge as well, of an application for a 重点 task', () => {
    expect(told(historyOf('closureReview'), { isKey: true })).toEqual(['closureApplied → SPP-BGT reviewer', 'consentNeeded → SPP-06 supervising_leader']);
  });

  test('the leader in charge alone, of an application that the 督查部门 may not judge (R12)', () => {
    expect(told(historyOf('closureReview'), { participants: ['SPP-BGT'], isKey: true })).toEqual(['closureApplied → SPP-06 supervising_leader']);
  });

  test('the leader in charge alone, of an extension that the 督查部门 may not judge (R12)', () => {
    expect(told([...inProgress, anEvent('extensionRequested')], { participants: ['SPP-BGT'] })).toEqual(['extensionApproval → SPP-06 supervising_leader']);
  });

  test('the leader in charge of a withdrawal, where he was to judge', () => {
    expect(told([...historyOf('closureReview'), anEvent('closureWithdrawn')], { participants: ['SPP-BGT'] })).toEqual([
      'closureWithdrawn → SPP-06 supervising_leader',
    ]);
  });

  test('nobody but the lead of a request on a task that holds none', () => {
    const passed = anEvent('deadlinePassed', { deadline: { kind: 'contribution', date: '2019-03-13' } });

    expect(effects(passed, taskAfter(inProgress), offices).map(({ to }) => to.department)).toEqual(['SPP-06']);
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

  test.for(['taskRegistered', 'taskAmended', 'consentGiven', 'taskReceived', 'taskReported'] as const)('nobody of %s', (type) => {
    expect(effects(anEvent(type), taskAfter(inProgress), offices)).toEqual([]);
  });

  test('in words that people read', () => {
    const kinds = eventTypes
      .flatMap((type) => effects(anEvent(type), taskAfter(historyOf('closureReview', { assignment: anAssignment({ isKey: true }) })), offices))
      .map(({ kind }) => kind);

    expect(kinds.filter((kind) => !/^\p{Script=Han}+$/u.test(noticeNames[kind]))).toEqual([]);
  });
});
