import { describe, expect, test } from 'vitest';
import type { TaskEvent } from '../../domain/events.ts';
import { colourOf, colourOfAll } from '../../domain/paper-colours.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { anEvent, historyOf, historyOfDeclined, taskAfter } from '../support/events.ts';
import { given } from '../support/given.ts';

const returned = [...historyOf('closureReview'), anEvent('closureReturned')];

describe('三色: the colour of a paper to the late department', () => {
  test.for<[string, readonly TaskEvent[], string, string]>([
    ['blue while nothing is late, however near the day', historyOf('inProgress'), '2019-04-30', 'blue'],
    ['yellow once a milestone is missed', historyOf('inProgress'), '2019-05-01', 'yellow'],
    ['yellow once a signature is missing', historyOf('issued'), '2019-02-15', 'yellow'],
    ['yellow after a return, until it is handed in again', returned, '2019-06-25', 'yellow'],
    ['yellow up to the due day itself', returned, '2019-06-30', 'yellow'],
    ['red past the due day', historyOf('inProgress'), '2019-07-01', 'red'],
    ['blue for a review in time of what was handed in before its day', historyOf('closureReview'), '2019-06-27', 'blue'],
    ['yellow for a review that is late', historyOf('closureReview'), '2019-07-03', 'yellow'],
    ['red for what was handed in after its day', [...historyOf('inProgress'), anEvent('closureApplied', { countsOn: '2019-07-02' })], '2019-07-02', 'red'],
    ['yellow for a declined task that nobody issues anew', historyOfDeclined(), '2019-02-18', 'yellow'],
  ])('%s', ([, history, day, colour]) => {
    expect(colourOf(taskAfter(history), shanghai(day, '10:00'))).toBe(colour);
  });

  test('follows the present due day, not the baseline', () => {
    const extended = [...historyOf('inProgress'), anEvent('dueSet'), anEvent('taskReported', { milestonesReached: ['2019-04-30'] })];

    expect(colourOf(taskAfter(extended), shanghai('2019-07-03', '10:00'))).toBe('blue');
  });

  test('of several tasks is that of the most pressing', () => {
    expect(colourOfAll(['blue', 'red', 'yellow'])).toBe('red');
    expect(colourOfAll(['blue', 'yellow'])).toBe('yellow');
    expect(colourOfAll([])).toBeNull();
  });

  test('is recorded when somebody urges, and when the ladder is climbed', () => {
    given(historyOf('inProgress'))
      .when(aCommand('urge'), { at: shanghai('2019-04-08', '09:00') })
      .thenRecords({ type: 'taskUrged', colour: 'blue' });
    given(historyOf('inProgress'))
      .when(aCommand('escalate'), { at: shanghai('2019-05-09', '09:00') })
      .thenRecords({ type: 'taskEscalated', colour: 'yellow', answerBy: '2019-05-13' });
  });
});
