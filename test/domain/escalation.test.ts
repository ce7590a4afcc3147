import { describe, expect, test } from 'vitest';
import { rungOf } from '../../domain/escalation.ts';
import { taskStates } from '../../domain/task.ts';
import { aCommand } from '../support/commands.ts';
import { anAssignment, anEvent, aTask, historyOf } from '../support/events.ts';
import { given } from '../support/given.ts';
import { grassrootsOffice, municipalOffice, nationalOffice, offices, provincialOffice } from '../support/offices.ts';

/** `SPP-06 department_head`, for reading. */
const reached = (lead: string, level: number, tree = offices): readonly string[] =>
  rungOf(aTask('inProgress', { lead, participants: [] }), level, tree).map(({ department, role }) => `${department} ${role}`);
const ladderOf = (lead: string) => [1, 2, 3, 4].map((level) => reached(lead, level));

describe('the ladder is computed from where the holder sits (R40, R41)', () => {
  test('a department of the national office: head, 督查部门, its leader, then the 督查部门 for the agenda; never a province', () => {
    expect(ladderOf('SPP-06')).toEqual([['SPP-06 department_head'], ['SPP-BGT supervisor'], ['SPP-06 supervising_leader'], ['SPP-BGT supervisor']]);
  });

  test('an affiliated institution climbs the same ladder', () => {
    expect(ladderOf('SPP-PR')[0]).toEqual(['SPP-PR department_head']);
  });

  test('a provincial department: its own 督查 and leader before the national office', () => {
    expect(ladderOf('33-06')).toEqual([
      ['33-06 department_head'],
      ['33-BGS supervisor'],
      ['33-06 supervising_leader'],
      ['SPP-BGT supervisor', 'SPP-06 department_head'],
    ]);
  });

  test('a municipal department: its own 督查, then the provincial reviewers, then the national office', () => {
    expect(ladderOf('3301-06')).toEqual([
      ['3301-06 department_head'],
      ['3301-BGS supervisor'],
      ['33-BGS supervisor', '33-06 department_head'],
      ['SPP-BGT supervisor', 'SPP-06 department_head'],
    ]);
  });

  test('a grassroots department: every level above it in turn', () => {
    expect(ladderOf('330102-06')).toEqual([
      ['330102-06 department_head'],
      ['3301-BGS supervisor', '3301-06 department_head'],
      ['33-BGS supervisor', '33-06 department_head'],
      ['SPP-BGT supervisor', 'SPP-06 department_head'],
    ]);
  });

  test('where a line does not exist above, the head of the 督查部门 is asked in its place', () => {
    const task = aTask('inProgress', { lead: '33-06', participants: [], line: '行政' });

    expect(rungOf(task, 4, offices)).toEqual([
      { office: 'SPP', department: 'SPP-BGT', role: 'supervisor' },
      { office: 'SPP', department: 'SPP-BGT', role: 'department_head' },
    ]);
  });

  test('where nobody carries the line and there is no 督查部门, an empty department shows that the role is vacant', () => {
    const bare = { ...provincialOffice, departments: [] };

    expect(reached('3301-06', 3, [nationalOffice, bare, municipalOffice])).toEqual([' supervisor']);
  });

  test('a broken chain of offices ends at the last one known', () => {
    expect(reached('330102-06', 3, [grassrootsOffice, municipalOffice])).toEqual(['3301-BGS supervisor', '3301-06 department_head']);
  });

  test('no such lead or level reaches nobody', () => {
    expect(reached('SPP-99', 1)).toEqual([]);
    expect(reached('SPP-06', 5)).toEqual([]);
  });
});

describe('escalating 升级', () => {
  test('climbs one level and records who is reached', () => {
    const task = given(historyOf('inProgress'))
      .when(aCommand('escalate'))
      .thenRecords({ type: 'taskEscalated', level: 1, reason: '催办后仍未报告', to: [{ office: 'SPP', department: 'SPP-06', role: 'department_head' }] });

    expect(task.escalationLevel).toBe(1);
  });

  test('may go higher at once, if told so', () => {
    given([...historyOf('inProgress'), anEvent('taskEscalated')])
      .when(aCommand('escalate', { level: 3 }))
      .thenRecords({ type: 'taskEscalated', level: 3, to: [{ office: 'SPP', department: 'SPP-06', role: 'supervising_leader' }] });
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
