import { describe, expect, test } from 'vitest';
import { clockCommandId, deadlinesOf, nextDeadline, pendingDeadlines, sideOf } from '../../domain/deadlines.ts';
import type { Deadline } from '../../domain/deadlines.ts';
import type { TaskEvent } from '../../domain/events.ts';
import { isEnded, taskStates } from '../../domain/task.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { anAssignment, anEvent, aTask, historyOf, historyOfDeclined, taskAfter } from '../support/events.ts';
import { given } from '../support/given.ts';

const pass = aCommand('passDeadline');
const milestone: Deadline = { kind: 'milestone', date: '2019-04-30' };
const due: Deadline = { kind: 'due', date: '2019-06-30' };
const passed = (deadline: Deadline): TaskEvent => anEvent('deadlinePassed', { deadline });

describe('what a task has promised by which day', () => {
  test.for<[string, readonly TaskEvent[], readonly Deadline[]]>([
    ['a registered task nothing', historyOf('registered'), []],
    ['a declined one to be issued anew', historyOfDeclined(), [{ kind: 'reassign', date: '2019-02-15' }]],
    ['an issued one to be signed for', historyOf('issued'), [{ kind: 'sign', date: '2019-02-14' }, milestone, due]],
    ['a received one its measures', historyOf('received'), [{ kind: 'measures', date: '2019-02-27' }, milestone, due]],
    ['one with measures their approval', [...historyOf('received'), anEvent('measuresSubmitted')], [{ kind: 'approval', date: '2019-02-27' }, milestone, due]],
    ['one in progress its milestones and the due day', historyOf('inProgress'), [milestone, due]],
    [
      'a returned one a new application',
      [...historyOf('closureReview'), anEvent('closureReturned')],
      [{ kind: 'resubmit', date: '2019-07-01' }, milestone, due],
    ],
    [
      'one with an extension that waits its decision',
      [...historyOf('inProgress'), anEvent('extensionRequested')],
      [{ kind: 'extension', date: '2019-06-25' }, milestone, due],
    ],
    ['one under review the review alone', historyOf('closureReview'), [{ kind: 'review', date: '2019-06-27' }]],
    ['one that was urged a reply', [...historyOf('inProgress'), anEvent('taskUrged')], [{ kind: 'reply', date: '2019-04-10' }, milestone, due]],
    [
      'one whose participant was asked an answer, once a day',
      [...historyOf('inProgress'), anEvent('contributionRequested'), anEvent('contributionRequested', { id: '2' })],
      [{ kind: 'contribution', date: '2019-03-13' }, milestone, due],
    ],
    [
      'one under review a reply too, but no participant an answer',
      [...historyOf('inProgress'), anEvent('contributionRequested'), anEvent('closureApplied'), anEvent('taskUrged')],
      [
        { kind: 'review', date: '2019-06-27' },
        { kind: 'reply', date: '2019-04-10' },
      ],
    ],
    ['one under verification the verification alone', historyOf('verifying'), [{ kind: 'verification', date: '2019-07-05' }]],
    ['a suspended one nothing', historyOf('suspended'), []],
    ['a struck-off one nothing', historyOf('struckOff'), []],
    ['a terminated one nothing', historyOf('terminated'), []],
    ['a merged one nothing', historyOf('merged'), []],
  ])('%s', ([, history, deadlines]) => {
    expect(deadlinesOf(taskAfter(history))).toEqual(deadlines);
  });

  test('a milestone on the due day or after it is no deadline of its own', () => {
    const milestones = ['2019-06-29', '2019-06-30', '2019-07-01'].map((date) => ({ date, text: '' }));

    expect(deadlinesOf(aTask('inProgress', { milestones }))).toEqual([{ kind: 'milestone', date: '2019-06-29' }, due]);
  });

  test('a milestone that is reported as reached is a deadline no more', () => {
    const reached = anEvent('taskReported', { milestonesReached: ['2019-04-30'] });

    expect(deadlinesOf(taskAfter([...historyOf('inProgress'), reached]))).toEqual([due]);
  });

  test('two milestones of one day are one deadline', () => {
    const milestones = ['初稿', '座谈'].map((text) => ({ date: '2019-04-30', text }));

    expect(deadlinesOf(aTask('inProgress', { milestones }))).toEqual([milestone, due]);
  });
});

test('some deadlines are the supervising side’s own (R37), one is a participant’s', () => {
  const supervising = (['reassign', 'approval', 'review', 'verification', 'extension', 'resumption'] as const).map(sideOf);

  expect(new Set(supervising)).toEqual(new Set(['supervision']));
  expect([sideOf('contribution'), sideOf('due')]).toEqual(['participant', 'lead']);
});

