import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateOf } from '../../domain/dates.ts';
import { deadlinesOf } from '../../domain/deadlines.ts';
import { firstPolicy } from '../../domain/policy.ts';
import type { Reminder, SaidRung } from '../../domain/reminders.ts';
import { isSaid, nextReminder, remindersFor } from '../../domain/reminders.ts';
import type { Assignment, Task } from '../../domain/task.ts';
import { isWorkingDay } from '../../domain/working-calendar.ts';
import { anyTask } from '../support/arbitrary-events.ts';
import { calendarOf2019, officialCalendar } from '../support/calendars.ts';
import { anAssignment, anEvent, aTask, historyOf, taskAfter } from '../support/events.ts';

const rules = { calendar: calendarOf2019, policy: firstPolicy };
const official = { calendar: officialCalendar(), policy: firstPolicy };

/** `due -3 on 06-26`, `milestone 0 on 04-30`. */
const said = (reminders: readonly Reminder[]): readonly string[] => reminders.map(({ kind, rung, on }) => `${kind} -${rung} on ${on}`);
const of = (task: Task, kind: Reminder['kind'], by = rules) => said(remindersFor(task, by).filter((reminder) => reminder.kind === kind));

const working = (horizon: 'firstHalf' | 'yearEnd' | 'longTerm', { due, milestones = [] }: { due: string; milestones?: Assignment['milestones'] }): Task =>
  taskAfter(
    historyOf('inProgress', { assignment: anAssignment({ milestones }) }).map((event) =>
      event.type === 'taskIssued' ? { ...event, due } : event.type === 'measuresApproved' ? { ...event, horizon } : event,
    ),
  );

describe('somebody is reminded of a due day', () => {
  test('of 上半年: 30, 10 and 3 working days before, and on the day; what falls on a Sunday comes on the Friday before', () => {
    expect(of(working('firstHalf', { due: '2019-06-30' }), 'due')).toEqual([
      'due -30 on 2019-05-17',
      'due -10 on 2019-06-17',
      'due -3 on 2019-06-26',
      'due -0 on 2019-06-28',
    ]);
  });

  test('of 年底前: 60 working days before as well', () => {
    expect(of(working('yearEnd', { due: '2019-12-31' }), 'due')).toEqual([
      'due -60 on 2019-10-09',
      'due -30 on 2019-11-19',
      'due -10 on 2019-12-17',
      'due -3 on 2019-12-26',
      'due -0 on 2019-12-31',
    ]);
  });

  test('of 长线: like a milestone; and in each January on its way, of the yearly review', () => {
    const task = working('longTerm', { due: '2022-12-31', milestones: [{ date: '2020-06-30', text: '试点' }] });

    expect(of(task, 'due', official)).toEqual(['due -20 on 2022-12-05', 'due -5 on 2022-12-26', 'due -0 on 2022-12-30']);
    expect(of(task, 'milestone', official)).toEqual(['milestone -20 on 2020-06-01', 'milestone -5 on 2020-06-22', 'milestone -0 on 2020-06-30']);
    expect(of(task, 'yearlyReview', official)).toEqual(['yearlyReview -0 on 2020-01-02', 'yearlyReview -0 on 2021-01-04', 'yearlyReview -0 on 2022-01-04']);
  });

  test('whose horizon nobody has proposed: as of 上半年', () => {
    expect(of(aTask('issued', { proposedHorizon: null, due: '2019-12-31' }), 'due').map((text) => text.split(' ')[1])).toEqual(['-30', '-10', '-3', '-0']);
  });

  test('but not on a morning before the task was ordered', () => {
    expect(of(working('firstHalf', { due: '2019-02-20' }), 'due')).toEqual(['due -3 on 2019-02-15', 'due -0 on 2019-02-20']);
  });
});

describe('of the other days', () => {
  test('a clock is reminded of on the working day before', () => {
    expect(of(aTask('issued'), 'sign')).toEqual(['sign -1 on 2019-02-13']);
    expect(of(aTask('closureReview'), 'review')).toEqual(['review -1 on 2019-06-26']);
  });

  test('a milestone that is reached, a review that is on, a suspension and an end need no reminder of the work', () => {
    const reached = taskAfter([...historyOf('inProgress'), anEvent('taskReported', { milestonesReached: ['2019-04-30'] })]);

    expect(of(aTask('inProgress'), 'milestone')).toHaveLength(3);
    expect(of(reached, 'milestone')).toEqual([]);
    expect(of(aTask('closureReview'), 'due')).toEqual([]);
    expect(remindersFor(taskAfter([...historyOf('inProgress'), anEvent('taskSuspended')]), rules)).toEqual([]);
    expect(remindersFor(aTask('struckOff'), rules)).toEqual([]);
    expect(remindersFor(aTask('registered'), rules)).toEqual([]);
  });

  test('the policy that the task names says how long before', () => {
    const policy = {
      ...firstPolicy,
      reminders: { dueWorkingDays: { firstHalf: [5], yearEnd: [], longTerm: [] }, milestoneWorkingDays: [], clockWorkingDays: [] },
    };

    expect(said(remindersFor(aTask('inProgress'), { ...rules, policy }))).toEqual(['due -5 on 2019-06-24']);
  });
});

