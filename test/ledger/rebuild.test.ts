import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CommandType } from '../../domain/command-shapes.ts';
import { addDays } from '../../domain/dates.ts';
import { composeBatch } from '../../ledger/batches.ts';
import { recordDelivery } from '../../ledger/delivery-record.ts';
import { importDirectory } from '../../ledger/directory.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { rebuildProjections } from '../../ledger/rebuild.ts';
import { importSources } from '../../ledger/sources.ts';
import { aCommand, entitled, shanghai } from '../support/commands.ts';
import { aLedgerOn } from '../support/database.ts';
import { act, aDirectory, aSecondPolicy, aLedgerWithProgramme, aPerson, aRegistration, aTaskIn, entry } from '../support/ledger.ts';
import type { TestLedger } from '../support/ledger.ts';
import { asSuperuser } from '../support/postgres.ts';
import { wholeLedger } from '../support/whole-ledger.ts';

const sources = { clauses: ['一', '二', '三'].map((clause) => ({ source: '实施意见', clause, text: `第${clause}条` })), received: '2019-01-20' };
const laterNotice = { clauses: [{ source: '中央有关部门通知', clause: '第3条', text: '建立评查机制' }], received: '2019-02-11' };
const numbers = ['改-1', '改-2', '改-12', '工-3', '改-20'];

const aStep = fc.record({
  number: fc.constantFrom(...numbers),
  type: fc.constantFrom(...(Object.keys(entitled) as CommandType[]).filter((type) => type !== 'register')),
  daysLater: fc.constantFrom(0, 0, 0, 1, 5),
  batch: fc.constantFrom(null, null, 'batch-1', 'batch-2'),
});

const usualPath: readonly CommandType[] = [
  'issue',
  'receive',
  'submitMeasures',
  'approveMeasures',
  'report',
  'answerSuggestion',
  'instruct',
  'incorporate',
  'urge',
  'applyForClosure',
  'returnClosure',
];

/** Months in which everything happens that can: bulk acts, deadlines that pass, a directory that changes under the tasks. */
async function anArbitraryLife({ ledger }: TestLedger, seed: number): Promise<void> {
  await importSources(ledger, sources, entry);
  await importSources(ledger, laterNotice, entry);
  for (const [index, number] of numbers.entries())
    await act(
      ledger,
      number,
      aRegistration(number, { clauses: [{ source: '实施意见', clause: sources.clauses[index % 3]?.clause ?? '' }], isKey: index === 2 }),
    );
  await aSecondPolicy(ledger);
  let day = '2019-02-12';
  const inBatch = new Set<string>();
  const steps = [
    ...usualPath.flatMap((type) => numbers.map((number) => ({ number, type, daysLater: 0, batch: type === 'urge' ? 'batch-0' : null }))),
    ...fc.sample(aStep, { numRuns: 150, seed }),
  ];
  for (const [index, { number, type, daysLater, batch }] of steps.entries()) {
    day = addDays(day, daysLater);
    const now = new Date(Date.parse(shanghai(day, '09:00')) + index * 1_000).toISOString();
    // A bulk act has one command for each task.
    const isFirst = batch !== null && !inBatch.has(`${batch} ${number}`);
    if (isFirst) inBatch.add(`${batch} ${number}`);
    const command = type === 'report' ? aCommand(type, { suggestions: ['请提前会商', '请组织培训'] }) : aCommand(type);
    await act(ledger, number, command, { now, ...(isFirst && { batch }) });
    if (index % 10 === 0) await act(ledger, number, aCommand('passDeadline'), { now, actor: 'clock', id: `clock:${index}` });
    if (index === 60 || index === 130) await composeBatch(ledger, { batch: index === 60 ? 'batch-0' : 'batch-1', now });
    if (index === 90) await importDirectory(ledger, aChangedDirectory(), { ...entry, now: new Date(Date.parse(now) + 500).toISOString() });
  }
  const [first, second] = await ledger.db.selectFrom('notices').select('id').orderBy('id').limit(2).execute();
  await recordDelivery(ledger, { id: first?.id ?? '', channel: 'smtp', status: 'delivered', person: 'P1' });
  await recordDelivery(ledger, { id: second?.id ?? '', channel: 'smtp', status: 'failed', error: 'no such host' });
}

/** Another department has the supervision, another leader the lead's department; somebody has left. */
function aChangedDirectory() {
  const directory = aDirectory();
  return {
    ...directory,
    departments: directory.departments.map((department) => (department.code === 'SPP-10' ? { ...department, name: '第十检察厅（新）' } : department)),
    persons: [
      ...directory.persons.filter(({ id }) => id !== 'lead_contact of SPP-PR'),
      aPerson('P1', { office: 'SPP', department: 'SPP-06', roles: ['lead_contact'] }),
    ],
    portfolios: directory.portfolios.map((portfolio) => (portfolio.department === 'SPP-06' ? { ...portfolio, leader: 'leader of press' } : portfolio)),
    aliases: [{ alias: '高检', name: '最高检' }],
  };
}

