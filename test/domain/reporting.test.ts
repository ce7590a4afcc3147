import { describe, expect, test } from 'vitest';
import { taskStates } from '../../domain/task.ts';
import { aCommand, aReceipt, shanghai } from '../support/commands.ts';
import { anAssignment, anEvent, historyOf, taskAfter } from '../support/events.ts';
import { given } from '../support/given.ts';
import { contact, supervisor } from '../support/offices.ts';

const inProgress = historyOf('inProgress');

describe('a report says what is intended, what stands in the way and what is suggested (R13)', () => {
  test('is recorded for the month of its day, and counted', () => {
    const task = given(inProgress)
      .when(aCommand('report', { suggestions: ['请提前会商'] }), { at: shanghai('2019-04-01', '00:30') })
      .thenRecords({
        type: 'taskReported',
        cycle: '2019-04',
        progress: '完成调研，形成初稿',
        intention: '三月底前征求意见',
        problems: '无',
        measuresDone: [],
        receipt: null,
      });

    expect(task).toMatchObject({ reportCount: 1, lastReport: { cycle: '2019-04', by: contact.person, suggestions: [{ id: '1-1', text: '请提前会商' }] } });
  });

  test('belongs to the cycle that it names', () => {
    given(inProgress)
      .when(aCommand('report', { cycle: '2019-03' }), { at: shanghai('2019-04-01', '09:00') })
      .thenRecords({ type: 'taskReported', cycle: '2019-03' });
  });

  test('belongs to the month in which the paper came, if a clerk types it', () => {
    given(inProgress)
      .when(aCommand('report', { receipt: aReceipt('2019-03-29') }), { at: shanghai('2019-04-01', '09:00') })
      .thenRecords({ type: 'taskReported', cycle: '2019-03', receipt: aReceipt('2019-03-29') });
  });

  test('is refused without an intention', () => {
    given(inProgress)
      .when(aCommand('report', { intention: '  ' }))
      .thenRefuses('INTENTION_MISSING');
  });

  test('is refused without progress', () => {
    given(inProgress)
      .when(aCommand('report', { progress: '' }))
      .thenRefuses('PROGRESS_MISSING');
  });

  test.for(['正常推进', '正常推进。', ' 稳步 推进！', '无', '……', '。'])('is refused where the progress is %j, which says nothing', (progress) => {
    given(inProgress).when(aCommand('report', { progress })).thenRefuses('PROGRESS_EMPTY', { text: progress.trim() });
  });

  test.for(['继续推进', '按计划推进。', '无'])('is refused where the intention is %j, which says nothing', (intention) => {
    given(inProgress).when(aCommand('report', { intention })).thenRefuses('PROGRESS_EMPTY', { text: intention });
  });

  test('is taken where such a phrase is only part of what is said', () => {
    given(inProgress)
      .when(aCommand('report', { progress: '正常推进，已召开两次座谈会' }))
      .thenRecords({ type: 'taskReported' });
  });

  test('may have no problems, but must say so', () => {
    given(inProgress)
      .when(aCommand('report', { problems: '' }))
      .thenRefuses('PROBLEMS_MISSING');
  });

  test.for([[[]], [['请会商', ' ']]])('may have no suggestions, but must say so: %j', ([suggestions = []]) => {
    given(inProgress).when(aCommand('report', { suggestions })).thenRefuses('SUGGESTIONS_MISSING');
  });

  test('gives each suggestion a name by which it is answered, and none to 无', () => {
    const second = [...inProgress, anEvent('taskReported')];

    given(second)
      .when(aCommand('report', { suggestions: ['请会商', '无', '请增派人员'] }))
      .thenRecords({
        type: 'taskReported',
        suggestions: [
          { id: '2-1', text: '请会商' },
          { id: '2-2', text: '请增派人员' },
        ],
      });
  });

  test.for(['无', ' 无 ', '无。'])('asks for no answer to %j', (none) => {
    given(inProgress)
      .when(aCommand('report', { suggestions: [none] }))
      .thenRecords({ type: 'taskReported', suggestions: [] });
  });
});

