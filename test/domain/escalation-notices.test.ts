import { describe, expect, test } from 'vitest';
import { effects } from '../../domain/effects.ts';
import type { TaskEvent } from '../../domain/events.ts';
import { rungOf } from '../../domain/rungs.ts';
import { anAssignment, anEvent, historyOf, historyOfDrafted, historyOfEscalated, historyOfProposed, taskAfter } from '../support/events.ts';
import { offices } from '../support/offices.ts';

/** `urge → SPP-06 department_head`, of the last event. */
const told = (history: readonly TaskEvent[]): readonly string[] => {
  const last = history.at(-1);
  return last ? effects(last, taskAfter(history), offices).map(({ kind, to }) => `${kind} → ${to.department} ${to.role}`) : [];
};

/** A task led by that department, told at that level. */
const toldAt = (level: number, lead = 'SPP-06', parts: Partial<Extract<TaskEvent, { type: 'taskEscalated' }>> = {}): readonly string[] => {
  const to = rungOf({ department: lead, line: '民事' }, level, offices);
  return told([...historyOf('inProgress', { assignment: anAssignment({ lead, participants: [] }) }), anEvent('taskEscalated', { level, to, ...parts })]);
};

describe('what a step of the ladder writes to whom', () => {
  test('the late department is asked first, and alone', () => {
    expect(toldAt(1)).toEqual(['urge → SPP-06 department_head']);
    expect(toldAt(1, '330102-06')).toEqual(['urge → 330102-06 department_head']);
  });

  test('at every further level those above are called in, and it is asked by 督办单', () => {
    expect(toldAt(2)).toEqual(['escalation → SPP-BGT supervisor', 'supervisionOrder → SPP-06 department_head']);
    expect(toldAt(3, '3301-06')).toEqual([
      'escalation → 33-BGS supervisor',
      'escalation → 33-06 department_head',
      'supervisionOrder → 3301-06 department_head',
    ]);
  });

  test('a leader is reported to', () => {
    expect(toldAt(3)).toEqual(['leaderReport → SPP-06 supervising_leader', 'supervisionOrder → SPP-06 department_head']);
    expect(toldAt(3, '33-06')[0]).toBe('leaderReport → 33-06 supervising_leader');
  });

  test('the meeting has an item proposed, by way of the supervision unit, which is not called in beside', () => {
    expect(toldAt(4, 'SPP-06', { isForAgenda: true })).toEqual(['agendaProposal → SPP-BGT supervisor', 'supervisionOrder → SPP-06 department_head']);
  });

  test('what is led below comes before the Party group of the office that ordered it, and those above are called in once more', () => {
    expect(toldAt(4, '33-06', { isForAgenda: true })).toEqual([
      'escalation → SPP-06 department_head',
      'agendaProposal → SPP-BGT supervisor',
      'supervisionOrder → 33-06 department_head',
    ]);
  });

  test('what is on the agenda is not proposed again', () => {
    const again = anEvent('taskEscalated', { level: 4, repeat: 1, to: rungOf({ department: 'SPP-06', line: '民事' }, 4, offices), isForAgenda: true });

    expect(told([...historyOfProposed(), anEvent('agendaItemAccepted'), again])).toEqual([
      'escalation → SPP-BGT supervisor',
      'supervisionOrder → SPP-06 department_head',
    ]);
  });

  test('what a hold keeps back reaches nobody above; the late department is asked all the same', () => {
    expect(toldAt(3, 'SPP-06', { to: [], withheld: [{ office: 'SPP', department: 'SPP-06', role: 'supervising_leader' }] })).toEqual([
      'supervisionOrder → SPP-06 department_head',
    ]);
  });

  test('where the supervision unit itself is late, it is the late department', () => {
    const lateReview = anEvent('deadlinePassed', { deadline: { kind: 'review', date: '2019-06-27' }, steps: [{ level: 1, on: '2019-06-28' }] });
    const first = anEvent('taskEscalated', { to: [{ office: 'SPP', department: 'SPP-BGT', role: 'department_head' }] });

    expect(told([...historyOf('closureReview'), lateReview, first])).toEqual(['urge → SPP-BGT department_head']);
  });

  test('a department that has left the directory is asked without an office, so that the vacancy is seen', () => {
    const event = anEvent('taskEscalated', { level: 2, to: [] });

    expect(effects(event, taskAfter(historyOfEscalated()), []).map(({ to }) => to)).toEqual([{ office: '', department: 'SPP-06', role: 'department_head' }]);
  });

  test('each is an activity of its own, so that it shows in the history of the task', () => {
    const event = anEvent('taskEscalated', { level: 3, to: [{ office: 'SPP', department: 'SPP-06', role: 'supervising_leader' }] });

    expect(effects(event, taskAfter(historyOfEscalated()), offices).map(({ channelOfDuty }) => channelOfDuty)).toEqual(['escalate', 'escalate']);
  });
});

describe('what is said of a paper', () => {
  const leaves = { to: [{ office: 'SPP', department: 'SPP-06', role: 'supervising_leader' } as const], reason: '逾期' };

  test('leaves with it, where its day has passed', () => {
    expect(told([...historyOfDrafted(), anEvent('paperReleased', { leaves })])).toEqual(['leaderReport → SPP-06 supervising_leader']);
  });

  test('a released one whose day is to come leaves on that day', () => {
    expect(told([...historyOfDrafted(), anEvent('paperHeld'), anEvent('paperReleased')])).toEqual([]);
  });

  test.for(['paperSigned', 'paperHeld', 'agendaItemDeclined'] as const)('nobody need be told of %s', (type) => {
    expect(told([...historyOfProposed(), anEvent(type)])).toEqual([]);
  });

  test('whoever reports at the meeting is told that it is on the agenda', () => {
    expect(told([...historyOfProposed(), anEvent('agendaItemAccepted')])).toEqual(['agendaItem → SPP-06 lead_contact']);
  });
});
