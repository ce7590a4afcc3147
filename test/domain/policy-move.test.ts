import { describe, expect, test } from 'vitest';
import { pendingDeadlines } from '../../domain/deadlines.ts';
import { effects } from '../../domain/effects.ts';
import type { TaskEvent } from '../../domain/events.ts';
import { clockText } from '../../domain/policy-clocks.ts';
import type { Policy } from '../../domain/policy.ts';
import { firstPolicy } from '../../domain/policy.ts';
import { aCommand, secondPolicy, shanghai } from '../support/commands.ts';
import { anEvent, aTask, historyOf, historyOfDeclined } from '../support/events.ts';
import { given } from '../support/given.ts';
import { offices } from '../support/offices.ts';

const to = (parts: Partial<Policy>): Policy => ({ ...firstPolicy, version: 'policy-2', ...parts });
const rejected = [...historyOf('received'), anEvent('measuresSubmitted'), anEvent('measuresRejected')];
const extending = [...historyOf('inProgress'), anEvent('extensionRequested')];
const urged = [...historyOf('inProgress'), anEvent('taskUrged')];

/** What a move on the morning of a day records of the clocks. */
const moveOn = (date: string, events: readonly TaskEvent[], policyNamed: Policy) =>
  given(events).when(aCommand('movePolicy'), { at: shanghai(date, '09:00'), policyNamed });

describe('a running task keeps its version of the policy until it is moved (R14)', () => {
  test('the journal says from which to which, why, and the task shows the new one', () => {
    const task = given(historyOf('inProgress'))
      .when(aCommand('movePolicy', { reason: '审核从快' }))
      .thenRecords({ type: 'policyMoved', from: 'policy-1', to: 'policy-2', reason: '审核从快', clocks: [] });

    expect(task).toMatchObject({ state: 'inProgress', policyVersion: 'policy-2' });
  });

  test('what is decided afterwards goes by the new version', () => {
    given([...historyOf('inProgress'), anEvent('policyMoved')])
      .when(aCommand('applyForClosure'), { at: shanghai('2019-06-20', '09:00'), policy: secondPolicy })
      .thenRecords({ type: 'closureApplied', reviewBy: '2019-06-25' });
  });

  test('a draft may be moved as well, an ended task not', () => {
    expect(given(historyOf('registered')).when(aCommand('movePolicy')).thenRecords({ type: 'policyMoved' }).policyVersion).toBe('policy-2');
    given(historyOf('struckOff')).when(aCommand('movePolicy')).thenRefuses('STATE_NOT_FITTING');
  });

  test('is refused without a reason, to a version that does not exist, and to the present one', () => {
    const move = given(historyOf('inProgress')).when;

    move(aCommand('movePolicy', { reason: ' ' })).thenRefuses('REASON_MISSING');
    move(aCommand('movePolicy', { to: 'policy-9' }), { policyNamed: null }).thenRefuses('POLICY_NOT_FOUND', { version: 'policy-9' });
    move(aCommand('movePolicy', { to: 'policy-1' }), { policyNamed: firstPolicy }).thenRefuses('POLICY_APPLIES_ALREADY', {
      number: '2019/改-12',
      version: 'policy-1',
    });
  });
});

