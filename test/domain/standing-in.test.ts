import { describe, expect, test } from 'vitest';
import { decide } from '../../domain/decide.ts';
import { fold } from '../../domain/evolve.ts';
import { aCommand, facts } from '../support/commands.ts';
import { anEvent, historyOf } from '../support/events.ts';
import { given, nothing } from '../support/given.ts';
import { aLeader, anActor, contact, head, leader, participantContact, reviewer, secretary, supervisor } from '../support/offices.ts';

/** 代行: while somebody is away his deputy acts in his place, under his own name. */

const otherLeader = aLeader('leader of press');
const inPlaceOf = (absent: { readonly person: string }) => ({ onBehalfOf: absent.person });

describe('a deputy', () => {
  test('does what only the absent one might do; the journal names both', () => {
    given(historyOf('inProgress'))
      .when(aCommand('suspend'), { by: otherLeader, standsInFor: [leader] })
      .thenRecords({ type: 'taskSuspended', by: otherLeader.person, ...inPlaceOf(leader) });
    given(nothing)
      .when(aCommand('register'), { by: reviewer, standsInFor: [supervisor] })
      .thenRecords({ type: 'taskRegistered', by: reviewer.person, ...inPlaceOf(supervisor) });
  });

  test('acts as himself where he is entitled himself', () => {
    const { decision } = given(historyOf('issued')).when(aCommand('receive'), { by: contact, standsInFor: [head] });

    expect(decision).toMatchObject({ events: [{ type: 'taskReceived', by: contact.person }] });
    expect(decision).not.toHaveProperty('events.0.onBehalfOf');
  });

  test('may no more than the absent one', () => {
    given(historyOf('inProgress'))
      .when(aCommand('terminate'), { by: otherLeader, standsInFor: [leader] })
      .thenRefuses('NOT_ENTITLED');
    given(historyOf('inProgress'))
      .when(aCommand('terminate'), { by: otherLeader, standsInFor: [leader, secretary] })
      .thenRecords({ type: 'taskTerminated' });
  });

  test('speaks for the department of the absent one', () => {
    const neighbour = anActor('SPP-10', 'lead_contact');

    given(historyOf('inProgress'))
      .when(aCommand('contribute'), { by: neighbour, standsInFor: [participantContact] })
      .thenRecords({ type: 'contributionMade', participant: 'SPP-08' });
  });

  test('of the leader in charge strikes off a key task as the leader would, having signed by that', () => {
    const journal = historyOf('closureReview', { assignment: { ...anEvent('taskRegistered').assignment, isKey: true, participants: ['SPP-BGT'] } });

    given(journal)
      .when(aCommand('strikeOff'), { by: otherLeader, standsInFor: [leader] })
      .thenRecords({ type: 'taskStruckOff', ...inPlaceOf(leader) });
    given(journal).when(aCommand('strikeOff'), { by: otherLeader }).thenRefuses('NOT_ENTITLED');
  });

  test('leaves no trace in a task that he registers but his name in the journal', () => {
    const { decision } = given(nothing).when(aCommand('register'), { by: reviewer, standsInFor: [supervisor] });

    expect(fold('events' in decision ? decision.events : [])).not.toHaveProperty('onBehalfOf');
  });
});

describe('reviewer and doer stay different hands (R12)', () => {
  const appliedBy = (by: string, onBehalfOf?: string) => [
    ...historyOf('inProgress'),
    anEvent('closureApplied', { by, ...(onBehalfOf !== undefined && { onBehalfOf }) }),
  ];

  test('nobody of the lead judges in the place of a reviewer', () => {
    given(historyOf('closureReview'))
      .when(aCommand('strikeOff'), { by: head, standsInFor: [reviewer] })
      .thenRefuses('REVIEWER_TOOK_PART');
  });

  test('nor does anybody supervise, in another place, what his own department does', () => {
    given(historyOf('inProgress'))
      .when(aCommand('urge'), { by: head, standsInFor: [supervisor] })
      .thenRefuses('DEPUTY_TOOK_PART');
    given(historyOf('inProgress'))
      .when(aCommand('suspend'), { by: participantContact, standsInFor: [leader] })
      .thenRefuses('DEPUTY_TOOK_PART');
    given(historyOf('inProgress'))
      .when(aCommand('report'), { by: participantContact, standsInFor: [contact] })
      .thenRecords({ type: 'taskReported' });
  });

  test('but a colleague of the same department does, what the absent one might do himself', () => {
    const led = historyOf('inProgress', { assignment: { ...anEvent('taskRegistered').assignment, participants: ['SPP-BGT'] } });

    given(led)
      .when(aCommand('urge'), { by: reviewer, standsInFor: [supervisor] })
      .thenRecords({ type: 'taskUrged', ...inPlaceOf(supervisor) });
  });

  test('who applied for an absent head does not judge, nor does that head where he has moved to the reviewers', () => {
    const movedDeputy = { ...reviewer, person: 'D' };
    const movedHead = { ...reviewer, person: 'H' };

    given(appliedBy('D', 'H')).when(aCommand('strikeOff'), { by: movedDeputy }).thenRefuses('REVIEWER_IS_APPLICANT');
    given(appliedBy('D', 'H')).when(aCommand('returnClosure'), { by: movedHead }).thenRefuses('REVIEWER_IS_APPLICANT');
    given(appliedBy('D', 'H')).when(aCommand('strikeOff'), { by: reviewer }).thenRecords({ type: 'taskStruckOff' });
  });

  test('who applied does not judge in the place of a reviewer, nor anybody in the place of who applied', () => {
    const visitor = anActor('SPP-10', 'reviewer');
    const applicant = { ...reviewer, person: 'H' };

    given(appliedBy('V'))
      .when(aCommand('strikeOff'), { by: { ...visitor, person: 'V', roles: [] }, standsInFor: [reviewer] })
      .thenRefuses('REVIEWER_IS_APPLICANT');
    given(appliedBy('H'))
      .when(aCommand('strikeOff'), { by: { ...visitor, roles: [] }, standsInFor: [applicant] })
      .thenRefuses('REVIEWER_IS_APPLICANT');
  });
});

test('an entry that a deputy made is corrected by him in whose place he made it', () => {
  const journal = [...historyOf('inProgress'), anEvent('taskReported', { by: 'D', onBehalfOf: 'H' })];
  const command = aCommand('correct', { seq: journal.length, field: 'progress' });
  const entry = { event: journal.at(-1) ?? anEvent('taskReported'), department: 'SPP-10', corrections: [] };
  const moved = { ...anActor('SPP-PR'), person: 'H' };

  expect(decide(fold(journal), command, facts({ actor: moved, entry }))).toMatchObject({ events: [{ type: 'entryCorrected' }] });
  expect(decide(fold(journal), command, facts({ actor: { ...moved, person: 'X' }, entry }))).toMatchObject({ refusal: { code: 'NOT_ENTITLED' } });
});

test('the clock and imports stand in for nobody', () => {
  given(historyOf('inProgress'))
    .when(aCommand('suspend'), { by: 'clock', standsInFor: [leader] })
    .thenRefuses('NOT_ENTITLED');
});
