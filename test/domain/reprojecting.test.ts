import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OverlayDay } from '../../domain/calendar-overlay.ts';
import { withOverlay } from '../../domain/calendar-overlay.ts';
import { datesUnder } from '../../domain/dates-under.ts';
import { nextDeadline, pendingDeadlines } from '../../domain/deadlines.ts';
import { effects } from '../../domain/effects.ts';
import type { TaskEvent } from '../../domain/events.ts';
import { evolve } from '../../domain/evolve.ts';
import type { Policy } from '../../domain/policy.ts';
import { firstPolicy } from '../../domain/policy.ts';
import type { WorkingCalendar } from '../../domain/working-calendar.ts';
import { addWorkingDays } from '../../domain/working-calendar.ts';
import { anyTask } from '../support/arbitrary-events.ts';
import { calendarOf2019, daysOf } from '../support/calendars.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { anAssignment, anEvent, aTask, historyOf, historyOfDeclined, historyOfEscalated, historyOfOverdue, stepsOn, taskAfter } from '../support/events.ts';
import { given } from '../support/given.ts';
import { offices } from '../support/offices.ts';
import { anOverlay, calendarInForce, rest, work } from '../support/overlays.ts';

const withDays = (...days: readonly OverlayDay[]): WorkingCalendar => withOverlay(calendarOf2019, anOverlay({ days }));

const rejected = [...historyOf('received'), anEvent('measuresSubmitted'), anEvent('measuresRejected')];
const returned = [...historyOf('closureReview'), anEvent('closureReturned')];
const extending = [...historyOf('inProgress'), anEvent('extensionRequested')];
const urged = [...historyOf('inProgress'), anEvent('taskUrged')];

/** What becomes of the dates on the morning of a day, when these days are put on top of the calendar. */
const reprojectOn = (date: string, events: readonly TaskEvent[], { calendar, policy = firstPolicy }: { calendar: WorkingCalendar; policy?: Policy }) =>
  given(events).when(aCommand('reproject', { to: calendar.version }), { at: shanghai(date, '09:00'), calendarInForce: calendar, policy });

describe('a clock that counts working days is counted anew from the day on which it began', () => {
  test.for<[string, string, readonly TaskEvent[], OverlayDay, object]>([
    ['签收', '2019-02-13', historyOf('issued'), rest('2019-02-14'), { kind: 'sign', from: '2019-02-14', to: '2019-02-15' }],
    ['重新交办', '2019-02-13', historyOfDeclined(), rest('2019-02-14'), { kind: 'reassign', from: '2019-02-15', to: '2019-02-18' }],
    ['举措', '2019-02-14', historyOf('received'), rest('2019-02-22'), { kind: 'measures', from: '2019-02-27', to: '2019-02-28' }],
    ['举措，退回之后', '2019-02-22', rejected, rest('2019-02-25'), { kind: 'measures', from: '2019-02-28', to: '2019-03-01' }],
    ['审定', '2019-02-21', rejected.slice(0, -1), work('2019-02-23'), { kind: 'approval', from: '2019-02-27', to: '2019-02-26' }],
    ['审核', '2019-06-21', historyOf('closureReview'), rest('2019-06-24'), { kind: 'review', from: '2019-06-27', to: '2019-06-28' }],
    ['核查', '2019-06-24', historyOf('verifying'), rest('2019-07-01'), { kind: 'verification', from: '2019-07-05', to: '2019-07-08' }],
    ['重新申请', '2019-06-25', returned, rest('2019-07-01'), { kind: 'resubmit', from: '2019-07-01', to: '2019-07-02' }],
    ['审批延期', '2019-06-20', extending, rest('2019-06-24'), { kind: 'extension', from: '2019-06-25', to: '2019-06-26' }],
    ['答复催办', '2019-04-08', urged, rest('2019-04-09'), { kind: 'reply', from: '2019-04-10', to: '2019-04-11' }],
  ])('%s', ([, date, events, day, moved]) => {
    const task = reprojectOn(date, events, { calendar: withDays(day) }).thenRecords({ type: 'taskReprojected', dates: [moved] });

    expect(pendingDeadlines(task)).toContainEqual({ kind: (moved as { kind: string }).kind, date: (moved as { to: string }).to });
  });

  test('of the day on which a clock begins it matters whether it is worked: the day itself is never counted', () => {
    const onSunday = historyOf('issued').map((event) =>
      event.type === 'taskIssued' ? { ...event, at: shanghai('2019-02-17', '10:00'), signBy: '2019-02-19' } : event,
    );

    reprojectOn('2019-02-18', onSunday, { calendar: withDays(work('2019-02-17')) }).thenRecords({ type: 'taskReprojected', dates: [] });
  });

  test('a suspended clock is counted anew from where it stood when it was suspended', () => {
    const suspended = [...extending, anEvent('taskSuspended', { at: '2019-06-21T01:00:00.000Z', resumeOn: '2019-09-02', keepsClocks: true })];

    const task = reprojectOn('2019-08-01', suspended, { calendar: withDays(rest('2019-06-24')) }).thenRecords({
      type: 'taskReprojected',
      dates: [{ kind: 'extension', from: '2019-06-25', to: '2019-06-26' }],
    });
    expect(task).toMatchObject({ state: 'suspended', pendingExtension: { decideBy: '2019-06-26' } });
  });
});