describe('the clocks of the present state are counted anew, and each is recorded, moved or not', () => {
  test.for<[string, string, readonly TaskEvent[], Policy, object]>([
    ['签收', '2019-02-13', historyOf('issued'), to({ signWorkingDays: 5 }), { kind: 'sign', from: '2019-02-14', to: '2019-02-19' }],
    ['重新交办', '2019-02-13', historyOfDeclined(), to({ reassignWorkingDays: 3 }), { kind: 'reassign', from: '2019-02-15', to: '2019-02-18' }],
    ['举措', '2019-02-14', historyOf('received'), to({ measuresWorkingDays: 15 }), { kind: 'measures', from: '2019-02-27', to: '2019-03-06' }],
    ['举措，退回之后', '2019-02-22', rejected, to({ resubmitWorkingDays: 3 }), { kind: 'measures', from: '2019-02-28', to: '2019-02-26' }],
    ['审定', '2019-02-21', rejected.slice(0, -1), to({ approvalWorkingDays: 4 }), { kind: 'approval', from: '2019-02-27', to: '2019-02-26' }],
    ['审核', '2019-06-20', historyOf('closureReview'), to({ reviewWorkingDays: 3 }), { kind: 'review', from: '2019-06-27', to: '2019-06-25' }],
    ['核查', '2019-06-24', historyOf('verifying'), to({ verificationWorkingDays: 12 }), { kind: 'verification', from: '2019-07-05', to: '2019-07-09' }],
    [
      '审批延期',
      '2019-06-20',
      extending,
      to({ extension: { mostTimes: 2, decisionWorkingDays: 5 } }),
      { kind: 'extension', from: '2019-06-25', to: '2019-06-27' },
    ],
    ['答复催办', '2019-04-08', urged, to({ replyWorkingDays: 4 }), { kind: 'reply', from: '2019-04-10', to: '2019-04-12' }],
  ])('%s', ([, date, events, policy, clock]) => {
    const task = moveOn(date, events, policy).thenRecords({ type: 'policyMoved', clocks: [clock] });

    expect(pendingDeadlines(task)).toContainEqual({ kind: (clock as { kind: string }).kind, date: (clock as { to: string }).to });
  });

  test('重新申请办结, beside a clock that stays', () => {
    const returned = [
      ...historyOf('closureReview'),
      anEvent('closureReturned'),
      anEvent('taskUrged', { at: '2019-06-26T01:00:00.000Z', replyBy: '2019-06-28' }),
    ];

    moveOn('2019-06-26', returned, to({ resubmitWorkingDays: 7 })).thenRecords({
      type: 'policyMoved',
      clocks: [
        { kind: 'resubmit', from: '2019-07-01', to: '2019-07-03' },
        { kind: 'reply', from: '2019-06-28', to: '2019-06-28' },
      ],
    });
  });

  test('working days off and on the calendar: 清明 lies between', () => {
    const late = [...historyOf('inProgress'), anEvent('taskUrged', { at: '2019-04-02T01:00:00.000Z', replyBy: '2019-04-04' })];

    moveOn('2019-04-02', late, to({ replyWorkingDays: 3 })).thenRecords({
      type: 'policyMoved',
      clocks: [{ kind: 'reply', from: '2019-04-04', to: '2019-04-08' }],
    });
  });

  test('what has gone by stays gone by', () => {
    moveOn('2019-02-15', historyOf('issued'), to({ signWorkingDays: 9 })).thenRecords({
      type: 'policyMoved',
      clocks: [{ kind: 'sign', from: '2019-02-14', to: '2019-02-14' }],
    });
  });

  test('a shorter period ends on the day of the move at the earliest', () => {
    moveOn('2019-02-25', historyOf('received'), to({ measuresWorkingDays: 2 })).thenRecords({
      type: 'policyMoved',
      clocks: [{ kind: 'measures', from: '2019-02-27', to: '2019-02-25' }],
    });
  });

  test('stated days are no matter of a policy: due day, milestones, answers of participants, the day of resuming', () => {
    moveOn('2019-03-07', [...historyOf('inProgress'), anEvent('contributionRequested')], secondPolicy).thenRecords({ type: 'policyMoved', clocks: [] });
    moveOn('2019-03-21', historyOf('suspended'), secondPolicy).thenRecords({ type: 'policyMoved', clocks: [] });
  });

  test('the clocks of a suspended task are counted anew where they stand, and go on from there', () => {
    const suspended = [
      ...historyOf('closureReview'),
      anEvent('closureReturned'),
      anEvent('taskSuspended', { at: '2019-06-26T01:00:00.000Z', resumeOn: '2019-09-02', keepsClocks: true }),
    ];
    const task = moveOn('2019-08-05', suspended, to({ resubmitWorkingDays: 3 })).thenRecords({
      type: 'policyMoved',
      clocks: [{ kind: 'resubmit', from: '2019-07-01', to: '2019-06-27' }],
    });

    expect(task).toMatchObject({ state: 'suspended', resubmitBy: '2019-06-27' });
  });
});

describe('nothing of it is silent', () => {
  test('each clock is said, moved or not', () => {
    expect(clockText({ kind: 'sign', from: '2019-02-14', to: '2019-02-19' })).toBe('签收：2019-02-14 改为 2019-02-19');
    expect(clockText({ kind: 'reply', from: '2019-02-14', to: '2019-02-14' })).toBe('答复催办：2019-02-14，不变');
  });

  test('the lead is told', () => {
    expect(effects(anEvent('policyMoved'), aTask('inProgress'), offices)).toEqual([
      { kind: 'policyMoved', channelOfDuty: 'notify', to: { office: 'SPP', department: 'SPP-06', role: 'lead_contact' } },
    ]);
  });

  test('of a draft nobody knows yet', () => {
    expect(effects(anEvent('policyMoved'), aTask('registered'), offices)).toEqual([]);
  });
});
