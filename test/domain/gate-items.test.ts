import { describe, expect, test } from 'vitest';
import { aCommand } from '../support/commands.ts';
import { anEvent, historyOf, historyOfProposed, taskAfter } from '../support/events.ts';
import { given } from '../support/given.ts';
import { supervisor } from '../support/offices.ts';

/** What was not ready for a gate hearing (R27), as an item for the agenda. */

const afterCongress = { gatesPassed: ['全国两会'] };
const draft = historyOf('registered');
const accepted = anEvent('agendaItemAccepted', { gates: ['全国两会'] });
const declined = anEvent('agendaItemDeclined', { gates: ['全国两会'] });

describe('a task that is not ready after the cut-off of a gate hearing', () => {
  test.for(['registered', 'issued', 'received'] as const)('is taken onto the agenda, or left off with a reason: %s', (state) => {
    const history = historyOf(state);
    const taken = given(history)
      .when(aCommand('acceptAgendaItem'), afterCongress)
      .thenRecords({ type: 'agendaItemAccepted', gates: ['全国两会'] });
    expect(taken.gateItems).toMatchObject([{ gate: '全国两会', standing: 'accepted', by: supervisor.person, meeting: '党组会 2019-08-01' }]);

    const left = given(history)
      .when(aCommand('declineAgendaItem'), afterCongress)
      .thenRecords({ type: 'agendaItemDeclined', gates: ['全国两会'] });
    expect(left.gateItems).toMatchObject([{ gate: '全国两会', standing: 'declined', by: supervisor.person, reason: '分管院领导已专题研究' }]);
    given(history)
      .when(aCommand('declineAgendaItem', { reason: ' ' }), afterCongress)
      .thenRefuses('REASON_MISSING');
  });

  test.for([aCommand('acceptAgendaItem'), aCommand('declineAgendaItem')])(
    '$type finds nothing once it is ready, and where no hearing has asked of it',
    (command) => {
      given(historyOf('inProgress')).when(command, afterCongress).thenRefuses('AGENDA_ITEM_NOT_FOUND', { number: '2019/改-12' });
      given(draft).when(command, { gatesPassed: [] }).thenRefuses('AGENDA_ITEM_NOT_FOUND');
    },
  );

  test('moves to another meeting, and is not taken onto the same twice', () => {
    const history = [...draft, accepted];

    given(history).when(aCommand('acceptAgendaItem'), afterCongress).thenRefuses('AGENDA_ITEM_ACCEPTED');
    const moved = given(history)
      .when(aCommand('acceptAgendaItem', { meeting: '党组会 2019-09-02' }), afterCongress)
      .thenRecords({ type: 'agendaItemAccepted' });
    expect(moved.gateItems).toMatchObject([{ meeting: '党组会 2019-09-02' }]);
  });

  test('is declined once, and may be accepted after all', () => {
    const history = [...draft, declined];

    given(history).when(aCommand('declineAgendaItem'), afterCongress).thenRefuses('AGENDA_ITEM_NOT_FOUND');
    given(history).when(aCommand('acceptAgendaItem'), afterCongress).thenRecords({ type: 'agendaItemAccepted' });
  });

  test('is proposed anew by another hearing', () => {
    const both = { gatesPassed: ['全国两会', '全会'] };

    given([...draft, accepted])
      .when(aCommand('acceptAgendaItem'), both)
      .thenRecords({ type: 'agendaItemAccepted', gates: ['全国两会', '全会'] });
    const left = given([...draft, declined])
      .when(aCommand('declineAgendaItem'), both)
      .thenRecords({ type: 'agendaItemDeclined', gates: ['全会'] });
    expect(left.gateItems?.map(({ gate, standing }) => [gate, standing])).toEqual([
      ['全国两会', 'declined'],
      ['全会', 'declined'],
    ]);
  });

  test('keeps what was said of it on its way', () => {
    expect(taskAfter([...draft, accepted, anEvent('taskIssued'), anEvent('taskReceived')]).gateItems).toMatchObject([{ standing: 'accepted' }]);
  });

  test('has nothing said of it once it is ready', () => {
    expect(taskAfter([...historyOf('inProgress'), accepted])).toEqual(taskAfter(historyOf('inProgress')));
  });
});

test('what the ladder alone proposes names no hearing', () => {
  const [event] = eventsOf(given(historyOfProposed()).when(aCommand('acceptAgendaItem'), afterCongress).decision);
  expect(event).not.toHaveProperty('gates');
});

const eventsOf = (decision: object): readonly object[] => ('events' in decision ? (decision.events as readonly object[]) : []);
