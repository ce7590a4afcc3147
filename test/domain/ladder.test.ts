import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, instantOn } from '../../domain/dates.ts';
import { clockCommandId, deadlineText, nextDeadline } from '../../domain/deadlines.ts';
import { firstEscalation } from '../../domain/escalation-policy.ts';
import { climb } from '../../domain/escalation.ts';
import type { TaskEvent } from '../../domain/events.ts';
import { fold } from '../../domain/evolve.ts';
import { stepsAfter } from '../../domain/ladder.ts';
import { firstPolicy } from '../../domain/policy.ts';
import type { Task } from '../../domain/task.ts';
import { isWorkingDay } from '../../domain/working-calendar.ts';
import { calendarOf2019, officialCalendar } from '../support/calendars.ts';
import { aCommand, facts, shanghai } from '../support/commands.ts';
import { anAssignment, anEvent, aTask, historyOf, historyOfDeclined, historyOfEscalated, historyOfOverdue, taskAfter } from '../support/events.ts';
import { given } from '../support/given.ts';

const pass = aCommand('passDeadline');
const rules = { calendar: calendarOf2019, policy: firstPolicy };

/** `1 on 02-02`, `4 again on 02-27`. */
const stepTexts = (task: Task): readonly string[] =>
  (task.ladder?.steps ?? []).map(({ level, on, repeat }) => `${level}${repeat === undefined ? '' : ' again'} on ${on.slice(5)}`);

/** The task after its next deadlines have passed, each at its moment, up to the end of a day. */
function livedUntil(day: string, events: readonly TaskEvent[]): { readonly task: Task; readonly events: readonly TaskEvent[] } {
  let journal = events;
  for (let next = nextDeadline(taskAfter(journal)); next && next.at <= shanghai(day, '24:00'); next = nextDeadline(taskAfter(journal))) {
    const { decision } = given(journal).when(pass, { at: next.at });
    journal = [...journal, ...('events' in decision ? decision.events : [])];
  }
  return { task: taskAfter(journal), events: journal };
}

/** `1 02-02`: at which level and when it was escalated. */
const climbs = (events: readonly TaskEvent[]): readonly string[] =>
  events.flatMap((event) => (event.type === 'taskEscalated' ? [`${event.level} ${event.at}`] : []));

const dueOn = (due: string): readonly TaskEvent[] =>
  historyOf('inProgress', { assignment: anAssignment({ milestones: [] }) }).map((event) => (event.type === 'taskIssued' ? { ...event, due } : event));

