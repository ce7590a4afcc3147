import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { copyTask, counted } from '../../bench/copies.mjs';
import { composeDigests } from '../../ledger/digests.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { listNotices } from '../../ledger/queries/list-notices.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { aMeasure } from '../support/events.ts';
import { act, aLedgerWithProgramme, aRegistration } from '../support/ledger.ts';

/** The counts of bench/month-end.mjs at 2,000 tasks, of which nine in ten are on time. */

const leads = ['SPP-06', 'SPP-08', 'SPP-10', 'SPP-PR', '33-06', '3301-06', '330102-06'];
const morning = { day: '2019-04-26', since: '2019-04-25', now: shanghai('2019-04-26', '08:30') };

/** At work, and due on a day; past it, recorded as passed. */
async function atWork(ledger: Ledger, number: string, due: string): Promise<void> {
  await act(ledger, number, aRegistration(number, { due, milestones: [] }));
  const measures = [aMeasure({ finish: due })];
  for (const command of [aCommand('issue'), aCommand('receive'), aCommand('submitMeasures', { measures }), aCommand('approveMeasures')])
    await act(ledger, number, command);
  if (due < morning.day) await act(ledger, number, aCommand('passDeadline'), { actor: 'clock', now: shanghai(due, '24:00') });
}

async function aLedgerWith({ late, onTime }: { readonly late: number; readonly onTime: number }): Promise<Ledger> {
  const { ledger } = await aLedgerWithProgramme();
  await atWork(ledger, '改-1', '2019-03-29');
  await atWork(ledger, '改-2', '2019-06-30');
  await copyTask(ledger, { programme: '2019', number: '改-1', named: '迟', count: late - 1, leads });
  await copyTask(ledger, { programme: '2019', number: '改-2', named: '准', count: onTime - 1, leads });
  return ledger;
}

const standing = async ({ db }: Ledger) => (await sql`SELECT count(*), sum(head_seq), max(head_at) FROM tasks`.execute(db)).rows;

test('one digest for each addressee, no task touched, and as few statements as if nobody were on time', async () => {
  const ledger = await aLedgerWith({ late: 200, onTime: 1_800 });
  const before = await standing(ledger);
  const many = counted(ledger);
  const few = counted(await aLedgerWith({ late: 200, onTime: 1 }));

  const composed = await composeDigests(many.ledger, morning);
  await composeDigests(few.ledger, morning);

  const { notices } = await listNotices(ledger, {});
  const digests = notices.filter(({ kind }) => kind === 'digest');
  expect(composed).toBe(leads.length);
  expect(digests.map(({ to }) => `${to.department} ${to.role}`).toSorted()).toEqual(leads.map((lead) => `${lead} lead_contact`).toSorted());
  expect(digests.every(({ subject }) => /^已过期限 (28|29|30) 项$/.test(subject ?? ''))).toBe(true);
  expect(await standing(ledger)).toEqual(before);
  expect(many.statements()).toBe(few.statements());
  expect(many.statements()).toBeLessThan(20);
});
