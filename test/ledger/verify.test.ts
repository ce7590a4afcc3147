import { beforeEach, describe, expect, test } from 'vitest';
import { hashOf } from '../../ledger/journal.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import { aCommand } from '../support/commands.ts';
import type { TestLedger } from '../support/ledger.ts';
import { act, aLedgerWithProgramme, aTaskIn } from '../support/ledger.ts';
import { asSuperuser } from '../support/postgres.ts';

let given: TestLedger;
beforeEach(async () => {
  given = await aLedgerWithProgramme();
  await aTaskIn('inProgress', given.ledger, '改-11');
  await aTaskIn('struckOff', given.ledger, '改-12');
  await aTaskIn('registered', given.ledger, '改-2');
});

/** As somebody who has the server in his hands. */
const forge = (statement: string) =>
  asSuperuser(
    given.database.superuserUrl,
    `ALTER TABLE journal DISABLE TRIGGER journal_is_append_only; ${statement}; ALTER TABLE journal ENABLE TRIGGER journal_is_append_only`,
  );

const of = (stream: string, seq: number) => `WHERE stream = '${stream}' AND seq = ${seq}`;
const eleven = 'task:2019/改-11';

describe('verify', () => {
  test('finds a clean ledger whole, and counts its tasks and the rows of all streams', async () => {
    const others = ['calendar', 'policy', 'directory', 'programme:2019'].length;

    expect(await verifyLedger(given.ledger)).toEqual({ ok: true, tasks: 3, events: 5 + 7 + 1 + others, broken: null });
  });

  test.each([
    ['a changed content', `UPDATE journal SET data = data || '{"basis":"另一依据"}' ${of(eleven, 5)}`, { number: '改-11', seq: 5, reason: 'CONTENT_CHANGED' }],
    ['a changed actor', `UPDATE journal SET actor = 'P1' ${of(eleven, 3)}`, { number: '改-11', seq: 3, reason: 'CONTENT_CHANGED' }],
    ['a changed moment', `UPDATE journal SET at = at + interval '1 millisecond' ${of(eleven, 2)}`, { number: '改-11', seq: 2, reason: 'CONTENT_CHANGED' }],
    ['a changed hash', `UPDATE journal SET hash = repeat('a', 64) ${of(eleven, 2)}`, { number: '改-11', seq: 2, reason: 'CONTENT_CHANGED' }],
    ['a row taken out', `DELETE FROM journal ${of(eleven, 2)}`, { number: '改-11', seq: 3, reason: 'SEQ_GAP' }],
    ['a last row taken away', `DELETE FROM journal ${of('task:2019/改-12', 7)}`, { number: '改-12', seq: 6, reason: 'HEAD_DIFFERS' }],
    ['a whole journal taken away', `DELETE FROM journal WHERE stream = 'task:2019/改-2'`, { number: '改-2', seq: 1, reason: 'JOURNAL_MISSING' }],
    [
      'a changed task',
      `UPDATE tasks SET task = jsonb_set(task, '{urgedCount}', '9') WHERE number = '改-12'`,
      { number: '改-12', seq: 7, reason: 'PROJECTION_DIFFERS' },
    ],
    ['a task taken away', `DELETE FROM tasks WHERE number = '改-12'`, { number: '改-12', seq: 7, reason: 'HEAD_MISSING' }],
    [
      'a changed programme',
      `UPDATE journal SET data = '{}' WHERE stream = 'programme:2019'`,
      { number: null, programme: '2019', seq: 1, reason: 'CONTENT_CHANGED' },
    ],
  ])('finds %s and names the place', async (_, statement, place) => {
    await forge(statement);

    expect(await verifyLedger(given.ledger)).toMatchObject({
      ok: false,
      broken: { programme: '2019', ...place, message: expect.stringMatching(/\p{Script=Han}/u) },
    });
  });

  test('finds a row whose hash was made to fit, since the next one does not', async () => {
    const row = await given.ledger.db.selectFrom('journal').selectAll().where('stream', '=', eleven).where('seq', '=', 4).executeTakeFirstOrThrow();
    const forged = hashOf({ ...row, actor: 'P1' }, row.previous_hash);
    await forge(`UPDATE journal SET actor = 'P1', hash = '${forged}' ${of(eleven, 4)}`);

    expect(await verifyLedger(given.ledger)).toMatchObject({ ok: false, broken: { number: '改-11', seq: 5, reason: 'CHAIN_BROKEN' } });
  });

  test('goes through more rows than it reads at a time', async () => {
    for (let count = 0; count < 60; count++) await act(given.ledger, '改-11', aCommand('urge'));

    expect(await verifyLedger(given.ledger, { rowsAtATime: 7 })).toMatchObject({ ok: true, tasks: 3, events: 77 });
  });
});
