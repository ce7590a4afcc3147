import { describe, expect, test } from 'vitest';
import type { TaskEvent } from '../../domain/events.ts';
import { lightOf, overdueWorkingDays } from '../../domain/lights.ts';
import { aCommand, facts, shanghai } from '../support/commands.ts';
import { anAssignment, anEvent, historyOf, taskAfter } from '../support/events.ts';
import { given } from '../support/given.ts';
import { anActor, contact, participantContact, supervisor } from '../support/offices.ts';

const inProgress = historyOf('inProgress');
const asked = [...inProgress, anEvent('contributionRequested')];

describe('the lead asks a participant (R21)', () => {
  test('with a day of its own, and the log shows that it asked', () => {
    const task = given(inProgress)
      .when(aCommand('requestContribution', { due: '2019-03-13' }), { at: shanghai('2019-03-06', '09:00') })
      .thenRecords({ type: 'contributionRequested', by: contact.person, id: '1', participant: 'SPP-08', text: '请提供公益诉讼典型案例', due: '2019-03-13' });

    expect(task).toMatchObject({
      requests: [{ id: '1', participant: 'SPP-08', due: '2019-03-13', by: contact.person }],
      participation: [{ participant: 'SPP-08', asked: 1, answered: 0, unasked: 0, last: null }],
    });
  });

  test('a participant that was never asked has no such mark: the lead cannot blame it', () => {
    expect(taskAfter(inProgress)).not.toHaveProperty('participation');
  });

  test('each request has a number of its own, over all participants, answered ones too', () => {
    const history = [
      ...historyOf('inProgress', { assignment: anAssignment({ participants: ['SPP-08', 'SPP-10'] }) }),
      anEvent('contributionRequested'),
      anEvent('contributionMade', { request: '1' }),
    ];

    const task = given(history)
      .when(aCommand('requestContribution', { participant: 'SPP-10' }))
      .thenRecords({ type: 'contributionRequested', id: '2', participant: 'SPP-10' });
    expect(task).toMatchObject({ requests: [{ id: '2' }], participation: [{ participant: 'SPP-08' }, { participant: 'SPP-10', asked: 1 }] });
  });

  test('only whom the task names as participant', () => {
    given(inProgress)
      .when(aCommand('requestContribution', { participant: 'SPP-10' }))
      .thenRefuses('NOT_A_PARTICIPANT', { department: 'SPP-10' });
  });

  test('and says what it asks for', () => {
    given(inProgress)
      .when(aCommand('requestContribution', { text: '。' }))
      .thenRefuses('TEXT_MISSING');
  });

  test('by today at the earliest', () => {
    const at = shanghai('2019-03-06', '09:00');

    given(inProgress)
      .when(aCommand('requestContribution', { due: '2019-03-06' }), { at })
      .thenRecords({ type: 'contributionRequested' });
    given(inProgress)
      .when(aCommand('requestContribution', { due: '2019-03-05' }), { at })
      .thenRefuses('REQUEST_DUE_PAST', { date: '2019-03-05' });
  });
});

describe('a participant contributes (R22)', () => {
  test('unasked: that counts as 主动', () => {
    const task = given(inProgress)
      .when(aCommand('contribute'))
      .thenRecords({ type: 'contributionMade', participant: 'SPP-08', text: '已整理案例六件', request: null });

    expect(task).toMatchObject({
      participation: [{ asked: 0, answered: 0, unasked: 1, last: { by: participantContact.person, text: '已整理案例六件', request: null } }],
    });
  });

  test('in answer to a request, which is then no longer open', () => {
    const task = given(asked)
      .when(aCommand('contribute', { request: '1' }))
      .thenRecords({ type: 'contributionMade', request: '1' });

    expect(task).toMatchObject({ requests: [], participation: [{ asked: 1, answered: 1, unasked: 0 }] });
  });

  test('beside others, each with its own record', () => {
    const two = historyOf('inProgress', { assignment: anAssignment({ participants: ['SPP-08', 'SPP-10'] }) });
    const history = [...two, anEvent('contributionMade'), anEvent('contributionMade', { participant: 'SPP-10' })];
    const task = given(history).when(aCommand('contribute')).thenRecords({ type: 'contributionMade' });

    expect(task).toMatchObject({
      participation: [
        { participant: 'SPP-08', unasked: 2 },
        { participant: 'SPP-10', unasked: 1 },
      ],
    });
  });

  test('not to a request that was answered, never made, or made to another', () => {
    const answered = [...asked, anEvent('contributionMade', { request: '1' })];
    given(answered)
      .when(aCommand('contribute', { request: '1' }))
      .thenRefuses('REQUEST_NOT_FOUND', { number: '2019/改-12', request: '1', department: 'SPP-08' });
    given(asked)
      .when(aCommand('contribute', { request: '2' }))
      .thenRefuses('REQUEST_NOT_FOUND');

    const two = historyOf('inProgress', { assignment: anAssignment({ participants: ['SPP-08', 'SPP-10'] }) });
    given([...two, anEvent('contributionRequested')])
      .when(aCommand('contribute', { request: '1' }), { by: anActor('SPP-10', 'department_head') })
      .thenRefuses('REQUEST_NOT_FOUND');
  });

  test('something: an empty phrase is no contribution', () => {
    given(inProgress)
      .when(aCommand('contribute', { text: ' ' }))
      .thenRefuses('TEXT_MISSING');
    given(inProgress)
      .when(aCommand('contribute', { text: '按计划推进。' }))
      .thenRefuses('PROGRESS_EMPTY', { text: '按计划推进。' });
  });
});

