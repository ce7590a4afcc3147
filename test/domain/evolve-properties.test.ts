import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TaskCommand } from '../../domain/commands.ts';
import { instantOn, toInstant } from '../../domain/dates.ts';
import { clockCommand, nextDeadline, pendingDeadlines } from '../../domain/deadlines.ts';
import { decide } from '../../domain/decide.ts';
import type { TaskEvent } from '../../domain/events.ts';
import { evolve, fold } from '../../domain/evolve.ts';
import { baselineDueOf, isEnded, taskStates } from '../../domain/task.ts';
import type { Task } from '../../domain/task.ts';
import { anyEvent, anyEvents, anyHistory, anyTask } from '../support/arbitrary-events.ts';
import { aCommand, facts } from '../support/commands.ts';
import { anEvent } from '../support/events.ts';

const anyMoment = fc.integer({ min: Date.UTC(2019, 0, 1), max: Date.UTC(2023, 2, 1) }).map(toInstant);
/** As continue-as-new and the database give it back. */
const carriedOver = (task: Task | null): Task | null => JSON.parse(JSON.stringify(task)) as Task | null;

describe('whatever the journal says', () => {
  test('evolve never throws, and the task is in one of the ten states', () => {
    fc.assert(
      fc.property(fc.oneof(anyEvents, anyHistory), (events) => {
        const task = fold(events);
        expect(task === null || taskStates.includes(task.state)).toBe(true);
      }),
    );
  });

  test('nothing comes of events before the registration', () => {
    fc.assert(fc.property(anyEvent, (event) => (evolve(null, event) === null) === (event.type !== 'taskRegistered')));
  });

  test('a journal folds to the same task at once or piece by piece, carried over as JSON in between', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(), (events, cut) => {
        const head = events.slice(0, cut % (events.length + 1));
        const tail = events.slice(head.length);
        expect(fold(tail, carriedOver(fold(head)))).toEqual(fold(events));
      }),
    );
  });

  test('end states are final, though texts may be corrected and suggestions answered; only what was merged comes back, as it was', () => {
    const anyEndedTask = anyTask.filter(isEnded);

    fc.assert(
      fc.property(anyEndedTask, anyEvent, (task, event) => {
        const after = evolve(task, event);
        if (event.type === 'entryCorrected' || event.type === 'suggestionAnswered') expect(after?.state).toBe(task.state);
        else expect(after).toBe(task.state === 'merged' && event.type === 'taskUnmerged' ? task.before : task);
      }),
    );
  });

  test('merging and taking it back leaves no trace in the task', () => {
    const anyOpenTask = anyTask.filter((task) => !isEnded(task));

    fc.assert(
      fc.property(anyOpenTask, (task) => {
        expect(fold([anEvent('taskMerged'), anEvent('taskUnmerged')], task)).toBe(task);
      }),
    );
  });

  test('what is counted never becomes less', () => {
    const counts = ({ urgedCount, returnedCount, reportCount }: Task): readonly number[] => [urgedCount, returnedCount, reportCount];

    fc.assert(
      fc.property(
        anyTask,
        anyEvent.filter(({ type }) => type !== 'taskUnmerged'),
        (task, event) => {
          const before = counts(task);
          expect(counts(evolve(task, event) ?? task).every((count, index) => count >= (before[index] ?? 0))).toBe(true);
        },
      ),
    );
  });

  test('the first due day stays until the task goes back to its office (按原定时间考核)', () => {
    fc.assert(
      fc.property(
        anyTask.filter((task) => 'baselineDue' in task),
        anyEvent.filter(({ type }) => type !== 'taskDeclined'),
        (task, event) => {
          const after = evolve(task, event);
          if (after && 'baselineDue' in after) expect(baselineDueOf(after)).toBe(baselineDueOf(task));
        },
      ),
    );
  });
});

describe('no task ends by silence (R11)', () => {
  const eventsBy = (task: Task, command: TaskCommand, now: string): readonly TaskEvent[] => {
    const decision = decide(task, command, facts({ now, actor: 'clock' }));
    return 'events' in decision ? decision.events : [];
  };
  const dueBy = (task: Task, now: string) => {
    const next = nextDeadline(task);
    return next && next.at <= now ? next : null;
  };

  /** As a workflow does: what the next deadline asks for, as long as it has come. Resuming may show days that have gone by, and then they pass. */
  function afterTheClock(task: Task, now: string): Task {
    const next = dueBy(task, now);
    const after = next && fold(eventsBy(task, clockCommand(next), now), task);
    return (after && dueBy(after, now) ? fold(eventsBy(after, aCommand('passDeadline'), now), after) : after) ?? task;
  }

  test('no command from the clock ends a task, whatever its state and however late it comes', () => {
    fc.assert(
      fc.property(anyTask, anyMoment, (task, now) => {
        expect(fold(eventsBy(task, aCommand('passDeadline'), now), task)?.state).toBe(task.state);
        const resumed = fold(eventsBy(task, aCommand('resume'), now), task);
        expect(resumed?.state).toBe(task.state === 'suspended' && now >= instantOn(task.resumeOn, 0) ? 'inProgress' : task.state);
      }),
    );
  });

  test('what the clock may not do it is refused: everything else that there is', () => {
    fc.assert(
      fc.property(anyTask, anyMoment, (task, now) => {
        const accepted = (['strikeOff', 'returnClosure', 'decline', 'consent'] as const).filter(
          (type) => 'events' in decide(task, aCommand(type), facts({ now, actor: 'clock' })),
        );
        expect(accepted).toEqual([]);
      }),
    );
  });

  test('after the clock has spoken the next deadline lies ahead, and none is recorded twice', () => {
    fc.assert(
      fc.property(anyTask, anyMoment, (task, now) => {
        const after = afterTheClock(task, now);
        expect(dueBy(after, now)).toBeNull();
        expect(eventsBy(after, aCommand('passDeadline'), now)).toEqual([]);
        expect(eventsBy(after, aCommand('resume'), now)).toEqual([]);
        expect(new Set(after.passed.map(({ kind, date }) => `${kind} ${date}`)).size).toBe(after.passed.length);
      }),
    );
  });

  test('deadlines wait in the order of their days', () => {
    fc.assert(
      fc.property(anyTask, (task) => {
        const dates = pendingDeadlines(task).map(({ date }) => date);
        expect(dates).toEqual(dates.toSorted());
      }),
    );
  });
});
