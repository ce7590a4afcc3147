import { describe, expect, test } from 'vitest';
import { addDays } from '../../domain/dates.ts';
import { nextDeadline, overdueSince } from '../../domain/deadlines.ts';
import { dutiesOf } from '../../domain/duties.ts';
import { effects } from '../../domain/effects.ts';
import type { TaskEvent } from '../../domain/events.ts';
import { fold } from '../../domain/evolve.ts';
import { lightOf } from '../../domain/lights.ts';
import { firstMeetingPolicy } from '../../domain/meeting-policy.ts';
import type { Reporting } from '../../domain/missing-reports.ts';
import { movesFor } from '../../domain/moves.ts';
import { firstPolicy } from '../../domain/policy.ts';
import type { Task } from '../../domain/task.ts';
import { calendarOf2019 } from '../support/calendars.ts';
import { aCommand, aReceipt, shanghai } from '../support/commands.ts';
import { anEvent, historyOf } from '../support/events.ts';
import { given } from '../support/given.ts';
import { offices } from '../support/offices.ts';

const april = { cycle: '2019-04', cutOff: '2019-03-27', passed: true, heardOn: '2019-04-01' } as const;
const may = { cycle: '2019-05', cutOff: '2019-04-28', passed: true, heardOn: '2019-05-06' } as const;
const june = { cycle: '2019-06', cutOff: '2019-05-29', passed: false, heardOn: '2019-06-03' } as const;
const reporting = (parts: Partial<Reporting> = {}): { reporting: Reporting } => ({
  reporting: { cycles: [april, may, june], reportedOn: {}, urgedAt: null, ...parts },
});

const atCutOff = { at: shanghai('2019-04-28', '24:00'), ...reporting() };
const steps = [{ level: 1, on: '2019-04-29' }];
const missed: readonly TaskEvent[] = [...historyOf('inProgress'), anEvent('reportMissed', { steps })];
const missedAfter = (...events: readonly TaskEvent[]): Task => {
  const task = fold([...missed, ...events]);
  if (!task) throw new Error('no task');
  return task;
};

describe('a report that is missing at the cut-off', () => {
  test('is recorded, and the head is urged on the next working day: no level above, no repetition', () => {
    const task = given(historyOf('inProgress'))
      .when(aCommand('reportMissed'), atCutOff)
      .thenRecords({ type: 'reportMissed', cycle: '2019-05', cutOff: '2019-04-28', steps });

    expect(task.missedCycle).toEqual({ cycle: '2019-05', cutOff: '2019-04-28' });
    expect(nextDeadline(task)).toEqual({ at: shanghai('2019-04-29', '09:00'), deadline: { kind: 'escalation', date: '2019-04-29' } });
    expect(overdueSince(task)).toBe('2019-04-28');
  });

  test('is urged by the steps of the policy, or by none', () => {
    const under = (missingStepsWorkingDays: readonly number[]) => ({
      ...atCutOff,
      policy: { ...firstPolicy, meetings: { ...firstMeetingPolicy, missingStepsWorkingDays } },
    });

    given(historyOf('inProgress'))
      .when(aCommand('reportMissed'), under([1, 3]))
      .thenRecords({ type: 'reportMissed', steps: [...steps, { level: 2, on: '2019-05-05' }] });
    const task = given(historyOf('inProgress')).when(aCommand('reportMissed'), under([])).thenRecords({ type: 'reportMissed' });
    expect(task.ladder).toBeUndefined();
  });

  test('climbs at nine, to the head of the lead', () => {
    given(missed)
      .when(aCommand('passDeadline'), { at: shanghai('2019-04-29', '09:00') })
      .thenRecords({ type: 'taskEscalated', level: 1, reason: '报送进展（2019-04-28 止）已超过 1 个工作日', cause: { kind: 'report', date: '2019-04-28' } });
  });

  test('makes the light red and waits for the lead', () => {
    const task = missedAfter();
    const duties = dutiesOf(task, offices, '2019-04-29');

    expect(lightOf(task, { today: '2019-04-29', calendar: calendarOf2019, policy: firstPolicy })).toBe('red');
    expect(movesFor({ kind: 'report', date: '2019-04-28' }, duties)).toMatchObject([{ kind: 'report', holder: { department: 'SPP-06' }, by: '2019-04-28' }]);
  });

  test('begins no ladder where a more serious one is climbed', () => {
    const late = [...historyOf('inProgress'), anEvent('deadlinePassed', { steps: [{ level: 1, on: '2019-05-08' }] })];
    const task = given(late).when(aCommand('reportMissed'), atCutOff).thenRecords({ type: 'reportMissed', cycle: '2019-05' });

    expect(task.ladder?.cause.kind).toBe('milestone');
  });

  test('is told to the lead; that it was no such thing, to the supervision unit too', () => {
    const told = (event: TaskEvent) => effects(event, missedAfter(), offices).map(({ kind, to }) => `${kind} ${to.role} ${to.department}`);

    expect(told(anEvent('reportMissed'))).toEqual(['reportMissed lead_contact SPP-06']);
    expect(told(anEvent('missingWithdrawn'))).toEqual(['missingWithdrawn lead_contact SPP-06', 'missingWithdrawn supervisor SPP-BGT']);
  });
});

