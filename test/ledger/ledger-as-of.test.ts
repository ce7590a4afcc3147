import { beforeAll, describe, expect, test } from 'vitest';
import type { CommandType } from '../../domain/command-shapes.ts';
import type { CommandOf } from '../../domain/commands.ts';
import { endOf } from '../../domain/dates.ts';
import { lights } from '../../domain/lights.ts';
import { taskStates } from '../../domain/task.ts';
import type { DateText, TaskNumber } from '../../domain/values.ts';
import { importDirectory } from '../../ledger/directory.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { createProgramme } from '../../ledger/programmes.ts';
import { ledgerAsOf } from '../../ledger/queries/ledger-as-of.ts';
import type { LedgerFilter, LedgerPage } from '../../ledger/queries/ledger-row.ts';
import { ledgerRows } from '../../ledger/queries/ledger-rows.ts';
import { firstEntryAt } from '../../ledger/queries/tasks-as-of.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { act, addSecretary, aDirectory, aLedgerWithProgramme, aRegistration, entry, programme2019 } from '../support/ledger.ts';

type Act = CommandType | CommandOf<CommandType>;

/** What was done on each day, to which task, by whoever may. */
const life: readonly (readonly [DateText, TaskNumber, ...Act[]])[] = [
  ['2019-02-12', '改-2', aRegistration('改-2'), 'issue'],
  ['2019-02-12', '改-10', aRegistration('改-10', { due: '2019-03-29', milestones: [] }), 'issue'],
  ['2019-02-12', '改-3', aRegistration('改-3', { title: '草稿', due: null })],
  ['2019-02-13', '改-2', 'receive'],
  ['2019-02-13', '改-10', 'decline'],
  ['2019-02-14', '改-3', { ...aCommand('amend'), changes: { due: '2019-12-31' } }],
  ['2019-02-15', '改-10', 'reissue'],
  ['2019-02-20', '改-2', 'submitMeasures'],
  ['2019-02-21', '改-2', 'approveMeasures'],
  ['2019-03-04', '改-2', 'report'],
  ['2019-03-29', '改-2', 'urge'],
  ['2019-04-08', '改-10', 'urge'],
  ['2019-04-08', '改-2', 'suspend'],
  ['2019-04-15', '改-4', aRegistration('改-4', { lead: '33-06', participants: ['SPP-06', '3301-06'], responsible: null })],
  ['2019-04-16', '改-3', 'issue'],
  ['2019-04-18', '改-3', 'terminate'],
  ['2019-04-26', '改-4', { ...aCommand('amend'), changes: { responsible: 'department_head of 33-06', isKey: true } }, 'issue'],
  ['2019-09-02', '改-2', { type: 'resume' }],
  ['2019-09-05', '改-2', 'applyForClosure'],
  ['2019-09-06', '改-2', 'returnClosure'],
  ['2019-09-09', '改-2', 'applyForClosure'],
  ['2019-09-10', '改-2', 'strikeOff'],
];

const renamedOn = '2019-04-22';
const filters: readonly LedgerFilter[] = [
  {},
  { programme: '2019' },
  { lead: 'SPP-06' },
  { page: 1 },
  { page: 2 },
  ...taskStates.map((state) => ({ state })),
  ...lights.map((light) => ({ light })),
];

interface Said {
  readonly date: DateText;
  readonly pages: readonly LedgerPage[];
}

