import { describe, expect, test } from 'vitest';
import type { Deadline } from '../../domain/deadlines.ts';
import { overdueSince, standingDeadlines } from '../../domain/deadlines.ts';
import { dutiesOf } from '../../domain/duties.ts';
import type { TaskEvent } from '../../domain/events.ts';
import { movesFor } from '../../domain/moves.ts';
import { anAssignment, anEvent, aTask, historyOf, historyOfDeclined, taskAfter } from '../support/events.ts';
import { offices } from '../support/offices.ts';

/** `sign: receive SPP-06`, for each deadline that stands. */
const moves = (history: readonly TaskEvent[]): readonly string[] => {
  const task = taskAfter(history);
  return standingDeadlines(task).map((deadline) =>
    [`${deadline.kind}:`, ...movesFor(deadline, dutiesOf(task, offices, '2019-02-20')).map(({ kind, holder }) => `${kind} ${holder.department}`)].join(' '),
  );
};
const isKey = { assignment: anAssignment({ isKey: true }) };

describe('whose move it is', () => {
  test.for<[string, readonly TaskEvent[], readonly string[]]>([
    ['with a declined task', historyOfDeclined(), ['reassign: reissue SPP-BGT']],
    ['with one to be signed for, the days of the work too', historyOf('issued'), ['sign: receive SPP-06', 'milestone: receive SPP-06', 'due: receive SPP-06']],
    ['with one without measures', historyOf('received'), ['measures: submitMeasures SPP-06', 'milestone: submitMeasures SPP-06', 'due: submitMeasures SPP-06']],
    [
      'with one whose measures wait for approval: the supervision unit’s',
      [...historyOf('received'), anEvent('measuresSubmitted')],
      ['approval: approveMeasures SPP-BGT', 'milestone: approveMeasures SPP-BGT', 'due: approveMeasures SPP-BGT'],
    ],
    [
      'with one in progress',
      [...historyOf('inProgress'), anEvent('taskUrged'), anEvent('contributionRequested'), anEvent('extensionRequested')],
      [
        'extension: reviewExtension SPP-BGT decideExtension SPP-06',
        'reply: answerUrge SPP-06',
        'contribution: contribute SPP-08',
        'milestone: work SPP-06',
        'due: work SPP-06',
      ],
    ],
    [
      'with a returned one',
      [...historyOf('closureReview'), anEvent('closureReturned')],
      ['resubmit: resubmit SPP-06', 'milestone: resubmit SPP-06', 'due: resubmit SPP-06'],
    ],
    ['with an application', historyOf('closureReview'), ['review: review SPP-BGT']],
    ['with one for a 重点 task', historyOf('closureReview', isKey), ['review: consentToStrikeOff SPP-06 review SPP-BGT']],
    ['with a verification', historyOf('verifying'), ['verification: recordVerification SPP-BGT']],
    ['with a suspended task: the clock’s alone', historyOf('suspended'), ['resumption:']],
  ])('%s', ([, history, expected]) => {
    expect(moves(history)).toEqual(expected);
  });

  test('is that of the participant who was asked for this day, and of no other', () => {
    const asked = [anEvent('contributionRequested'), anEvent('contributionRequested', { id: '2', participant: 'SPP-10', due: '2019-03-29' })];
    const task = taskAfter([...historyOf('inProgress'), ...asked]);

    expect(movesFor({ kind: 'contribution', date: '2019-03-29' }, dutiesOf(task, offices, '2019-02-20'))).toMatchObject([{ holder: { department: 'SPP-10' } }]);
  });
});

describe('since when a task is overdue', () => {
  const passed = (deadline: Deadline) => anEvent('deadlinePassed', { deadline });
  const milestone = { kind: 'milestone', date: '2019-04-30' } as const;
  const reply = { kind: 'reply', date: '2019-04-10' } as const;

  test('is the oldest day that has passed and is not settled', () => {
    const urged = [...historyOf('inProgress'), anEvent('taskUrged'), passed(milestone), passed(reply)];

    expect(overdueSince(taskAfter(urged))).toBe('2019-04-10');
    expect(overdueSince(taskAfter([...urged, anEvent('urgeAnswered')]))).toBe('2019-04-30');
    expect(overdueSince(taskAfter([...urged, anEvent('taskReported', { milestonesReached: ['2019-04-30'] })]))).toBeNull();
  });

  test('is no day where nothing has passed, or the clock stands', () => {
    expect(overdueSince(aTask('inProgress'))).toBeNull();
    expect(overdueSince(taskAfter([...historyOf('inProgress'), passed(milestone), anEvent('taskSuspended')]))).toBeNull();
  });
});
