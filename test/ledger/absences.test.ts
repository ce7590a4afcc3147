import { beforeAll, describe, expect, test } from 'vitest';
import { noticeMessage } from '../../activities/notice-message.ts';
import type { CarriedOut } from '../../domain/envelope.ts';
import { endAbsence, recordAbsence } from '../../ledger/absences.ts';
import type { AbsenceOrder } from '../../ledger/absences.ts';
import { beginClock, setClockOffset } from '../../ledger/clock.ts';
import { importDirectory } from '../../ledger/directory.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { noticesToDeliver } from '../../ledger/notices.ts';
import { inboxOf } from '../../ledger/queries/inbox-of.ts';
import { listAbsences } from '../../ledger/queries/list-absences.ts';
import { rebuildProjections } from '../../ledger/rebuild.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { aDirectory, act, aLedgerWithProgramme, aPerson, aTaskIn, entry } from '../support/ledger.ts';
import { contact, head, reviewer, supervisor } from '../support/offices.ts';
import { wholeLedger } from '../support/whole-ledger.ts';

/** On real tables: who is away, what reaches his deputy, what the deputy may do. */

const anAbsence = (parts: Partial<AbsenceOrder> = {}): AbsenceOrder => ({
  person: head.person,
  from: '2019-02-13',
  to: '2019-02-15',
  deputy: contact.person,
  ...parts,
});

/** A ledger whose clock stands on the morning of the first day. */
async function aRehearsal(): Promise<Ledger> {
  const { ledger } = await aLedgerWithProgramme();
  await beginClock(ledger, { rehearsal: true, startAt: entry.now });
  return ledger;
}

const idsIn = ({ deliveries }: CarriedOut): readonly string[] => deliveries.flatMap(({ noticeIds }) => noticeIds);

const onRecord = async (ledger: Ledger) => (await listAbsences(ledger, {})).map(({ id, person, from, to, deputy }) => ({ id, person, from, to, deputy }));
const journalled = (ledger: Ledger) =>
  ledger.db
    .selectFrom('journal')
    .select(['type', 'data', 'actor', 'ran_by'])
    .where('stream', '=', 'directory')
    .where('type', 'like', 'absence%')
    .orderBy('seq')
    .execute();

describe('an absence', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ({ ledger } = await aLedgerWithProgramme());
  });

  test('is recorded once, journalled by numbers of persons, and shown by name', async () => {
    const first = await recordAbsence(ledger, anAbsence(), entry);
    const second = await recordAbsence(ledger, anAbsence(), entry);

    expect(first).toEqual({ absence: { id: 2, ...anAbsence() }, changed: true });
    expect(second).toEqual({ absence: { id: 2, ...anAbsence() }, changed: false });
    expect(await journalled(ledger)).toEqual([{ type: 'absenceRecorded', data: anAbsence(), actor: 'system', ran_by: 'tester' }]);
    expect(JSON.stringify(await journalled(ledger))).not.toContain('姓名');
    expect(await listAbsences(ledger, { person: contact.person, on: '2019-02-15' })).toMatchObject([{ personName: `姓名（${head.person}）` }]);
    expect(await listAbsences(ledger, { on: '2019-02-16' })).toEqual([]);
    expect(await listAbsences(ledger, { person: reviewer.person })).toEqual([]);
  });

  test('is refused with the reason, and changes nothing', async () => {
    expect(await recordAbsence(ledger, anAbsence({ to: '2019-02-20' }), entry)).toMatchObject({ refusal: { code: 'ABSENCE_OVERLAPS' } });
    expect(await recordAbsence(ledger, anAbsence({ person: 'nobody' }), entry)).toMatchObject({ refusal: { code: 'PERSON_NOT_FOUND' } });
    expect(await recordAbsence(ledger, anAbsence({ correct: 99 }), entry)).toMatchObject({ absence: { id: 2 }, changed: false });
    expect(await recordAbsence(ledger, anAbsence({ to: '2019-02-20', correct: 99 }), entry)).toMatchObject({ refusal: { code: 'ABSENCE_NOT_FOUND' } });
    const another = anAbsence({ person: contact.person, deputy: head.person, correct: 2 });
    expect(await recordAbsence(ledger, another, entry)).toMatchObject({ refusal: { code: 'ABSENCE_NOT_FOUND' } });
    expect(await onRecord(ledger)).toEqual([{ id: 2, ...anAbsence() }]);
  });

  test('is corrected under its number', async () => {
    const longer = anAbsence({ to: '2019-03-01' });

    expect(await recordAbsence(ledger, { ...longer, correct: 2 }, entry)).toEqual({ absence: { id: 2, ...longer }, changed: true });
    expect(await onRecord(ledger)).toEqual([{ id: 2, ...longer }]);
  });

  test('ends the day before the first day back; back on its first day, it has not taken place', async () => {
    expect(await endAbsence(ledger, { person: head.person, on: '2019-03-02' }, entry)).toMatchObject({ refusal: { code: 'PERSON_NOT_ABSENT' } });
    expect(await endAbsence(ledger, { person: contact.person, on: '2019-02-14' }, entry)).toMatchObject({ refusal: { code: 'PERSON_NOT_ABSENT' } });
    await endAbsence(ledger, { person: head.person, on: '2019-02-18' }, entry);
    expect(await onRecord(ledger)).toMatchObject([{ id: 2, from: '2019-02-13', to: '2019-02-17' }]);
    await endAbsence(ledger, { person: head.person, on: '2019-02-13' }, entry);
    expect(await onRecord(ledger)).toEqual([]);
  });

  test('follows from the journal like everything in the directory', async () => {
    await recordAbsence(ledger, anAbsence({ person: reviewer.person, deputy: supervisor.person }), entry);
    await recordAbsence(ledger, anAbsence(), entry);
    await endAbsence(ledger, { person: head.person, on: '2019-02-14' }, entry);
    const live = await wholeLedger(ledger);

    expect(await rebuildProjections(ledger)).toMatchObject({ kept: [] });
    expect(await wholeLedger(ledger)).toEqual(live);
    expect(live['absences']).toHaveLength(2);
    expect(await verifyLedger(ledger)).toMatchObject({ ok: true });
  });

  test('two at once of the same person: one is recorded', async () => {
    const orders = ['2019-04-01', '2019-04-02'].map((from) => recordAbsence(ledger, anAbsence({ from, to: '2019-04-05' }), entry));

    expect((await Promise.all(orders)).filter((outcome) => 'refusal' in outcome)).toHaveLength(1);
  });
});