describe('the ledger of a past day', () => {
  let ledger: Ledger;
  const said: Said[] = [];

  /** What the ledger answered in the last minute of the day. */
  async function listenOn(date: DateText): Promise<void> {
    const pages: LedgerPage[] = [];
    for (const filter of filters) pages.push(await ledgerRows(ledger, filter, shanghai(date, '23:59')));
    said.push({ date, pages });
  }

  beforeAll(async () => {
    ({ ledger } = await aLedgerWithProgramme());
    await addSecretary(ledger);
    await createProgramme(ledger, { ...programme2019, name: '33-2019', office: '33' }, entry);
    const days = [...new Set([...life.map(([date]) => date), renamedOn, '2019-07-01'])].toSorted();
    for (const date of days) {
      if (date === renamedOn) await renameDepartment(ledger);
      for (const [, number, ...acts] of life.filter(([day]) => day === date)) {
        for (const one of acts) await mustAct(number, typeof one === 'string' ? aCommand(one) : one, date);
      }
      await listenOn(date);
    }
  });

  async function mustAct(number: TaskNumber, command: CommandOf<CommandType>, date: DateText): Promise<void> {
    const { refusal } = await act(ledger, number, command, { now: shanghai(date, '10:00') });
    if (refusal) throw new Error(`${date} ${number} ${command.type}: ${refusal.code}`);
  }

  test('is what the ledger said at its end, row by row and to the unit in totals, whatever was asked for', async () => {
    for (const { date, pages } of said) {
      for (const [index, page] of pages.entries()) {
        const past = await ledgerAsOf(ledger, filters[index] ?? {}, { date, asOf: page.asOf });
        expect(past, `${date} ${JSON.stringify(filters[index])}`).toEqual(page);
      }
    }
  });

  test('has been through every light, and through states that were left again', () => {
    const rows = said.flatMap(({ pages }) => pages[0]?.rows ?? []);

    expect(new Set(rows.map(({ light }) => light))).toEqual(new Set(lights));
    expect(new Set(rows.map(({ state }) => state)).size).toBeGreaterThanOrEqual(8);
  });

  test('is dated at its end, and stays the same between two entries but for what the days alone change', async () => {
    const day = (date: DateText) => ledgerAsOf(ledger, {}, { date, asOf: endOf(date) });
    const [friday, sunday, july] = [await day('2019-06-28'), await day('2019-06-30'), await day('2019-07-31')];

    expect(friday.asOf).toBe('2019-06-28T16:00:00.000Z');
    expect(sunday.rows).toEqual(friday.rows);
    expect(july.rows.map(({ number, overdueWorkingDays }) => [number, overdueWorkingDays])).not.toEqual(
      sunday.rows.map(({ number, overdueWorkingDays }) => [number, overdueWorkingDays]),
    );
  });

  test('calls a department by the name that it had', async () => {
    const leadOf = async (date: DateText) => (await ledgerAsOf(ledger, { lead: 'SPP-10' }, { date, asOf: endOf(date) })).rows.map(({ lead }) => lead);

    expect(await leadOf('2019-04-21')).toEqual(['第十检察厅']);
    expect(await leadOf(renamedOn)).toEqual(['控告申诉检察厅']);
  });

  test('before the first entry is empty; when that was, the journal knows', async () => {
    expect(await ledgerAsOf(ledger, {}, { date: '2019-02-11', asOf: endOf('2019-02-11') })).toMatchObject({ rows: [], totals: { tasks: 0 } });
    expect(await firstEntryAt(ledger, undefined)).toBe(shanghai('2019-02-12', '10:00'));
    expect(await firstEntryAt(ledger, '33-2019')).toBeNull();
  });

  test('is read from the journal: nothing of the projections but the numbers is asked for', async () => {
    const before = await ledgerAsOf(ledger, {}, { date: '2019-03-04', asOf: endOf('2019-03-04') });
    await ledger.db.updateTable('tasks').set({ state: 'merged', task: '{}', lead: 'X', current_due: null }).execute();

    expect(await ledgerAsOf(ledger, {}, { date: '2019-03-04', asOf: endOf('2019-03-04') })).toEqual(before);
  });
});

test('a ledger of more tasks than are folded at a time is whole and in order', async () => {
  const { ledger } = await aLedgerWithProgramme();
  for (let number = 1; number <= 203; number++) await act(ledger, `工-${number}`, aRegistration(`工-${number}`));
  const day = { date: '2019-02-12', asOf: endOf('2019-02-12') };

  expect(await ledgerAsOf(ledger, {}, day)).toEqual(await ledgerRows(ledger, {}, day.asOf));
  expect(await ledgerAsOf(ledger, { page: 5 }, day)).toMatchObject({
    rows: [{ number: '工-201' }, { number: '工-202' }, { number: '工-203' }],
    pages: 5,
    total: 203,
  });
});

async function renameDepartment(ledger: Ledger): Promise<void> {
  const directory = aDirectory();
  const departments = directory.departments.map((department) => (department.code === 'SPP-10' ? { ...department, name: '控告申诉检察厅' } : department));
  await importDirectory(ledger, { ...directory, departments }, { ...entry, now: shanghai(renamedOn, '09:00') });
}