describe('when a due day has passed', () => {
  test.for([
    ['2019-04-26', ['04-28', '04-30', '05-06', '05-13']],
    ['2019-02-21', ['02-22', '02-26', '02-28', '03-07']],
    ['2019-06-30', ['07-01', '07-03', '07-05', '07-12']],
    ['2019-09-30', ['10-08', '10-10', '10-12', '10-18']],
  ] as const)('levels 1 to 4 follow 1, 3, 5 and 10 working days after %s, at 09:00, on days that are worked', ([due, days]) => {
    const { events } = livedUntil(addDays(due, 20), dueOn(due));

    expect(climbs(events).slice(0, 4)).toEqual(days.map((day, index) => `${index + 1} ${instantOn(`2019-${day}`, 9)}`));
  });

  test('the last step is said again three times, five working days apart, and then no more', () => {
    const { task, events } = livedUntil('2019-12-31', dueOn('2019-04-26'));

    expect(climbs(events).slice(3)).toEqual(['05-13', '05-20', '05-27', '06-03'].map((day) => `4 ${instantOn(`2019-${day}`, 9)}`));
    expect(nextDeadline(task)).toBeNull();
    expect(task.ladder).toMatchObject({ steps: [], agendaSince: '2019-05-13' });
  });

  test('a due day in a festival climbs when work is resumed: 2019-02-01 on 02-02, 02-11, 02-13, 02-20', () => {
    expect(stepsAfter(aTask('inProgress'), { kind: 'due', date: '2019-02-01' }, rules).map(({ on }) => on.slice(5))).toEqual([
      '02-02',
      '02-11',
      '02-13',
      '02-20',
      '02-27',
      '03-06',
      '03-13',
    ]);
  });

  test('each level says who is reached, and what is late by how much', () => {
    given(historyOfOverdue())
      .when(pass, { at: shanghai('2019-07-01', '09:00') })
      .thenRecords({
        type: 'taskEscalated',
        by: 'clock',
        level: 1,
        to: [{ office: 'SPP', department: 'SPP-06', role: 'department_head' }],
        cause: { kind: 'due', date: '2019-06-30' },
        reason: '完成时限（2019-06-30 止）已超过 1 个工作日',
        late: false,
      });
  });

  test('not a moment before 09:00', () => {
    expect(given(historyOfOverdue()).when(pass, { at: '2019-07-01T00:59:59.999Z' }).decision).toEqual({ events: [] });
  });

  test('the task has one timer for it, whose command acts once', () => {
    const next = nextDeadline(taskAfter(historyOfOverdue()));

    expect(next).toEqual({ at: '2019-07-01T01:00:00.000Z', deadline: { kind: 'escalation', date: '2019-07-01' } });
    expect(next && [clockCommandId(next), deadlineText(next)]).toEqual(['clock:escalation:2019-07-01T01:00:00.000Z', '升级，2019-07-01 09:00']);
  });

  test('policy says when, and how often', () => {
    const policy = { ...firstPolicy, escalation: { ...firstEscalation, stepsWorkingDays: [2, 4, 6, 8], repeats: 1 } };

    const task = given(dueOn('2019-06-30'))
      .when(pass, { at: shanghai('2019-06-30', '24:00'), policy })
      .thenRecords({ type: 'deadlinePassed' });

    expect(stepTexts(task)).toEqual(['1 on 07-02', '2 on 07-04', '3 on 07-08', '4 on 07-10', '4 again on 07-12']);
  });
});

describe('which deadlines climb, and how far', () => {
  const begun = (task: Task, deadline: Parameters<typeof stepsAfter>[1]): readonly string[] =>
    stepsAfter(task, deadline, rules).map(({ level, on, repeat }) => `${level}${repeat === undefined ? '' : ' again'} on ${on.slice(5)}`);

  test('a missing signature, plan or answer reaches two levels: the top is for what is due itself', () => {
    for (const kind of ['sign', 'measures', 'reply'] as const)
      expect(begun(aTask('issued'), { kind, date: '2019-02-14' })).toEqual([
        '1 on 02-15',
        '2 on 02-19',
        '2 again on 02-21',
        '2 again on 02-25',
        '2 again on 02-27',
      ]);
  });

  test('a milestone climbs at 5, 10, 15 and 20 working days', () => {
    expect(begun(aTask('inProgress'), { kind: 'milestone', date: '2019-04-30' }).slice(0, 5)).toEqual([
      '1 on 05-09',
      '2 on 05-16',
      '3 on 05-23',
      '4 on 05-30',
      '4 again on 06-06',
    ]);
  });

  test.for(['approval', 'review', 'verification', 'extension', 'reassign', 'resubmit'] as const)('%s climbs all the way', (kind) => {
    expect(begun(aTask('inProgress'), { kind, date: '2019-04-30' }).slice(0, 4)).toEqual(['1 on 05-05', '2 on 05-07', '3 on 05-09', '4 on 05-16']);
  });

  test('what waits for a participant does not: its silence makes nobody late (R22)', () => {
    expect(begun(aTask('inProgress'), { kind: 'contribution', date: '2019-04-30' })).toEqual([]);
  });

  test('the supervision unit that reviews late is told of to its own superiors (R37)', () => {
    const { events } = livedUntil('2019-07-12', historyOf('closureReview'));

    expect(events.flatMap((event) => (event.type === 'taskEscalated' ? event.to.map(({ department, role }) => `${department} ${role}`) : []))).toEqual([
      'SPP-BGT department_head',
      'SPP-BGT supervisor',
      'SPP-BGT supervising_leader',
      'SPP-BGT supervisor',
    ]);
    expect(events.at(-1)).toMatchObject({ level: 4, isForAgenda: true, reason: '办结审核（2019-06-27 止）已超过 10 个工作日' });
  });

  test('a declined task that nobody issues anew climbs too, though it is no longer supervised', () => {
    const { task, events } = livedUntil('2019-02-18', historyOfDeclined());

    expect(climbs(events)).toEqual([`1 ${instantOn('2019-02-18', 9)}`]);
    expect([task.state, task.escalationLevel]).toEqual(['registered', 1]);
  });
});