describe('rebuilding every projection from the journal', () => {
  test.each([1, 2])('gives every table as it was, row by row, after an arbitrary life (seed %i)', async (seed) => {
    const given = await aLedgerWithProgramme();
    await anArbitraryLife(given, seed);
    const live = await wholeLedger(given.ledger);

    const rebuilt = await rebuildProjections(given.ledger);

    expect(rebuilt).toEqual({ tasks: numbers.length, events: live['journal']?.length, noticesAdded: 0, kept: [] });
    expect(await wholeLedger(given.ledger)).toEqual(live);
    expect(live['incorporations']?.length).toBeGreaterThan(numbers.length);
    expect(live['suggestions']?.filter((suggestion) => suggestion.includes('"answer": "accepted"'))).toHaveLength(numbers.length);
    expect(live['notice_items']?.filter((item) => item.includes('"batch": "batch-0"')).length).toBeGreaterThan(2);
  });

  test('mends what somebody has altered, emptied or added', async () => {
    const given = await aLedgerWithProgramme();
    await anArbitraryLife(given, 3);
    const live = await wholeLedger(given.ledger);
    await asSuperuser(
      given.database.superuserUrl,
      `UPDATE tasks SET state = 'struckOff', region = 'x', lead = 'x', task = '{}', next_deadline_at = NULL, head_seq = 99; DELETE FROM tasks WHERE number = '改-12';
       INSERT INTO tasks SELECT * FROM jsonb_populate_record((SELECT t FROM tasks t WHERE number = '改-1'), '{"number":"改-99","stream":"task:2019/改-99"}');
       DELETE FROM reports; DELETE FROM incorporations; UPDATE suggestions SET answer = NULL, text = 'x'; DELETE FROM links; UPDATE notice_items SET notice_id = NULL; UPDATE notices SET to_department = 'x', composed_at = now(), numbers = numbers
       WHERE batch IS NULL; DELETE FROM clauses; DELETE FROM sources; UPDATE programmes SET title = 'x'; DELETE FROM calendars; DELETE FROM policies;
       DELETE FROM portfolios; UPDATE departments SET name = name || 'x'; DELETE FROM aliases; UPDATE streams SET head_seq = 1`,
    );

    expect(await rebuildProjections(aLedgerOn(given.database.appUrl))).toMatchObject({ tasks: numbers.length, noticesAdded: 0 });
    expect(await wholeLedger(given.ledger)).toEqual(live);
  });

  test('adds a notice of which no trace was left, to be told again', async () => {
    const given = await aLedgerWithProgramme();
    await aTaskIn('issued', given.ledger);
    const live = await wholeLedger(given.ledger);
    await asSuperuser(given.database.superuserUrl, 'DELETE FROM notice_items; DELETE FROM notices');

    expect((await rebuildProjections(given.ledger)).noticesAdded).toBe(live['notices']?.length);
    expect(await wholeLedger(given.ledger)).toEqual(live);
  });
});

describe('a rebuild that cannot be right', () => {
  let given: TestLedger;
  beforeAll(async () => {
    given = await aLedgerWithProgramme();
    await aTaskIn('inProgress', given.ledger);
  });
  const forge = (statement: string): Promise<void> =>
    asSuperuser(
      given.database.superuserUrl,
      `ALTER TABLE journal DISABLE TRIGGER journal_is_append_only; ${statement}; ALTER TABLE journal ENABLE TRIGGER journal_is_append_only`,
    );

  test('is refused where the journal is broken, and nothing has changed', async () => {
    await forge(`UPDATE journal SET actor = 'P1' WHERE stream = 'task:2019/改-12' AND seq = 3`);
    const before = await wholeLedger(given.ledger);

    await expect(rebuildProjections(given.ledger)).rejects.toMatchObject({ code: 'JOURNAL_BROKEN', details: { stream: 'task:2019/改-12', seq: 3 } });
    expect(await wholeLedger(given.ledger)).toEqual(before);
  });

  test('is refused where a calendar is not the one that was journalled', async () => {
    const own = await aLedgerWithProgramme();
    await asSuperuser(own.database.superuserUrl, `UPDATE calendars SET calendar = calendar || '{"lastYear":2019}'`);

    await expect(rebuildProjections(own.ledger)).rejects.toMatchObject({ code: 'RULES_DIFFER' });
  });
});

describe('a journal of the first version, whose imports say numbers only', () => {
  test('leaves the directory as it stands, and says so', async () => {
    const given = await aLedgerWithProgramme();
    const ledger: Ledger = given.ledger;
    await asSuperuser(
      given.database.superuserUrl,
      `ALTER TABLE journal DISABLE TRIGGER journal_is_append_only; UPDATE journal SET data = '{"offices":{"added":3,"changed":[],"removed":[]}}' WHERE stream = 'directory';
       ALTER TABLE journal ENABLE TRIGGER journal_is_append_only`,
    );
    await aTaskIn('inProgress', ledger);
    const before = await wholeLedger(ledger);

    expect(await rebuildProjections(ledger)).toMatchObject({ kept: ['directory'] });
    expect(await wholeLedger(ledger)).toEqual(before);
  });
});