describe('what does not move', () => {
  test('a day that has gone by', () => {
    reprojectOn('2019-02-15', historyOf('issued'), { calendar: withDays(rest('2019-02-13')) }).thenRecords({ type: 'taskReprojected', dates: [] });
  });

  test('stated days: due day, milestones, the day of a participant and of resuming', () => {
    const dayOff = ['2019-03-13', '2019-04-30', '2019-06-03', '2019-07-01'].map((date) => rest(date));
    const requested = [...historyOf('inProgress'), anEvent('contributionRequested')];

    reprojectOn('2019-03-07', requested, { calendar: withDays(...dayOff) }).thenRecords({ type: 'taskReprojected', dates: [] });
    reprojectOn('2019-03-21', historyOf('suspended'), { calendar: withDays(...dayOff) }).thenRecords({ type: 'taskReprojected', dates: [] });
  });

  test('any day to before today: nobody is late by a new list', () => {
    reprojectOn('2019-06-27', historyOf('closureReview'), { calendar: withDays(work('2019-06-22'), work('2019-06-23')) }).thenRecords({
      type: 'taskReprojected',
      dates: [],
    });
    reprojectOn('2019-06-26', historyOf('closureReview'), { calendar: withDays(work('2019-06-22'), work('2019-06-23')) }).thenRecords({
      type: 'taskReprojected',
      dates: [{ kind: 'review', from: '2019-06-27', to: '2019-06-26' }],
    });
  });
});