describe('one ladder at a time', () => {
  const untouched = historyOf('issued', { assignment: anAssignment({ milestones: [] }) }).map((event) =>
    event.type === 'taskIssued' ? { ...event, due: '2019-04-26' } : event,
  );

  test('the due day takes over with days of its own, from the lowest level; the level shown never falls while something is late', () => {
    const before = livedUntil('2019-04-26', untouched);
    expect(climbs(before.events).map((text) => text.slice(0, 12))).toEqual(['1 2019-02-15', '2 2019-02-19', '2 2019-02-21', '2 2019-02-25', '2 2019-02-27']);

    const { task, events } = livedUntil('2019-05-13', before.events);
    expect(climbs(events).slice(5)).toEqual(['04-28', '04-30', '05-06', '05-13'].map((day, index) => `${index + 1} ${instantOn(`2019-${day}`, 9)}`));
    expect([livedUntil('2019-04-28', untouched).task.escalationLevel, task.escalationLevel]).toEqual([2, 4]);
  });

  test('what is less serious, or as serious, does not begin another', () => {
    const ladder = taskAfter(historyOfOverdue());

    for (const kind of ['reply', 'resubmit', 'milestone', 'due'] as const) expect(stepsAfter(ladder, { kind, date: '2019-07-02' }, rules)).toEqual([]);
    expect(
      given([...historyOfOverdue(), anEvent('taskUrged', { replyBy: '2019-06-30' })]).when(pass, { at: shanghai('2019-07-01', '00:00') }).decision,
    ).toEqual({
      events: [expect.not.objectContaining({ steps: expect.anything() })],
    });
  });

  test('one that has run out gives way to any', () => {
    const runOut = livedUntil('2019-03-29', untouched).task;

    expect(runOut.ladder?.steps).toEqual([]);
    expect(stepsAfter(runOut, { kind: 'reply', date: '2019-04-01' }, rules)).toHaveLength(5);
  });
});

describe('a ladder ends when its cause is settled', () => {
  test.for<[string, readonly TaskEvent[]]>([
    ['the application for closure', [anEvent('closureApplied', { at: '2019-07-02T01:00:00.000Z', countsOn: '2019-07-02', reviewBy: '2019-07-09' })]],
    ['another due day', [anEvent('dueSet', { at: '2019-07-02T01:00:00.000Z', currentDue: '2019-08-30' })]],
    ['termination', [anEvent('taskTerminated')]],
    ['merging', [anEvent('taskMerged')]],
  ])('by %s', ([, events]) => {
    const task = taskAfter([...historyOfEscalated(), ...events]);

    expect(task.ladder).toBeUndefined();
    expect(nextDeadline(task)?.deadline.kind).not.toBe('escalation');
  });

  test('and the level shown goes back to 0', () => {
    expect(taskAfter(historyOfEscalated()).escalationLevel).toBe(1);
    expect(taskAfter([...historyOfEscalated(), anEvent('closureApplied')]).escalationLevel).toBe(0);
  });

  test('by the signature that was missing', () => {
    const unsigned = livedUntil('2019-02-19', historyOf('issued')).events;

    expect(taskAfter([...unsigned, anEvent('taskReceived', { at: '2019-02-20T01:00:00.000Z', measuresBy: '2019-03-06' })])).toMatchObject({
      escalationLevel: 0,
      passed: [],
    });
  });

  test('of a milestone by the report that it is reached, not by any other', () => {
    const missed = livedUntil('2019-05-09', historyOf('inProgress')).events;
    expect(climbs(missed)).toEqual([`1 ${instantOn('2019-05-09', 9)}`]);

    expect(taskAfter([...missed, anEvent('taskReported')]).ladder).toBeDefined();
    expect(taskAfter([...missed, anEvent('taskReported', { milestonesReached: ['2019-04-30'] })])).toMatchObject({ escalationLevel: 0, state: 'inProgress' });
  });

  test('not by a report where the result is due', () => {
    expect(taskAfter([...historyOfEscalated(), anEvent('taskReported', { cycle: '2019-07' })]).ladder).toBeDefined();
  });

  test('what people escalated without any lateness stays as it was', () => {
    expect(taskAfter([...historyOf('inProgress'), anEvent('taskEscalated'), anEvent('closureApplied')]).escalationLevel).toBe(1);
  });
});