describe('a participant that does not answer', () => {
  const silent = [...asked, anEvent('deadlinePassed', { at: '2019-03-13T16:00:00.000Z', deadline: { kind: 'contribution', date: '2019-03-13' } })];
  const onTheDayAfter = { today: '2019-03-14', ...facts() };

  test('is shown as such, and makes the task of the lead neither red nor late (R22)', () => {
    const task = taskAfter(silent);

    expect(task).toMatchObject({ requests: [{ participant: 'SPP-08' }], participation: [{ asked: 1, answered: 0 }], passed: [{ kind: 'contribution' }] });
    expect([lightOf(task, onTheDayAfter), overdueWorkingDays(task, onTheDayAfter)]).toEqual(['green', 0]);
  });

  test('may still answer; then nothing of it stays open', () => {
    const task = given(silent)
      .when(aCommand('contribute', { request: '1' }))
      .thenRecords({ type: 'contributionMade' });

    expect(task).toMatchObject({ requests: [], passed: [] });
  });

  test('is told once: the day stays recorded through a review', () => {
    const returned = [...silent, anEvent('closureApplied'), anEvent('closureReturned')];

    expect(taskAfter(returned).passed).toEqual([{ kind: 'contribution', date: '2019-03-13' }]);
  });
});

describe('the lead answers 催办 (t7)', () => {
  const urged = [...inProgress, anEvent('taskUrged')];
  const openUrge = (history: readonly TaskEvent[]) => taskAfter(history).openUrge ?? null;

  test('by saying so, which stops the clock of that reply', () => {
    expect(openUrge(urged)).toEqual({ by: supervisor.person, at: '2019-04-08T01:00:00.000Z', reason: '三月未报告', replyBy: '2019-04-10' });

    const task = given(urged).when(aCommand('answerUrge')).thenRecords({ type: 'urgeAnswered', text: '初稿已完成，四月十五日前报送' });
    expect(task).toMatchObject({ openUrge: null, urgedCount: 1 });
  });

  test('or by doing what was urged', () => {
    expect(openUrge([...urged, anEvent('taskReported')])).toBeNull();
    expect(openUrge([...urged, anEvent('closureApplied')])).toBeNull();
    expect(openUrge([...historyOf('issued'), anEvent('taskUrged'), anEvent('taskReceived')])).toBeNull();
    expect(openUrge([...historyOf('issued'), anEvent('taskUrged'), anEvent('taskDeclined')])).toBeNull();
    expect(openUrge([...historyOf('received'), anEvent('taskUrged'), anEvent('measuresSubmitted')])).toBeNull();
  });

  test('a report before 催办 answers nothing', () => {
    expect(openUrge([...inProgress, anEvent('taskReported'), anEvent('taskUrged')])).not.toBeNull();
  });

  test('nobody else settles it: it stays open through an escalation and a contribution', () => {
    expect(openUrge([...urged, anEvent('taskEscalated'), anEvent('contributionMade')])).not.toBeNull();
  });

  test('a second 催办 asks anew', () => {
    expect(openUrge([...urged, anEvent('taskUrged', { at: '2019-04-12T01:00:00.000Z', replyBy: '2019-04-16' })])).toMatchObject({ replyBy: '2019-04-16' });
  });

  test('once: where none is open there is nothing to answer', () => {
    given(inProgress).when(aCommand('answerUrge')).thenRefuses('NO_URGE_OPEN', { number: '2019/改-12' });
    given([...urged, anEvent('urgeAnswered')])
      .when(aCommand('answerUrge'))
      .thenRefuses('NO_URGE_OPEN');
  });

  test('with something said', () => {
    given(urged)
      .when(aCommand('answerUrge', { text: '' }))
      .thenRefuses('TEXT_MISSING');
    given(urged)
      .when(aCommand('answerUrge', { text: '正常推进' }))
      .thenRefuses('PROGRESS_EMPTY', { text: '正常推进' });
  });
});
