import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextDeadline } from '../../domain/deadlines.ts';
import { decide } from '../../domain/decide.ts';
import { effects } from '../../domain/effects.ts';
import type { TaskEvent } from '../../domain/events.ts';
import { evolve, fold } from '../../domain/evolve.ts';
import type { TaskState } from '../../domain/task.ts';
import { isSupervised } from '../../domain/task.ts';
import { aCommand, facts } from '../support/commands.ts';
import { anEvent, anAssignment, historyOf, taskAfter } from '../support/events.ts';
import { given } from '../support/given.ts';
import { aLeader, anActor, offices, officesWith, reviewer, supervisor } from '../support/offices.ts';

/** 移交 (R32): SPP-06 leads, SPP-08 takes part, and both may be reorganised. */

const newHead = anActor('SPP-10', 'department_head');
const before = { lead: 'SPP-06', participants: ['SPP-08'], responsible: 'department_head of SPP-06', leader: 'leader of civil' };
const handOver = (parts: Partial<Omit<ReturnType<typeof aCommand<'handOver'>>, 'type'>> = {}) => aCommand('handOver', parts);
const person = (id: string, department: string) => ({ ...anActor(department), person: id });
const personsOnly = (parts: { readonly fromPerson?: string; readonly responsible?: string }) => ({ type: 'handOver', reason: '人员调整', ...parts }) as const;

describe('the lead', () => {
  test('is handed over with the responsible person; the leader follows from the portfolio', () => {
    const task = given(historyOf('inProgress'))
      .when(handOver())
      .thenRecords({
        type: 'taskHandedOver',
        reason: '机构改革，职责划转',
        unit: { from: 'SPP-06', to: 'SPP-10' },
        from: before,
        to: { lead: 'SPP-10', participants: ['SPP-08'], responsible: newHead.person, leader: 'leader of petitions' },
        requests: [],
      });

    expect(task).toMatchObject({
      state: 'inProgress',
      assignment: { lead: 'SPP-10' },
      formerHolders: { departments: ['SPP-06'], persons: [before.responsible] },
    });
  });

  test.each(['registered', 'issued', 'received', 'inProgress', 'closureReview', 'verifying', 'suspended'] as const)(
    'is handed over in the state %s, and every day that was promised stays',
    (state: TaskState) => {
      const journal = historyOf(state);
      const earlier = taskAfter(journal);
      const task = given(journal).when(handOver()).thenRecords({ type: 'taskHandedOver' });

      expect(task.state).toBe(state);
      expect(nextDeadline(task)).toEqual(nextDeadline(earlier));
      expect({ ...task, assignment: earlier.assignment, formerHolders: undefined }).toEqual({ ...earlier, formerHolders: undefined });
    },
  );

  test('keeps the responsible person where he moves with the work', () => {
    given(historyOf('inProgress'))
      .when({ type: 'handOver', to: 'SPP-10', reason: '随人划转' }, { persons: [person(before.responsible, 'SPP-10')] })
      .thenRecords({
        type: 'taskHandedOver',
        to: { lead: 'SPP-10', participants: ['SPP-08'], responsible: before.responsible, leader: 'leader of petitions' },
      });
  });

  test('goes to no unit without somebody of it who is responsible', () => {
    given(historyOf('inProgress')).when({ type: 'handOver', to: 'SPP-10', reason: '划转' }).thenRefuses('RESPONSIBLE_MISSING');
    given(historyOf('inProgress'))
      .when(handOver(), { persons: [person(newHead.person, 'SPP-08')] })
      .thenRefuses('RESPONSIBLE_ELSEWHERE', { person: newHead.person, department: 'SPP-10' });
    given(historyOf('inProgress')).when(handOver(), { persons: [] }).thenRefuses('PERSON_NOT_FOUND', { person: newHead.person });
  });

  test('of a draft may go without: it has nobody yet', () => {
    const draft = historyOf('registered', { assignment: anAssignment({ responsible: null }) });

    given(draft)
      .when({ type: 'handOver', to: 'SPP-10', reason: '划转' })
      .thenRecords({ type: 'taskHandedOver', to: { lead: 'SPP-10', participants: ['SPP-08'], responsible: null, leader: 'leader of petitions' } });
  });

  test('that is new of what was not issued yet needs a new signature', () => {
    const consented = [...historyOf('registered', { origin: { kind: 'single', text: '批示' } }), anEvent('consentGiven')];

    expect(given(consented).when(handOver()).thenRecords({ type: 'taskHandedOver' })).toMatchObject({ consent: null });
    const participant = handOver({ from: 'SPP-08' });
    expect(given(consented).when(participant).thenRecords({ type: 'taskHandedOver' })).toMatchObject({ consent: { by: 'leader of civil' } });
  });

  test('that has taken part so far takes part no longer, and owes itself no answer', () => {
    const asked = [
      ...historyOf('inProgress', { assignment: anAssignment({ participants: ['SPP-08', 'SPP-PR'] }) }),
      anEvent('contributionRequested', { id: '1', participant: 'SPP-08' }),
      anEvent('contributionRequested', { id: '2', participant: 'SPP-PR' }),
    ];
    const head = person('H', 'SPP-08');

    const task = given(asked)
      .when(handOver({ to: 'SPP-08', responsible: 'H' }), { persons: [head] })
      .thenRecords({
        type: 'taskHandedOver',
        to: { lead: 'SPP-08', participants: ['SPP-PR'], responsible: 'H', leader: 'leader of public interest' },
        requests: [{ id: '2', participant: 'SPP-PR' }],
      });
    expect(task).toMatchObject({ requests: [{ id: '2' }] });
  });
});

