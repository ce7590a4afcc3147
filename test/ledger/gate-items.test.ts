import { expect, test } from 'vitest';
import { carryOutOnMeetings } from '../../ledger/carry-out-on-meetings.ts';
import { agendaItems } from '../../ledger/queries/agenda-items.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { act, aLedgerWithProgramme, aTaskIn } from '../support/ledger.ts';
import { gateAfter } from '../support/meetings.ts';
import { supervisor } from '../support/offices.ts';

test('what a gate hearing has put on the agenda is accepted or declined by people; before its cut-off there is nothing to accept', async () => {
  const { ledger } = await aLedgerWithProgramme();
  for (const number of ['改-1', '改-2']) await aTaskIn('registered', ledger, number);
  await gateAfter(ledger, { event: '全国两会', endedOn: '2019-03-15' });
  const accept = (day: string) => act(ledger, '改-1', aCommand('acceptAgendaItem'), { now: shanghai(day, '09:00') });
  expect(await accept('2019-03-29')).toMatchObject({ refusal: { code: 'AGENDA_ITEM_NOT_FOUND' } });

  const atNight = { now: shanghai('2019-03-29', '24:00'), actor: 'clock', ranBy: 'tester' } as const;
  await carryOutOnMeetings(ledger, { office: 'SPP', id: 'clock:cutOff:2019-03-29', command: { type: 'passCutOff' }, ...atNight });
  expect(await accept('2019-04-01')).toMatchObject({ refusal: null });
  await act(ledger, '改-2', aCommand('declineAgendaItem'), { now: shanghai('2019-04-01', '10:00') });

  expect(await agendaItems(ledger, 'SPP')).toMatchObject([
    { number: '改-1', gate: '全国两会', accepted: { meeting: '党组会 2019-08-01' } },
    { number: '改-2', accepted: null, declined: { by: supervisor.person, reason: '分管院领导已专题研究' } },
  ]);
});
