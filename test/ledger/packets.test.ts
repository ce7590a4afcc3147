import { beforeEach, describe, expect, test } from 'vitest';
import { endOf } from '../../domain/dates.ts';
import type { TaskState } from '../../domain/task.ts';
import type { Instant } from '../../domain/values.ts';
import type { PacketCall } from '../../ledger/compose-packet.ts';
import { composePacket } from '../../ledger/compose-packet.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { ledgerAsOf } from '../../ledger/queries/ledger-as-of.ts';
import { enteredSince, packetEditions } from '../../ledger/queries/packets.ts';
import { rebuildProjections } from '../../ledger/rebuild.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import { aCommand, aReceipt, shanghai } from '../support/commands.ts';
import { act, aLedgerWithProgramme, aRegistration, aTaskIn } from '../support/ledger.ts';
import { gateAfter, meetingsOn } from '../support/meetings.ts';
import { contact, supervisor } from '../support/offices.ts';
import { wholeLedger } from '../support/whole-ledger.ts';

/** The meeting of 2019-04-08, whose reports are due by 04-02: three tasks are in progress since February, one of them says nothing. */

const cutOff = '2019-04-02';
const night: Instant = endOf(cutOff);
const morningAfter = shanghai('2019-04-03', '09:00');

let ledger: Ledger;
beforeEach(async () => {
  ({ ledger } = await aLedgerWithProgramme());
  for (const number of ['改-1', '改-2', '改-3']) await aTaskIn('inProgress', ledger, number);
  await aTaskIn('registered', ledger, '改-4');
  await meetingsOn(ledger, '2019-03-06', '2019-04-08');
  for (const number of ['改-1', '改-2']) await report(number, shanghai('2019-04-01', '09:00'));
});

const report = (number: string, now: Instant, parts: Parameters<typeof aCommand<'report'>>[1] = {}) =>
  act(ledger, number, aCommand('report', { suggestions: ['请提前会商'], cycle: '2019-04', ...parts }), { now });

let asked = 0;
const compose = (parts: Partial<PacketCall> = {}, correction: { readonly reason: string } | null = null) =>
  composePacket(ledger, {
    office: 'SPP',
    id: `p-${++asked}`,
    actor: 'clock',
    ranBy: 'worker',
    command: { type: 'composePacket', cycle: '2019-04', correction },
    now: night,
    ...parts,
  });

describe('the packet of a cycle', () => {
  test('says who meets when, who has reported what, and who is silent', async () => {
    const { packet } = await compose();

    expect(packet).toMatchObject({
      office: { code: 'SPP' },
      meeting: { id: 'SPP-2019-04-08', date: '2019-04-08' },
      edition: 1,
      cutOff,
      mark: '演示数据',
      reports: { due: 3, onTime: 2, missing: 1 },
      missing: [{ name: '第六检察厅', tasks: [{ number: '改-3' }] }],
    });
    expect(packet?.departments[0]?.tasks[0]?.report).toMatchObject({ countsOn: '2019-04-01', intention: '三月底前征求意见', problems: '无' });
    expect(packet?.suggestions).toMatchObject([
      { number: '改-1', text: '请提前会商', timesListed: 1 },
      { number: '改-2', timesListed: 1 },
    ]);
  });

  test('has the sums of the ledger of the day of its cut-off, to the unit, whatever happened since', async () => {
    await act(ledger, '改-1', aCommand('applyForClosure'), { now: shanghai('2019-04-01', '10:00') });
    await act(ledger, '改-1', aCommand('strikeOff'), { now: shanghai(cutOff, '23:59') });
    await act(ledger, '改-2', aCommand('applyForClosure'), { now: shanghai('2019-04-03', '08:00') });
    await act(ledger, '改-2', aCommand('strikeOff'), { now: shanghai('2019-04-03', '08:30') });
    await act(ledger, '改-5', aRegistration('改-5'), { now: shanghai('2019-04-03', '08:40') });
    const { packet } = await compose({ now: morningAfter });

    const { totals } = await ledgerAsOf(ledger, { programme: '2019' }, { date: cutOff, asOf: night });
    expect(packet?.totals).toEqual(totals);
    expect(packet?.programmes).toEqual([{ name: '2019', title: '2019 年任务台账（演示数据）', totals }]);
    expect(packet?.headline).toEqual({ struckOffWithResult: 1, due: 4 });
    expect(packet?.struckOff.map(({ number }) => number)).toEqual(['改-1']);
    const states: Partial<Record<TaskState, number>> = { registered: 1, inProgress: 2, struckOff: 1 };
    expect(packet?.totals.byState).toMatchObject(states);
  });

  test('has a first figure that reports do not move, and striking off does (R2)', async () => {
    const before = (await compose()).packet?.headline;
    for (let day = 10; day < 20; day++) await report('改-3', shanghai(`2019-04-${day}`, '09:00'), { cycle: '2019-05' });
    await report('改-3', shanghai('2019-04-03', '09:00'), { receipt: aReceipt(cutOff) });
    const afterReports = (await compose({ actor: supervisor.person }, { reason: '补记' })).packet?.headline;

    expect(before).toEqual({ struckOffWithResult: 0, due: 4 });
    expect(afterReports).toEqual(before);
  });
});