describe('the next deadline', () => {
  test('is the earliest, at 24:00 of its day in Shanghai', () => {
    expect(nextDeadline(aTask('issued'))).toEqual({ at: '2019-02-14T16:00:00.000Z', deadline: { kind: 'sign', date: '2019-02-14' } });
  });

  test('is the earliest whatever the order in which milestones are written', () => {
    const milestones = ['2019-05-31', '2019-03-29', '2019-05-31'].map((date) => ({ date, text: '' }));

    expect(pendingDeadlines(aTask('inProgress', { milestones })).map(({ date }) => date)).toEqual(['2019-03-29', '2019-05-31', '2019-06-30']);
  });

  test('is none that has been recorded as passed', () => {
    expect(nextDeadline(taskAfter([...historyOf('inProgress'), passed(milestone)]))).toMatchObject({ deadline: due });
  });

  test('is none where all have passed or nothing is promised', () => {
    expect(nextDeadline(taskAfter([...historyOf('inProgress'), passed(milestone), passed(due)]))).toBeNull();
    expect(nextDeadline(aTask('struckOff'))).toBeNull();
  });

  test('names the command of the clock, so that it acts once', () => {
    const next = nextDeadline(aTask('issued'));

    expect(next && clockCommandId(next)).toBe('clock:sign:2019-02-14T16:00:00.000Z');
  });
});

describe('a deadline that passes', () => {
  test('is recorded at the end of its day, and the task stays where it is', () => {
    const task = given(historyOf('issued'))
      .when(pass, { at: shanghai('2019-02-14', '24:00') })
      .thenRecords({ type: 'deadlinePassed', by: 'clock', deadline: { kind: 'sign', date: '2019-02-14' }, late: false });

    expect(task.state).toBe('issued');
  });

  test('is not recorded a moment before: what is done on its due day is on time', () => {
    expect(given(historyOf('issued')).when(pass, { at: '2019-02-14T15:59:59.999Z' }).decision).toEqual({ events: [] });
  });

  test.for([
    [60_000, false],
    [60_001, true],
  ] as const)('%i ms after its time is marked late: %s', ([ms, late]) => {
    const at = new Date(Date.parse(shanghai('2019-02-14', '24:00')) + ms).toISOString();

    given(historyOf('issued')).when(pass, { at }).thenRecords({ type: 'deadlinePassed', late });
  });

  test('is recorded once', () => {
    const history = [...historyOf('inProgress'), passed(milestone)];

    expect(given(history).when(pass, { at: shanghai('2019-05-05', '09:00') }).decision).toEqual({ events: [] });
  });

  test('after a long absence is recorded with all the others, in the order of their days', () => {
    const { decision } = given(historyOf('issued')).when(pass, { at: shanghai('2019-07-01', '00:00') });
    const recorded = 'events' in decision ? decision.events.flatMap((event) => (event.type === 'deadlinePassed' ? [event] : [])) : [];

    expect(recorded).toMatchObject([
      { deadline: { kind: 'sign', date: '2019-02-14' }, late: true },
      { deadline: milestone, late: true },
      { deadline: due, late: false },
    ]);
  });

  test('of two milestones on one day is recorded once', () => {
    const milestones = ['初稿', '座谈'].map((text) => ({ date: '2019-04-30', text }));

    given(historyOf('inProgress', { assignment: anAssignment({ milestones }) }))
      .when(pass, { at: shanghai('2019-05-01', '00:00') })
      .thenRecords({ type: 'deadlinePassed', deadline: milestone });
  });

  test('is remembered as long as the task has it: the due day through a review, a day for signing until it is signed for', () => {
    const overdue = [...historyOf('inProgress'), passed(milestone), passed(due)];
    expect(taskAfter([...overdue, anEvent('closureApplied')]).passed).toEqual([milestone, due]);

    const unsigned = [...historyOf('issued'), passed({ kind: 'sign', date: '2019-02-14' })];
    expect(taskAfter(unsigned).passed).toHaveLength(1);
    expect(taskAfter([...unsigned, anEvent('taskReceived')]).passed).toEqual([]);
  });

  test('of a review comes again for a new review', () => {
    const review: Deadline = { kind: 'review', date: '2019-06-27' };
    const again = anEvent('closureApplied', { at: '2019-07-01T01:00:00.000Z', reviewBy: '2019-07-08' });
    const task = taskAfter([...historyOf('closureReview'), passed(review), anEvent('closureReturned'), again]);

    expect(nextDeadline(task)).toMatchObject({ deadline: { kind: 'review', date: '2019-07-08' } });
  });

  test.for(taskStates.filter((state) => isEnded(aTask(state))))('is nothing to a task that is %s', (state) => {
    expect(given(historyOf(state)).when(pass, { at: '2030-01-01T00:00:00.000Z' }).decision).toEqual({ events: [] });
  });
});
