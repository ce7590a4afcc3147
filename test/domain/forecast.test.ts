import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TaskEvent } from '../../domain/events.ts';
import { foreseeExtension } from '../../domain/extension-forecast.ts';
import type { Foreseen } from '../../domain/forecast.ts';
import { forecast, forecastWithReminders, movesBetween } from '../../domain/forecast.ts';
import type { Task } from '../../domain/task.ts';
import { anyTask } from '../support/arbitrary-events.ts';
import { aCommand, facts, shanghai } from '../support/commands.ts';
import { anEvent, aTask, historyOf, taskAfter } from '../support/events.ts';
import { given } from '../support/given.ts';

const on = (date: string) => facts({ now: shanghai(date, '10:00'), actor: 'clock' });
const said = (foreseen: readonly Foreseen[]) => foreseen.map(({ name, date }) => `${date} ${name}`);
const reached = anEvent('taskReported', { milestonesReached: ['2019-04-30'] });
const inProgress = [...historyOf('inProgress'), reached];

describe('what time alone will do to a task 推演', () => {
  test('is every day that passes and every step of the ladder, in order, and whom it tells', () => {
    const foreseen = forecast(taskAfter(inProgress), on('2019-06-20'));

    expect(said(foreseen)).toEqual([
      '2019-06-14 时限黄灯',
      '2019-06-30 完成时限届满',
      '2019-07-01 升级第 1 级',
      '2019-07-03 升级第 2 级',
      '2019-07-05 升级第 3 级',
      '2019-07-12 升级第 4 级',
      '2019-07-19 升级第 4 级（第 2 次）',
      '2019-07-26 升级第 4 级（第 3 次）',
      '2019-08-02 升级第 4 级（第 4 次）',
    ]);
    expect(foreseen[1]).toMatchObject({ what: 'due', at: shanghai('2019-06-30', '24:00'), told: [{ department: 'SPP-BGT', role: 'supervisor' }] });
    expect(foreseen[2]).toMatchObject({
      what: 'escalation due 1.0',
      at: shanghai('2019-07-01', '09:00'),
      told: [{ department: 'SPP-06', role: 'department_head' }],
    });
  });

  test('begins now with what was missed', () => {
    const [, passed, first, second] = forecast(taskAfter(inProgress), on('2019-07-03'));

    expect([passed, first, second].map((one) => one?.at)).toEqual(Array.from({ length: 3 }, () => shanghai('2019-07-03', '10:00')));
  });

  test('of a suspended task goes on with it', () => {
    const [first, second] = forecast(taskAfter([...inProgress, anEvent('taskSuspended', { keepsClocks: true })]), on('2019-03-20'));

    expect(said([first, second].flatMap((one) => one ?? []))).toEqual(['2019-06-03 恢复', '2019-09-09 完成时限届满']);
  });

  test('of one that has ended is nothing', () => {
    expect(forecast(aTask('struckOff'), on('2019-07-03'))).toEqual([]);
  });

  test('comes to an end, whatever the task', () => {
    fc.assert(
      fc.property(anyTask, (task) => {
        const moments = forecast(task, on('2019-06-20')).map(({ at }) => at);
        expect(moments).toEqual(moments.toSorted());
      }),
    );
  });

  test('is what the clock then does', () => {
    const foreseen = forecast(aTask('inProgress'), on('2019-02-21')).filter(({ what }) => what !== 'yellow');
    const journal: TaskEvent[] = [...historyOf('inProgress')];

    for (const at of new Set(foreseen.map((one) => one.at))) {
      const { decision } = given(journal).when(aCommand('passDeadline'), { by: 'clock', at });
      journal.push(...('events' in decision ? decision.events : []));
    }

    expect(journal.slice(historyOf('inProgress').length).map(({ at }) => at)).toEqual(foreseen.map(({ at }) => at));
  });
});

describe('the mornings on which people will be reminded', () => {
  const remindersOn = (date: string, task: Task, parts = {}) =>
    forecastWithReminders(task, { ...on(date), ...parts }).filter(({ what }) => what.startsWith('reminder'));

  test('are foreseen with what time will do, and whom they reach', () => {
    expect(said(remindersOn('2019-06-20', taskAfter(inProgress)))).toEqual(['2019-06-26 提醒完成时限（提前 3 个工作日）', '2019-06-28 提醒完成时限']);
    expect(remindersOn('2019-06-20', taskAfter(inProgress))[0]).toMatchObject({
      at: shanghai('2019-06-26', '08:30'),
      told: [{ department: 'SPP-06', role: 'lead_contact' }],
    });
  });

  test('are those of a suspended task once it goes on', () => {
    const suspended = taskAfter([...inProgress, anEvent('taskSuspended', { keepsClocks: true })]);

    expect(remindersOn('2019-03-20', suspended).map(({ what }) => what)).toEqual(['reminder due 30', 'reminder due 10', 'reminder due 3', 'reminder due 0']);
  });

  test('are not those of which people have been told', () => {
    const told = [{ kind: 'due', date: '2019-06-30', rung: 3, cycle: null }];

    expect(said(remindersOn('2019-06-20', taskAfter(inProgress), { said: told }))).toEqual(['2019-06-28 提醒完成时限']);
  });
});