describe('nothing is missing', () => {
  const nothingRecorded = (events: readonly TaskEvent[], parts: Partial<Reporting> = {}, cycle = '2019-05') =>
    expect(given(events).when(aCommand('reportMissed', { cycle }), { ...atCutOff, ...reporting(parts) }).decision).toEqual({ events: [] });

  test('where a report of the cycle stands: it is in time or missing, never both', () => {
    nothingRecorded(historyOf('inProgress'), { reportedOn: { '2019-05': '2019-04-28' } });
    nothingRecorded(historyOf('inProgress'), { reportedOn: { '2019-05': '2019-04-29' } });
  });

  test('before the cut-off has passed, where it moved on, or where there is none', () => {
    nothingRecorded(historyOf('inProgress'), {}, '2019-06');
    nothingRecorded(historyOf('inProgress'), {}, '2019-07');
    expect(given(historyOf('inProgress')).when(aCommand('reportMissed'), { at: atCutOff.at }).decision).toEqual({ events: [] });
  });

  test('of what was handed in, suspended or has ended since', () => {
    for (const state of ['closureReview', 'suspended', 'struckOff'] as const) nothingRecorded(historyOf(state));
  });

  test('twice: the same cut-off, or an earlier one that is told late', () => {
    nothingRecorded(missed);
    nothingRecorded(missed, {}, '2019-04');
  });
});

describe('another cut-off', () => {
  test('takes the place of the one that was missed before, with a ladder of its own', () => {
    const later = reporting({ cycles: [april, may, { ...june, passed: true }] });
    const task = given(missed)
      .when(aCommand('reportMissed', { cycle: '2019-06' }), { at: shanghai('2019-05-29', '24:00'), ...later })
      .thenRecords({ type: 'reportMissed', cycle: '2019-06', steps: [{ level: 1, on: '2019-05-30' }] });

    expect(task.ladder?.cause).toEqual({ kind: 'report', date: '2019-05-29' });
    expect(overdueSince(task)).toBe('2019-05-29');
  });
});