describe('暂缓 and the ladder', () => {
  const suspended = [...historyOfEscalated(), anEvent('taskSuspended', { at: shanghai('2019-07-02', '10:00'), resumeOn: '2019-07-16' })];

  test('a suspended task is not escalated', () => {
    expect(nextDeadline(taskAfter(suspended))).toMatchObject({ deadline: { kind: 'resumption' } });
    expect(given(suspended).when(pass, { at: shanghai('2019-07-15', '10:00') }).decision).toEqual({ events: [] });
  });

  test('resumed, it climbs on from where it stood, later by the working days that were suspended', () => {
    const task = given(suspended)
      .when(aCommand('resume'), { by: 'clock', at: shanghai('2019-07-16', '00:00') })
      .thenRecords({ type: 'taskResumed', currentDue: '2019-07-12' });

    expect(stepTexts(task)).toEqual(['2 on 07-17', '3 on 07-19', '4 on 07-26']);
    expect(task).toMatchObject({ escalationLevel: 1, ladder: { cause: { kind: 'due', date: '2019-07-12' } } });
    expect(task.passed).toContainEqual({ kind: 'due', date: '2019-07-12' });
  });

  test('a journal that says nothing of the steps leaves them as they were', () => {
    const task = taskAfter([...suspended, anEvent('taskResumed', { at: shanghai('2019-07-16', '00:00'), currentDue: '2019-07-12' })]);

    expect(stepTexts(task)).toEqual(['2 on 07-03', '3 on 07-05', '4 on 07-12']);
  });

  test('resumed with a due day ahead, nothing is late any more', () => {
    const task = taskAfter([...suspended, anEvent('taskResumed', { at: shanghai('2019-07-16', '00:00'), currentDue: '2019-08-30' })]);

    expect(task).toMatchObject({ escalationLevel: 0, currentDue: '2019-08-30' });
    expect(task.ladder).toBeUndefined();
  });
});

describe('another policy (R14)', () => {
  const quick = { ...firstPolicy, version: 'policy-2', escalation: { ...firstEscalation, stepsWorkingDays: [1, 2, 3, 4] } };
  const move = (history: readonly TaskEvent[], at: string): Task =>
    given(history)
      .when(aCommand('movePolicy', { to: 'policy-2' }), { at, policyNamed: quick })
      .thenRecords({ type: 'policyMoved' });

  test('does not reach a ladder until the task is moved to it; then what is still to come follows its numbers', () => {
    const before = taskAfter(historyOfEscalated());
    expect(stepTexts(before)).toEqual(['2 on 07-03', '3 on 07-05', '4 on 07-12']);

    expect(stepTexts(move(historyOfEscalated(), shanghai('2019-07-01', '10:00')))).toEqual([
      '2 on 07-02',
      '3 on 07-03',
      '4 on 07-04',
      '4 again on 07-05',
      '4 again on 07-08',
      '4 again on 07-09',
    ]);
  });

  test('has no step at once, nor before what was acknowledged is over', () => {
    expect(stepTexts(move(historyOfEscalated(), shanghai('2019-07-05', '10:00')))[0]).toBe('2 on 07-08');
    expect(stepTexts(move([...historyOfEscalated(), anEvent('escalationAcknowledged')], shanghai('2019-07-02', '10:00')))[0]).toBe('2 on 07-08');
  });

  test('says none again that was said, the repetitions among them', () => {
    const top = [...historyOfEscalated(), ...[3, 4, 4].map((level) => anEvent('taskEscalated', { at: '2019-07-19T01:00:00.000Z', level }))];

    expect(stepTexts(move(top, shanghai('2019-07-22', '10:00')))).toEqual(['4 again on 07-23', '4 again on 07-24']);
  });

  test('of a task without a ladder changes none', () => {
    expect(move(historyOf('inProgress'), shanghai('2019-03-01', '10:00')).ladder).toBeUndefined();
  });
});

