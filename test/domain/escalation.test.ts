import { describe, expect, test } from 'vitest';
import { nextDeadline } from '../../domain/deadlines.ts';
import { dutiesOf } from '../../domain/duties.ts';
import { effects } from '../../domain/effects.ts';
import type { TaskEvent } from '../../domain/events.ts';
import { taskStates } from '../../domain/task.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { anAssignment, anEvent, historyOf, historyOfEscalated, historyOfOverdue, taskAfter } from '../support/events.ts';
import { given } from '../support/given.ts';
import { anActor, contact, head, leader, offices, supervisor } from '../support/offices.ts';

describe('escalating 升级', () => {
  test('climbs one level and records who is reached', () => {
    const task = given(historyOf('inProgress'))
      .when(aCommand('escalate'))
      .thenRecords({ type: 'taskEscalated', level: 1, reason: '催办后仍未报告', to: [{ office: 'SPP', department: 'SPP-06', role: 'department_head' }] });

    expect(task.escalationLevel).toBe(1);
  });

  test('may skip levels, if told so: the journal shows which, and why (R41)', () => {
    given([...historyOf('inProgress'), anEvent('taskEscalated')])
      .when(aCommand('escalate', { level: 3, reason: '院领导要求' }))
      .thenRecords({
        type: 'taskEscalated',
        level: 3,
        reason: '院领导要求',
        skipped: [2],
        to: [{ office: 'SPP', department: 'SPP-06', role: 'supervising_leader' }],
      });
  });

  test('level by level skips none', () => {
    const { decision } = given(historyOf('inProgress')).when(aCommand('escalate'));

    expect(decision).toEqual({ events: [expect.not.objectContaining({ skipped: expect.anything() })] });
  });

  test('to the top of the national office proposes it for the agenda of the Party group; of a province it is told to the national office', () => {
    const top = aCommand('escalate', { level: 4 });
    const below = historyOf('inProgress', { assignment: anAssignment({ lead: '33-06', participants: [] }) });

    given(historyOf('inProgress')).when(top).thenRecords({ type: 'taskEscalated', level: 4, isForAgenda: true });
    expect(given(below).when(top).decision).toEqual({ events: [expect.not.objectContaining({ isForAgenda: true })] });
  });

  test('on a ladder takes its next steps, which are then not said again; what follows keeps its days', () => {
    const task = given(historyOfEscalated())
      .when(aCommand('escalate', { level: 3 }), { at: shanghai('2019-07-02', '10:00') })
      .thenRecords({ type: 'taskEscalated', level: 3, skipped: [2] });

    expect(task.ladder).toMatchObject({ steps: [{ level: 4, on: '2019-07-12' }], told: [{ level: 1 }, { level: 3 }] });
  });

  test('does not take the repetitions of the last step', () => {
    const repeated = { level: 4, on: '2019-07-19', repeat: 1 };
    const overdue = anEvent('deadlinePassed', {
      at: '2019-06-30T16:00:00.000Z',
      deadline: { kind: 'due', date: '2019-06-30' },
      steps: [{ level: 4, on: '2019-07-12' }, repeated],
    });

    expect(taskAfter([...historyOf('inProgress'), overdue, anEvent('taskEscalated', { level: 4 })]).ladder?.steps).toEqual([repeated]);
  });

  test('goes up only', () => {
    given([...historyOf('inProgress'), anEvent('taskEscalated', { level: 2 })])
      .when(aCommand('escalate', { level: 2 }))
      .thenRefuses('LEVEL_NOT_HIGHER', { number: '2019/改-12', level: 2 });
  });

  test('ends at the top', () => {
    given([...historyOf('inProgress'), anEvent('taskEscalated', { level: 4 })])
      .when(aCommand('escalate'))
      .thenRefuses('TOP_OF_LADDER', { number: '2019/改-12' });
  });

  test('needs a reason', () => {
    given(historyOf('inProgress'))
      .when(aCommand('escalate', { reason: '' }))
      .thenRefuses('REASON_MISSING');
  });

  test('of a task led below reaches its own people first', () => {
    given(historyOf('issued', { assignment: anAssignment({ lead: '330102-06', participants: [] }) }))
      .when(aCommand('escalate'))
      .thenRecords({ type: 'taskEscalated', to: [{ office: '330102', department: '330102-06', role: 'department_head' }] });
  });

  test.for(taskStates)('leaves the state as it is: %s', (state) => {
    const { decision } = given(historyOf(state)).when(aCommand('escalate'));

    if ('events' in decision) expect(given(historyOf(state)).when(aCommand('escalate')).thenRecords({ type: 'taskEscalated' }).state).toBe(state);
    else expect(decision.refusal.code).toBe('STATE_NOT_FITTING');
  });
});