describe('if a task were extended', () => {
  const now = on('2019-06-20');
  const waiting = [...inProgress, anEvent('extensionRequested')];

  test('its due day and what hangs on it move; what does not stays', () => {
    const foreseen = foreseeExtension(taskAfter(inProgress), { to: '2019-09-30' }, now);

    expect(foreseen).toMatchObject({ currentDue: { from: '2019-06-30', to: '2019-09-30' } });
    expect(foreseen).toMatchObject({
      moves: [
        { what: 'yellow', name: '时限黄灯', from: '2019-06-14', to: '2019-09-17' },
        { what: 'reminder due 3', name: '提醒完成时限（提前 3 个工作日）', from: '2019-06-26', to: '2019-09-26' },
        { what: 'reminder due 0', name: '提醒完成时限', from: '2019-06-28', to: '2019-09-30' },
        { what: 'due', from: '2019-06-30', to: '2019-09-30' },
        { what: 'escalation due 1.0', from: '2019-07-01', to: '2019-10-08' },
        { from: '2019-07-03', to: '2019-10-10' },
        { from: '2019-07-05', to: '2019-10-12' },
        { from: '2019-07-12', to: '2019-10-18' },
        { from: '2019-07-19' },
        { from: '2019-07-26' },
        { from: '2019-08-02' },
        { what: 'reminder due 30', from: null, to: '2019-08-19' },
        { what: 'reminder due 10', from: null, to: '2019-09-17' },
      ],
    });
  });

  test('it is as it will be when it has been', () => {
    const foreseen = foreseeExtension(taskAfter(inProgress), { to: '2019-09-30', milestones: [{ date: '2019-08-30', text: '座谈' }] }, now);
    const asked = { to: '2019-09-30', milestones: [{ date: '2019-08-30', text: '座谈' }] };
    const request = given(inProgress).when(aCommand('requestExtension', asked), { at: now.now });
    const journal = [...inProgress, ...('events' in request.decision ? request.decision.events : [])];
    const extended = given(journal).when(aCommand('decideExtension'), { at: now.now }).thenRecords({ type: 'extensionDecided' });

    expect(foreseen).toMatchObject({
      after: forecastWithReminders(extended, now),
      moves: expect.arrayContaining([expect.objectContaining({ what: 'milestone 2019-08-30', from: null })]),
    });
  });

  test('by what the lead has applied for, its decision falls away', () => {
    expect(foreseeExtension(taskAfter(waiting), {}, now)).toMatchObject({
      currentDue: { to: '2019-09-30' },
      moves: expect.arrayContaining([expect.objectContaining({ what: 'extension 2019-06-25', to: null })]),
    });
  });

  test('to another day than was applied for may be asked too', () => {
    expect(foreseeExtension(taskAfter(waiting), { to: '2019-08-30' }, now)).toMatchObject({ currentDue: { to: '2019-08-30' } });
  });

  test('is refused as the act itself would be', () => {
    const refusedWith = (task: Task, to?: string) => foreseeExtension(task, to === undefined ? {} : { to }, now);

    expect(refusedWith(taskAfter(inProgress), '2019-06-30')).toMatchObject({ refusal: { code: 'EXTENSION_NOT_LATER' } });
    expect(refusedWith(taskAfter(inProgress))).toMatchObject({ refusal: { code: 'NO_EXTENSION_PENDING' } });
    expect(refusedWith(aTask('issued'), '2019-09-30')).toMatchObject({ refusal: { code: 'STATE_NOT_FITTING' } });
    expect(refusedWith(aTask('issued'))).toMatchObject({ refusal: { code: 'STATE_NOT_FITTING' } });
  });
});

test('what is in one forecast alone appears, or falls away', () => {
  const one: Foreseen = { what: 'due', name: '完成时限届满', date: '2019-06-30', at: shanghai('2019-06-30', '24:00'), told: [] };

  expect(movesBetween([], [one])).toEqual([{ what: 'due', name: '完成时限届满', from: null, to: '2019-06-30' }]);
  expect(movesBetween([one], [])).toEqual([{ what: 'due', name: '完成时限届满', from: '2019-06-30', to: null }]);
  expect(movesBetween([one], [one])).toEqual([]);
});
