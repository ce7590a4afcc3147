import { describe, expect, test } from 'vitest';
import { aCommand, aReceipt, shanghai } from '../support/commands.ts';
import { anAssignment, anEvent, historyOf, someEvidence } from '../support/events.ts';
import { given } from '../support/given.ts';
import { aLeader, anActor, head, leader, officesWith, reviewer } from '../support/offices.ts';

const underReview = ['closureReview', 'verifying'] as const;
const aKeyTask = { assignment: anAssignment({ isKey: true }) };
const consent = anEvent('consentGiven', { to: 'strikeOff', at: '2019-06-21T02:00:00.000Z' });

describe('applying for closure 办结申请 (t10)', () => {
  test('records action, result and evidence, and gives five working days for the review', () => {
    const task = given(historyOf('inProgress'))
      .when(aCommand('applyForClosure'), { at: shanghai('2019-06-20', '09:00') })
      .thenRecords({
        type: 'closureApplied',
        action: '起草、征求意见并印发',
        result: '印发民事检察办案指引',
        effect: null,
        evidence: [someEvidence],
        countsOn: '2019-06-20',
        reviewBy: '2019-06-27',
        receipt: null,
      });

    expect(task).toMatchObject({ state: 'closureReview', consent: null, application: { by: head.person, countsOn: '2019-06-20' } });
  });

  test.for([
    ['基层反映良好', '基层反映良好'],
    [' ', null],
  ])('may state an effect: %j', ([effect, recorded]) => {
    given(historyOf('inProgress'))
      .when(aCommand('applyForClosure', { effect: effect ?? '' }))
      .thenRecords({ type: 'closureApplied', effect: recorded });
  });

  test('counts on the day of receipt where a clerk types it, while the review runs from the day of entry', () => {
    given(historyOf('inProgress'))
      .when(aCommand('applyForClosure', { receipt: aReceipt('2019-06-28') }), { at: shanghai('2019-07-02', '09:00') })
      .thenRecords({ type: 'closureApplied', countsOn: '2019-06-28', reviewBy: '2019-07-09' });
  });

  test('is refused with a day of receipt in the future', () => {
    given(historyOf('inProgress'))
      .when(aCommand('applyForClosure', { receipt: aReceipt('2019-12-31') }))
      .thenRefuses('RECEIVED_IN_FUTURE');
  });

  test('is refused without evidence', () => {
    given(historyOf('inProgress'))
      .when(aCommand('applyForClosure', { evidence: [] }))
      .thenRefuses('EVIDENCE_MISSING');
  });

  test('is refused in every other state', () => {
    given(historyOf('closureReview'))
      .when(aCommand('applyForClosure'))
      .thenRefuses('STATE_NOT_FITTING', { number: '2019/改-12', state: '办结待审', act: '申请办结' });
  });
});

describe('落实 and 结果 are two facts (R10)', () => {
  test('an application that says what was done and not what came of it is refused', () => {
    given(historyOf('inProgress'))
      .when(aCommand('applyForClosure', { result: ' ' }))
      .thenRefuses('RESULT_MISSING');
  });

  test.each(['无', '……', '正常推进'])('“%s” is no result: a form that is only filled closes nothing (R10)', (result) => {
    given(historyOf('inProgress')).when(aCommand('applyForClosure', { result })).thenRefuses('RESULT_MISSING');
  });

  test('an application that says what came of it and not what was done is refused', () => {
    given(historyOf('inProgress'))
      .when(aCommand('applyForClosure', { action: '' }))
      .thenRefuses('ACTION_MISSING');
  });
});

