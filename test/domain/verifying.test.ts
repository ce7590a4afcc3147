import { describe, expect, test } from 'vitest';
import { decide } from '../../domain/decide.ts';
import { fold } from '../../domain/evolve.ts';
import { aCommand, facts, shanghai } from '../support/commands.ts';
import { anAssignment, anEvent, historyOf } from '../support/events.ts';
import { given } from '../support/given.ts';
import { head, reviewer } from '../support/offices.ts';

describe('ordering a verification 转核查 (t11)', () => {
  test('gives ten working days, where the policy says nothing else', () => {
    const at = shanghai('2019-06-21', '09:00');
    const task = given(historyOf('closureReview')).when(aCommand('orderVerification'), { at }).thenRecords({
      type: 'verificationOrdered',
      by: reviewer.person,
      reason: '抽查',
      verifyBy: '2019-07-05',
    });

    expect(task).toMatchObject({ state: 'verifying', verifyBy: '2019-07-05' });
    const policy = { ...facts().policy, verificationWorkingDays: 3 };
    given(historyOf('closureReview')).when(aCommand('orderVerification'), { at, policy }).thenRecords({ type: 'verificationOrdered', verifyBy: '2019-06-26' });
  });

  test('needs a reason, and somebody other than the applicant (R12)', () => {
    given(historyOf('closureReview'))
      .when(aCommand('orderVerification', { reason: '' }))
      .thenRefuses('REASON_MISSING');
    given(historyOf('closureReview'))
      .when(aCommand('orderVerification'), { by: { ...reviewer, person: head.person } })
      .thenRefuses('REVIEWER_IS_APPLICANT');
  });

  test('is not done twice', () => {
    given(historyOf('verifying')).when(aCommand('orderVerification')).thenRefuses('STATE_NOT_FITTING');
  });
});

describe('the record of a verification 核查记录', () => {
  test('says what was found and how, and leaves the decision to the reviewer', () => {
    const task = given(historyOf('verifying'))
      .when(aCommand('recordVerification'))
      .thenRecords({ type: 'verificationRecorded', finding: '指引已印发并执行', method: '实地', passed: true, resubmitBy: null });

    expect(task).toMatchObject({
      state: 'verifying',
      verification: { by: reviewer.person, method: '实地', finding: '指引已印发并执行' },
      verifyBy: '2019-07-05',
    });
  });

  test('that does not pass sends the task back like a return, and is counted', () => {
    const task = given(historyOf('verifying'))
      .when(aCommand('recordVerification', { passed: false, finding: '未见实施' }), { at: shanghai('2019-06-24', '09:00') })
      .thenRecords({ type: 'verificationRecorded', passed: false, resubmitBy: '2019-07-01' });

    expect(task).toMatchObject({ state: 'inProgress', returnedCount: 1, resubmitBy: '2019-07-01' });
    expect(task).not.toHaveProperty('verification');
  });

  test('may name any way of checking: the list is open (R36)', () => {
    given(historyOf('verifying'))
      .when(aCommand('recordVerification', { method: '无人机巡查' }))
      .thenRecords({ type: 'verificationRecorded', method: '无人机巡查' });
  });

  test('needs a finding, and somebody other than the applicant (R12)', () => {
    given(historyOf('verifying'))
      .when(aCommand('recordVerification', { finding: ' ' }))
      .thenRefuses('FINDING_MISSING');
    given(historyOf('verifying'))
      .when(aCommand('recordVerification'), { by: { ...reviewer, person: head.person } })
      .thenRefuses('REVIEWER_IS_APPLICANT');
  });

  test('is made once', () => {
    given([...historyOf('verifying'), anEvent('verificationRecorded')])
      .when(aCommand('recordVerification'))
      .thenRefuses('ALREADY_VERIFIED', { number: '2019/改-12' });
  });

  test('after it the task may still be returned, and nothing of the record stays with the work', () => {
    const task = given([...historyOf('verifying'), anEvent('verificationRecorded')])
      .when(aCommand('returnClosure'))
      .thenRecords({ type: 'closureReturned' });

    expect(task).not.toHaveProperty('verification');
  });

  test('replaces no consent: a 重点 task still needs it', () => {
    const key = [...historyOf('verifying', { assignment: anAssignment({ isKey: true }) }), anEvent('verificationRecorded')];

    expect(decide(fold(key), aCommand('strikeOff'), facts({ actor: reviewer }))).toMatchObject({ refusal: { code: 'CONSENT_MISSING' } });
  });
});
