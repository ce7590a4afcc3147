import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstPolicy } from '../../domain/policy.ts';
import type { Policy } from '../../domain/policy.ts';
import { isWorkingDay, restDayRules, settleOnWorkingDay } from '../../domain/working-calendar.ts';
import { daysOf, officialCalendar } from '../support/calendars.ts';
import { aCommand } from '../support/commands.ts';
import { anAssignment, historyOf, historyOfDeclined } from '../support/events.ts';
import { given } from '../support/given.ts';

const official = officialCalendar();
const milestones = [
  { date: '2019-03-31', text: '形成初稿' },
  { date: '2019-04-30', text: '形成征求意见稿' },
];
const policyWith = (restDays: NonNullable<Policy['restDays']>): Policy => ({ ...firstPolicy, version: 'policy-2', restDays });

describe('a stated day that is no working day', () => {
  test.for([
    ['2019-06-30', 'keep', '2019-06-30'],
    ['2019-06-30', 'previous', '2019-06-28'],
    ['2019-06-30', 'next', '2019-07-01'],
    ['2022-12-31', 'keep', '2022-12-31'],
    ['2022-12-31', 'previous', '2022-12-30'],
    ['2022-12-31', 'next', '2023-01-03'],
    // A Sunday that is worked is no rest day.
    ['2019-05-05', 'previous', '2019-05-05'],
    ['2019-05-01', 'previous', '2019-04-30'],
    ['2019-05-01', 'next', '2019-05-05'],
  ] as const)('%s, %s: %s', ([date, rule, settled]) => {
    expect(settleOnWorkingDay(official, date, rule)).toBe(settled);
  });

  test('settles once, on a working day, and a working day stays where it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...daysOf(2018, 2027)), fc.constantFrom(...restDayRules), (date, rule) => {
        const settled = settleOnWorkingDay(official, date, rule);
        expect(settleOnWorkingDay(official, settled, rule)).toBe(settled);
        expect(settled === date).toBe(rule === 'keep' || isWorkingDay(official, date));
      }),
    );
  });
});

describe('a task whose due day is a Sunday', () => {
  const registered = historyOf('registered', { assignment: anAssignment({ milestones }) });

  test('is due on that day, to its end, where the policy says nothing', () => {
    const task = given(registered).when(aCommand('issue')).thenRecords({ type: 'taskIssued', due: '2019-06-30' });

    expect(task).toMatchObject({ baselineDue: '2019-06-30', currentDue: '2019-06-30', assignment: { milestones } });
    expect(given(registered).when(aCommand('issue')).decision).not.toMatchObject({ events: [{ currentDue: expect.anything() }] });
  });

  test('is due on the working day before or after it where the policy says so, and is judged by the day that was stated', () => {
    const before = given(registered).when(aCommand('issue'), { policy: policyWith({ due: 'previous' }) });
    const after = given(registered).when(aCommand('issue'), { policy: policyWith({ due: 'next' }) });

    expect(before.thenRecords({ type: 'taskIssued', due: '2019-06-30', currentDue: '2019-06-28' })).toMatchObject({
      baselineDue: '2019-06-30',
      currentDue: '2019-06-28',
      assignment: { milestones },
    });
    expect(after.thenRecords({ type: 'taskIssued', currentDue: '2019-07-01' })).toMatchObject({ baselineDue: '2019-06-30', currentDue: '2019-07-01' });
  });

  test('has milestones by a rule of their own', () => {
    const issued = given(registered).when(aCommand('issue'), { policy: policyWith({ milestone: 'previous' }) });

    const task = issued.thenRecords({ type: 'taskIssued', due: '2019-06-30', milestones: [{ date: '2019-03-29', text: '形成初稿' }, milestones[1]] });
    expect(task).toMatchObject({ currentDue: '2019-06-30', assignment: { milestones: [{ date: '2019-03-29' }, { date: '2019-04-30' }] } });
  });

  test('is settled anew when it is issued anew', () => {
    const declined = historyOfDeclined({ assignment: anAssignment({ milestones: [] }) });

    const task = given(declined)
      .when(aCommand('reissue'), { policy: policyWith({ due: 'next' }) })
      .thenRecords({ type: 'taskReissued', due: '2019-06-30', currentDue: '2019-07-01' });
    expect(task).toMatchObject({ baselineDue: '2019-06-30', currentDue: '2019-07-01' });
  });
});
