import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guarded, unguarded } from '../../client/formula-text.ts';
import { readSheets } from '../../client/import/read-sheets.ts';
import { csvLine } from '../../client/ledger-sheet/csv.ts';
import { ledgerLayout } from '../../client/ledger-sheet/layout.ts';
import { writeWholeFile } from '../../client/whole-file.ts';
import { writeWorkbook } from '../../client/workbook/workbook.ts';
import { cellText } from '../../domain/cell-text.ts';
import type { CommandType } from '../../domain/command-shapes.ts';
import type { CommandOf } from '../../domain/commands.ts';
import type { LedgerCell } from '../../domain/ledger-cells.ts';
import { computedHeadings, ledgerHeadings } from '../../domain/ledger-columns.ts';
import type { Cli } from '../support/cli.ts';
import { cliFor } from '../support/cli.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { aDatabase } from '../support/database.ts';
import { act, aLedgerWithProgramme, aRegistration } from '../support/ledger.ts';
import { aTemporaryFolder } from '../support/temporary-folder.ts';

const data = fileURLToPath(new URL('../../data/', import.meta.url));

describe('the ledger of the demonstration as a sheet', () => {
  let cli: Cli;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'duban-test-'));
    cli = cliFor({ DATABASE_URL: (await aDatabase()).appUrl, DUBAN_HOME: '/nonexistent' });
    await cli('directory', 'import', join(data, 'directory'));
    for (const programme of ['2019', '33-2019']) {
      await cli('source', 'import', join(data, `sources-${programme}.csv`));
      const office = programme === '2019' ? 'SPP' : '33';
      await cli('programme', 'import', join(data, `programme-${programme}.csv`), '--programme', programme, '--issued', '2019-02-12', '--office', office);
    }
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const written = async (file: string, ...more: readonly string[]) => cli('ledger', `--${file.split('.').at(-1)}`, join(folder, file), ...more);

  test.each([
    ['2019', 'xlsx', 114],
    ['2019', 'csv', 114],
    ['33-2019', 'xlsx', 12],
    ['33-2019', 'csv', 12],
  ])('%s as .%s is imported again without any change, its computed columns named as ignored', async (programme, format, rows) => {
    const file = `${programme}.${format}`;
    expect(await written(file, '--programme', programme)).toMatchObject({ exitCode: 0, json: { rowsWritten: rows, totals: { tasks: rows } } });
    const before = (await cli('verify')).json;

    const again = await cli('programme', 'import', join(folder, file), '--programme', programme);

    expect(again).toMatchObject({ exitCode: 0, json: { rejected: [], drafts: [] } });
    expect(again.json['accepted']).toHaveLength(rows);
    const reasons = (again.json['ignored'] as readonly { readonly reason: string }[]).map(({ reason }) => reason).join('\n');
    expect(computedHeadings.filter((heading) => !reasons.includes(heading))).toEqual([]);
    expect((await cli('verify')).json).toMatchObject({ ok: true, events: before['events'] });
  });

  test('says in the workbook what it is, of when, and that the data are invented', async () => {
    await written('title.xlsx', '--programme', '2019', '--light', 'grey');
    const [sheet] = await readSheets(join(folder, 'title.xlsx'));

    expect(sheet?.name).toBe('台账（演示数据）');
    expect(sheet?.rows.slice(0, 3).map(({ cells }) => cells.filter((cell) => cell !== undefined))).toEqual([
      [expect.stringMatching(/台账.*演示数据/)],
      [expect.stringMatching(/^截至 .+（北京时间）　共 114 项；.+只列：灯 灰$/)],
      [...ledgerHeadings],
    ]);
  });

  test('has real days in its date columns', async () => {
    await written('days.xlsx', '--programme', '2019');
    const [sheet] = await readSheets(join(folder, 'days.xlsx'));

    expect(sheet?.rows[3]?.cells[ledgerHeadings.indexOf('完成时限(原)')]).toEqual({ kind: 'date', date: '2019-11-30', hasTime: false });
  });

  test('is written over an older one, and only whole', async () => {
    writeFileSync(join(folder, 'old.csv'), 'old');

    expect((await written('old.csv', '--programme', '33-2019')).exitCode).toBe(0);
    expect(readFileSync(join(folder, 'old.csv'), 'utf8')).toMatch(/^\uFEFF编号,/);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test.each([
    ['both at once', ['--csv', 'a.csv', '--xlsx', 'a.xlsx'], 'FLAGS_CONTRADICT'],
    ['a name that says otherwise', ['--xlsx', 'a.csv'], 'FILE_EXTENSION_WRONG'],
    ['a folder that is not there', ['--csv', '/nonexistent/a.csv'], 'EXPORT_NOT_WRITTEN'],
  ])('refuses %s', async (_, flags, errorCode) => {
    expect(await cli('ledger', ...flags)).toMatchObject({ exitCode: 2, errorCode });
  });

  test('refuses the name of a folder', async () => {
    mkdirSync(join(folder, 'folder.csv'));

    expect(await written('folder.csv')).toMatchObject({ exitCode: 2, errorCode: 'EXPORT_NOT_WRITTEN' });
  });
});

