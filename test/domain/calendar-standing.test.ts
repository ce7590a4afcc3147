import { describe, expect, test } from 'vitest';
import { withOverlay } from '../../domain/calendar-overlay.ts';
import { calendarStanding, isProvisionalDate } from '../../domain/calendar-standing.ts';
import { firstPolicy } from '../../domain/policy.ts';
import { calendarOf2019, officialCalendar } from '../support/calendars.ts';
import { shanghai } from '../support/commands.ts';
import { anEvent, historyOf, historyOfOverdue, stepsOn, taskAfter } from '../support/events.ts';
import { anOverlay, calendarInForce, listOf2027 } from '../support/overlays.ts';

const rules = { now: shanghai('2019-02-13', '09:00'), calendar: calendarOf2019, policy: firstPolicy };

/** Without any list of 2019. */
const calendarOf2018 = { ...calendarOf2019, version: 'official-2018', firstYear: 2018, lastYear: 2018 };

describe('a date is provisional', () => {
  test('if it was counted into a year without an official list; a stated day is not', () => {
    const task = taskAfter(historyOf('issued'));

    expect(calendarStanding(task, calendarOf2018, rules).provisional).toEqual([{ kind: 'sign', date: '2019-02-14' }]);
    expect(calendarStanding(task, calendarOf2019, rules).provisional).toEqual([]);
  });

  test('a stated day too, where the policy settles it on a working day', () => {
    const policy = { ...firstPolicy, restDays: { due: 'next' } } as const;

    expect(isProvisionalDate({ kind: 'due', date: '2019-06-30' }, calendarOf2018, policy)).toBe(true);
    expect(isProvisionalDate({ kind: 'milestone', date: '2019-04-30' }, calendarOf2018, policy)).toBe(false);
    expect(isProvisionalDate({ kind: 'milestone', date: '2019-04-30' }, calendarOf2018, { ...policy, restDays: { milestone: 'next' } })).toBe(true);
  });

  test('so are the steps of a ladder', () => {
    const task = taskAfter([...historyOfOverdue(), anEvent('escalationAcknowledged', { until: '2019-07-02', steps: stepsOn('07-03') })]);

    expect(calendarStanding(task, calendarOf2018, rules).provisional).toEqual([{ kind: 'escalation', date: '2019-07-03' }]);
  });

  test('no longer, once the list of the year is in force', () => {
    const date = { kind: 'review', date: '2027-02-19' } as const;

    expect(isProvisionalDate(date, officialCalendar(), firstPolicy)).toBe(true);
    expect(isProvisionalDate(date, withOverlay(officialCalendar(), listOf2027()), firstPolicy)).toBe(false);
  });
});

test('dates that the calendar in force would move are named until they are reprojected', () => {
  const task = taskAfter(historyOf('issued'));

  expect(calendarStanding(task, calendarInForce, rules).toReproject).toEqual([{ kind: 'sign', from: '2019-02-14', to: '2019-02-15' }]);
  expect(calendarStanding(task, withOverlay(calendarOf2019, anOverlay({ days: [] })), rules).toReproject).toEqual([]);
});