describe('a report on measures', () => {
  test('marks them done, at the first report that says so', () => {
    const first = [...inProgress, anEvent('taskReported', { at: '2019-03-04T01:00:00.000Z', measuresDone: ['1'] })];
    const task = given(first)
      .when(aCommand('report', { measuresDone: ['1', '2'] }), { at: '2019-04-01T01:00:00.000Z' })
      .thenRecords({ type: 'taskReported', measuresDone: ['1', '2'] });

    expect(task).toMatchObject({
      measures: [
        { id: '1', doneAt: '2019-03-04T01:00:00.000Z' },
        { id: '2', doneAt: '2019-04-01T01:00:00.000Z' },
      ],
    });
  });

  test('is refused where it names one that does not exist', () => {
    given(inProgress)
      .when(aCommand('report', { measuresDone: ['1', '3'] }))
      .thenRefuses('MEASURE_UNKNOWN', { measure: '3' });
  });
});

describe('a report on milestones', () => {
  const april = { date: '2019-04-30', text: '形成征求意见稿' };

  test('says of them, by their days, that they are reached; the first report that says so counts', () => {
    const first = anEvent('taskReported', { milestonesReached: ['2019-04-30'] });
    const again = { ...first, at: '2019-04-01T01:00:00.000Z' };

    expect(taskAfter([...inProgress, first, again]).assignment.milestones).toEqual([{ ...april, reachedAt: first.at }]);
    given(inProgress)
      .when(aCommand('report', { milestonesReached: ['2019-04-30'] }))
      .thenRecords({ type: 'taskReported', milestonesReached: ['2019-04-30'] });
  });

  test('leaves the others as they are', () => {
    const later = { date: '2019-05-31', text: '定稿' };
    const history = historyOf('inProgress', { assignment: anAssignment({ milestones: [april, later] }) });
    const report = anEvent('taskReported', { milestonesReached: ['2019-05-31'] });

    expect(taskAfter([...history, report]).assignment.milestones).toEqual([april, { ...later, reachedAt: report.at }]);
  });

  test('is refused where it names a day that has none', () => {
    given(inProgress)
      .when(aCommand('report', { milestonesReached: ['2019-04-29'] }))
      .thenRefuses('MILESTONE_UNKNOWN', { date: '2019-04-29' });
  });
});

describe('a report (t6)', () => {
  test('is refused with a day of receipt before 交办', () => {
    given(inProgress)
      .when(aCommand('report', { receipt: aReceipt('2019-02-11') }))
      .thenRefuses('RECEIVED_BEFORE_ISSUE');
  });

  test.for(taskStates.filter((state) => state !== 'inProgress'))('is refused where the task is %s', (state) => {
    given(historyOf(state)).when(aCommand('report')).thenRefuses('STATE_NOT_FITTING');
  });
});

describe('urging 催办 (t7)', () => {
  test.for(['issued', 'received', 'inProgress', 'closureReview', 'verifying', 'suspended'] as const)('is possible where the task is %s', (state) => {
    given(historyOf(state)).when(aCommand('urge')).thenRecords({ type: 'taskUrged' });
  });

  test('records who, when and why, gives two working days to reply, and is counted', () => {
    const task = given([...inProgress, anEvent('taskUrged')])
      .when(aCommand('urge', { reason: '四月未报告' }), { at: shanghai('2019-04-30', '09:00') })
      .thenRecords({ type: 'taskUrged', reason: '四月未报告', replyBy: '2019-05-06', by: supervisor.person });

    expect(task.urgedCount).toBe(2);
  });

  test('is refused without a reason', () => {
    given(inProgress)
      .when(aCommand('urge', { reason: '\t' }))
      .thenRefuses('REASON_MISSING');
  });

  test.for(['registered', 'struckOff', 'terminated', 'merged'] as const)('is refused where the task is %s: nobody has a duty', (state) => {
    given(historyOf(state)).when(aCommand('urge')).thenRefuses('STATE_NOT_FITTING');
  });
});