describe('after an absence', () => {
  test('all missed steps act at once, in order, marked late, none twice; the next lies ahead', () => {
    const task = given(dueOn('2019-04-26'))
      .when(pass, { at: shanghai('2019-05-06', '10:00') })
      .thenRecords(
        { type: 'deadlinePassed', deadline: { kind: 'due', date: '2019-04-26' }, late: true },
        { type: 'taskEscalated', level: 1, late: true, reason: '完成时限（2019-04-26 止）已超过 5 个工作日' },
        { type: 'taskEscalated', level: 2, late: true },
        { type: 'taskEscalated', level: 3, late: true },
      );

    expect(nextDeadline(task)?.at).toBe(shanghai('2019-05-13', '09:00'));
  });

  test('the journal tells the same as if there had been none, only later', () => {
    const told = (events: readonly TaskEvent[]): readonly unknown[] =>
      events.map((event) =>
        event.type === 'taskEscalated'
          ? [event.level, event.repeat, event.cause, event.to, event.isForAgenda]
          : event.type === 'deadlinePassed' && [event.deadline, event.steps],
      );
    const anyState = fc.constantFrom('issued', 'received', 'inProgress', 'closureReview', 'verifying');
    const anyDays = fc.integer({ min: 0, max: 200 });

    fc.assert(
      fc.property(anyState, anyDays, (state, days) => {
        const history = historyOf(state);
        const day = addDays('2019-02-20', days);
        const prompt = livedUntil(day, history);
        const { decision } = given(history).when(pass, { at: shanghai(day, '24:00') });
        expect(told('events' in decision ? decision.events : [])).toEqual(told(prompt.events.slice(history.length)));
      }),
    );
  });
});

describe('whatever the due day', () => {
  const calendar = officialCalendar();
  const anyDue = fc.integer({ min: 0, max: 4_000 }).map((days) => addDays('2014-01-01', days));

  test('levels rise by one, then only the last is said again; every step is on a later working day than the one before', () => {
    fc.assert(
      fc.property(anyDue, fc.constantFrom('due', 'milestone', 'review', 'sign'), (date, kind) => {
        const steps = stepsAfter(aTask('issued'), { kind, date }, { calendar, policy: firstPolicy });
        const firsts = steps.filter(({ repeat }) => repeat === undefined);
        expect(firsts.map(({ level }) => level)).toEqual(firsts.map((_, index) => index + 1));
        expect(steps.slice(firsts.length).map(({ level, repeat }) => [level, repeat])).toEqual([1, 2, 3].map((repeat) => [firsts.length, repeat]));
        expect([date, ...steps.map(({ on }) => on)]).toEqual([...new Set([date, ...steps.map(({ on }) => on)])].toSorted());
        expect(steps.every(({ on }) => isWorkingDay(calendar, on))).toBe(true);
      }),
    );
  });

  test('the clock climbs each step once, in order, and ends nothing (R11)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 120 }).map((days) => addDays('2019-04-01', days)),
        (due) => {
          const { task, events } = livedUntil('2019-12-31', dueOn(due));
          const levels = events.flatMap((event) => (event.type === 'taskEscalated' ? [event.level] : []));
          expect(levels).toEqual([1, 2, 3, 4, 4, 4, 4]);
          expect(climbs(events)).toEqual([...new Set(climbs(events))]);
          expect(fold(events)?.state).toBe('inProgress');
          expect(task.escalationLevel).toBe(4);
        },
      ),
    );
  });
});

test('a task without a ladder has no step to climb', () => {
  expect(climb(aTask('inProgress'), facts())).toBeNull();
});