describe('a participant', () => {
  const asked = [...historyOf('inProgress'), anEvent('contributionRequested', { id: '1', participant: 'SPP-08' })];

  test('is handed over with what was asked of it, under the same number and by the same day', () => {
    const task = given(asked)
      .when(handOver({ from: 'SPP-08' }))
      .thenRecords({
        type: 'taskHandedOver',
        unit: { from: 'SPP-08', to: 'SPP-10' },
        to: { ...before, participants: ['SPP-10'] },
        requests: [{ id: '1', participant: 'SPP-10' }],
      });

    expect(task).toMatchObject({
      requests: [{ id: '1', participant: 'SPP-10' }],
      participation: [
        { participant: 'SPP-08', asked: 0, answered: 0 },
        { participant: 'SPP-10', asked: 1, answered: 0 },
      ],
    });
    const next = decide(task, aCommand('requestContribution', { participant: 'SPP-10' }), facts({ actor: anActor('SPP-06', 'lead_contact') }));
    expect(next).toMatchObject({ events: [{ id: '2' }] });
  });

  test('that joins another one leaves one', () => {
    const both = [
      ...historyOf('inProgress', { assignment: anAssignment({ participants: ['SPP-08', 'SPP-10'] }) }),
      anEvent('contributionRequested', { id: '1', participant: 'SPP-10' }),
      anEvent('contributionRequested', { id: '2', participant: 'SPP-08' }),
    ];

    expect(
      given(both)
        .when(handOver({ from: 'SPP-08' }))
        .thenRecords({ type: 'taskHandedOver' }),
    ).toMatchObject({
      assignment: { participants: ['SPP-10'] },
      participation: [
        { participant: 'SPP-10', asked: 2 },
        { participant: 'SPP-08', asked: 0 },
      ],
    });
  });

  test('that joins the lead drops out', () => {
    given(asked)
      .when(handOver({ from: 'SPP-08', to: 'SPP-06' }))
      .thenRecords({ type: 'taskHandedOver', to: { ...before, participants: [] }, requests: [] });
  });
});

