import { describe, expect, test } from 'vitest';
import { missingForIssue, type MissingField } from '../../domain/issuing.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { anAssignment, anEvent, historyOf } from '../support/events.ts';
import { given, nothing } from '../support/given.ts';
import { leader, officesWith, supervisor } from '../support/offices.ts';

const single = { origin: { kind: 'single', text: '院领导批示' } } as const;
const consented = [...historyOf('registered', single), anEvent('consentGiven')];

describe('registering (t1)', () => {
  test('records what was ordered and the versions of calendar and policy it stands on', () => {
    const { type: _, ...content } = aCommand('register');

    given(nothing)
      .when(aCommand('register'))
      .thenRecords({ type: 'taskRegistered', ...content, calendarVersion: 'official-2019', policyVersion: 'policy-1' });
  });

  test('takes a draft that lacks what 交办 needs', () => {
    const draft = anAssignment({ requirement: '', responsible: null, due: null });

    given(nothing)
      .when(aCommand('register', { assignment: draft }))
      .thenRecords({ type: 'taskRegistered', assignment: draft });
  });

  test('from a meeting that nobody has planned is refused; what a programme names is taken as it is', () => {
    const from = (kind: 'meeting' | 'programme') => aCommand('register', { origin: { kind, text: 'SPP-2019-02-12', meeting: 'SPP-2019-02-12' } });

    given(nothing).when(from('meeting'), { meetingOnRecord: false }).thenRefuses('MEETING_NOT_FOUND', { meeting: 'SPP-2019-02-12' });
    given(nothing).when(from('meeting')).thenRecords({ type: 'taskRegistered' });
    given(nothing).when(from('programme'), { meetingOnRecord: false }).thenRecords({ type: 'taskRegistered' });
  });

  test('derives the leader from the portfolios where nobody is named (R44)', () => {
    const unnamed = anAssignment({ leader: null });

    given(nothing)
      .when(aCommand('register', { assignment: unnamed }))
      .thenRecords({ type: 'taskRegistered', assignment: { ...unnamed, leader: leader.person } });
  });

  test('is refused for a number that stands already (R4)', () => {
    given(historyOf('struckOff')).when(aCommand('register')).thenRefuses('TASK_EXISTS', { number: '2019/改-12' });
  });

  test('is refused without a lead that exists (R20)', () => {
    given(nothing)
      .when(aCommand('register', { assignment: anAssignment({ lead: '' }) }))
      .thenRefuses('DEPARTMENT_NOT_FOUND', { department: '' });
  });

  test('is refused with a participant that does not exist', () => {
    given(nothing)
      .when(aCommand('register', { assignment: anAssignment({ participants: ['SPP-08', 'SPP-99'] }) }))
      .thenRefuses('DEPARTMENT_NOT_FOUND', { department: 'SPP-99' });
  });

  test('is refused where one department both leads and takes part (R20)', () => {
    given(nothing)
      .when(aCommand('register', { assignment: anAssignment({ participants: ['SPP-06'] }) }))
      .thenRefuses('LEAD_IS_PARTICIPANT', { department: 'SPP-06' });
  });
});

describe('amending a draft', () => {
  test('records only what differs', () => {
    const task = given(historyOf('registered'))
      .when(aCommand('amend', { changes: { title: '新的内容', line: '民事' } }))
      .thenRecords({ type: 'taskAmended', changes: { title: '新的内容' } });

    expect(task.assignment).toEqual(anAssignment({ title: '新的内容' }));
  });

  test.for([{}, { title: anAssignment().title }, { participants: ['SPP-08'] }])('is refused where nothing is new: %j', (changes) => {
    given(historyOf('registered')).when(aCommand('amend', { changes })).thenRefuses('NOTHING_TO_AMEND');
  });

  test('takes a part that came as undefined for one that was left out', () => {
    const changes = JSON.parse('{}') as { due?: null };
    Object.assign(changes, { due: undefined });

    given(historyOf('registered')).when(aCommand('amend', { changes })).thenRefuses('NOTHING_TO_AMEND');
  });

  test('brings with another lead its leader in charge, unless one is named', () => {
    given(historyOf('registered'))
      .when(aCommand('amend', { changes: { lead: 'SPP-10' } }))
      .thenRecords({ type: 'taskAmended', changes: { lead: 'SPP-10', leader: 'leader of petitions' } });
    given(historyOf('registered'))
      .when(aCommand('amend', { changes: { lead: 'SPP-10', leader: 'leader of civil' } }))
      .thenRecords({ type: 'taskAmended', changes: { lead: 'SPP-10' } });
  });

  test('is refused with a lead that does not exist', () => {
    given(historyOf('registered'))
      .when(aCommand('amend', { changes: { lead: 'SPP-99' } }))
      .thenRefuses('DEPARTMENT_NOT_FOUND', { department: 'SPP-99' });
  });

  test('voids the signature of the leader, who signed another text', () => {
    given(consented).when(aCommand('amend')).thenRecords({ type: 'taskAmended' });
    given([...consented, anEvent('taskAmended')])
      .when(aCommand('issue'))
      .thenRefuses('CONSENT_MISSING');
  });

  test('is over once the task is issued', () => {
    given(historyOf('issued')).when(aCommand('amend')).thenRefuses('STATE_NOT_FITTING', { number: '2019/改-12', state: '已交办', act: '修改立项内容' });
  });
});

