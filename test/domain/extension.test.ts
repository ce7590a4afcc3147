import { describe, expect, test } from 'vitest';
import { nextDeadline } from '../../domain/deadlines.ts';
import { firstPolicy } from '../../domain/policy.ts';
import type { InProgress } from '../../domain/task.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { anAssignment, anEvent, historyOf, historyOfDeclined, taskAfter } from '../support/events.ts';
import { given } from '../support/given.ts';
import { contact, head, leader, supervisor } from '../support/offices.ts';

const inProgress = historyOf('inProgress');
const waiting = [...inProgress, anEvent('extensionRequested')];
const beforeDue = { at: shanghai('2019-06-20', '09:00') };
const late = { at: shanghai('2019-07-02', '09:00') };
const milestone = { date: '2019-04-30', text: '形成征求意见稿' };

describe('applying for an extension 延期 (t9)', () => {
  test('says until when, why and what has been done; the leader has three working days', () => {
    const task = given(inProgress).when(aCommand('requestExtension'), beforeDue).thenRecords({
      type: 'extensionRequested',
      by: contact.person,
      to: '2019-09-30',
      reason: '需征求地方意见',
      progress: '初稿已完成，正在征求意见',
      milestones: [],
      decideBy: '2019-06-25',
    });

    expect(task).toMatchObject({ state: 'inProgress', currentDue: '2019-06-30', pendingExtension: { to: '2019-09-30', decideBy: '2019-06-25' } });
  });

  test('is possible to the end of the due day and not a moment longer', () => {
    given(inProgress)
      .when(aCommand('requestExtension'), { at: '2019-06-30T15:59:59.999Z' })
      .thenRecords({ type: 'extensionRequested', decideBy: '2019-07-03' });
    given(inProgress)
      .when(aCommand('requestExtension'), { at: shanghai('2019-06-30', '24:00') })
      .thenRefuses('EXTENSION_TOO_LATE', { date: '2019-06-30' });
  });

  test.for(['2019-06-29', '2019-06-30'])('to %s, which is no later than the due day, is refused', (to) => {
    given(inProgress).when(aCommand('requestExtension', { to }), beforeDue).thenRefuses('EXTENSION_NOT_LATER', { date: to, due: '2019-06-30' });
  });

  test('needs a reason and the progress so far, in earnest', () => {
    const request = (parts: object) => given(inProgress).when({ ...aCommand('requestExtension'), ...parts }, beforeDue);

    request({ reason: ' ' }).thenRefuses('REASON_MISSING');
    request({ progress: '' }).thenRefuses('PROGRESS_MISSING');
    request({ progress: '正在推进' }).thenRefuses('PROGRESS_EMPTY');
  });

  test('to a day that is not worked is settled as the policy has it', () => {
    const settling = { ...firstPolicy, restDays: { due: 'next', milestone: 'previous' } } as const;
    const asked = { to: '2019-09-29', milestones: [{ date: '2019-09-01', text: '座谈' }] };

    given(inProgress)
      .when(aCommand('requestExtension', { ...asked, to: '2019-09-28' }), { ...beforeDue, policy: settling })
      .thenRecords({ type: 'extensionRequested', to: '2019-09-29', milestones: [{ date: '2019-08-30', text: '座谈' }] });
    given(inProgress)
      .when(aCommand('setDue', { ...asked, to: '2019-09-28' }), { ...late, policy: settling })
      .thenRecords({ type: 'dueSet', currentDue: '2019-09-29' });
  });

  test('is one at a time', () => {
    given(waiting).when(aCommand('requestExtension'), beforeDue).thenRefuses('EXTENSION_PENDING', { number: '2019/改-12', date: '2019-06-25' });
  });

  test('is granted so many times and no more; what was rejected does not count', () => {
    const once = [...waiting, anEvent('extensionDecided')];
    const rejected = [...once, anEvent('extensionRequested'), anEvent('extensionDecided', { approved: false, currentDue: '2019-09-30' })];
    const twice = [...rejected, anEvent('extensionRequested'), anEvent('extensionDecided', { currentDue: '2019-10-31' })];
    const again = aCommand('requestExtension', { to: '2019-12-31' });

    given(rejected).when(again, beforeDue).thenRecords({ type: 'extensionRequested' });
    given(twice).when(again, beforeDue).thenRefuses('EXTENSIONS_USED_UP', { number: '2019/改-12', times: 2 });
    const generous = { ...firstPolicy, extension: { mostTimes: 3, decisionWorkingDays: 1 } };
    given(twice)
      .when(again, { ...beforeDue, policy: generous })
      .thenRecords({ type: 'extensionRequested', decideBy: '2019-06-21' });
  });
});

