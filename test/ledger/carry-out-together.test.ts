import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { carryOutTogether } from '../../ledger/carry-out-together.ts';
import type { ImportCall } from '../../ledger/carry-out-together.ts';
import { carryOut } from '../../ledger/carry-out.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { historyOf } from '../../ledger/queries/history-of.ts';
import { taskByNumber } from '../../ledger/queries/task-by-number.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import { aCommand } from '../support/commands.ts';
import { act, aLedgerWithProgramme, aRegistration, aTaskIn, morningOfIssue, nothingKnown } from '../support/ledger.ts';

let ledger: Ledger;
beforeAll(async () => {
  ({ ledger } = await aLedgerWithProgramme());
});
afterEach(() => {
  vi.restoreAllMocks();
});

const registering = (number: string, assignment: Parameters<typeof aRegistration>[1] = {}): ImportCall => ({
  known: nothingKnown(number),
  envelope: { id: `import:${number}`, actor: 'system', ranBy: 'tester', command: aRegistration(number, assignment) },
  now: morningOfIssue,
});

const amending = (number: string, seq: number): ImportCall => ({
  known: { ...nothingKnown(number), seq },
  envelope: { id: `import:${number}#${seq}`, actor: 'system', ranBy: 'tester', command: { type: 'amend', changes: { title: '改正后的任务' } } },
  now: morningOfIssue,
});

const numbersOf = (calls: ReadonlySet<ImportCall>): readonly string[] => [...calls].map(({ known }) => known.number).toSorted();

/** All that the ledger has of a task, but for what is its own. */
async function recordOf(number: string): Promise<string> {
  const tables = ['journal', 'commands', 'tasks', 'links'];
  const rows = await Promise.all(
    tables.map(async (table) => {
      const where = table === 'tasks' || table === 'links' ? sql`number = ${number}` : sql`stream = ${`task:2019/${number}`}`;
      return (await sql`SELECT * FROM ${sql.table(table)} WHERE ${where}`.execute(ledger.db)).rows;
    }),
  );
  return JSON.stringify(rows)
    .replaceAll(number, 'N')
    .replaceAll(/[0-9a-f]{64}/g, 'digest')
    .replaceAll(/"sort_key":"[^"]*"/g, '');
}

describe('commands on different tasks, carried out together', () => {
  test('leave the same record as alone', async () => {
    await carryOutTogether(ledger, [registering('共-1'), registering('共-2', { title: '另一任务' })]);
    await carryOut(ledger, registering('单-1'));
    await carryOutTogether(ledger, [amending('共-1', 1)]);
    await carryOut(ledger, amending('单-1', 1));

    expect(await recordOf('共-1')).toBe(await recordOf('单-1'));
    expect((await historyOf(ledger, { programme: '2019', number: '共-1' }))?.events.map(({ type }) => type)).toEqual(['taskRegistered', 'taskAmended']);
    expect((await taskByNumber(ledger, { programme: '2019', number: '共-2' }, morningOfIssue))?.task.assignment.title).toBe('另一任务');
    expect((await verifyLedger(ledger)).ok).toBe(true);
  });

  test('take one transaction and as many statements for twenty tasks as for two', async () => {
    const statementsOf = async (count: number): Promise<number> => {
      const calls = Array.from({ length: count }, (_, index) => registering(`数-${count}-${index}`));
      const query = vi.spyOn(pg.Client.prototype, 'query');
      expect((await carryOutTogether(ledger, calls)).size).toBe(count);
      const texts = query.mock.calls.map(([text]) => text);
      query.mockRestore();
      expect(texts.filter((text) => text === 'begin')).toHaveLength(1);
      return texts.length;
    };
    await statementsOf(1); // calendar and policy are read once

    expect(await statementsOf(20)).toBe(await statementsOf(2));
  });

  test('leave alone what does not simply come to pass, and do the rest', async () => {
    await aTaskIn('registered', ledger, '余-1');
    await aTaskIn('issued', ledger, '余-2');
    await act(ledger, '余-3', aRegistration('余-3', { lead: 'none' }), { id: 'import:余-3' });
    const calls = [
      registering('余-1'), // stands already
      amending('余-1', 7), // another head
      amending('余-2', 2), // a run keeps it
      registering('余-3'), // the command came before
      registering('余-4', { lead: 'none' }), // a rule says no
      registering('余-5'),
    ];

    expect(numbersOf(await carryOutTogether(ledger, calls))).toEqual(['余-5']);
  });

  test('are none in a programme that does not exist', async () => {
    const { envelope, now } = registering('无-1');
    const command = { ...aRegistration('无-1'), programme: 'none' };

    expect(await carryOutTogether(ledger, [{ known: { ...nothingKnown('无-1'), programme: 'none' }, envelope: { ...envelope, command }, now }])).toEqual(
      new Set(),
    );
  });

  test('are carried out once, whoever asks at the same time and in whatever order', async () => {
    const calls = Array.from({ length: 12 }, (_, index) => registering(`同-${index}`));

    const both = await Promise.all([carryOutTogether(ledger, calls), carryOutTogether(ledger, calls.toReversed()), act(ledger, '同-5', aCommand('urge'))]);

    expect(both[0].size + both[1].size).toBe(12);
    expect((await verifyLedger(ledger)).ok).toBe(true);
  });
});