describe('persons', () => {
  const successor = person('Q', 'SPP-06');

  test('hand over to somebody of the same lead, and the leader on record stays', () => {
    given(historyOf('inProgress'))
      .when(personsOnly({ responsible: 'Q' }), { persons: [successor] })
      .thenRecords({ type: 'taskHandedOver', unit: null, to: { ...before, responsible: 'Q' } });
    given(historyOf('inProgress'))
      .when(personsOnly({ responsible: 'Q' }), { persons: [person('Q', 'SPP-08')] })
      .thenRefuses('RESPONSIBLE_ELSEWHERE');
  });

  test('a leader hands over to whoever holds the department now', () => {
    given(historyOf('inProgress'))
      .when(personsOnly({ fromPerson: 'leader of civil', responsible: 'Q' }), {
        offices: officesWith('SPP-06', { leader: 'leader of press' }),
        persons: [successor],
      })
      .thenRecords({ type: 'taskHandedOver', to: { ...before, leader: 'leader of press' } });
  });

  test('nobody hands over what he has not, or to whom has it already', () => {
    given(historyOf('inProgress'))
      .when(personsOnly({ fromPerson: 'P9', responsible: 'Q' }))
      .thenRefuses('NOT_A_HOLDER');
    given(historyOf('inProgress'))
      .when(handOver({ from: 'SPP-PR' }))
      .thenRefuses('NOT_A_HOLDER');
    given(historyOf('inProgress'))
      .when(handOver({ to: 'SPP-99' }))
      .thenRefuses('DEPARTMENT_NOT_FOUND');
    given(historyOf('inProgress')).when({ type: 'handOver', to: 'SPP-06', reason: '划转' }).thenRefuses('NOTHING_TO_HAND_OVER');
    given(historyOf('inProgress'))
      .when(personsOnly({ fromPerson: 'leader of civil' }))
      .thenRefuses('NOTHING_TO_HAND_OVER');
    given(historyOf('inProgress'))
      .when(handOver({ reason: ' ' }))
      .thenRefuses('REASON_MISSING');
  });
});

describe('reviewer and doer stay different hands (R12)', () => {
  test('who has handed a task over does not judge it: neither the unit nor the person', () => {
    const led = historyOf('inProgress', { assignment: anAssignment({ lead: 'SPP-BGT', responsible: reviewer.person }) });
    const handed = [
      ...led,
      anEvent('taskHandedOver', { unit: { from: 'SPP-BGT', to: 'SPP-06' }, from: { ...before, lead: 'SPP-BGT', responsible: reviewer.person }, to: before }),
    ];
    const applied = [...handed, anEvent('closureApplied')];

    given(applied).when(aCommand('strikeOff'), { by: reviewer }).thenRefuses('REVIEWER_TOOK_PART');
    given(applied)
      .when(aCommand('strikeOff'), { by: { ...reviewer, department: 'SPP-10' } })
      .thenRefuses('REVIEWER_TOOK_PART');
    given(applied)
      .when(aCommand('strikeOff'), { by: aLeader('leader of civil') })
      .thenRecords({ type: 'taskStruckOff' });
  });

  test('where the supervision unit has taken over, the leader in charge judges', () => {
    const holders = { lead: 'SPP-BGT', participants: ['SPP-08'], responsible: supervisor.person, leader: 'leader of supervision' };
    const applied = [...historyOf('closureReview'), anEvent('taskHandedOver', { unit: { from: 'SPP-06', to: 'SPP-BGT' }, to: holders })];

    given(applied).when(aCommand('strikeOff'), { by: reviewer }).thenRefuses('REVIEWER_TOOK_PART');
    given(applied)
      .when(aCommand('strikeOff'), { by: aLeader('leader of supervision') })
      .thenRecords({ type: 'taskStruckOff' });
  });

  test('a responsible person who sits with the reviewers by now does not judge', () => {
    given(historyOf('closureReview', { assignment: anAssignment({ responsible: reviewer.person }) }))
      .when(aCommand('strikeOff'), { by: reviewer })
      .thenRefuses('REVIEWER_TOOK_PART');
  });
});

