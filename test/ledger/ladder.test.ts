import { beforeAll, describe, expect, test } from 'vitest';
import type { Ledger } from '../../ledger/ledger.ts';
import { agendaItems } from '../../ledger/queries/agenda-items.ts';
import type { InboxOwner } from '../../ledger/queries/inbox-of.ts';
import { inboxOf } from '../../ledger/queries/inbox-of.ts';
import { ledgerRows } from '../../ledger/queries/ledger-rows.ts';
import { listNotices } from '../../ledger/queries/list-notices.ts';
import { rebuildProjections } from '../../ledger/rebuild.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { act, aLedgerWithProgramme, aRegistration, aTaskIn } from '../support/ledger.ts';
import { wholeLedger } from '../support/whole-ledger.ts';

let ledger: Ledger;
beforeAll(async () => {
  ({ ledger } = await aLedgerWithProgramme());
});

/** A task that 33 has issued to a municipal department, signed for, its measures overdue and then its due day. */
async function aMunicipalTask(number: string): Promise<void> {
  const lead = { actor: 'lead_contact of 3301-06' };
  const supervision = { actor: 'supervisor of 33-BGS' };
  const assignment = { lead: '3301-06', participants: [], due: '2019-04-26', milestones: [] };
  await act(ledger, number, { ...aRegistration(number, assignment), supervisingOffice: '33' }, supervision);
  await act(ledger, number, aCommand('issue'), supervision);
  await act(ledger, number, aCommand('receive'), lead);
  const measures = aCommand('submitMeasures').measures.map((measure) => ({ ...measure, finish: '2019-04-26' }));
  await act(ledger, number, aCommand('submitMeasures', { measures }), lead);
  await act(ledger, number, aCommand('approveMeasures'), supervision);
}

const pass = (number: string, at: string, seq = 0) =>
  act(ledger, number, aCommand('passDeadline'), { actor: 'clock', id: `clock:${at}`, now: at, known: { seq } });
const waiting = async (owner: InboxOwner, at: string): Promise<readonly string[]> =>
  (await inboxOf(ledger, owner, at)).items.map(({ number, duty, by }) => `${number} ${duty} by ${by}`);

describe('a ladder in the ledger', () => {
  beforeAll(async () => {
    await aMunicipalTask('工-1');
    for (const at of [shanghai('2019-04-26', '24:00'), ...['04-28', '04-30'].map((day) => shanghai(`2019-${day}`, '09:00'))]) await pass('工-1', at);
  });

  test('gives the task its next step as the next deadline, and to the rung an escalation of its own', async () => {
    const outcome = await pass('工-1', shanghai('2019-05-06', '09:00'), 8);

    expect(outcome.nextDeadline).toEqual({ at: shanghai('2019-05-13', '09:00'), deadline: { kind: 'escalation', date: '2019-05-13' } });
    expect(outcome.deliveries).toEqual([
      {
        channelOfDuty: 'escalate',
        summary: '送达升级督办单：办公室、民事检察部；督办单：民事检察部',
        noticeIds: Array.from({ length: 3 }, () => expect.any(String)),
      },
    ]);
    const { notices } = await listNotices(ledger, {});
    expect(
      notices
        .filter(({ kind }) => kind === 'escalation')
        .map(({ to, composedAt }) => `${composedAt.slice(5, 10)} ${to.department} ${to.role}`)
        .toSorted(),
    ).toEqual(['04-30 3301-BGS supervisor', '05-06 33-06 department_head', '05-06 33-BGS supervisor']);
  });

  test('shows its level in the ledger', async () => {
    const { rows } = await ledgerRows(ledger, { programme: '2019' }, shanghai('2019-05-06', '10:00'));

    expect(rows).toMatchObject([{ number: '工-1', escalationLevel: 3, overdueWorkingDays: 5 }]);
  });

  test('waits in the inbox of those whom the latest step has reached, in whatever office, and of nobody else', async () => {
    const morning = shanghai('2019-05-06', '10:00');

    expect(await waiting({ person: 'supervisor of 33-BGS' }, morning)).toEqual(['工-1 acknowledge by 2019-05-13']);
    expect(await waiting({ person: 'department_head of 33-06' }, morning)).toEqual(['工-1 acknowledge by 2019-05-13']);
    expect(await waiting({ person: 'supervisor of 3301-BGS' }, morning)).toEqual([]);
    expect(await waiting({ office: 'SPP' }, morning)).toEqual([]);
  });

  test('is told by whoever was reached to wait; somebody off the ladder is refused, and nothing is changed', async () => {
    const acknowledge = aCommand('acknowledge', { until: '2019-05-10' });
    const at = { now: shanghai('2019-05-06', '11:00'), known: { seq: 9 } };

    expect(await act(ledger, '工-1', acknowledge, { ...at, actor: 'supervisor of SPP-BGT' })).toMatchObject({ seqs: [], refusal: { code: 'NOT_ON_LADDER' } });
    const outcome = await act(ledger, '工-1', acknowledge, { ...at, actor: 'supervisor of 33-BGS' });

    expect(outcome).toMatchObject({ refusal: null, nextDeadline: { at: shanghai('2019-05-13', '09:00') } });
    expect(outcome.deliveries).toMatchObject([{ channelOfDuty: 'notify', summary: '送达升级回复告知：办公室' }]);
    expect(await waiting({ person: 'supervisor of 33-BGS' }, at.now)).toEqual([]);
  });

  test('ends with the application for closure; the level goes back', async () => {
    await act(ledger, '工-1', aCommand('applyForClosure'), { actor: 'department_head of 3301-06', now: shanghai('2019-05-08', '10:00') });

    const { rows } = await ledgerRows(ledger, { programme: '2019' }, shanghai('2019-05-08', '10:00'));
    expect(rows).toMatchObject([{ state: 'closureReview', escalationLevel: 0 }]);
  });
});

describe('the agenda of the Party group', () => {
  test('has what has reached the top, for as long as it is late', async () => {
    await aTaskIn('inProgress', ledger, '改-31');
    await pass('改-31', shanghai('2019-07-12', '08:59'));
    expect(await agendaItems(ledger, 'SPP')).toEqual([]);

    await pass('改-31', shanghai('2019-07-12', '09:00'));
    expect(await agendaItems(ledger, 'SPP')).toEqual([
      { programme: '2019', number: '改-31', title: '健全民事检察监督机制', since: '2019-07-12', accepted: null },
    ]);
    expect(await agendaItems(ledger, '33')).toEqual([]);

    await act(ledger, '改-31', aCommand('applyForClosure'), { now: shanghai('2019-07-15', '09:00') });
    expect(await agendaItems(ledger, 'SPP')).toEqual([]);
  });

  test('of a lower office has it once the national office was told four times in vain', async () => {
    await aMunicipalTask('工-2');
    await pass('工-2', shanghai('2019-06-03', '08:59'));
    expect(await agendaItems(ledger, '33')).toEqual([]);

    await pass('工-2', shanghai('2019-06-03', '09:00'));
    expect(await agendaItems(ledger, '33')).toMatchObject([{ number: '工-2', since: '2019-06-03' }]);
  });
});

test('all of it follows from the journal', async () => {
  const live = await wholeLedger(ledger);

  await rebuildProjections(ledger);

  expect(await wholeLedger(ledger)).toEqual(live);
});
