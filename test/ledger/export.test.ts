import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { exportLedger } from '../../client/export-ledger.ts';
import { sealLedger } from '../../client/seal-ledger.ts';
import { verifyFile } from '../../client/verify-file.ts';
import { hashOf } from '../../ledger/journal.ts';
import type { JournalRow } from '../../ledger/journal.ts';
import { aCommand } from '../support/commands.ts';
import type { TestLedger } from '../support/ledger.ts';
import { act, aLedgerWithProgramme, aTaskIn, morningOfIssue } from '../support/ledger.ts';
import { aTemporaryFolder } from '../support/temporary-folder.ts';

let given: TestLedger;
let whole: string;
let file: string;
beforeAll(async () => {
  given = await aLedgerWithProgramme();
  await aTaskIn('inProgress', given.ledger, '改-11');
  await aTaskIn('struckOff', given.ledger, '改-12');
});
beforeEach(async () => {
  const folder = aTemporaryFolder();
  if ((await given.ledger.db.selectFrom('seals').select('seq').execute()).length === 0) {
    await sealLedger(given.ledger, { folder, now: '2019-02-12T15:00:00.000Z' });
    await act(given.ledger, '改-11', aCommand('urge'));
    await sealLedger(given.ledger, { folder, now: '2019-02-13T15:00:00.000Z' });
    await act(given.ledger, '改-11', aCommand('urge'));
  }
  file = join(folder, 'ledger.jsonl');
  await exportLedger(given.ledger, { file, now: morningOfIssue });
  whole = readFileSync(file, 'utf8');
});

const events = 7 + 7 + 4;
const lines = (): string[] => whole.trimEnd().split('\n');
const write = (changed: readonly string[]): void => writeFileSync(file, `${changed.join('\n')}\n`);
const lineWith = (words: string): number => lines().findIndex((line) => line.includes(words));
const rowAt = (index: number): JournalRow => (JSON.parse(lines()[index] ?? '') as { row: JournalRow }).row;
const eleven = '"stream":"task:2019/改-11"';

describe('an export', () => {
  test('has a header, a line for each row and seal, and an end; verified without anything else it is whole', async () => {
    const all = lines().map((line) => JSON.parse(line) as Record<string, unknown>);

    expect(all[0]).toEqual({ format: 'duban-export', version: 1, at: morningOfIssue });
    expect(all.at(-1)).toMatchObject({ end: { rows: events, streams: 6, tasks: 2, seals: 2, sm3: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    expect(all).toHaveLength(1 + events + 2 + 1);
    expect(await verifyFile(file)).toEqual({ ok: true, tasks: 2, events, broken: null, file, version: 1, seals: 2 });
  });

  test('leaves nothing beside, and says which file cannot be written', async () => {
    expect(readdirSync(dirname(file))).not.toContainEqual(expect.stringMatching(/part$/));
    await expect(exportLedger(given.ledger, { file: join(file, 'below-a-file.jsonl'), now: morningOfIssue })).rejects.toMatchObject({
      code: 'EXPORT_NOT_WRITTEN',
      exitCode: 2,
    });
  });

  test('of a ledger without seals is whole too', async () => {
    const own = await aLedgerWithProgramme();
    await exportLedger(own.ledger, { file, now: morningOfIssue });

    expect(await verifyFile(file)).toMatchObject({ ok: true, tasks: 0, events: 4, seals: 0 });
  });
});

describe('verifying a file', () => {
  test.each([
    ['a changed content', (line: string) => line.replace('分工方案第 12 项', '另一依据'), 'CONTENT_CHANGED'],
    ['a changed moment', (line: string) => line.replace('"at":"2019', '"at":"2018'), 'CONTENT_CHANGED'],
    ['an unreadable line', (line: string) => line.slice(0, 40), 'LINE_UNREADABLE'],
  ])('names line and stream of %s', async (_, change, reason) => {
    const index = lineWith('分工方案第 12 项');
    write(lines().map((line, at) => (at === index ? change(line) : line)));

    expect(await verifyFile(file)).toMatchObject({ ok: false, broken: { line: index + 1, stream: 'task:2019/改-11', number: '改-11', reason } });
  });

  test('finds a row that was taken out, and one whose hash was made to fit', async () => {
    const index = lineWith(eleven) + 1;
    write(lines().filter((_, at) => at !== index));
    expect((await verifyFile(file)).broken).toMatchObject({ line: index + 1, seq: 3, reason: 'SEQ_GAP' });

    const forged = { ...rowAt(index), actor: 'P1' };
    const line = JSON.stringify({ row: { ...forged, hash: hashOf(forged, forged.previous_hash) } });
    write(lines().map((each, at) => (at === index ? line : each)));
    expect((await verifyFile(file)).broken).toMatchObject({ line: index + 2, seq: 3, reason: 'CHAIN_BROKEN' });
  });

  test('finds a last row or a whole stream that was taken out, by the seals and by the counts at the end', async () => {
    const last = lines().findLastIndex((line) => line.includes(eleven));
    write(lines().filter((_, at) => at !== last));
    expect((await verifyFile(file)).broken).toMatchObject({ reason: 'LINES_MISSING' });

    write(lines().filter((line) => !line.includes(eleven)));
    expect((await verifyFile(file)).broken).toMatchObject({ stream: 'seals', seq: 1, reason: 'SEAL_BROKEN' });
  });

  test('finds an altered seal and an altered header', async () => {
    write(lines().map((line) => (line.startsWith('{"seal":{"seq":2') ? line.replace('"day":"2019-02-13"', '"day":"2019-02-14"') : line)));
    expect((await verifyFile(file)).broken).toMatchObject({ stream: 'seals', seq: 2, reason: 'SEAL_BROKEN' });

    write(lines().map((line, at) => (at === 0 ? line.replace('2019', '2020') : line)));
    expect((await verifyFile(file)).broken).toMatchObject({ stream: 'export', reason: 'FILE_CHANGED' });
  });

  test('refuses what was cut off', async () => {
    truncateSync(file, Math.floor(Buffer.byteLength(whole) / 2));

    await expect(verifyFile(file)).rejects.toMatchObject({ code: 'EXPORT_TRUNCATED', exitCode: 2 });
  });

  test('refuses an export of a newer version', async () => {
    write(['{"format":"duban-export","version":2,"at":"2030-01-01T00:00:00.000Z"}']);

    await expect(verifyFile(file)).rejects.toMatchObject({ code: 'EXPORT_NEWER', exitCode: 2, details: { version: 2, known: 1 } });
  });

  test.each([
    ['a foreign file', 'a,b,c\n1,2,3\n', 'EXPORT_FOREIGN'],
    ['other JSON', '{"format":"else","version":1}\n', 'EXPORT_FOREIGN'],
    ['an empty file', '', 'EXPORT_FOREIGN'],
  ])('refuses %s', async (_, content, code) => {
    writeFileSync(file, content);

    await expect(verifyFile(file)).rejects.toMatchObject({ code, exitCode: 2 });
  });

  test('says that there is no such file, or that it is a folder', async () => {
    await expect(verifyFile(join(dirname(file), 'none'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND', exitCode: 2 });
    await expect(verifyFile(dirname(file))).rejects.toMatchObject({ code: 'FILE_UNREADABLE', exitCode: 2 });
  });
});