test('the next reminder of a deadline is the first from a day on; of one that is overdue there is none', () => {
  const task = aTask('inProgress');
  const due = { kind: 'due', date: '2019-06-30' } as const;

  expect(nextReminder(task, due, { day: '2019-06-18', ...rules })).toBe('2019-06-26');
  expect(nextReminder(task, due, { day: '2019-06-26', ...rules })).toBe('2019-06-26');
  expect(nextReminder(task, due, { day: '2019-07-01', ...rules })).toBeNull();
});

test('whatever the task: nothing on a rest day, nothing after the day itself, in order, each rung once', () => {
  fc.assert(
    fc.property(anyTask, (task) => {
      const reminders = remindersFor(task, rules);

      expect(reminders.filter(({ on }) => !isWorkingDay(calendarOf2019, on))).toEqual([]);
      expect(
        reminders.filter(({ on, date, kind }) => on > date || (kind !== 'yearlyReview' && !deadlinesOf(task).some((d) => d.kind === kind && d.date === date))),
      ).toEqual([]);
      expect(new Set(reminders.map(({ kind, date, rung }) => `${kind} ${date} ${rung}`)).size).toBe(reminders.length);
      for (const { kind, date } of reminders) {
        const ladder = reminders.filter((one) => one.kind === kind && one.date === date);
        expect(ladder.map(({ on }) => on)).toEqual(ladder.map(({ on }) => on).toSorted());
      }
      if ('issuedAt' in task) expect(reminders.filter(({ on }) => on < dateOf(task.issuedAt))).toEqual([]);
    }),
  );
});

describe('a rung is said once, whatever the day becomes', () => {
  const aReminder = (parts: Partial<Reminder> = {}): Reminder => ({ kind: 'due', date: '2019-06-30', rung: 10, on: '2019-06-17', cycle: null, ...parts });
  const told: SaidRung = { kind: 'due', date: '2019-06-30', rung: 10, cycle: null };
  const task = aTask('inProgress');

  test('for the same day never again; another rung, another kind of day is another matter', () => {
    expect(isSaid(aReminder(), [told], task)).toBe(true);
    expect(isSaid(aReminder({ rung: 3, on: '2019-06-26' }), [told], task)).toBe(false);
    expect(isSaid(aReminder({ kind: 'milestone' }), [told], task)).toBe(false);
    expect(isSaid(aReminder(), [], task)).toBe(false);
  });

  test('a day that moved by little is not said again: the day that was named has not come yet', () => {
    expect(isSaid(aReminder({ date: '2019-07-02', on: '2019-06-19' }), [told], task)).toBe(true);
  });

  test('a day that moved by months is: what was named has come and gone', () => {
    expect(isSaid(aReminder({ date: '2019-09-30', on: '2019-09-16' }), [told], task)).toBe(false);
    expect(isSaid(aReminder({ date: '2019-07-12', on: '2019-06-30' }), [told], task)).toBe(false);
  });

  test('a milestone that still stands on its day is not one that has moved to another', () => {
    const second = aReminder({ kind: 'milestone', date: '2019-05-10', rung: 5, on: '2019-04-29' });
    const first: SaidRung = { kind: 'milestone', date: '2019-04-30', rung: 5, cycle: null };

    expect(isSaid(second, [first], task)).toBe(false);
    expect(isSaid(second, [{ ...first, date: '2019-05-08' }], task)).toBe(true);
  });

  test('a clock that is set anew, as by another 催办, is another clock', () => {
    const reply = aReminder({ kind: 'reply', date: '2019-04-11', rung: 1, on: '2019-04-10' });

    expect(isSaid(reply, [{ kind: 'reply', date: '2019-04-12', rung: 1, cycle: null }], task)).toBe(false);
  });

  test('of a cycle never again, wherever its cut-off comes to lie', () => {
    const cutOff = aReminder({ kind: 'report', date: '2019-04-30', rung: 1, on: '2019-04-29', cycle: '2019-05' });

    expect(isSaid(cutOff, [{ kind: 'report', date: '2019-04-28', rung: 1, cycle: '2019-05' }], task)).toBe(true);
    expect(isSaid(cutOff, [{ kind: 'report', date: '2019-04-28', rung: 1, cycle: '2019-04' }], task)).toBe(false);
  });
});