describe('milestones of the time that is added', () => {
  const longTerm = historyOf('inProgress').map((event) => (event.type === 'measuresApproved' ? { ...event, horizon: 'longTerm' as const } : event));
  const request = (dates: readonly string[], text = '试点') =>
    aCommand('requestExtension', { to: '2021-06-30', milestones: dates.map((date) => ({ date, text })) });

  test('are needed for each year that a 长线 task newly reaches (R24)', () => {
    given(longTerm).when(aCommand('requestExtension'), beforeDue).thenRecords({ type: 'extensionRequested' });
    given(longTerm)
      .when(request([]), beforeDue)
      .thenRefuses('MILESTONE_YEAR_MISSING', { years: ['2020', '2021'] });
    given(longTerm)
      .when(request(['2021-06-30']), beforeDue)
      .thenRefuses('MILESTONE_YEAR_MISSING', { years: ['2020'] });
    given(inProgress).when(request([]), beforeDue).thenRecords({ type: 'extensionRequested' });
  });

  test('are added with the approval, in the order of their days', () => {
    const asked = given(longTerm)
      .when(request(['2021-06-30', '2020-12-31']), beforeDue)
      .thenRecords({ type: 'extensionRequested' }) as InProgress;
    const { to = '', milestones = [], decideBy = '' } = asked.pendingExtension ?? {};
    const pending = [...longTerm, anEvent('extensionRequested', { to, milestones, decideBy })];

    given(pending)
      .when(aCommand('decideExtension'))
      .thenRecords({
        type: 'extensionDecided',
        currentDue: '2021-06-30',
        milestones: [milestone, { date: '2020-12-31', text: '试点' }, { date: '2021-06-30', text: '试点' }],
      });
  });

  test.for(['2019-06-30', '2021-07-01'])('on %s would lie outside it', (date) => {
    given(inProgress)
      .when(request([date]), beforeDue)
      .thenRefuses('MILESTONE_MISPLACED', { date, due: '2019-06-30', to: '2021-06-30' });
  });

  test('say what is to be reached', () => {
    given(inProgress)
      .when(request(['2020-12-31'], ' '), beforeDue)
      .thenRefuses('TEXT_MISSING');
  });
});

describe('the review by the supervision unit', () => {
  test('is an opinion, for or against, and is given once', () => {
    const task = given(waiting)
      .when(aCommand('reviewExtension', { supports: false, opinion: '理由不足' }))
      .thenRecords({ type: 'extensionReviewed', by: supervisor.person, supports: false, opinion: '理由不足' });

    expect(task).toMatchObject({ pendingExtension: { to: '2019-09-30', review: { supports: false, opinion: '理由不足' } } });
    given([...waiting, anEvent('extensionReviewed')])
      .when(aCommand('reviewExtension'))
      .thenRefuses('EXTENSION_ALREADY_REVIEWED');
  });

  test('needs something that waits, and an opinion', () => {
    given(inProgress).when(aCommand('reviewExtension')).thenRefuses('NO_EXTENSION_PENDING');
    given(waiting)
      .when(aCommand('reviewExtension', { opinion: '' }))
      .thenRefuses('OPINION_MISSING');
  });

  test('is not for a supervision unit that took part itself (R12)', () => {
    const own = historyOf('inProgress', { assignment: anAssignment({ participants: ['SPP-BGT'] }) });

    given([...own, anEvent('extensionRequested')])
      .when(aCommand('reviewExtension'))
      .thenRefuses('REVIEWER_TOOK_PART', { department: 'SPP-BGT' });
  });
});

