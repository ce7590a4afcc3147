import { beforeAll, describe, expect, test } from 'vitest';
import { firstPolicy } from '../../domain/policy.ts';
import { calendarDay } from '../../domain/working-calendar.ts';
import { addFirstRules } from '../../ledger/first-rules.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { officialCalendar } from '../../ledger/official-calendar.ts';
import { addOverlay, planOverlay } from '../../ledger/overlays.ts';
import { rebuildProjections } from '../../ledger/rebuild.ts';
import { newestRules } from '../../ledger/rules.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import { aCommand } from '../support/commands.ts';
import { act, aLedgerWithProgramme, aRegistration, aTaskIn, entry } from '../support/ledger.ts';
import { anOverlay, listOf2027, rest, work } from '../support/overlays.ts';
import { wholeLedger } from '../support/whole-ledger.ts';

const official = officialCalendar().version;
const of33 = anOverlay({ name: '建院日', offices: ['33'], days: [rest('2019-03-15', '建院日')] });

const versionsFor = (ledger: Ledger, ...offices: readonly (string | null)[]): Promise<readonly string[]> =>
  Promise.all(offices.map(async (office) => (await newestRules(ledger, office)).calendar.version));

describe('an overlay', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ({ ledger } = await aLedgerWithProgramme());
  });

  test('is only planned, when it is only asked what it would do', async () => {
    const before = await wholeLedger(ledger);

    expect(await planOverlay(ledger.db, of33)).toMatchObject({ changesNothing: false, days: ['2019-03-15'] });
    expect(await wholeLedger(ledger)).toEqual(before);
  });

  test('for an office concerns that office, not those above or below it', async () => {
    const plan = await planOverlay(ledger.db, of33);

    expect(await addOverlay(ledger, of33, entry)).toEqual(plan);
    expect(await versionsFor(ledger, '33', '3301', 'SPP', null)).toEqual([`${official}+建院日`, official, official, official]);
  });

  test('for everybody lies below what an office has of its own, whichever came first', async () => {
    await addOverlay(ledger, listOf2027(), entry);

    expect(await versionsFor(ledger, '33', null)).toEqual([`${official}+2027+建院日`, `${official}+2027`]);
    const { calendar } = await newestRules(ledger, '33');
    expect(calendarDay(calendar, '2019-03-15').kind).toBe('holiday');
    expect(calendarDay(calendar, '2027-10-01')).toMatchObject({ kind: 'holiday', provisional: false });
  });

  test('stands in the journal with every version that it makes, and all of it can be made again from there', async () => {
    const journal = await ledger.db.selectFrom('journal').select(['type', 'actor', 'ran_by']).where('stream', '=', 'calendar').orderBy('seq').execute();
    expect(journal.slice(1).map(({ type, actor, ran_by }) => [type, actor, ran_by])).toEqual([
      ['overlayAdded', 'system', 'tester'],
      ['calendarAdded', 'system', 'tester'],
      ['overlayAdded', 'system', 'tester'],
      ['calendarAdded', 'system', 'tester'],
      ['calendarAdded', 'system', 'tester'],
    ]);
    expect(await verifyLedger(ledger)).toMatchObject({ ok: true });

    const before = await wholeLedger(ledger);
    await rebuildProjections(ledger);
    expect(await wholeLedger(ledger)).toEqual(before);
  });

  test('said twice, or saying what the calendar says already, changes nothing', async () => {
    const before = await wholeLedger(ledger);
    const again = { ...of33, days: [{ row: 2, ...rest('2019-03-15', '建院日') }] };
    const known = anOverlay({ days: [rest('2019-05-01'), work('2019-05-05'), rest('2019-06-30')] });

    expect(await addOverlay(ledger, again, entry)).toMatchObject({ changesNothing: true, days: [] });
    expect(await addOverlay(ledger, known, entry)).toMatchObject({ changesNothing: true, days: [] });
    expect(await wholeLedger(ledger)).toEqual(before);
  });

  test.for([
    ['OVERLAY_INVALID', anOverlay({ days: [rest('2019-02-14'), work('2019-02-14')] })],
    ['OVERLAY_INVALID', anOverlay({ days: [rest('2019-02-14'), rest('2028-02-15')] })],
    ['OVERLAY_EMPTY', anOverlay({ days: [] })],
    ['OVERLAY_YEAR_INVALID', listOf2027({ name: '2028', year: 2029 })],
    ['OVERLAY_YEAR_INCOMPLETE', listOf2027({ name: '2028', year: 2028 })],
    ['OVERLAY_DIFFERS', { ...of33, days: [rest('2019-03-18')] }],
    ['OFFICE_NOT_FOUND', anOverlay({ offices: ['33', '99'] })],
  ] as const)('that cannot stand is refused, and nothing has changed: %s', async ([code, overlay]) => {
    const before = await wholeLedger(ledger);

    await expect(addOverlay(ledger, overlay, entry)).rejects.toMatchObject({ code });
    expect(await wholeLedger(ledger)).toEqual(before);
  });

  test('is refused with every fault and its line', async () => {
    const days = [
      { row: 2, ...rest('2019-02-14') },
      { row: 3, ...work('2019-02-14') },
      { row: 4, ...rest('2003-01-01') },
    ];

    await expect(addOverlay(ledger, anOverlay({ days }), entry)).rejects.toMatchObject({
      details: {
        errors: [
          { row: 3, column: '日期', value: '2019-02-14', code: 'DAY_CONTRADICTED' },
          { row: 4, column: '日期', value: '2003-01-01', code: 'DATE_OUTSIDE_CALENDAR' },
        ],
      },
    });
  });

  test('stays on top of the official calendar that a later release brings', async () => {
    await addFirstRules(ledger.db, { calendar: { ...officialCalendar(), version: 'chinese-days-2' }, policy: firstPolicy });

    expect(await versionsFor(ledger, null, '33')).toEqual(['chinese-days-2+2027', 'chinese-days-2+2027+建院日']);
  });
});

