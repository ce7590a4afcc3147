import { describe, expect, test } from 'vitest';
import { clockCommand, clockCommandId, deadlineText, nextDeadline } from '../../domain/deadlines.ts';
import type { TaskEvent } from '../../domain/events.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { anAssignment, anEvent, aTask, historyOf, historyOfDeclined, taskAfter } from '../support/events.ts';
import { given } from '../support/given.ts';
import { leader, secretary } from '../support/offices.ts';

/** As it is recorded today. */
const aSuspension = (date: string, resumeOn = '2019-06-03') => anEvent('taskSuspended', { at: shanghai(date, '09:00'), resumeOn, keepsClocks: true });

const suspended = historyOf('suspended');
const atResumption = shanghai('2019-06-03', '00:00');

describe('suspending 暂缓 (t14)', () => {
  test('is decided by the leader, with a reason and the day on which it goes on', () => {
    const task = given(historyOf('inProgress'))
      .when(aCommand('suspend', { resumeOn: '2019-06-03' }), { at: shanghai('2019-03-20', '09:00') })
      .thenRecords({ type: 'taskSuspended', by: leader.person, reason: '待立法', resumeOn: '2019-06-03' });

    expect(task).toMatchObject({ state: 'suspended', resumeOn: '2019-06-03' });
  });

  test('needs a reason, and a day that lies ahead', () => {
    const at = shanghai('2019-03-20', '09:00');

    given(historyOf('inProgress'))
      .when(aCommand('suspend', { reason: '' }))
      .thenRefuses('REASON_MISSING');
    given(historyOf('inProgress'))
      .when(aCommand('suspend', { resumeOn: '2019-03-20' }), { at })
      .thenRefuses('RESUME_DATE_NOT_AHEAD', { date: '2019-03-20' });
  });

  test('answers no 催办: its clock stands still with the others', () => {
    const urged = [...historyOf('inProgress'), anEvent('taskUrged')];

    given(urged)
      .when(aCommand('suspend'), { at: shanghai('2019-04-09', '09:00') })
      .thenRecords({ type: 'taskSuspended', keepsClocks: true });
    expect(taskAfter([...urged, aSuspension('2019-04-09')]).openUrge).toMatchObject({ replyBy: '2019-04-10' });
  });

  test('overtook it in the first journals, and the promise to apply again with it', () => {
    const old = [...historyOf('closureReview'), anEvent('closureReturned'), anEvent('taskUrged'), anEvent('taskSuspended'), anEvent('taskResumed')];

    expect(taskAfter(old.slice(0, -1)).openUrge).toBeNull();
    expect(taskAfter(old)).toMatchObject({ resubmitBy: null, openUrge: null });
  });
});

describe('a suspended task', () => {
  test('waits for nothing but its day, at 0:00 in Shanghai', () => {
    const next = nextDeadline(aTask('suspended'));

    expect(next).toEqual({ at: atResumption, deadline: { kind: 'resumption', date: '2019-06-03' } });
    expect(next && [clockCommand(next), clockCommandId(next), deadlineText(next)]).toEqual([
      { type: 'resume' },
      `clock:resumption:${atResumption}`,
      '恢复，2019-06-03 起',
    ]);
  });

  test('lets no day pass', () => {
    expect(given(suspended).when(aCommand('passDeadline'), { at: '2020-01-01T00:00:00.000Z' }).decision).toEqual({ events: [] });
  });

  test('unlike one at work, whose clock records what has passed', () => {
    const next = nextDeadline(aTask('issued'));

    expect(next && [clockCommand(next), deadlineText(next)]).toEqual([{ type: 'passDeadline' }, '签收，2019-02-14 24:00 止']);
  });
});