describe('the decision of the leader in charge', () => {
  test('to approve moves the due day; the baseline stays', () => {
    const task = given(waiting)
      .when(aCommand('decideExtension'))
      .thenRecords({ type: 'extensionDecided', by: leader.person, approved: true, to: '2019-09-30', currentDue: '2019-09-30', milestones: [milestone] });

    expect(task).toMatchObject({ baselineDue: '2019-06-30', currentDue: '2019-09-30', extendedCount: 1, pendingExtension: null });
  });

  test('to reject leaves everything where it was, but that it is decided', () => {
    const task = given(waiting)
      .when(aCommand('decideExtension', { approved: false, reason: '须按期完成' }))
      .thenRecords({ type: 'extensionDecided', approved: false, to: '2019-09-30', currentDue: '2019-06-30', milestones: [milestone] });

    expect(task).toMatchObject({ currentDue: '2019-06-30', extendedCount: 0, pendingExtension: null });
  });

  test('needs something that waits, and a reason', () => {
    given(inProgress).when(aCommand('decideExtension')).thenRefuses('NO_EXTENSION_PENDING');
    given(waiting)
      .when(aCommand('decideExtension', { reason: '' }))
      .thenRefuses('REASON_MISSING');
  });

  test('counts though the due day has passed meanwhile: the lead had applied in time', () => {
    const due = { kind: 'due', date: '2019-06-30' } as const;
    const overdue = [...waiting, anEvent('deadlinePassed'), anEvent('deadlinePassed', { deadline: due, at: shanghai('2019-06-30', '24:00') })];

    const task = given(overdue).when(aCommand('decideExtension'), late).thenRecords({ type: 'extensionDecided', currentDue: '2019-09-30' });

    expect(nextDeadline(task)).toMatchObject({ deadline: { kind: 'due', date: '2019-09-30' } });
  });

  test('has a clock of its own, which passes and decides nothing (R11, R37)', () => {
    const task = given([...waiting, anEvent('deadlinePassed')])
      .when(aCommand('passDeadline'), { at: shanghai('2019-06-25', '24:00') })
      .thenRecords({ type: 'deadlinePassed', deadline: { kind: 'extension', date: '2019-06-25' } });

    expect(task).toMatchObject({ state: 'inProgress', currentDue: '2019-06-30', pendingExtension: { to: '2019-09-30' } });
  });
});

test('whoever applies for closure needs no extension any more', () => {
  const reviewed = taskAfter([...waiting, anEvent('closureApplied')]);
  const returned = taskAfter([...waiting, anEvent('closureApplied'), anEvent('closureReturned')]);

  expect([reviewed, returned].map((task) => 'pendingExtension' in task)).toEqual([false, false]);
});

describe('setting another due day 重定时限', () => {
  const set = aCommand('setDue');

  test('is the leader’s, for a late task; the baseline stays', () => {
    const task = given(inProgress)
      .when(set, late)
      .thenRecords({ type: 'dueSet', by: leader.person, currentDue: '2019-12-31', milestones: [milestone] });

    expect(task).toMatchObject({ baselineDue: '2019-06-30', currentDue: '2019-12-31' });
    expect(task).not.toHaveProperty('pendingExtension');
    given(inProgress)
      .when(set, { ...late, by: head })
      .thenRefuses('NOT_ENTITLED');
  });

  test.for(['issued', 'received'] as const)('is possible for a late task that is %s', (state) => {
    given(historyOf(state)).when(set, late).thenRecords({ type: 'dueSet', currentDue: '2019-12-31' });
  });

  test('is not the way for a task that is in time: its lead applies', () => {
    given(inProgress)
      .when(set, { at: shanghai('2019-06-30', '23:00') })
      .thenRefuses('DUE_NOT_PASSED', { number: '2019/改-12', date: '2019-06-30' });
  });

  test('may be today, but no day that has passed', () => {
    given(inProgress)
      .when(aCommand('setDue', { to: '2019-07-02' }), late)
      .thenRecords({ type: 'dueSet', currentDue: '2019-07-02' });
    given(inProgress)
      .when(aCommand('setDue', { to: '2019-07-01' }), late)
      .thenRefuses('NEW_DUE_PAST', { date: '2019-07-01' });
  });

  test('needs a reason, and milestones that fit', () => {
    given(inProgress)
      .when(aCommand('setDue', { reason: '' }), late)
      .thenRefuses('REASON_MISSING');
    given(inProgress)
      .when(aCommand('setDue', { milestones: [{ date: '2019-07-01', text: '座谈' }] }), late)
      .thenRefuses('MILESTONE_MISPLACED');
    given(inProgress)
      .when(aCommand('setDue', { milestones: [{ date: '2019-10-31', text: '座谈' }] }), late)
      .thenRecords({ type: 'dueSet', milestones: [milestone, { date: '2019-10-31', text: '座谈' }] });
  });

  test('overtakes an extension that waits', () => {
    const task = given(waiting).when(set, late).thenRecords({ type: 'dueSet', currentDue: '2019-12-31' });

    expect(task).toMatchObject({ pendingExtension: null });
    expect(task).not.toHaveProperty('extendedCount');
  });

  test('does not touch a declined task', () => {
    given(historyOfDeclined()).when(set, late).thenRefuses('STATE_NOT_FITTING');
  });
});