describe('acknowledging 回复升级', () => {
  const acknowledge = (parts: Parameters<typeof aCommand<'acknowledge'>>[1] = {}) => aCommand('acknowledge', parts);
  const acknowledged = [...historyOfEscalated(), anEvent('escalationAcknowledged')];
  const on2July = { at: shanghai('2019-07-02', '10:00') };

  test('stops the ladder until the day that is stated; then the next step comes, and the others at their distances', () => {
    const task = given(historyOfEscalated())
      .when(acknowledge({ until: '2019-07-05' }), on2July)
      .thenRecords({
        type: 'escalationAcknowledged',
        by: head.person,
        until: '2019-07-05',
        text: '七月五日前办结',
        steps: [
          { level: 2, on: '2019-07-08' },
          { level: 3, on: '2019-07-10' },
          { level: 4, on: '2019-07-17' },
        ],
      });

    expect(nextDeadline(task)?.at).toBe(shanghai('2019-07-08', '09:00'));
    expect(task).toMatchObject({ escalationLevel: 1, ladder: { acknowledgement: { by: head.person, until: '2019-07-05' } } });
  });

  test('if nothing happens, the ladder goes on with the step at which it stood', () => {
    given(acknowledged)
      .when(aCommand('passDeadline'), { at: shanghai('2019-07-08', '09:00') })
      .thenRecords({ type: 'taskEscalated', level: 2, late: false });
  });

  test('brings no step nearer', () => {
    given(historyOfEscalated())
      .when(acknowledge({ until: '2019-07-01' }))
      .thenRecords({ type: 'escalationAcknowledged', steps: taskAfter(historyOfEscalated()).ladder?.steps });
  });

  test('needs no text', () => {
    given(historyOfEscalated()).when({ type: 'acknowledge', until: '2019-07-05' }).thenRecords({ type: 'escalationAcknowledged', text: null });
  });

  test('is for at most ten working days', () => {
    given(historyOfEscalated())
      .when(acknowledge({ until: '2019-07-16' }), on2July)
      .thenRecords({ type: 'escalationAcknowledged' });
    given(historyOfEscalated())
      .when(acknowledge({ until: '2019-07-17' }), on2July)
      .thenRefuses('ACKNOWLEDGED_TOO_LONG', { date: '2019-07-17', limit: 10, latest: '2019-07-16' });
  });

  test('is not for a day that is over', () => {
    given(historyOfEscalated())
      .when(acknowledge({ until: '2019-07-01' }), on2July)
      .thenRefuses('ACKNOWLEDGED_UNTIL_PAST', { date: '2019-07-01' });
  });

  test('is once for each step: nobody keeps the ladder down by saying so again', () => {
    given(acknowledged).when(acknowledge(), on2July).thenRefuses('ALREADY_ACKNOWLEDGED', { number: '2019/改-12', until: '2019-07-05' });
    given([...acknowledged, anEvent('taskEscalated', { at: '2019-07-08T01:00:00.000Z', level: 2 })])
      .when(acknowledge({ until: '2019-07-12' }))
      .thenRecords({ type: 'escalationAcknowledged' });
  });

  test.for([
    ['the contact of the lead', contact],
    ['the supervisor, whom no step has reached yet', supervisor],
    ['the head of another department', anActor('SPP-10', 'department_head')],
  ] as const)('is refused to %s', ([, by]) => {
    given(historyOfEscalated())
      .when(acknowledge(), { by, ...on2July })
      .thenRefuses('NOT_ON_LADDER', { person: by.person });
  });

  test('is open to everybody whom a step has reached, the leader too', () => {
    const third = [...historyOfEscalated(), anEvent('taskEscalated', { level: 3, to: [{ office: 'SPP', department: 'SPP-06', role: 'supervising_leader' }] })];

    for (const by of [head, leader])
      given(third)
        .when(acknowledge(), { by, ...on2July })
        .thenRecords({ type: 'escalationAcknowledged', by: by.person });
  });

  test('may be said by the deputy of whoever was told, while he is away', () => {
    const deputy = anActor('SPP-06', 'lead_contact');

    given(historyOfEscalated())
      .when(acknowledge(), { by: deputy, standsInFor: [head], ...on2July })
      .thenRecords({
        type: 'escalationAcknowledged',
        by: deputy.person,
        onBehalfOf: head.person,
      });
  });

  test('finds nothing to stop where nothing is late, or the last step has been said', () => {
    given(historyOf('inProgress')).when(acknowledge()).thenRefuses('NO_LADDER', { number: '2019/改-12' });
    given([...historyOfEscalated(), anEvent('taskEscalated', { level: 4 })])
      .when(acknowledge(), on2July)
      .thenRefuses('NO_LADDER', { number: '2019/改-12' });
  });
});

describe('who is asked to acknowledge', () => {
  const asked = (events: readonly TaskEvent[]): readonly string[] =>
    dutiesOf(taskAfter(events), offices, '2019-02-12').flatMap(({ kind, holder, by }) =>
      kind === 'acknowledge' ? [`${holder.department} ${holder.role} by ${by}`] : [],
    );

  test('those whom the latest step has reached, until the next', () => {
    expect(asked(historyOfEscalated())).toEqual(['SPP-06 department_head by 2019-07-03']);
    expect(asked(historyOfOverdue())).toEqual([]);
  });

  test('nobody once somebody has, after the last step, or while the task is suspended', () => {
    expect(asked([...historyOfEscalated(), anEvent('escalationAcknowledged')])).toEqual([]);
    expect(asked([...historyOfEscalated(), anEvent('taskEscalated', { level: 4 })])).toEqual([]);
    expect(asked([...historyOfEscalated(), anEvent('taskSuspended')])).toEqual([]);
  });

  test('and the supervision unit learns of the answer', () => {
    const after = [...historyOfEscalated(), anEvent('escalationAcknowledged')];

    expect(effects(anEvent('escalationAcknowledged'), taskAfter(after), offices)).toEqual([
      { kind: 'acknowledgement', channelOfDuty: 'notify', to: { office: 'SPP', department: 'SPP-BGT', role: 'supervisor' } },
    ]);
  });
});
