import { describe, expect, test } from 'vitest';
import type { TaskEvent } from '../../domain/events.ts';
import { lightOf, overdueWorkingDays } from '../../domain/lights.ts';
import { firstPolicy } from '../../domain/policy.ts';
import { calendarOf2019 } from '../support/calendars.ts';
import { anAssignment, anEvent, historyOf, taskAfter } from '../support/events.ts';

const on = (today: string) => ({ today, calendar: calendarOf2019, policy: firstPolicy });
const light = (history: readonly TaskEvent[], today: string) => lightOf(taskAfter(history), on(today));
const withoutMilestones = { assignment: anAssignment({ milestones: [] }) };

describe.for(['issued', 'received', 'inProgress'] as const)('the light of a task that is %s', (state) => {
  const history = historyOf(state, withoutMilestones);

  test('is green until eleven working days before the due day', () => {
    expect(light(history, '2019-06-13')).toBe('green');
  });

  test('is yellow from ten working days before it', () => {
    // The due day is a Sunday: the last of the ten is Friday, 06-28.
    expect(light(history, '2019-06-14')).toBe('yellow');
  });

  test('is yellow on the due day itself, to its end', () => {
    expect(light(history, '2019-06-30')).toBe('yellow');
  });

  test('is red from the next day on', () => {
    expect(light(history, '2019-07-01')).toBe('red');
  });
});

describe('the light', () => {
  test('is yellow near a milestone too, and stays so when it is missed', () => {
    const history = historyOf('inProgress');

    expect(light(history, '2019-04-16')).toBe('green');
    expect(light(history, '2019-04-17')).toBe('yellow');
    expect(light(history, '2019-04-30')).toBe('yellow');
    expect(light(history, '2019-05-01')).toBe('yellow');
    expect(light([...history, anEvent('taskReported', { at: '2019-05-06T01:00:00.000Z' })], '2019-05-06')).toBe('yellow');
  });

  test('is green again when a report says that it is reached, before its day or after', () => {
    const reached = anEvent('taskReported', { milestonesReached: ['2019-04-30'] });

    expect(light([...historyOf('inProgress'), reached], '2019-04-17')).toBe('green');
    expect(light([...historyOf('inProgress'), reached], '2019-05-06')).toBe('green');
  });

  test('is yellow for what was returned and not handed in again, red past the due day all the same', () => {
    const returned = [...historyOf('closureReview', { assignment: anAssignment({ milestones: [], due: '2019-12-31' }) }), anEvent('closureReturned')];
    const task = taskAfter(returned);

    expect(lightOf({ ...task, currentDue: '2019-12-31' } as typeof task, on('2019-06-24'))).toBe('yellow');
    expect(light(returned, '2019-07-01')).toBe('red');
  });

  test.for(['registered', 'suspended', 'struckOff', 'terminated', 'merged'] as const)('is grey where the task is %s', (state) => {
    expect(light(historyOf(state), '2030-01-01')).toBe('grey');
  });

  test.for(['closureReview', 'verifying'] as const)(
    'where the task is %s is judged by the day that counts, so that a slow reviewer makes nobody late',
    (state) => {
      expect(light(historyOf(state), '2019-09-30')).toBe('green');

      const handedInOn = (countsOn: string) => historyOf(state).map((event) => (event.type === 'closureApplied' ? { ...event, countsOn } : event));
      expect(light(handedInOn('2019-06-30'), '2019-09-30')).toBe('green');
      expect(light(handedInOn('2019-07-01'), '2019-09-30')).toBe('red');
    },
  );
});

describe('working days overdue', () => {
  const overdue = (history: readonly TaskEvent[], today: string) => overdueWorkingDays(taskAfter(history), on(today));

  test('are none before the due day, on it, or on the rest days after it', () => {
    expect(overdue(historyOf('inProgress'), '2019-02-12')).toBe(0);
    expect(overdue(historyOf('inProgress'), '2019-06-30')).toBe(0);
    const dueOnFriday = historyOf('inProgress').map((event) => (event.type === 'taskIssued' ? { ...event, due: '2019-06-28' } : event));
    expect(overdue(dueOnFriday, '2019-06-30')).toBe(0);
  });

  test('count working days only', () => {
    expect(overdue(historyOf('inProgress'), '2019-07-08')).toBe(6);
  });

  test('stop with the application that counts', () => {
    const late = historyOf('struckOff').map((event) => (event.type === 'closureApplied' ? { ...event, countsOn: '2019-07-03' } : event));

    expect(overdue(late, '2019-12-31')).toBe(3);
    expect(overdue(historyOf('struckOff'), '2019-12-31')).toBe(0);
  });

  test.for(['registered', 'suspended', 'terminated', 'merged'] as const)('are not counted where the task is %s', (state) => {
    expect(overdue(historyOf(state), '2020-12-31')).toBe(0);
  });
});