describe('the steps of a ladder', () => {
  const escalated = historyOfEscalated();

  test('stay as far from what has passed as they were', () => {
    const task = reprojectOn('2019-07-02', escalated, { calendar: withDays(rest('2019-07-04'), work('2019-07-06')) }).thenRecords({
      type: 'taskReprojected',
      dates: [{ kind: 'escalation', from: '2019-07-05', to: '2019-07-06' }],
    });

    expect(task.ladder?.steps.map(({ on }) => on)).toEqual(['2019-07-03', '2019-07-06', '2019-07-12']);
    expect(nextDeadline(task)).toMatchObject({ deadline: { kind: 'escalation', date: '2019-07-03' } });
  });

  test('may follow each other to days that others had before', () => {
    const task = reprojectOn('2019-07-02', escalated, { calendar: withDays(rest('2019-07-03'), rest('2019-07-04')) }).thenRecords({
      type: 'taskReprojected',
      dates: [
        { kind: 'escalation', from: '2019-07-03', to: '2019-07-05' },
        { kind: 'escalation', from: '2019-07-05', to: '2019-07-09' },
        { kind: 'escalation', from: '2019-07-12', to: '2019-07-16' },
      ],
    });

    expect(task.ladder?.steps.map(({ on }) => on)).toEqual(['2019-07-05', '2019-07-09', '2019-07-16']);
  });

  test('come no earlier than tomorrow, nor before what was acknowledged is over', () => {
    const calendar = withDays(work('2019-07-06'), work('2019-07-07'));
    const onMonday = historyOfOverdue().map((event) =>
      event.type === 'deadlinePassed' && event.steps ? { ...event, steps: stepsOn('07-08', '07-10') } : event,
    );
    const acknowledged = [
      ...onMonday,
      anEvent('escalationAcknowledged', { at: '2019-07-05T01:00:00.000Z', until: '2019-07-06', steps: stepsOn('07-08', '07-10') }),
    ];

    reprojectOn('2019-07-05', onMonday, { calendar }).thenRecords({
      type: 'taskReprojected',
      dates: [
        { kind: 'escalation', from: '2019-07-08', to: '2019-07-06' },
        { kind: 'escalation', from: '2019-07-10', to: '2019-07-08' },
      ],
    });
    reprojectOn('2019-07-06', onMonday, { calendar }).thenRecords({
      type: 'taskReprojected',
      dates: [
        { kind: 'escalation', from: '2019-07-08', to: '2019-07-07' },
        { kind: 'escalation', from: '2019-07-10', to: '2019-07-09' },
      ],
    });
    reprojectOn('2019-07-05', acknowledged, { calendar }).thenRecords({
      type: 'taskReprojected',
      dates: [
        { kind: 'escalation', from: '2019-07-08', to: '2019-07-07' },
        { kind: 'escalation', from: '2019-07-10', to: '2019-07-09' },
      ],
    });
  });

  test('stay where they are once their morning has come, and where none is left', () => {
    reprojectOn('2019-07-20', escalated, { calendar: withDays(rest('2019-07-04')) }).thenRecords({ type: 'taskReprojected', dates: [] });
    reprojectOn('2019-07-20', escalated.slice(0, -1), { calendar: withDays(rest('2019-07-04')) }).thenRecords({ type: 'taskReprojected', dates: [] });
  });
});

describe('stated days that a policy settles on working days', () => {
  const milestones = [{ date: '2019-04-30', text: '形成征求意见稿' }];
  const policy: Policy = { ...firstPolicy, version: 'policy-2', restDays: { due: 'previous', milestone: 'next' } };
  const issued = [...historyOf('registered'), anEvent('taskIssued', { currentDue: '2019-06-28' })];

  test('are settled anew, the due day from the day that was stated; the baseline stays', () => {
    const task = reprojectOn('2019-02-18', issued, { calendar: withDays(work('2019-06-29'), rest('2019-04-30')), policy }).thenRecords({
      type: 'taskReprojected',
      dates: [
        { kind: 'milestone', from: '2019-04-30', to: '2019-05-05' },
        { kind: 'due', from: '2019-06-28', to: '2019-06-29' },
      ],
    });
    expect(task).toMatchObject({ baselineDue: '2019-06-30', currentDue: '2019-06-29', assignment: { milestones: [{ date: '2019-05-05' }] } });
  });

  test('are settled from where they stand, once the due day is another', () => {
    const set = [...historyOf('inProgress', { assignment: anAssignment({ milestones }) }), anEvent('dueSet', { currentDue: '2019-09-20', milestones })];

    reprojectOn('2019-07-02', set, { calendar: withDays(rest('2019-09-20')), policy }).thenRecords({
      type: 'taskReprojected',
      dates: [{ kind: 'due', from: '2019-09-20', to: '2019-09-19' }],
    });
  });
});