describe('while the head is away', () => {
  let ledger: Ledger;
  let noticeIds: readonly string[];
  beforeAll(async () => {
    ledger = await aRehearsal();
    await aTaskIn('inProgress', ledger);
    await recordAbsence(ledger, anAbsence(), entry);
    const urged = await act(ledger, '改-12', aCommand('urge'), { known: { seq: 5 }, now: shanghai('2019-02-13', '09:00') });
    noticeIds = idsIn(urged);
  });

  test('what would reach him reaches his deputy, and the paper says in whose place', async () => {
    const [notice] = await noticesToDeliver(ledger, noticeIds);

    expect(notice).toMatchObject({ roleVacant: false, recipients: [{ person: contact.person, standsInFor: [`姓名（${head.person}）`] }] });
    expect(notice && noticeMessage(notice).body).toContain(`姓名（${head.person}）离岗，本件由姓名（${contact.person}）代行办理。`);
  });

  test('what is delivered only after his return reaches him', async () => {
    const own = await aRehearsal();
    await aTaskIn('inProgress', own);
    await recordAbsence(own, anAbsence(), entry);
    const urged = await act(own, '改-12', aCommand('urge'), { known: { seq: 5 }, now: shanghai('2019-02-15', '18:00') });
    await setClockOffset(own, Date.parse(shanghai('2019-02-16', '08:30')) - Date.now());

    const [notice] = await noticesToDeliver(own, idsIn(urged));

    expect(notice?.recipients).toEqual([expect.objectContaining({ person: head.person })]);
    expect(notice?.recipients[0]).not.toHaveProperty('standsInFor');
  });

  test('a deputy who also holds the role gets it once', async () => {
    const own = await aRehearsal();
    await aTaskIn('inProgress', own);
    const directory = aDirectory();
    const second = aPerson('P1', { office: 'SPP', department: 'SPP-06', roles: ['lead_contact'] });
    await importDirectory(own, { ...directory, persons: [...directory.persons, second] }, entry);
    await recordAbsence(own, anAbsence({ person: contact.person, deputy: 'P1' }), entry);
    const applied = await act(own, '改-12', aCommand('applyForClosure'), { known: { seq: 5 }, now: shanghai('2019-02-13', '09:00') });
    const returned = await act(own, '改-12', aCommand('returnClosure'), { known: { seq: applied.seqs.at(-1) ?? 0 }, now: shanghai('2019-02-13', '10:00') });

    const [notice] = await noticesToDeliver(own, idsIn(returned));

    expect(notice?.recipients).toMatchObject([{ person: 'P1', standsInFor: [`姓名（${contact.person}）`] }]);
  });

  test('his deputy acts in his place on those days only, and has his duties in the inbox', async () => {
    const own = (await aLedgerWithProgramme()).ledger;
    await aTaskIn('inProgress', own);
    await recordAbsence(own, anAbsence(), entry);
    const asDeputy = (type: 'applyForClosure' | 'withdrawClosure', day: string) =>
      act(own, '改-12', aCommand(type), { actor: contact.person, now: shanghai(day, '09:00') });

    expect((await asDeputy('applyForClosure', '2019-02-12')).refusal).toMatchObject({ code: 'NOT_ENTITLED' });
    expect(await asDeputy('applyForClosure', '2019-02-13')).toMatchObject({ refusal: null });
    expect(await asDeputy('withdrawClosure', '2019-02-15')).toMatchObject({ refusal: null });
    expect((await asDeputy('applyForClosure', '2019-02-16')).refusal).toMatchObject({ code: 'NOT_ENTITLED' });
    const acted = await own.db
      .selectFrom('journal')
      .select(['type', 'actor', 'data'])
      .where('stream', '=', 'task:2019/改-12')
      .where('seq', '>', 5)
      .orderBy('seq')
      .execute();
    expect(acted).toMatchObject([
      { type: 'closureApplied', actor: contact.person, data: { onBehalfOf: head.person } },
      { type: 'closureWithdrawn', actor: contact.person, data: { onBehalfOf: head.person } },
    ]);
  });

  test('what waits for a reviewer who is away waits for his deputy, but never for who has applied', async () => {
    const own = (await aLedgerWithProgramme()).ledger;
    await aTaskIn('closureReview', own);
    const duties = async (person: string, day: string) => (await inboxOf(own, { person }, shanghai(day, '09:00'))).items.map(({ duty }) => duty);
    await recordAbsence(own, anAbsence({ person: reviewer.person, deputy: 'department_head of SPP-BGT' }), entry);

    expect(await duties('department_head of SPP-BGT', '2019-02-13')).toEqual(['review']);
    expect(await duties('department_head of SPP-BGT', '2019-02-18')).toEqual([]);
    expect(await duties(head.person, '2019-02-13')).toEqual([]);
  });
});