describe('striking off 销号 (t12)', () => {
  test.for(underReview)('is done from %s', (state) => {
    const checked = state === 'verifying' ? [anEvent('verificationRecorded')] : [];
    const task = given([...historyOf(state), ...checked])
      .when(aCommand('strikeOff'))
      .thenRecords({ type: 'taskStruckOff' });

    expect(task).toMatchObject({ state: 'struckOff', struckOffBy: reviewer.person, application: { result: '印发民事检察办案指引' } });
    expect(task).not.toHaveProperty('consent');
    expect(task).not.toHaveProperty(state === 'verifying' ? 'verifyBy' : 'reviewBy');
  });

  test('waits for the record of a verification that was ordered', () => {
    given(historyOf('verifying')).when(aCommand('strikeOff')).thenRefuses('VERIFICATION_NOT_RECORDED', { number: '2019/改-12' });
  });

  test('is recorded the moment it is decided, not at the end of a month (R19)', () => {
    const task = given(historyOf('closureReview')).when(aCommand('strikeOff'), { at: '2019-06-25T02:03:04.005Z' }).thenRecords({ type: 'taskStruckOff' });

    expect(task).toMatchObject({ struckOffAt: '2019-06-25T02:03:04.005Z' });
  });

  test('counts the day of the accepted application, not the day of the review', () => {
    const task = given(historyOf('closureReview'))
      .when(aCommand('strikeOff'), { at: shanghai('2019-07-08', '09:00') })
      .thenRecords({ type: 'taskStruckOff' });

    expect(task).toMatchObject({ doneOn: '2019-06-20' });
  });

  test('keeps what came before: the measures, the horizon and the due days stay readable (R19)', () => {
    const task = given(historyOf('closureReview')).when(aCommand('strikeOff')).thenRecords({ type: 'taskStruckOff' });

    expect(task).toMatchObject({ baselineDue: '2019-06-30', horizon: { horizon: 'firstHalf' }, measures: [{ id: '1' }, { id: '2' }] });
  });

  test.for(['registered', 'issued', 'received', 'inProgress', 'suspended', 'struckOff', 'terminated', 'merged'] as const)(
    'is refused where the task is %s: nobody has applied (R19)',
    (state) => {
      given(historyOf(state)).when(aCommand('strikeOff')).thenRefuses('STATE_NOT_FITTING');
    },
  );
});

describe('one task is judged by somebody other than the doer (R12)', () => {
  test.for(['strikeOff', 'returnClosure'] as const)('%s is refused to whoever applied, though he has moved to the reviewers since', (act) => {
    const moved = { ...reviewer, person: head.person };

    given(historyOf('closureReview')).when(aCommand(act), { by: moved }).thenRefuses('REVIEWER_IS_APPLICANT');
  });

  test.for(['strikeOff', 'returnClosure'] as const)('%s is refused to a reviewer of the lead or of a participant', (act) => {
    for (const department of ['SPP-06', 'SPP-08'])
      given(historyOf('closureReview'))
        .when(aCommand(act), { by: anActor(department, 'reviewer') })
        .thenRefuses('REVIEWER_TOOK_PART');
  });
});

describe('returning 退回 (t13)', () => {
  test.for(underReview)('from %s gives five working days to apply again, and is counted', (state) => {
    const task = given(historyOf(state))
      .when(aCommand('returnClosure'), { at: shanghai('2019-06-24', '09:00') })
      .thenRecords({
        type: 'closureReturned',
        reason: '缺少实施情况',
        resubmitBy: '2019-07-01',
      });

    expect(task).toMatchObject({ state: 'inProgress', returnedCount: 1, resubmitBy: '2019-07-01' });
    expect(task).not.toHaveProperty('application');
    expect(task).not.toHaveProperty('consent');
  });

  test('is refused without reasons', () => {
    given(historyOf('closureReview'))
      .when(aCommand('returnClosure', { reason: '' }))
      .thenRefuses('REASON_MISSING');
  });

  test('is refused where nobody has applied', () => {
    given(historyOf('inProgress')).when(aCommand('returnClosure')).thenRefuses('STATE_NOT_FITTING');
  });

  test('a new application ends the promise to apply again', () => {
    const returned = [...historyOf('closureReview'), anEvent('closureReturned')];
    const task = given(returned).when(aCommand('applyForClosure')).thenRecords({ type: 'closureApplied' });

    expect(task).not.toHaveProperty('resubmitBy');
  });
});