describe('a hand-over tells', () => {
  const toldOf = (event: TaskEvent, state: TaskState = 'inProgress') =>
    effects(event, taskAfter([...historyOf(state), event]), offices).map(({ kind, to }) => `${kind} ${to.department} ${to.role}`);

  test('the old unit, the new one, and the leader who comes to be in charge', () => {
    expect(toldOf(anEvent('taskHandedOver'))).toEqual(['handOver SPP-06 lead_contact', 'takeOver SPP-10 lead_contact', 'takeOver SPP-10 supervising_leader']);
  });

  test('the lead where only persons change, and nobody of what was never ordered', () => {
    const event = anEvent('taskHandedOver', { unit: null, to: { ...before, responsible: 'Q' } });

    expect(toldOf(event)).toEqual(['takeOver SPP-06 lead_contact']);
    expect(toldOf(event, 'registered')).toEqual([]);
  });
});

describe('of a task into which another was merged', () => {
  const absorbed = (participants: readonly string[]) => [
    ...historyOf('inProgress', { assignment: anAssignment({ participants }) }),
    anEvent('taskAbsorbed', { task: '2019/改-13', theirs: { due: '2019-06-30', clauses: [], departments: ['SPP-PR'] } }),
  ];
  const leaving = { type: 'taskHandedOver', unit: { from: 'SPP-PR', to: 'SPP-10' }, requests: [] } as const;
  const brought = (events: readonly TaskEvent[]) => taskAfter(events).merging?.absorbed.map((one) => one.brought.participants);

  test('what the other has brought is brought by the successor', () => {
    const journal = absorbed(['SPP-08']);
    const task = given(journal)
      .when(handOver({ from: 'SPP-PR' }))
      .thenRecords(leaving);

    expect(task.assignment.participants).toEqual(['SPP-08', 'SPP-10']);
    expect(task.merging?.absorbed[0]?.brought.participants).toEqual(['SPP-10']);
  });

  test('but what takes part by itself stays when the other leaves', () => {
    const journal = absorbed(['SPP-10']);
    const task = given(journal)
      .when(handOver({ from: 'SPP-PR' }))
      .thenRecords(leaving);

    expect(brought(journal)).toEqual([['SPP-PR']]);
    expect(task.merging?.absorbed[0]?.brought.participants).toEqual([]);
  });

  test('and where only persons change, nothing of it', () => {
    const journal = absorbed(['SPP-08']);
    given(journal)
      .when(personsOnly({ responsible: 'Q' }), { persons: [person('Q', 'SPP-06')] })
      .thenRecords({ type: 'taskHandedOver', unit: null });
  });
});

test('whatever is handed over to whom, one lead stays, which takes part in nothing of its own, and owes no answer', () => {
  const units = ['SPP-06', 'SPP-08', 'SPP-10', 'SPP-PR'];
  const step = fc.oneof(
    fc.record({ type: fc.constant('handOver' as const), from: fc.constantFrom(...units), to: fc.constantFrom(...units) }),
    fc.record({ type: fc.constant('requestContribution' as const), participant: fc.constantFrom(...units) }),
  );
  const begun = taskAfter(historyOf('inProgress', { assignment: anAssignment({ participants: ['SPP-08', 'SPP-10'] }) }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let task = begun;
      for (const wanted of steps) {
        const to = wanted.type === 'handOver' ? wanted.to : '';
        const command = wanted.type === 'handOver' ? handOver({ ...wanted, responsible: `head of ${to}` }) : aCommand('requestContribution', wanted);
        const actor = wanted.type === 'handOver' ? supervisor : anActor(task.assignment.lead, 'lead_contact');
        const decision = decide(task, command, facts({ actor, persons: units.map((code) => person(`head of ${code}`, code)) }));
        if ('events' in decision) task = decision.events.reduce((now, event) => evolve(now, event) ?? now, task);
        const { lead, participants } = task.assignment;
        const open = isSupervised(task) ? (task.requests ?? []) : [];
        expect(participants).not.toContain(lead);
        expect(new Set(participants).size).toBe(participants.length);
        expect(open.every(({ participant }) => participants.includes(participant))).toBe(true);
        expect(new Set(open.map(({ id }) => id)).size).toBe(open.length);
      }
    }),
  );
});

test('an old journal, in which nothing was handed over, folds as before', () => {
  expect(fold(historyOf('inProgress'))).not.toHaveProperty('formerHolders');
});
