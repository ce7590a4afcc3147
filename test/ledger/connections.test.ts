import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openLedger } from '../../ledger/ledger.ts';
import { aCommand } from '../support/commands.ts';
import { aLedgerOn } from '../support/database.ts';
import type { TestLedger } from '../support/ledger.ts';
import { act, aLedgerWithProgramme, aTaskIn } from '../support/ledger.ts';
import { asSuperuser } from '../support/postgres.ts';

let given: TestLedger;
beforeAll(async () => {
  given = await aLedgerWithProgramme();
  await aTaskIn('inProgress', given.ledger);
});

describe('the ledger’s connections', () => {
  test('say at once that a server is not there', async () => {
    const ledger = openLedger({ databaseUrl: 'postgres://duban_app@127.0.0.1:1/none' });
    onTestFinished(ledger.close);

    await expect(sql`SELECT 1`.execute(ledger.db)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('give up on a server that accepts and says nothing, within two seconds', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void silent.close());
    const ledger = openLedger({ databaseUrl: `postgres://duban_app@127.0.0.1:${(silent.address() as AddressInfo).port}/none` });
    onTestFinished(ledger.close);
    const beganMs = performance.now();

    await expect(sql`SELECT 1`.execute(ledger.db)).rejects.toThrow('timeout');
    expect(performance.now() - beganMs).toBeLessThan(3_000);
  });

  test('limit how long a statement may take and a transaction may idle', async () => {
    const { rows } = await sql<{ statement: string; idle: string }>`
      SELECT current_setting('statement_timeout') AS statement, current_setting('idle_in_transaction_session_timeout') AS idle`.execute(given.ledger.db);

    expect(rows).toEqual([{ statement: '4s', idle: '5s' }]);
  });

  test('go on after a statement that failed, on the same connection', async () => {
    const ledger = aLedgerOn(given.database.appUrl, 1);
    const processOf = async () => (await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(ledger.db)).rows[0]?.pid;
    const before = await processOf();

    await expect(sql`SELECT 1 / 0`.execute(ledger.db)).rejects.toThrow('division by zero');
    await expect(ledger.db.transaction().execute((queries) => sql`SELECT 1 / 0`.execute(queries))).rejects.toThrow('division by zero');

    expect(await processOf()).toBe(before);
  });

  test('never reuse one that broke in the middle of a transaction, and nothing of that transaction remains', async () => {
    const ledger = aLedgerOn(given.database.appUrl, 1);
    const broken = ledger.db.transaction().execute(async (queries) => {
      await sql`INSERT INTO streams VALUES ('lost', 0, '', null)`.execute(queries);
      const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(queries);
      await asSuperuser(given.database.superuserUrl, `SELECT pg_terminate_backend(${rows[0]?.pid})`);
      await sql`SELECT 1`.execute(queries);
    });

    await expect(broken).rejects.toThrow(/terminat|closed|not queryable/);
    expect((await sql`SELECT FROM streams WHERE stream = 'lost'`.execute(ledger.db)).rows).toEqual([]);
  });

  test('find their way back after every connection was cut while idle', async () => {
    await asSuperuser(
      given.database.superuserUrl,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'duban-test' AND datname = current_database()",
    );

    await vi.waitFor(async () => expect((await act(given.ledger, '改-12', aCommand('urge'), { id: 'after the cut' })).refusal).toBeNull());
  });

  test('wait for a lock no longer than a statement may take, and remember nothing of the attempt', async () => {
    const outcome = await given.ledger.db.transaction().execute(async (queries) => {
      await sql`SELECT FROM tasks FOR UPDATE`.execute(queries);
      const waiting = act(given.ledger, '改-12', aCommand('urge'), { id: 'impatient' }).catch((error: unknown) => error);
      // Keeps this transaction from idling for longer than it may.
      for (;;) {
        const ended = await Promise.race([waiting, sql`SELECT pg_sleep(1)`.execute(queries).then(() => null)]);
        if (ended !== null) return ended;
      }
    });

    expect(outcome).toMatchObject({ message: expect.stringContaining('statement timeout') });
    expect(await act(given.ledger, '改-12', aCommand('urge'), { id: 'impatient' })).toMatchObject({ repeated: false, refusal: null });
  });
});
