import { describe, expect, test } from 'vitest';
import { aCommand, aReceipt, shanghai } from '../support/commands.ts';
import { anAssignment, anEvent, historyOf, historyOfDeclined } from '../support/events.ts';
import { given } from '../support/given.ts';
import { officesWith } from '../support/offices.ts';

describe('receiving 签收 (t3)', () => {
  test('gives ten working days for the measures', () => {
    const task = given(historyOf('issued'))
      .when(aCommand('receive'), { at: shanghai('2019-02-13', '09:00') })
      .thenRecords({ type: 'taskReceived', measuresBy: '2019-02-27', receipt: null });

    expect(task).toMatchObject({ state: 'received', proposal: null });
  });

  test('counts them from the day of receipt where a clerk types it later', () => {
    const receipt = aReceipt('2019-02-12');

    given(historyOf('issued'))
      .when(aCommand('receive', { receipt }), { at: shanghai('2019-02-15', '09:00') })
      .thenRecords({ type: 'taskReceived', measuresBy: '2019-02-26', receipt });
  });

  test('may still be done after the period for signing: lateness is no end (R11)', () => {
    given(historyOf('issued'))
      .when(aCommand('receive'), { at: shanghai('2019-03-04', '09:00') })
      .thenRecords({ type: 'taskReceived' });
  });

  test('happens once', () => {
    given(historyOf('received')).when(aCommand('receive')).thenRefuses('STATE_NOT_FITTING', { number: '2019/改-12', state: '已签收', act: '签收' });
  });
});

describe('a day of receipt that a clerk enters', () => {
  const receive = (date: string, reason: string | null = null) =>
    given(historyOf('issued')).when(aCommand('receive', { receipt: aReceipt(date, reason) }), { at: shanghai('2019-02-18', '09:00') });

  test('is not in the future', () => {
    receive('2019-02-19').thenRefuses('RECEIVED_IN_FUTURE', { date: '2019-02-19' });
  });

  test('is today by the clock in Shanghai, though in London it is still yesterday', () => {
    given(historyOf('issued'))
      .when(aCommand('receive', { receipt: aReceipt('2019-02-14') }), { at: shanghai('2019-02-14', '00:30') })
      .thenRecords({ type: 'taskReceived' });
  });

  test('is not before 交办', () => {
    receive('2019-02-11').thenRefuses('RECEIVED_BEFORE_ISSUE', { date: '2019-02-11', issued: '2019-02-12' });
  });

  test('may be up to three working days back', () => {
    receive('2019-02-13').thenRecords({ type: 'taskReceived' });
  });

  test.for([null, ' '])('needs a reason further back, and %j is none', (reason) => {
    receive('2019-02-12', reason).thenRefuses('LATE_ENTRY_NEEDS_REASON', { date: '2019-02-12', limit: 3 });
  });

  test('is taken from further back with a reason', () => {
    receive('2019-02-12', '文件在途').thenRecords({ type: 'taskReceived', receipt: aReceipt('2019-02-12', '文件在途') });
  });
});

describe('declining 退签 (t4)', () => {
  test('sends the task back with the reason and gives two working days to assign it anew', () => {
    const task = given(historyOf('issued'))
      .when(aCommand('decline', { reason: '属第八检察厅职责' }), { at: shanghai('2019-02-13', '09:00') })
      .thenRecords({ type: 'taskDeclined', reason: '属第八检察厅职责', reassignBy: '2019-02-15' });

    expect(task).toMatchObject({ state: 'registered', consent: null, declined: { reason: '属第八检察厅职责', reassignBy: '2019-02-15' } });
    expect(task).not.toHaveProperty('currentDue');
  });

  test('is refused without a reason', () => {
    given(historyOf('issued'))
      .when(aCommand('decline', { reason: ' \n' }))
      .thenRefuses('REASON_MISSING');
  });

  test('is possible until the last minute of the last day for signing', () => {
    given(historyOf('issued'))
      .when(aCommand('decline'), { at: shanghai('2019-02-14', '23:59') })
      .thenRecords({ type: 'taskDeclined' });
  });

  test('is refused from 24:00 on', () => {
    given(historyOf('issued'))
      .when(aCommand('decline'), { at: shanghai('2019-02-14', '24:00') })
      .thenRefuses('SIGN_PERIOD_OVER', { date: '2019-02-14' });
  });

  test('is refused once the task is signed for', () => {
    given(historyOf('received')).when(aCommand('decline')).thenRefuses('STATE_NOT_FITTING');
  });
});

