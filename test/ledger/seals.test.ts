import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { storeEvidence } from '../../client/evidence-store.ts';
import { sealLedger } from '../../client/seal-ledger.ts';
import type { KeptFolders } from '../../client/verify-everything.ts';
import { verifyEverything } from '../../client/verify-everything.ts';
import { aCommand } from '../support/commands.ts';
import type { TestLedger } from '../support/ledger.ts';
import { act, aLedgerWithProgramme, aTaskIn } from '../support/ledger.ts';
import { asSuperuser } from '../support/postgres.ts';
import { aTemporaryFolder } from '../support/temporary-folder.ts';

let given: TestLedger;
let folders: KeptFolders;
beforeEach(async () => {
  given = await aLedgerWithProgramme();
  const home = aTemporaryFolder();
  folders = { evidence: join(home, 'evidence'), seals: join(home, 'seals') };
  await aTaskIn('inProgress', given.ledger, '改-11');
});

const evening = (day: string): string => `${day}T15:00:00.000Z`;
const seal = (day: string) => sealLedger(given.ledger, { folder: folders.seals, now: evening(day) });
const verify = () => verifyEverything(given.ledger, folders);
const forge = (statement: string): Promise<void> =>
  asSuperuser(given.database.superuserUrl, `SET session_replication_role = replica; ${statement}; SET session_replication_role = origin`);