describe('a report', () => {
  const on = (date: string, parts: Partial<Reporting> = {}) => ({ at: shanghai(date, '10:00'), ...reporting(parts) });

  test('that comes late counts for the cycle that is missing, stops its ladder and ends the red light', () => {
    const task = given(missed).when(aCommand('report'), on('2019-05-06')).thenRecords({ type: 'taskReported', cycle: '2019-05', unprompted: false });

    expect(task).not.toHaveProperty('missedCycle');
    expect(task).toMatchObject({ passed: [], escalationLevel: 0 });
    expect(task.ladder).toBeUndefined();
  });

  test('that came in time and is entered late withdraws the want of it', () => {
    const task = given(missed)
      .when(aCommand('report', { receipt: aReceipt('2019-04-28') }), on('2019-04-29'))
      .thenRecords({ type: 'taskReported', cycle: '2019-05', unprompted: true }, { type: 'missingWithdrawn', cycle: '2019-05' });

    expect(task.ladder).toBeUndefined();
    expect(task).not.toHaveProperty('missedCycle');
  });

  test('of the next cycle says what the missed one should have said', () => {
    const task = given(missed)
      .when(aCommand('report', { cycle: '2019-06' }), on('2019-05-06'))
      .thenRecords({ type: 'taskReported', cycle: '2019-06' });

    expect(task).not.toHaveProperty('missedCycle');
  });

  test('of a cycle before it leaves it missing', () => {
    const receipt = aReceipt('2019-03-26', '迟录');
    const task = given(missed)
      .when(aCommand('report', { cycle: '2019-04', receipt }), on('2019-04-29'))
      .thenRecords({ type: 'taskReported', cycle: '2019-04' });

    expect(task.missedCycle?.cycle).toBe('2019-05');
  });

  test('belongs to the next cycle that is cut off, and to the next one again once the meeting is over that was to hear the missing one', () => {
    given(historyOf('inProgress')).when(aCommand('report'), on('2019-04-10')).thenRecords({ type: 'taskReported', cycle: '2019-05' });
    const task = given(missed).when(aCommand('report'), on('2019-05-07')).thenRecords({ type: 'taskReported', cycle: '2019-06' });
    expect(task).not.toHaveProperty('missedCycle');
    const unheard = { cycles: [{ ...may, heardOn: null }] };
    given(missed).when(aCommand('report'), on('2019-05-05', unheard)).thenRecords({ type: 'taskReported', cycle: '2019-06' });
  });

  test('for a cycle that is closed is refused, unless it had come before its cut-off', () => {
    const forApril = aCommand('report', { cycle: '2019-04' });

    given(historyOf('inProgress')).when(forApril, on('2019-04-29')).thenRefuses('CYCLE_CLOSED');
    given(historyOf('inProgress'))
      .when(aCommand('report', { cycle: '2019-02' }), on('2019-04-29'))
      .thenRefuses('CYCLE_CLOSED');
    given(historyOf('inProgress'))
      .when({ ...forApril, receipt: aReceipt('2019-03-27', '迟录') }, on('2019-04-29'))
      .thenRecords({ type: 'taskReported', cycle: '2019-04' });
  });

  test('for a cycle that has not begun is refused; where no meeting is planned any month will do', () => {
    given(historyOf('inProgress'))
      .when(aCommand('report', { cycle: '2019-06' }), on('2019-04-10'))
      .thenRefuses('CYCLE_NOT_BEGUN');
    given(historyOf('inProgress'))
      .when(aCommand('report', { cycle: '2019-12' }), on('2019-04-10', { cycles: [] }))
      .thenRecords({ type: 'taskReported', cycle: '2019-12' });
  });

  test.for([
    [null, true],
    ['2019-03-27', true],
    ['2019-03-28', false],
    ['2019-04-10', false],
    ['2019-04-11', true],
  ] as const)('on 04-10, urged on %s since the cut-off of 03-27: unprompted is %s', ([day, unprompted]) => {
    const urgedAt = day && shanghai(day, '09:00');
    given(historyOf('inProgress')).when(aCommand('report'), on('2019-04-10', { urgedAt })).thenRecords({ type: 'taskReported', cycle: '2019-05', unprompted });
  });

  test('is unprompted in a month without a meeting, where nobody urged it in that month', () => {
    const urged = (day: string) => on('2019-04-10', { cycles: [], urgedAt: shanghai(day, '09:00') });

    given(historyOf('inProgress')).when(aCommand('report'), urged('2019-03-31')).thenRecords({ type: 'taskReported', cycle: '2019-04', unprompted: true });
    given(historyOf('inProgress')).when(aCommand('report'), urged('2019-04-01')).thenRecords({ type: 'taskReported', cycle: '2019-04', unprompted: false });
  });
});

describe('while a report is missing', () => {
  test('an application for closure says more than it would: nothing is missing any more', () => {
    const task = missedAfter(anEvent('closureApplied', { at: shanghai('2019-04-29', '10:00') }));

    expect(task).not.toHaveProperty('missedCycle');
    expect(task.ladder).toBeUndefined();
  });

  test('a task that is suspended stands still with it, and climbs on when it is resumed', () => {
    const suspended = missedAfter(anEvent('taskSuspended', { at: shanghai('2019-04-29', '08:00'), keepsClocks: true, resumeOn: '2019-06-03' }));
    expect(suspended).toMatchObject({ missedCycle: { cycle: '2019-05' }, passed: expect.arrayContaining([{ kind: 'report', date: '2019-04-28' }]) });

    const resumed = given([...missed, anEvent('taskSuspended', { at: shanghai('2019-04-29', '08:00'), keepsClocks: true, resumeOn: '2019-06-03' })]).when(
      aCommand('resume'),
      {
        by: 'clock',
        at: shanghai('2019-06-03', '00:00'),
      },
    );
    expect('events' in resumed.decision && fold(resumed.decision.events, suspended)?.ladder?.cause).toEqual({ kind: 'report', date: '2019-04-28' });
  });

  test('nothing is recorded a second time by the clock', () => {
    expect(given(missed).when(aCommand('passDeadline'), { at: shanghai(addDays('2019-04-28', 0), '24:00') }).decision).toEqual({ events: [] });
  });
});
