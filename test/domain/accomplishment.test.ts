import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Period } from '../../domain/accomplishment.ts';
import { accomplishmentOf, accomplishmentSentence, periodIn, quarterCalled, shareText, standingOf } from '../../domain/accomplishment.ts';
import type { Task } from '../../domain/task.ts';
import { anyTask } from '../support/arbitrary-events.ts';
import { anAssignment, anEvent, historyOf, taskAfter } from '../support/events.ts';

/** 改-12 is due on 2019-06-30, a Sunday. */
const dueDay = '2019-06-30';
const working = taskAfter(historyOf('inProgress'));
const suspended = taskAfter(historyOf('suspended'));
const ended = (['terminated', 'merged'] as const).map((state) => taskAfter(historyOf(state)));
const draft = taskAfter(historyOf('registered'));

const applied = (countsOn: string): Task => taskAfter([...historyOf('inProgress'), anEvent('closureApplied', { countsOn })]);
const done = (countsOn: string): Task => taskAfter([...historyOf('inProgress'), anEvent('closureApplied', { countsOn }), anEvent('taskStruckOff')]);
const reporting = (problems: string): Task => taskAfter([...historyOf('inProgress'), anEvent('taskReported', { problems })]);
const whole = (day: string): Period => ({ from: null, day });

describe('where a task stands', () => {
  test('is on schedule to the end of its due day, and overdue the next morning, a rest day or not', () => {
    expect([dueDay, '2019-07-01'].map((day) => standingOf(working, day))).toEqual(['onSchedule', 'overdue']);
  });

  test('goes by the day of the application while a reviewer takes his time', () => {
    expect([dueDay, '2019-07-01'].map((countsOn) => standingOf(applied(countsOn), '2019-08-01'))).toEqual(['onSchedule', 'overdue']);
  });

  test('is never overdue while its clock stands', () => {
    expect(standingOf(suspended, '2020-01-01')).toBe('onSchedule');
  });

  test('is apart where it ended otherwise, or was never ordered', () => {
    expect([...ended, draft, done(dueDay)].map((task) => standingOf(task, '2019-08-01'))).toEqual(['endedOtherwise', 'endedOtherwise', 'notIssued', 'done']);
  });
});

describe('how many are done, on their way and overdue', () => {
  test('adds up, whatever the tasks and the day: N = a + b + d, and nobody is left out or counted twice', () => {
    const aDay = fc.constantFrom('2019-02-12', '2019-06-30', '2019-07-01', '2020-01-02', '2023-01-03');

    fc.assert(
      fc.property(fc.array(anyTask, { maxLength: 12 }), aDay, (tasks, day) => {
        const { items, onSchedule, overdue, withProblems, endedOtherwise, notIssued, onTime, ...counted } = accomplishmentOf(tasks, whole(day));
        expect(items).toBe(counted.done + onSchedule + overdue);
        expect(items + endedOtherwise + notIssued).toBe(tasks.length);
        expect(withProblems).toBeLessThanOrEqual(onSchedule);
        for (const { part, of } of Object.values(onTime)) expect([part <= of, of <= items]).toEqual([true, true]);
      }),
    );
  });

  test('is said in one sentence, with what ended otherwise beside it', () => {
    const tasks = [done(dueDay), done('2019-07-03'), working, reporting('人手不足'), reporting('无。'), suspended, ...ended, draft];

    expect(accomplishmentSentence('2019 年第二季度，最高检', accomplishmentOf(tasks, whole(dueDay)))).toBe(
      '2019 年第二季度，最高检交办的 6 个具体事项，已完成 2 个，按期推进中 4 个（其中存在困难或问题 1 个），已超期 0 个，任务按期完成率 50%。另有 2 个已终止或并入，不计在内。',
    );
    expect(accomplishmentSentence('最高检', accomplishmentOf([], whole(dueDay)))).toBe(
      '最高检交办的 0 个具体事项，已完成 0 个，按期推进中 0 个（其中存在困难或问题 0 个），已超期 0 个，任务按期完成率 –。',
    );
  });

  test('counts no problem of what is overdue a second time', () => {
    expect(accomplishmentOf([reporting('人手不足')], whole('2019-07-01'))).toMatchObject({ onSchedule: 0, withProblems: 0, overdue: 1 });
  });
});

describe('the share that was closed on time', () => {
  const onTime = (tasks: readonly Task[], period: Period = whole('2019-07-31')) => accomplishmentOf(tasks, period).onTime;

  test('counts the due day itself as on time, by the application that was accepted', () => {
    expect(onTime([done('2019-06-29'), done(dueDay), done('2019-07-01')]).baseline).toEqual({ part: 2, of: 3 });
  });

  test('counts what is still open and late against it, and leaves out what cannot be judged yet', () => {
    expect(onTime([working, applied(dueDay), applied('2019-07-02'), suspended, draft, ...ended]).baseline).toEqual({ part: 0, of: 2 });
    expect(onTime([working], whole(dueDay)).baseline).toEqual({ part: 0, of: 0 });
  });

  test('keeps the baseline where the due day was moved, and shows both', () => {
    const extended = [...historyOf('inProgress'), anEvent('extensionRequested'), anEvent('extensionDecided')];
    const closed = taskAfter([...extended, anEvent('closureApplied', { countsOn: '2019-07-15' }), anEvent('taskStruckOff')]);

    expect(onTime([closed], whole('2019-12-31'))).toEqual({ baseline: { part: 0, of: 1 }, current: { part: 1, of: 1 } });
    expect(onTime([closed])).toEqual({ baseline: { part: 0, of: 1 }, current: { part: 0, of: 0 } });
  });

  test('is of what fell due in the period, and not before its day', () => {
    const inMay = taskAfter(historyOf('inProgress').map((event) => (event.type === 'taskIssued' ? { ...event, due: '2019-05-31' } : event)));

    expect(onTime([inMay, done(dueDay)], { from: '2019-06-01', day: '2019-06-30' }).baseline).toEqual({ part: 1, of: 1 });
    expect(onTime([inMay, done('2019-05-20')], { from: '2019-04-01', day: '2019-06-29' }).baseline).toEqual({ part: 0, of: 1 });
    expect(onTime([taskAfter(historyOf('registered', { assignment: anAssignment({ due: null }) }))]).baseline).toEqual({ part: 0, of: 0 });
  });

  test.each([
    [0, 0, '–'],
    [0, 3, '0%'],
    [2, 3, '66.7%'],
    [1, 2, '50%'],
    [3, 3, '100%'],
    [2999, 3000, '99.9%'],
    [1, 3000, '0.1%'],
  ])('%i of %i reads %s', (part, of, text) => {
    expect(shareText({ part, of })).toBe(text);
  });
});

describe('a quarter', () => {
  test('has its first and last day, and has been no longer than until today', () => {
    const second = quarterCalled('2019-Q2');

    expect(second).toEqual({ name: '2019-Q2', text: '2019 年第二季度', first: '2019-04-01', last: '2019-06-30' });
    expect(second && ['2019-05-07', '2019-08-01'].map((today) => periodIn(second, today))).toEqual([
      { from: '2019-04-01', day: '2019-05-07' },
      { from: '2019-04-01', day: '2019-06-30' },
    ]);
  });

  test.for(['2019-Q5', '2019-Q0', '2019', 'Q1', '19-Q1', '2019-q1', ''])('is not called "%s"', (name) => {
    expect(quarterCalled(name)).toBeNull();
  });
});