describe('issuing anew 重新交办', () => {
  const declined = historyOfDeclined();

  test('names another lead, whose leader comes with it', () => {
    const task = given(declined)
      .when(aCommand('reissue', { reason: '经协商' }), { at: shanghai('2019-02-14', '09:00') })
      .thenRecords({
        type: 'taskReissued',
        changes: { lead: 'SPP-10', leader: 'leader of petitions', responsible: 'department_head of SPP-10' },
        reason: '经协商',
        due: '2019-06-30',
        signBy: '2019-02-18',
      });

    expect(task).toMatchObject({ state: 'issued', assignment: { lead: 'SPP-10', participants: ['SPP-08'] } });
    expect(task).not.toHaveProperty('declined');
  });

  test('changes the participants alone', () => {
    given(declined)
      .when({ type: 'reissue', participants: ['SPP-10'] })
      .thenRecords({ type: 'taskReissued', changes: { participants: ['SPP-10'] }, reason: null });
  });

  test('may leave the task with the same lead', () => {
    given(declined).when({ type: 'reissue', lead: 'SPP-06', reason: '确属该厅职责' }).thenRecords({ type: 'taskReissued', changes: {} });
  });

  test('needs a responsible person beside another lead', () => {
    given(declined).when({ type: 'reissue', lead: 'SPP-10' }).thenRefuses('RESPONSIBLE_MISSING');
  });

  test('takes for granted no other person where the right one was named from the start', () => {
    given(historyOfDeclined({ assignment: anAssignment({ responsible: 'department_head of SPP-10' }) }))
      .when(aCommand('reissue'))
      .thenRecords({ type: 'taskReissued', changes: { lead: 'SPP-10', leader: 'leader of petitions' } });
  });

  test('records that nobody is in charge where the portfolios name no leader', () => {
    const offices = officesWith('SPP-10', { leader: null }).map((office) => ({
      ...office,
      departments: office.departments.map((department) => ({ ...department, leader: null })),
    }));

    given(declined)
      .when(aCommand('reissue'), { offices })
      .thenRecords({ type: 'taskReissued', changes: expect.objectContaining({ leader: null }) });
  });

  test('is refused with a lead that does not exist, or takes part too (R20)', () => {
    given(declined)
      .when(aCommand('reissue', { lead: 'SPP-99' }))
      .thenRefuses('DEPARTMENT_NOT_FOUND', { department: 'SPP-99' });
    given(declined)
      .when(aCommand('reissue', { lead: 'SPP-08' }))
      .thenRefuses('LEAD_IS_PARTICIPANT', { department: 'SPP-08' });
  });

  test('does not need the consent again: the leader has signed this text', () => {
    const single = { origin: { kind: 'single', text: '院领导批示' } } as const;
    const [registered, ...others] = historyOfDeclined(single);

    given([...(registered ? [registered] : []), anEvent('consentGiven'), ...others])
      .when(aCommand('reissue'))
      .thenRecords({ type: 'taskReissued' });
  });

  test('is refused while something is missing (R5)', () => {
    given([...declined, anEvent('taskAmended', { changes: { due: null } })])
      .when(aCommand('reissue'))
      .thenRefuses('ASSIGNMENT_INCOMPLETE', { number: '2019/改-12', missing: ['完成时限'] });
  });

  test('is for declined tasks only, and the plain 交办 is not for them', () => {
    given(historyOf('registered')).when(aCommand('reissue')).thenRefuses('NOT_DECLINED', { number: '2019/改-12' });
    given(declined).when(aCommand('issue')).thenRefuses('DECLINED_NEEDS_REISSUE', { number: '2019/改-12' });
    given(historyOf('issued')).when(aCommand('reissue')).thenRefuses('STATE_NOT_FITTING');
  });
});