describe('the seal of a day', () => {
  test('fixes where every stream stands, and is copied outside PostgreSQL', async () => {
    const first = await seal('2019-02-12');

    expect(first).toMatchObject({ seq: 1, day: '2019-02-12', streams: 5, events: 9, created: true, previousHash: '0'.repeat(64) });
    const file = JSON.parse(readFileSync(join(folders.seals, '2019-02-12.json'), 'utf8')) as { hash: string; heads: { stream: string }[] };
    expect(file).toMatchObject({ format: 'duban-seal', version: 1, seq: 1, hash: first.hash });
    expect(file.heads.map(({ stream }) => stream)).toEqual(['calendar', 'directory', 'policy', 'programme:2019', 'task:2019/改-11']);
    expect(await verify()).toMatchObject({ ok: true, seals: 1, sealFiles: 1 });
  });

  test('follows from the one before and names what has moved since; on a day on which nothing moved there is one too', async () => {
    const first = await seal('2019-02-12');
    await act(given.ledger, '改-11', aCommand('urge'));
    const second = await seal('2019-02-13');
    const third = await seal('2019-02-14');

    expect([second.previousHash, third.previousHash]).toEqual([first.hash, second.hash]);
    expect(await given.ledger.db.selectFrom('sealed_heads').select(['stream', 'seq']).where('seal', '>', 1).execute()).toEqual([
      { stream: 'task:2019/改-11', seq: 6 },
    ]);
    expect(third.headsSm3).toBe(second.headsSm3);
    expect(await verify()).toMatchObject({ ok: true, seals: 3, sealFiles: 3 });
  });

  test('is made once, however often and by how many it is asked for; a file that is missing is written again', async () => {
    const [one, two] = await Promise.all([seal('2019-02-12'), seal('2019-02-12')]);
    rmSync(join(folders.seals, '2019-02-12.json'));
    await act(given.ledger, '改-11', aCommand('urge'));
    const again = await seal('2019-02-12');

    expect([one.created, two.created].filter(Boolean)).toHaveLength(1);
    expect(again).toMatchObject({ created: false, hash: one.hash });
    expect(await verify()).toMatchObject({ ok: true, seals: 1, sealFiles: 1 });
  });

  test('cannot be altered or taken away by whoever runs duban, nor by the owner of the tables', async () => {
    await seal('2019-02-12');

    for (const table of ['seals', 'sealed_heads']) {
      await expect(given.ledger.db.deleteFrom(table as 'seals').execute()).rejects.toThrow(/permission denied/);
      await expect(asSuperuser(given.database.superuserUrl, `DELETE FROM ${table}`)).rejects.toThrow(/append-only/);
    }
  });

  test('never replaces the copy of another ledger', async () => {
    await seal('2019-02-12');
    const file = join(folders.seals, '2019-02-12.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"hash":"[0-9a-f]{64}","heads"/, `"hash":"${'a'.repeat(64)}","heads"`));

    await expect(seal('2019-02-12')).rejects.toMatchObject({ code: 'SEAL_FILE_DIFFERS', exitCode: 3 });
    expect(await verify()).toMatchObject({ ok: false, broken: { stream: 'seals', seq: 1, reason: 'SEAL_DIFFERS' } });
  });
});

describe('verify', () => {
  beforeEach(async () => {
    await seal('2019-02-12');
    await act(given.ledger, '改-11', aCommand('urge'));
    await seal('2019-02-13');
  });

  test('notices a journal that was cut off so well that it fits itself', async () => {
    await forge(`DELETE FROM journal WHERE stream = 'task:2019/改-11'; DELETE FROM tasks`);

    expect(await verify()).toMatchObject({ ok: false, broken: { stream: 'task:2019/改-11', number: '改-11', seq: 5, reason: 'SEALED_HEAD_LOST' } });
  });

  test('notices seals that were cut off together with the journal, by the copies outside', async () => {
    await forge(`DELETE FROM journal WHERE stream LIKE 'task:%'; DELETE FROM tasks; DELETE FROM sealed_heads WHERE stream LIKE 'task:%' OR seal = 2;
      DELETE FROM seals WHERE seq = 2`);

    expect((await verify()).broken).toMatchObject({ stream: 'seals', reason: 'SEAL_BROKEN' });
    await forge('DELETE FROM sealed_heads; DELETE FROM seals');
    expect((await verify()).broken).toMatchObject({ stream: 'seals', seq: 1, reason: 'SEAL_LOST' });
  });

  test.each([
    ['a seal that was altered', `UPDATE seals SET events = 1 WHERE seq = 1`, { seq: 1, reason: 'SEAL_BROKEN' }],
    ['a seal that was taken out', `DELETE FROM seals WHERE seq = 1`, { seq: 2, reason: 'SEAL_BROKEN' }],
    ['a sealed head that was taken out', `DELETE FROM sealed_heads WHERE stream = 'directory'`, { seq: 1, reason: 'SEAL_BROKEN' }],
  ])('notices %s', async (_, statement, place) => {
    await forge(statement);

    expect((await verify()).broken).toMatchObject({ stream: 'seals', ...place });
  });

  test('says that a file among the seals is none', async () => {
    writeFileSync(join(folders.seals, '2019-02-14.json'), '{"other":1}');

    await expect(verify()).rejects.toMatchObject({ code: 'SEAL_FILE_UNREADABLE', exitCode: 2 });
  });

  test('goes on without the folder of copies, and says so', async () => {
    rmSync(folders.seals, { recursive: true });

    expect(await verify()).toMatchObject({ ok: true, seals: 2, sealFiles: null });
  });
});

describe('evidence', () => {
  let file: string;
  beforeEach(async () => {
    const draft = join(aTemporaryFolder(), '指引.txt');
    writeFileSync(draft, '民事检察办案指引');
    const evidence = await storeEvidence(folders.evidence, [draft]);
    file = join(folders.evidence, evidence[0]?.sm3 ?? '');
    await act(given.ledger, '改-11', aCommand('applyForClosure', { evidence }));
  });

  test('is there as it was handed in', async () => {
    expect(await verify()).toMatchObject({ ok: true, evidenceFiles: 1 });
  });

  test('that was altered is noticed', async () => {
    writeFileSync(file, '民事检察办案指引（改）');

    expect(await verify()).toMatchObject({ ok: false, file, broken: { number: '改-11', seq: 6, reason: 'EVIDENCE_CHANGED' } });
  });

  test('that is gone is named, and so is a folder that is not there', async () => {
    rmSync(file);
    expect(await verify()).toMatchObject({ ok: false, file, broken: { reason: 'EVIDENCE_MISSING' } });

    rmSync(folders.evidence, { recursive: true });
    expect(await verify()).toMatchObject({ ok: false, file: folders.evidence, broken: { reason: 'EVIDENCE_FOLDER_MISSING' } });
  });
});