describe('resuming 恢复', () => {
  test('by the clock on the day moves due day and milestones by the suspended working days; the baseline stays', () => {
    const task = given(suspended)
      .when(aCommand('resume'), { by: 'clock', at: atResumption })
      .thenRecords({
        type: 'taskResumed',
        by: 'clock',
        currentDue: '2019-09-09',
        milestones: [{ date: '2019-07-15', text: '形成征求意见稿' }],
        requests: [],
        clocks: { resubmitBy: null, replyBy: null, extension: null },
        pausedWorkingDays: 51,
        late: false,
      });

    expect(task).toMatchObject({ state: 'inProgress', baselineDue: '2019-06-30', currentDue: '2019-09-09' });
  });

  test('is not for the clock a moment before', () => {
    expect(given(suspended).when(aCommand('resume'), { by: 'clock', at: '2019-06-02T15:59:59.999Z' }).decision).toEqual({ events: [] });
  });

  test('where people have resumed before, leaves the clock nothing to say, and nothing to remember', () => {
    expect(given(historyOf('inProgress')).when(aCommand('resume'), { by: 'clock' }).decision).toEqual({ events: [] });
    given(historyOf('inProgress')).when(aCommand('resume')).thenRefuses('STATE_NOT_FITTING');
  });

  test('by a clock that comes late is marked so, and takes no day more than was decided', () => {
    given(suspended)
      .when(aCommand('resume'), { by: 'clock', at: shanghai('2019-06-20', '09:00') })
      .thenRecords({ type: 'taskResumed', currentDue: '2019-09-09', pausedWorkingDays: 51, late: true });
  });

  test('by the leader before the day gives back the days until then', () => {
    given(suspended)
      .when(aCommand('resume'), { at: shanghai('2019-03-27', '09:00') })
      .thenRecords({
        type: 'taskResumed',
        by: leader.person,
        late: false,
        pausedWorkingDays: 5,
        currentDue: '2019-07-05',
        milestones: [{ date: '2019-05-09', text: '形成征求意见稿' }],
      });
  });

  test('on the day of suspending moves nothing', () => {
    given(suspended)
      .when(aCommand('resume'), { at: shanghai('2019-03-20', '17:00') })
      .thenRecords({ type: 'taskResumed', currentDue: '2019-06-30', milestones: [{ date: '2019-04-30', text: '形成征求意见稿' }] });
  });

  test('leaves a milestone where it was that had passed before', () => {
    const milestones = [
      { date: '2019-03-01', text: '调研' },
      { date: '2019-04-30', text: '初稿' },
    ];
    const history = historyOf('suspended', { assignment: anAssignment({ milestones }) });

    given(history)
      .when(aCommand('resume'), { by: 'clock', at: atResumption })
      .thenRecords({ type: 'taskResumed', milestones: [milestones[0], { date: '2019-07-15', text: '初稿' }] });
  });

  test('keeps what has been said of a milestone', () => {
    const reached = anEvent('taskReported', { milestonesReached: ['2019-04-30'] });
    const history = [...historyOf('inProgress'), reached, aSuspension('2019-03-20', '2019-03-27')];

    given(history)
      .when(aCommand('resume'), { by: 'clock', at: shanghai('2019-03-27', '00:00') })
      .thenRecords({ type: 'taskResumed', milestones: [{ date: '2019-05-09', text: '形成征求意见稿', reachedAt: reached.at }] });
  });

  test('from a weekend lets nothing that lay ahead fall behind', () => {
    const history = [
      ...historyOf('inProgress', { assignment: anAssignment({ milestones: [{ date: '2019-03-23', text: '座谈' }] }) }),
      anEvent('taskSuspended', { at: shanghai('2019-03-23', '09:00'), resumeOn: '2019-03-30' }),
    ];

    given(history)
      .when(aCommand('resume'), { by: 'clock', at: shanghai('2019-03-30', '00:00') })
      .thenRecords({ type: 'taskResumed', milestones: [{ date: '2019-03-30', text: '座谈' }] });
  });

  test('moves the days of what participants were asked', () => {
    const history = [
      ...historyOf('inProgress'),
      anEvent('contributionRequested', { due: '2019-03-22' }),
      anEvent('contributionRequested', { id: '2', due: '2019-03-13' }),
      anEvent('taskSuspended'),
    ];
    const task = given(history)
      .when(aCommand('resume'), { at: shanghai('2019-03-27', '09:00') })
      .thenRecords({
        type: 'taskResumed',
        requests: [
          { id: '1', due: '2019-03-29' },
          // As overdue as before.
          { id: '2', due: '2019-03-20' },
        ],
      });

    expect(task).toMatchObject({
      requests: [
        { id: '1', due: '2019-03-29', text: '请提供公益诉讼典型案例' },
        { id: '2', due: '2019-03-20' },
      ],
    });
  });

  test('leaves an overdue task as overdue as it was, and tells of it no second time', () => {
    const due = { kind: 'due', date: '2019-06-30' } as const;
    const overdue: readonly TaskEvent[] = [
      ...historyOf('inProgress', { assignment: anAssignment({ milestones: [] }) }),
      anEvent('deadlinePassed', { deadline: due }),
      anEvent('taskSuspended', { at: shanghai('2019-07-08', '09:00'), resumeOn: '2019-07-22' }),
    ];
    const task = given(overdue)
      .when(aCommand('resume'), { by: 'clock', at: shanghai('2019-07-22', '00:00') })
      .thenRecords({ type: 'taskResumed', currentDue: '2019-07-12' });

    expect(task.passed).toEqual([{ kind: 'due', date: '2019-07-12' }]);
    expect(nextDeadline(task)).toBeNull();
  });

  test('moves every other clock that stood still: to apply again, to answer 催办, to decide on an extension', () => {
    const history = [
      ...historyOf('closureReview').map((event) => (event.type === 'closureApplied' ? { ...event, at: shanghai('2019-06-17', '09:00') } : event)),
      anEvent('closureReturned', { at: shanghai('2019-06-18', '09:00'), resubmitBy: '2019-06-25' }),
      anEvent('taskUrged', { at: shanghai('2019-06-19', '09:00'), replyBy: '2019-06-21' }),
      anEvent('extensionRequested', { milestones: [{ date: '2019-08-30', text: '座谈' }] }),
      aSuspension('2019-06-20', '2019-06-27'),
    ];
    const task = given(history)
      .when(aCommand('resume'), { by: 'clock', at: shanghai('2019-06-27', '00:00') })
      .thenRecords({
        type: 'taskResumed',
        currentDue: '2019-07-05',
        pausedWorkingDays: 5,
        clocks: {
          resubmitBy: '2019-07-02',
          replyBy: '2019-06-28',
          extension: { to: '2019-10-12', milestones: [{ date: '2019-09-06', text: '座谈' }], decideBy: '2019-07-02' },
        },
      });

    expect(task).toMatchObject({
      resubmitBy: '2019-07-02',
      openUrge: { replyBy: '2019-06-28', reason: '三月未报告' },
      pendingExtension: { to: '2019-10-12', decideBy: '2019-07-02', reason: '需征求地方意见' },
      pausedWorkingDays: 5,
    });
  });

  test('moves the answer to 催办 that came while it was suspended by the rest of the pause', () => {
    const history = [
      ...historyOf('inProgress'),
      aSuspension('2019-03-20', '2019-06-03'),
      anEvent('taskUrged', { at: shanghai('2019-05-30', '09:00'), replyBy: '2019-06-03' }),
    ];

    given(history)
      .when(aCommand('resume'), { by: 'clock', at: atResumption })
      .thenRecords({ type: 'taskResumed', clocks: { resubmitBy: null, replyBy: '2019-06-05', extension: null } });
  });

  test('tells of nothing a second time that had passed before', () => {
    const passing = [
      { kind: 'reply', date: '2019-04-10' },
      { kind: 'contribution', date: '2019-03-13' },
      { kind: 'milestone', date: '2019-04-30' },
      { kind: 'resubmit', date: '2019-05-08' },
      { kind: 'extension', date: '2019-05-08' },
    ] as const;
    const history = [
      ...historyOf('closureReview'),
      anEvent('closureReturned', { resubmitBy: '2019-05-08' }),
      anEvent('taskUrged'),
      anEvent('contributionRequested'),
      anEvent('extensionRequested', { decideBy: '2019-05-08' }),
      ...passing.map((deadline) => anEvent('deadlinePassed', { deadline })),
      aSuspension('2019-05-13', '2019-05-20'),
    ];

    expect(taskAfter(history).passed).toEqual(passing);
    const task = given(history)
      .when(aCommand('resume'), { by: 'clock', at: shanghai('2019-05-20', '00:00') })
      .thenRecords({ type: 'taskResumed' });

    expect(task.passed).toEqual([
      { kind: 'reply', date: '2019-04-17' },
      { kind: 'contribution', date: '2019-03-20' },
      { kind: 'milestone', date: '2019-04-30' },
      { kind: 'resubmit', date: '2019-05-15' },
      { kind: 'extension', date: '2019-05-15' },
    ]);
    expect(nextDeadline(task)).toMatchObject({ deadline: { kind: 'due', date: '2019-07-05' } });
  });

  test('leaves a request where it was that the entry does not name', () => {
    const history = [...historyOf('inProgress'), anEvent('contributionRequested'), anEvent('taskSuspended'), anEvent('taskResumed')];

    expect(taskAfter(history)).toMatchObject({ requests: [{ id: '1', due: '2019-03-13' }] });
  });

  test('records a passed day once, though it should move to one that is recorded already', () => {
    const back = (currentDue: string) => [anEvent('taskSuspended'), anEvent('taskResumed', { at: '2019-09-01T00:00:00.000Z', currentDue })];
    const passed = anEvent('deadlinePassed', { deadline: { kind: 'due', date: '2019-06-30' } });

    expect(taskAfter([...historyOf('inProgress'), passed, ...back('2019-06-30'), ...back('2019-07-12')]).passed).toEqual([{ kind: 'due', date: '2019-07-12' }]);
    expect(taskAfter([...historyOf('inProgress'), anEvent('deadlinePassed'), passed, ...back('2019-07-12')]).passed).toHaveLength(2);
  });
});

describe('terminating 终止 (t15)', () => {
  test('is recorded with the reference of the decision, and keeps what the task was', () => {
    const task = given(historyOf('inProgress'))
      .when(aCommand('terminate'))
      .thenRecords({ type: 'taskTerminated', reason: '任务已无必要', decision: '党组会 2019-05-06' });

    expect(task).toMatchObject({ state: 'terminated', endedBy: secretary.person, before: { state: 'inProgress' } });
  });

  test('needs a reason', () => {
    given(historyOf('inProgress'))
      .when(aCommand('terminate', { reason: ' ' }))
      .thenRefuses('REASON_MISSING');
  });

  test('is possible for what was never issued, and for what was sent back', () => {
    given(historyOf('registered')).when(aCommand('terminate')).thenRecords({ type: 'taskTerminated' });
    given(historyOfDeclined()).when(aCommand('terminate')).thenRecords({ type: 'taskTerminated' });
  });
});
