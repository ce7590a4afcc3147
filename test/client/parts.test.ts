import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shortened, tableLines } from '../../client/cli/table.ts';
import { beyondDeadlines } from '../../client/clock/target.ts';
import { storeEvidence } from '../../client/evidence-store.ts';
import { readMeasures } from '../../client/import/read-measures.ts';
import { inParallel } from '../../client/in-parallel.ts';
import { withinBytes } from '../../client/task-start.ts';
import { aTemporaryFolder } from '../support/temporary-folder.ts';

describe('evidence', () => {
  test('is kept under the SM3 of its bytes, once, however often it is handed in', async () => {
    const folder = join(aTemporaryFolder(), 'evidence');
    const file = join(aTemporaryFolder(), '佐证.txt');
    writeFileSync(file, '印发稿');
    const sm3 = createHash('sm3').update('印发稿').digest('hex');
    const evidence = [{ name: '佐证.txt', sm3, sizeBytes: 9 }];
    expect(await storeEvidence(folder, [file])).toEqual(evidence);
    expect(await storeEvidence(folder, [file])).toEqual(evidence);
    expect(readdirSync(folder)).toEqual([sm3]);
    expect(readFileSync(join(folder, sm3), 'utf8')).toBe('印发稿');
  });

  test('is not stored at all where one of several files is missing or empty', async () => {
    const folder = aTemporaryFolder();
    const [file, empty] = [join(aTemporaryFolder(), 'a.txt'), join(aTemporaryFolder(), 'b.txt')];
    writeFileSync(file, 'x');
    writeFileSync(empty, '');
    await expect(storeEvidence(folder, [file, `${file}.missing`])).rejects.toMatchObject({ code: 'EVIDENCE_NOT_FOUND', exitCode: 2 });
    await expect(storeEvidence(folder, [file, empty])).rejects.toMatchObject({ code: 'EVIDENCE_EMPTY', exitCode: 2 });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('measures', () => {
  const content = { text: '核对', responsible: '某', start: '2019-03-01', finish: '2019-06-30', deliverable: '表', acceptance: '印发' };

  test('come from a csv file too', async () => {
    const file = join(aTemporaryFolder(), 'measures.csv');
    writeFileSync(file, '举措,责任人,开始,完成,成果,验收标准\n核对,某,2019-03-01,2019-06-30,表,印发\n');
    expect(await readMeasures(file)).toEqual([content]);
  });

  test('in a csv file are refused by their line', async () => {
    const file = join(aTemporaryFolder(), 'measures.csv');
    writeFileSync(file, '举措,责任人,开始,完成,成果,验收标准\n核对,某,2019-02-30,2019-06-30,表,印发\n');
    await expect(readMeasures(file)).rejects.toMatchObject({
      code: 'MEASURES_INVALID',
      details: { errors: [{ row: 2, column: '开始', code: 'DATE_INVALID' }] },
    });
  });
});

describe('a table for people', () => {
  test('lines its columns up although Chinese characters are twice as wide', () => {
    expect(
      tableLines(
        ['编号', '名'],
        [
          ['改-12', 'a'],
          ['x', '督查'],
        ],
      ),
    ).toEqual(['编号   名', '改-12  a', 'x      督查']);
    expect(tableLines(['编号'], [])).toEqual([]);
  });

  test('cuts what is too wide', () => {
    expect([shortened('督查工作', 8), shortened('督查工作', 7), shortened('督查工作', 5)]).toEqual(['督查工作', '督查工…', '督查…']);
  });
});

describe('the target of the clock', () => {
  const at = (...deadlines: readonly (string | null)[]) => deadlines.map((nextDeadlineAt) => ({ nextDeadlineAt }));
  const target = (to: string, ...deadlines: readonly (string | null)[]): string => new Date(beyondDeadlines(Date.parse(to), at(...deadlines))).toISOString();

  test('stays where no deadline lies in the 10 minutes before it', () => {
    expect(target('2019-02-14T16:10:00.000Z', '2019-02-14T16:00:00.000Z', null)).toBe('2019-02-14T16:10:00.000Z');
    expect(target('2019-02-14T15:00:00.000Z', '2019-02-14T16:00:00.000Z')).toBe('2019-02-14T15:00:00.000Z');
  });

  test('moves to 10 minutes after a deadline that it would come too close behind, and behind the next', () => {
    expect(target('2019-02-14T16:00:00.000Z', '2019-02-14T16:00:00.000Z')).toBe('2019-02-14T16:10:00.000Z');
    expect(target('2019-02-14T16:09:59.000Z', '2019-02-14T16:00:00.000Z', '2019-02-14T16:05:00.000Z')).toBe('2019-02-14T16:15:00.000Z');
  });

  test('moves where real time would carry it over the deadline meanwhile', () => {
    expect(target('2019-02-14T15:59:30.000Z', '2019-02-14T16:00:00.000Z')).toBe('2019-02-14T16:10:00.000Z');
  });
});

describe('several at once', () => {
  test('come back in their order', async () => {
    expect(await inParallel([3, 1, 2], 2, (item) => Promise.resolve(item * 10))).toEqual([30, 10, 20]);
  });

  test('begin nothing new after a failure, and wait for what was begun', async () => {
    const ended: number[] = [];
    const act = async (item: number): Promise<void> => {
      if (item === 1) throw new Error('one');
      await Promise.resolve();
      ended.push(item);
    };
    await expect(inParallel([0, 1, 2, 3, 4, 5], 2, act)).rejects.toThrow('one');
    expect(ended.length).toBeLessThan(4);
  });
});

describe('a summary for the Web UI', () => {
  test('is cut between characters before the server would cut it between bytes', () => {
    expect(withinBytes('督查', 200)).toBe('督查');
    const cut = withinBytes('督'.repeat(100), 200);
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(200);
    expect(cut).toBe(`${'督'.repeat(65)}…`);
  });
});