describe('a ledger that has been lived in', () => {
  /** 改-2 was suspended for months, so that its milestones stand behind the first due day; nobody ever imported the clauses. */
  const life: readonly (readonly [string, string, ...CommandOf<CommandType>[]])[] = [
    ['2019-02-12', '改-2', aRegistration('改-2'), aCommand('issue'), aCommand('receive'), aCommand('submitMeasures'), aCommand('approveMeasures')],
    ['2019-02-12', '改-3', aRegistration('改-3', { title: ' 首尾空白 ', due: null })],
    ['2019-02-12', '改-4', { ...aRegistration('改-4'), origin: { kind: 'single', text: '=批示' } }],
    ['2019-03-01', '改-2', aCommand('suspend', { resumeOn: '2019-09-02' })],
    ['2019-09-02', '改-2', aCommand('resume')],
  ];

  test.each(['xlsx', 'csv'])('goes out and in again as .%s without any change', async (format) => {
    const { ledger, database } = await aLedgerWithProgramme();
    for (const [day, number, ...commands] of life)
      for (const command of commands) expect(await act(ledger, number, command, { now: shanghai(day, '10:00') })).toMatchObject({ refusal: null });
    const cli = cliFor({ DATABASE_URL: database.appUrl, DUBAN_HOME: '/nonexistent' });
    const file = join(aTemporaryFolder(), `台账.${format}`);
    await cli('ledger', `--${format}`, file);
    const before = (await cli('verify')).json;

    expect(await cli('programme', 'import', file, '--programme', '2019')).toMatchObject({
      exitCode: 0,
      json: { accepted: [{ number: '改-2' }, { number: '改-4' }], drafts: [{ number: '改-3' }], rejected: [] },
    });
    expect((await cli('verify')).json).toMatchObject({ ok: true, events: before['events'] });
  });
});

describe('any text', () => {
  // Whatever the ledger can hold: no command and no column takes U+0000.
  const text = fc
    .oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.stringMatching(/^['=+\-@＝＠ ]{0,3}[^\0]{0,5}$/),
      fc.constantFrom('_x000D_', 'a,b"c', '甲\n乙', '&<>'),
    )
    .filter((value) => !value.includes('\0'));
  const place = { column: '', isDate: false, countsFrom1904: false };
  const table = fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 });
  const readBack = async (file: string): Promise<readonly (readonly string[])[]> => {
    const [sheet] = await readSheets(file);
    return (sheet?.rows ?? []).map(({ cells }) => cells.map((cell) => cellText(cell, place).value));
  };
  const asRead = (cells: readonly string[]): readonly string[] => cells.map((cell) => cellText(cell === '' ? undefined : cell, place).value);
  /** Empty cells at the end of a row, and rows of nothing else, no file keeps apart. */
  const withoutEmptyEnd = (rows: readonly (readonly string[])[]): readonly (readonly string[])[] =>
    rows.map((cells) => cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1)).filter((cells) => cells.length > 0);

  test('comes back from a workbook as it was', async () => {
    const folder = aTemporaryFolder();
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const file = join(folder, 'any.xlsx');
        const light = 'grey' as const;
        const sheet = [rows.map((cells: readonly LedgerCell[]) => ({ light, cells }))];
        const content = { layout: ledgerLayout({ title: '台账', subtitle: '截至今日' }), sheetName: '台账', asOf: '2019-02-12T00:00:00.000Z' };
        await writeWholeFile(file, 0o600, (target) => writeWorkbook(target, { ...content, rows: pagesOf(sheet) }));

        expect(withoutEmptyEnd((await readBack(file)).slice(3))).toEqual(withoutEmptyEnd(rows.map(asRead)));
      }),
      { numRuns: 60 },
    );
  });

  test('comes back from .csv as it was', async () => {
    const folder = aTemporaryFolder();
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const file = join(folder, 'any.csv');
        writeFileSync(file, `\uFEFF编号,类别\r\n${rows.map(csvLine).join('')}`);

        expect(withoutEmptyEnd((await readBack(file)).slice(1))).toEqual(withoutEmptyEnd(rows.map(asRead)));
      }),
      { numRuns: 60 },
    );
  });

  test('that begins like a formula is none in .csv, and loses nothing by that', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(unguarded(guarded(value))).toBe(value);
      }),
    );
    expect(['=1+1', '+86', '-', '@SUM', "'=x", ' =x', '甲=乙'].map(guarded)).toEqual(["'=1+1", "'+86", "'-", "'@SUM", "''=x", "' =x", '甲=乙']);
  });
});

async function* pagesOf<Page>(pages: readonly Page[]): AsyncGenerator<Page> {
  yield* pages;
}