describe('reprojecting', () => {
  test('names both calendars and the reason, and whoever has a clock is told', () => {
    const task = reprojectOn('2019-02-13', historyOf('issued'), { calendar: calendarInForce }).thenRecords({
      type: 'taskReprojected',
      by: 'system',
      from: 'official-2019',
      to: 'official-2019+临时放假',
      reason: '增加休息日',
    });

    const dates = [{ kind: 'sign', from: '2019-02-14', to: '2019-02-15' }] as const;
    expect(task.calendarVersion).toBe('official-2019+临时放假');
    expect(effects(anEvent('taskReprojected', { dates }), task, offices)).toEqual([
      { kind: 'reprojection', channelOfDuty: 'notify', to: { office: 'SPP', department: 'SPP-06', role: 'lead_contact' } },
      { kind: 'reprojection', channelOfDuty: 'notify', to: { office: 'SPP', department: 'SPP-BGT', role: 'supervisor' } },
    ]);
    expect(effects(anEvent('taskReprojected'), task, offices)).toEqual([]);
  });

  test('of a declined task is told to the supervision unit alone, which has the clock', () => {
    const dates = [{ kind: 'reassign', from: '2019-02-15', to: '2019-02-18' }] as const;

    expect(effects(anEvent('taskReprojected', { dates }), taskAfter(historyOfDeclined()), offices).map(({ to }) => to.department)).toEqual(['SPP-BGT']);
  });

  test('is refused without a reason, and to any calendar but the one in force', () => {
    const { when } = given(historyOf('issued'));

    when(aCommand('reproject', { reason: ' ' })).thenRefuses('REASON_MISSING');
    when(aCommand('reproject', { to: 'chinese-days-9' })).thenRefuses('CALENDAR_NOT_IN_FORCE', {
      version: 'chinese-days-9',
      present: calendarInForce.version,
    });
    given([...historyOf('issued'), anEvent('taskReprojected')])
      .when(aCommand('reproject'), { calendar: calendarInForce })
      .thenRefuses('CALENDAR_APPLIES_ALREADY', { number: '2019/改-12', version: calendarInForce.version });
  });

  test('whatever the task and the calendar: gives the very dates that it says, and has nothing more to move then', () => {
    const aDay = fc.record({ date: fc.constantFrom(...daysOf(2019, 2019)), kind: fc.constantFrom('rest', 'work'), note: fc.constant('') });
    const aCalendar = fc.array(aDay, { maxLength: 20 }).map((days) => withDays(...days));

    fc.assert(
      fc.property(anyTask, aCalendar, (task, to) => {
        const now = '2019-02-13T01:00:00.000Z';
        const dates = datesUnder(task, to, { now, calendar: calendarOf2019, policy: firstPolicy });
        const after = evolve(task, anEvent('taskReprojected', { to: to.version, dates })) ?? task;
        const days = [...pendingDeadlines(after)].map(({ kind, date }) => `${kind} ${date}`);
        const pending = pendingDeadlines(task).map(({ kind, date }) => `${kind} ${date}`);
        for (const { kind, from, to: date } of dates) if (pending.includes(`${kind} ${from}`)) expect(days).toContain(`${kind} ${date}`);
        expect(after.state).toBe(task.state);
      }),
    );
  });
});

describe('a task whose dates are the same by the calendar in force', () => {
  test('takes it over with the next thing that happens to it, and counts by it', () => {
    const calendar = withDays(rest('2019-06-24'));

    given(historyOf('inProgress'))
      .when(aCommand('applyForClosure'), { at: shanghai('2019-06-20', '09:00'), calendarInForce: calendar })
      .thenRecords(
        { type: 'taskReprojected', by: 'system', from: 'official-2019', to: calendar.version, reason: null, dates: [] },
        { type: 'closureApplied', reviewBy: addWorkingDays(calendar, '2019-06-20', 5) },
      );
  });

  test('takes it with 交办 at the latest: a draft has promised nothing', () => {
    given(historyOf('registered'))
      .when(aCommand('issue'), { calendarInForce })
      .thenRecords({ type: 'taskReprojected', by: 'system' }, { type: 'taskIssued', signBy: '2019-02-15' });
  });

  test('does not take it where nothing happens', () => {
    given(historyOf('inProgress'))
      .when(aCommand('report', { progress: '' }), { calendarInForce })
      .thenRefuses('PROGRESS_MISSING');
    expect(given(historyOf('inProgress')).when(aCommand('passDeadline'), { calendarInForce }).decision).toEqual({ events: [] });
    given(historyOf('struckOff'))
      .when(aCommand('correct', { seq: 5, field: 'basis' }), { calendarInForce })
      .thenRecords({ type: 'entryCorrected' });
  });

  test('but keeps its own, and counts by that, while a date would move', () => {
    given(historyOf('issued'))
      .when(aCommand('receive'), { at: shanghai('2019-02-13', '09:00'), calendarInForce })
      .thenRecords({ type: 'taskReceived', measuresBy: '2019-02-27' });
  });

  test('an ended task keeps its calendar for good', () => {
    const ended = aTask('struckOff');

    expect(evolve(ended, anEvent('taskReprojected'))).toBe(ended);
  });
});