describe('a new task', () => {
  test("goes by the calendar of its lead's office", async () => {
    const { ledger } = await aLedgerWithProgramme();
    await addOverlay(ledger, of33, entry);
    await act(ledger, '工-01', aRegistration('工-01', { lead: '33-06', participants: [] }));
    await act(ledger, '工-02', aRegistration('工-02', { lead: '3301-06', participants: [] }));
    await act(ledger, '工-01', aCommand('issue'), { now: '2019-03-14T01:00:00.000Z' });
    await act(ledger, '工-02', aCommand('issue'), { now: '2019-03-14T01:00:00.000Z' });

    const tasks = await ledger.db.selectFrom('tasks').select('task').orderBy('number').execute();
    expect(tasks.map(({ task }) => task)).toMatchObject([
      { calendarVersion: `${official}+建院日`, signBy: '2019-03-19' },
      { calendarVersion: official, signBy: '2019-03-18' },
    ]);
  });
});

describe('a task that stands when the calendar changes', () => {
  test('takes the new one over with its next event, where none of its dates would move by it', async () => {
    const { ledger } = await aLedgerWithProgramme();
    await aTaskIn('issued', ledger, '改-1');
    await addOverlay(ledger, anOverlay({ name: '三月雪', days: [rest('2019-02-20')] }), entry);

    const { standing } = await act(ledger, '改-1', aCommand('receive'));

    const [taken, received] = standing.slice(2).map(({ event }) => event);
    expect(taken).toMatchObject({ type: 'taskReprojected', by: 'system', to: `${official}+三月雪`, reason: null, dates: [] });
    expect(received).toMatchObject({ type: 'taskReceived', measuresBy: '2019-02-27' });
    expect(await verifyLedger(ledger)).toMatchObject({ ok: true });
  });

  test('keeps its own where one would, until it is reprojected: to the calendar in force, which tells whom it concerns', async () => {
    const { ledger } = await aLedgerWithProgramme();
    await aTaskIn('issued', ledger, '改-1');
    await addOverlay(ledger, anOverlay(), entry);
    const reproject = aCommand('reproject', { to: `${official}+临时放假` });

    const { refusal } = await act(ledger, '改-1', aCommand('reproject', { to: official }), { id: 'r-old' });
    const { standing, deliveries, nextDeadline } = await act(ledger, '改-1', reproject, { id: 'r-new', known: { seq: 2 } });
    const again = await act(ledger, '改-1', reproject, { id: 'r-new', known: { seq: 3 } });

    expect(refusal).toMatchObject({ code: 'CALENDAR_NOT_IN_FORCE' });
    expect(standing.at(-1)?.event).toMatchObject({ type: 'taskReprojected', dates: [{ kind: 'sign', from: '2019-02-14', to: '2019-02-15' }] });
    expect(nextDeadline).toMatchObject({ deadline: { kind: 'sign', date: '2019-02-15' } });
    expect(deliveries[0]?.noticeIds).toHaveLength(2);
    expect(again).toMatchObject({ repeated: true, seqs: [3] });
  });
});
