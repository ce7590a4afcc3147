import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dateOf } from '../../domain/dates.ts';
import { fold } from '../../domain/evolve.ts';
import { resume, suspend } from '../../domain/suspending.ts';
import type { InProgress, Suspended, Task } from '../../domain/task.ts';
import type { WorkingCalendar } from '../../domain/working-calendar.ts';
import { workingDaysBetween } from '../../domain/working-calendar.ts';
import { workingTimeOf } from '../../domain/working-time.ts';
import { calendarOf2019, daysOf } from '../support/calendars.ts';
import { aCommand, facts, shanghai } from '../support/commands.ts';
import { anEvent, aTask, historyOf, taskAfter } from '../support/events.ts';

const on = (today: string) => ({ today, calendar: calendarOf2019 });

describe('the time of a task', () => {
  test('is what was consumed since 交办 and what remains to the due day, in working days', () => {
    expect(workingTimeOf(aTask('inProgress'), on('2019-02-12'))).toEqual({ consumed: 0, remaining: 95 });
    expect(workingTimeOf(aTask('inProgress'), on('2019-03-04'))).toEqual({ consumed: 14, remaining: 81 });
    expect(workingTimeOf(aTask('inProgress'), on('2019-07-03'))).toEqual({ consumed: 98, remaining: -3 });
  });

  test('stands while it is suspended, on the evening before', () => {
    expect(workingTimeOf(aTask('suspended'), on('2019-05-20'))).toEqual(workingTimeOf(aTask('inProgress'), on('2019-03-19')));
  });

  test('stands for the doer with the application that counts', () => {
    for (const state of ['closureReview', 'verifying'] as const)
      expect(workingTimeOf(aTask(state), on('2019-12-31'))).toEqual(workingTimeOf(aTask('inProgress'), on('2019-06-20')));
  });

  test('begins with 交办, though the task was suspended on that very day', () => {
    const task = taskAfter([...historyOf('inProgress'), anEvent('taskSuspended', { at: shanghai('2019-02-12', '17:00') })]);

    expect(workingTimeOf(task, on('2019-02-20'))).toEqual({ consumed: 0, remaining: 95 });
  });

  test.for(['registered', 'struckOff', 'terminated', 'merged'] as const)('is none of one that is %s', (state) => {
    expect(workingTimeOf(aTask(state), on('2019-03-04'))).toBeNull();
  });
});

describe('suspending keeps what was consumed and what remains, whatever the calendar', () => {
  const year = [...daysOf(2019, 2019)];
  const someDays = fc.subarray(year, { maxLength: 80 });
  const anyCalendar: fc.Arbitrary<WorkingCalendar> = fc
    .tuple(someDays, someDays)
    .map(([holidays, makeUpDays]) => ({ version: 'any', firstYear: 2019, lastYear: 2019, holidays, makeUpDays }));
  const aPause = fc.record({
    calendar: anyCalendar,
    from: fc.constantFrom(...year.slice(43, 200)),
    length: fc.integer({ min: 1, max: 100 }),
    late: fc.nat(10),
  });

  const afterwards = (task: Task, decision: ReturnType<typeof suspend>): Task => {
    if (!('events' in decision)) throw new Error(`refused: ${decision.refusal.code}`);
    return fold(decision.events, task) ?? task;
  };

  function pausedAndResumed(before: InProgress, { calendar, from, length, late }: { calendar: WorkingCalendar; from: string; length: number; late: number }) {
    const resumeOn = addDays(from, length);
    const given = (date: string) => facts({ calendar, now: shanghai(date, '09:00'), actor: 'clock' });
    const suspended = afterwards(before, suspend(before, aCommand('suspend', { resumeOn }), given(from))) as Suspended;
    return { suspended, resumed: afterwards(suspended, resume(suspended, given(addDays(resumeOn, late)))) };
  }

  test('their sum is the same before, during and after; where nothing remained, the day of resuming is given', () => {
    fc.assert(
      fc.property(aPause, (pause) => {
        const { calendar, from } = pause;
        const sumOn = (task: Task, today: string): number => {
          const time = workingTimeOf(task, { today, calendar });
          return time ? time.consumed + time.remaining : Number.NaN;
        };
        const before = aTask('inProgress');
        const whole = sumOn(before, addDays(from, -1));
        const { suspended, resumed } = pausedAndResumed(before, pause);

        expect(sumOn(suspended, addDays(from, pause.length))).toBe(whole);
        const nothingLeft = (workingTimeOf(suspended, { today: from, calendar })?.remaining ?? 0) === 0;
        const given = sumOn(resumed, addDays(from, pause.length + pause.late)) - whole;
        expect(nothingLeft ? [0, 1] : [0]).toContain(given);
      }),
    );
  });

  test('every other clock has as much left as before', () => {
    fc.assert(
      fc.property(aPause, ({ calendar, from, length }) => {
        const task = taskAfter([
          ...historyOf('closureReview'),
          anEvent('closureReturned', { resubmitBy: '2019-07-19' }),
          anEvent('taskUrged', { at: shanghai('2019-02-12', '10:00'), replyBy: '2019-03-01' }),
          anEvent('contributionRequested', { due: '2019-05-20' }),
          anEvent('extensionRequested', { decideBy: '2019-04-22' }),
        ]) as InProgress;
        const { suspended, resumed } = pausedAndResumed(task, { calendar, from, length, late: 0 });
        const leftOn = (of: Task, day: string): readonly number[] => clocksOf(of).map((by) => workingDaysBetween(calendar, day, by));
        const eveningBefore = addDays(dateOf(suspended.suspendedAt), -1);

        const left = leftOn(suspended, eveningBefore);
        const leftAfter = leftOn(resumed, addDays(from, length - 1));
        for (const [position, count] of left.entries()) if (count !== 0) expect(leftAfter[position]).toBe(count);
      }),
    );
  });

  const clocksOf = (task: Task): readonly string[] => {
    const { resubmitBy, openUrge, requests = [], pendingExtension } = task as InProgress;
    return [resubmitBy ?? '', openUrge?.replyBy ?? '', pendingExtension?.decideBy ?? '', ...requests.map(({ due }) => due)];
  };
});
