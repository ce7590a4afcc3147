import fc from 'fast-check';
import { sql } from 'kysely';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson, sm3Hex } from '../../ledger/digest.ts';
import { chain, emptyHead, factOf, taskEventOf } from '../../ledger/journal.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { historyOf } from '../../ledger/queries/history-of.ts';
import { anyEvent } from '../support/arbitrary-events.ts';
import type { TestDatabase } from '../support/database.ts';
import { aLedgerWithProgramme, aTaskIn } from '../support/ledger.ts';

let ledger: Ledger;
let database: TestDatabase;
beforeAll(async () => {
  ({ ledger, database } = await aLedgerWithProgramme());
  await aTaskIn('inProgress', ledger);
});

const changes = ["UPDATE journal SET actor = 'somebody else'", 'DELETE FROM journal', 'TRUNCATE journal'];

async function outcomeOf(url: string, statement: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}

describe('the journal', () => {
  test.each(changes)('refuses the role that runs: %s', async (statement) => {
    await expect(outcomeOf(database.appUrl, statement)).rejects.toThrow('permission denied for table journal');
  });

  test.each(changes)('refuses its owner too: %s', async (statement) => {
    await expect(outcomeOf(database.ownerUrl, statement)).rejects.toThrow('the journal is append-only');
  });

  test('refuses two rows at one place', async () => {
    await expect(outcomeOf(database.appUrl, 'INSERT INTO journal SELECT * FROM journal LIMIT 1')).rejects.toThrow('duplicate key');
  });

  test('lets nobody but the owner rewrite its own protection', async () => {
    await expect(outcomeOf(database.appUrl, 'ALTER TABLE journal DISABLE TRIGGER ALL')).rejects.toThrow('must be owner of table journal');
  });

  test('shows who acted and who typed it, in order and without gaps', async () => {
    const history = await historyOf(ledger, { programme: '2019', number: '改-12' });

    expect(history?.events.map(({ seq, type, actor, ranBy }) => [seq, type, actor, ranBy])).toEqual([
      [1, 'taskRegistered', 'supervisor of SPP-BGT', 'tester'],
      [2, 'taskIssued', 'supervisor of SPP-BGT', 'tester'],
      [3, 'taskReceived', 'lead_contact of SPP-06', 'tester'],
      [4, 'measuresSubmitted', 'lead_contact of SPP-06', 'tester'],
      [5, 'measuresApproved', 'supervisor of SPP-BGT', 'tester'],
    ]);
  });
});

describe('a row of the journal', () => {
  const succession = { stream: 'task:2019/改-12', head: emptyHead, ranBy: 'tester', commandId: 'r-1' };

  test('carries the SM3 of the hash before it and of its own canonical JSON', () => {
    const [first, second] = chain(succession, [
      { at: '2019-02-12T01:00:00.000Z', type: 'first', actor: 'P1', data: { b: 1, a: 2 } },
      { at: '2019-02-12T02:00:00.000Z', type: 'second', actor: 'P2', data: {} },
    ]);

    const content = {
      stream: 'task:2019/改-12',
      seq: 1,
      at: '2019-02-12T01:00:00.000Z',
      type: 'first',
      version: 1,
      data: { a: 2, b: 1 },
      actor: 'P1',
      ran_by: 'tester',
      command_id: 'r-1',
    };
    expect(first?.hash).toBe(sm3Hex('0'.repeat(64) + canonicalJson(content)));
    expect(second).toMatchObject({ seq: 2, previous_hash: first?.hash });
  });

  test('gives back exactly the event that it was made of', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        expect(taskEventOf(factOf(event))).toEqual(event);
      }),
    );
  });

  test('gives back exactly the event after a stay in PostgreSQL, with its hash', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { minLength: 1, maxLength: 20 }), fc.uuid(), async (events, stream) => {
        const rows = chain({ ...succession, stream }, events.map(factOf));
        await sql`INSERT INTO journal SELECT * FROM jsonb_populate_recordset(null::journal, ${JSON.stringify(rows)}::jsonb)`.execute(ledger.db);

        const back = await ledger.db.selectFrom('journal').selectAll().where('stream', '=', stream).orderBy('seq').execute();

        expect(back).toEqual(rows.map((row) => JSON.parse(JSON.stringify(row)) as unknown));
        expect(back.map(taskEventOf)).toEqual(events.map((event) => JSON.parse(JSON.stringify(event)) as unknown));
      }),
      { numRuns: 30 },
    );
  });
});