describe('withdrawing an application 撤回', () => {
  test('puts the task back to work, and is no return', () => {
    const task = given(historyOf('closureReview'))
      .when(aCommand('withdrawClosure'))
      .thenRecords({ type: 'closureWithdrawn', reason: '需补充附件', resubmitBy: null });

    expect(task).toMatchObject({ state: 'inProgress', returnedCount: 0, resubmitBy: null });
    expect(task).not.toHaveProperty('application');
  });

  test('does not end the promise to apply again that a return has set', () => {
    const again = [...historyOf('closureReview'), anEvent('closureReturned'), anEvent('closureApplied', { at: '2019-06-26T01:00:00.000Z' })];
    const task = given(again)
      .when(aCommand('withdrawClosure'), { at: shanghai('2019-06-27', '09:00') })
      .thenRecords({ type: 'closureWithdrawn', resubmitBy: '2019-07-04' });

    expect(task).toMatchObject({ state: 'inProgress', returnedCount: 1, resubmitBy: '2019-07-04' });
  });

  test('needs a reason', () => {
    given(historyOf('closureReview'))
      .when(aCommand('withdrawClosure', { reason: ' ' }))
      .thenRefuses('REASON_MISSING');
  });

  test('is refused once a verification is ordered: the supervised cannot call it off (R37)', () => {
    given(historyOf('verifying')).when(aCommand('withdrawClosure')).thenRefuses('STATE_NOT_FITTING');
  });
});

describe('a 重点 task', () => {
  test('is struck off with the consent of the leader in charge', () => {
    const history = historyOf('closureReview', aKeyTask);

    given(history).when(aCommand('strikeOff')).thenRefuses('CONSENT_MISSING', { number: '2019/改-12' });
    given([...history, consent])
      .when(aCommand('strikeOff'))
      .thenRecords({ type: 'taskStruckOff' });
  });

  test.for(underReview)('gets that consent where it is %s', (state) => {
    given(historyOf(state, aKeyTask)).when(aCommand('consent')).thenRecords({ type: 'consentGiven', to: 'strikeOff' });
  });

  test('gets it once per application: a return voids it', () => {
    const history = [...historyOf('closureReview', aKeyTask), consent];
    given(history).when(aCommand('consent')).thenRefuses('ALREADY_CONSENTED', { number: '2019/改-12' });

    const again = [...history, anEvent('closureReturned'), anEvent('closureApplied', { at: '2019-06-26T01:00:00.000Z' })];
    given(again).when(aCommand('strikeOff')).thenRefuses('CONSENT_MISSING');
    given(again).when(aCommand('consent')).thenRecords({ type: 'consentGiven', to: 'strikeOff' });
  });

  test('struck off by the leader in charge himself needs no other signature of his', () => {
    const ledBySupervision = { assignment: anAssignment({ lead: 'SPP-BGT', isKey: true }) };

    given(historyOf('closureReview', ledBySupervision))
      .when(aCommand('strikeOff'), { by: aLeader('leader of supervision') })
      .thenRecords({ type: 'taskStruckOff' });
  });
});

describe('consent to 销号', () => {
  test('is not needed for other tasks', () => {
    given(historyOf('closureReview')).when(aCommand('consent')).thenRefuses('CONSENT_NOT_NEEDED', { number: '2019/改-12' });
  });

  test('is refused where nothing waits for it', () => {
    given(historyOf('inProgress', aKeyTask)).when(aCommand('consent')).thenRefuses('STATE_NOT_FITTING', { number: '2019/改-12', state: '推进中', act: '签发' });
  });

  test('is for the leader in charge today', () => {
    const offices = officesWith('SPP-06', { leader: 'leader of press' });

    given(historyOf('closureReview', aKeyTask)).when(aCommand('consent'), { by: leader, offices }).thenRefuses('NOT_ENTITLED');
    given(historyOf('closureReview', aKeyTask))
      .when(aCommand('consent'), { by: aLeader('leader of press'), offices })
      .thenRecords({ type: 'consentGiven' });
  });
});