describe('consent to 交办', () => {
  test('is the second signature under what no programme has decided', () => {
    given(historyOf('registered', single)).when(aCommand('consent')).thenRecords({ type: 'consentGiven', to: 'issue' });
  });

  test('is not needed for what a programme holds: the Party group has decided it', () => {
    given(historyOf('registered')).when(aCommand('consent')).thenRefuses('CONSENT_NOT_NEEDED', { number: '2019/改-12' });
  });

  test('is given once', () => {
    given(consented).when(aCommand('consent')).thenRefuses('ALREADY_CONSENTED', { number: '2019/改-12' });
  });
});

describe('issuing (t2)', () => {
  test('records the due day and gives two working days to sign for it', () => {
    const task = given(historyOf('registered'))
      .when(aCommand('issue'), { at: shanghai('2019-02-12', '09:00') })
      .thenRecords({
        type: 'taskIssued',
        due: '2019-06-30',
        signBy: '2019-02-14',
      });

    expect(task).toMatchObject({ state: 'issued', baselineDue: '2019-06-30', currentDue: '2019-06-30' });
  });

  test('counts the days for signing by the working calendar, make-up days included', () => {
    given(historyOf('registered'))
      .when(aCommand('issue'), { at: shanghai('2019-04-26', '17:00') })
      .thenRecords({ type: 'taskIssued', due: '2019-06-30', signBy: '2019-04-29' });
  });

  test.for<[MissingField, string]>([
    ['title', '任务内容'],
    ['requirement', '工作要求'],
    ['expectedResult', '预期成果'],
    ['responsible', '责任人'],
    ['due', '完成时限'],
  ])('a task that lacks %s does not leave the office, and the refusal names it (R5)', ([field, name]) => {
    const assignment = { ...anAssignment(), [field]: field === 'responsible' || field === 'due' ? null : ' ' };

    expect(missingForIssue(assignment, '2019-02-12')).toEqual([field]);
    given(historyOf('registered', { assignment }))
      .when(aCommand('issue'))
      .thenRefuses('ASSIGNMENT_INCOMPLETE', { number: '2019/改-12', missing: [name] });
  });

  test('a task proposed as 长线 does not leave it without a milestone in each of its years', () => {
    const longTerm = { proposedHorizon: 'longTerm', due: '2020-12-31' } as const;
    const issuing = (...milestones: readonly string[]) =>
      given(historyOf('registered', { assignment: anAssignment({ ...longTerm, milestones: milestones.map((date) => ({ date, text: '阶段' })) }) })).when(
        aCommand('issue'),
      );

    issuing('2020-12-31').thenRefuses('ASSIGNMENT_INCOMPLETE', { number: '2019/改-12', missing: ['阶段目标'] });
    issuing('2019-12-31', '2020-12-31').thenRecords({ type: 'taskIssued' });
  });

  test('the refusal names everything that is missing at once (R5)', () => {
    const assignment = anAssignment({ requirement: '', expectedResult: '', due: null });

    given(historyOf('registered', { assignment }))
      .when(aCommand('issue'))
      .thenRefuses('ASSIGNMENT_INCOMPLETE', { number: '2019/改-12', missing: ['工作要求', '预期成果', '完成时限'] });
  });

  test('a single task waits for the consent of the leader in charge', () => {
    given(historyOf('registered', single)).when(aCommand('issue')).thenRefuses('CONSENT_MISSING', { number: '2019/改-12' });
    given(consented).when(aCommand('issue')).thenRecords({ type: 'taskIssued' });
  });

  test('a task is issued once (R4)', () => {
    given(historyOf('issued')).when(aCommand('issue')).thenRefuses('STATE_NOT_FITTING', { number: '2019/改-12', state: '已交办', act: '交办' });
  });

  test('one that does not exist is not found', () => {
    given(nothing).when(aCommand('issue')).thenRefuses('TASK_NOT_FOUND');
  });
});

describe('a single task of which the leader in charge changes', () => {
  test('is signed by whoever is in charge now', () => {
    const moved = officesWith('SPP-06', { leader: 'leader of petitions' });

    given(historyOf('registered', single)).when(aCommand('consent'), { by: leader, offices: moved }).thenRefuses('NOT_ENTITLED');
    given(historyOf('registered', single)).when(aCommand('consent'), { by: supervisor }).thenRefuses('NOT_ENTITLED');
  });
});