test('a packet lists what is not ready after a gate hearing that was cut off by then, as of its own cut-off (R27)', async () => {
  await gateAfter(ledger, { event: '全国两会', endedOn: '2019-03-19' });
  await gateAfter(ledger, { event: '院务会', endedOn: '2019-03-20' });
  for (const number of ['改-5', '改-6']) await aTaskIn('received', ledger, number);
  for (const [number, now] of [
    ['改-5', shanghai(cutOff, '23:00')],
    ['改-6', morningAfter],
  ] as const) {
    await act(ledger, number, aCommand('submitMeasures'), { now });
    await act(ledger, number, aCommand('approveMeasures'), { now });
  }
  const { packet } = await compose({ now: shanghai('2019-04-03', '10:00') });

  expect(packet?.gates).toEqual([
    {
      event: '全国两会',
      cutOff,
      notReady: [expect.objectContaining({ number: '改-4', state: 'registered' }), expect.objectContaining({ number: '改-6', state: 'received' })],
    },
  ]);
});

describe('an edition', () => {
  test('is composed once: whoever asks again, under whatever request id, is given the same', async () => {
    const first = await compose({ id: 'clock:packet:2019-04' });
    const again = await compose({ id: 'clock:packet:2019-04', now: morningAfter });
    const other = await compose({ actor: supervisor.person, now: morningAfter });

    expect([again.packet, other.packet]).toEqual([first.packet, first.packet]);
    expect([first.repeated, again.repeated, other.repeated]).toEqual([false, true, true]);
    expect(await packetEditions(ledger, 'SPP', '2019-04')).toMatchObject([{ edition: 1, seq: 1, by: 'clock', sm3: first.packet?.sm3 }]);
  });

  test('is one, where two ask at once', async () => {
    const both = await Promise.all([compose(), compose({ actor: supervisor.person })]);

    expect(both.map(({ packet }) => packet?.edition)).toEqual([1, 1]);
    expect(both[0]?.packet).toEqual(both[1]?.packet);
    expect(await packetEditions(ledger, 'SPP', '2019-04')).toHaveLength(1);
  });

  test('is called for anew where a report came in time and was typed later; the new one has it, and the old one stays', async () => {
    const first = await compose();
    const cycle = { office: 'SPP', cycle: '2019-04', cutOff };
    await report('改-2', shanghai('2019-04-03', '09:00'));
    expect(await enteredSince(ledger, cycle, { composedAt: first.packet?.composedAt ?? '' })).toEqual([]);

    await report('改-3', shanghai('2019-04-03', '09:00'), { receipt: aReceipt(cutOff) });
    expect(await enteredSince(ledger, cycle, { composedAt: first.packet?.composedAt ?? '' })).toEqual([{ programme: '2019', number: '改-3' }]);

    const second = await compose({ id: 'r-2', actor: supervisor.person, now: shanghai('2019-04-03', '10:00') }, { reason: '补记一份汇报' });
    expect(second.packet).toMatchObject({ edition: 2, reason: '补记一份汇报', missing: [], reports: { onTime: 3 }, totals: first.packet?.totals });
    expect(await enteredSince(ledger, cycle, { composedAt: second.packet?.composedAt ?? '' })).toEqual([]);
    expect((await compose({ id: 'r-2', actor: supervisor.person, now: morningAfter }, { reason: '补记一份汇报' })).packet).toEqual(second.packet);
    expect((await compose()).packet).toEqual(second.packet);
    expect((await packetEditions(ledger, 'SPP', '2019-04')).map(({ edition, reason }) => [edition, reason])).toEqual([
      [1, null],
      [2, '补记一份汇报'],
    ]);
  });

  test('is refused before the cut-off, for a month without a meeting, to others; under one request id for good', async () => {
    expect(await compose({ id: 'r-1', now: shanghai(cutOff, '23:00') })).toMatchObject({ refusal: { code: 'PACKET_BEFORE_CUT_OFF' }, packet: null });
    expect(await compose({ id: 'r-1' })).toMatchObject({ refusal: { code: 'PACKET_BEFORE_CUT_OFF' }, repeated: true });
    expect(await compose({ actor: contact.person })).toMatchObject({ refusal: { code: 'NOT_ENTITLED' } });
    expect(await compose({ actor: 'P-0' })).toMatchObject({ refusal: { code: 'PERSON_NOT_FOUND' } });
    expect(await compose({ command: { type: 'composePacket', cycle: '2019-09', correction: null } })).toMatchObject({ refusal: { code: 'CYCLE_NOT_FOUND' } });
    expect(await packetEditions(ledger, 'SPP', '2019-04')).toEqual([]);
  });

  test('stands whole in the journal, from which the list of editions follows', async () => {
    await compose();
    await compose({ actor: supervisor.person, now: morningAfter }, { reason: '更正' });
    const before = await wholeLedger(ledger);

    await rebuildProjections(ledger);

    expect(await wholeLedger(ledger)).toEqual(before);
    expect(await verifyLedger(ledger)).toMatchObject({ ok: true });
  });
});
