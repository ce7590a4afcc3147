import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import { beforeEach, describe, expect, test } from 'vitest';
import { DubanError, exitCodes } from '../../client/errors.ts';
import { readSheets } from '../../client/import/read-sheets.ts';
import { fileLimits } from '../../client/import/workbook/limits.ts';
import { findTable } from '../../domain/find-table.ts';
import { programmeShape } from '../../domain/programme-columns.ts';
import type { SheetCell } from '../../domain/sheet.ts';
import { anArchive } from '../support/archives.ts';
import { aTemporaryFolder } from '../support/temporary-folder.ts';
import type { WorkbookParts } from '../support/workbooks.ts';
import { aFileOf, aWorkbookFile } from '../support/workbooks.ts';

const row = (cells: string, attributes = 'r="1"'): string => `<row ${attributes}>${cells}</row>`;

/** The one sheet of a workbook. */
async function sheetOf(rows: string, rest: Omit<WorkbookParts, 'sheets'> & { readonly after?: string } = {}) {
  const [sheet] = await readSheets(aWorkbookFile({ ...rest, sheets: [{ rows, ...(rest.after !== undefined && { after: rest.after }) }] }));
  if (!sheet) throw new Error('no sheet');
  return sheet;
}

const cellsOf = async (cells: string, rest: Omit<WorkbookParts, 'sheets'> = {}): Promise<readonly (SheetCell | undefined)[]> =>
  (await sheetOf(row(cells), rest)).rows[0]?.cells ?? [];

describe('a cell of a workbook', () => {
  test('is text, shared, inline or of a formula, whatever it looks like', async () => {
    const sharedStrings =
      '<si><t>普通</t></si><si><r><rPr><b/></rPr><t>富</t></r><r><t xml:space="preserve"> 文本</t></r><rPh sb="0" eb="1"><t>pinyin</t></rPh></si><si><t>甲_x000D_\n乙_x005F_x0041_</t></si>';

    expect(
      await cellsOf(
        '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="inlineStr"><is><t>内&amp;联</t></is></c><c r="E1" t="str"><f>A1</f><v>公式</v></c>',
        { sharedStrings },
      ),
    ).toEqual(['普通', '富 文本', '甲\r\n乙_x0041_', '内&联', { kind: 'formula', cached: '公式' }]);
  });

  test('is a number, a truth, an error, a day', async () => {
    expect(
      await cellsOf(
        '<c r="A1"><v>1.5</v></c><c r="B1" t="b"><v>1</v></c><c r="C1" t="e"><v>#N/A</v></c><c r="D1" s="1"><v>43646</v></c><c r="E1" s="1"><v>43646.5</v></c><c r="F1" t="d"><v>2019-06-30T08:00:00</v></c><c r="G1"><v>many</v></c><c r="H1" t="s"><v>7</v></c>',
        { formats: [0, 14] },
      ),
    ).toEqual([
      { kind: 'number', number: 1.5 },
      { kind: 'boolean', isTrue: true },
      { kind: 'error', code: '#N/A' },
      { kind: 'date', date: '2019-06-30', hasTime: false },
      { kind: 'date', date: '2019-06-30', hasTime: true },
      { kind: 'date', date: '2019-06-30', hasTime: true },
      { kind: 'error', code: 'many' },
      { kind: 'error', code: '#STRING 7' },
    ]);
  });

  test('has of a formula what was last seen, an empty text too; where nothing was saved, nothing', async () => {
    expect(
      await cellsOf(
        '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v></v></c><c r="C1"><f t="shared" si="0"/></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
      ),
    ).toEqual([
      { kind: 'formula', cached: { kind: 'number', number: 2 } },
      { kind: 'formula', cached: '' },
      { kind: 'formula', cached: null },
      { kind: 'formula', cached: { kind: 'error', code: '#DIV/0!' } },
    ]);
  });

  test('may stand anywhere, without an address, or be empty', async () => {
    expect(await cellsOf('<c r="C1" t="inlineStr"><is><t>丙</t></is></c><c><v>4</v></c><c s="1"/><c r="B1" t="inlineStr"><is><t>乙</t></is></c>')).toEqual([
      undefined,
      '乙',
      '丙',
      { kind: 'number', number: 4 },
    ]);
  });

  test.for<[string | number, boolean]>([
    ['yyyy-mm-dd', true],
    ['yyyy"年"m"月"', true],
    ['[$-804]m月d日;@', true],
    ['mmm', true],
    [31, true],
    [58, true],
    [14, true],
    ['0.00', false],
    ['h:mm:ss', false],
    ['mm:ss', false],
    ['[h]:mm', false],
    ['"day" 0', false],
    ['General', false],
    ['[Red]0', false],
    [2, false],
    [21, false],
  ])('shown as %s is a day: %s', async ([format, isDay]) => {
    const [cell] = await cellsOf('<c r="A1" s="0"><v>43646</v></c>', { formats: [format] });

    expect(cell).toMatchObject({ kind: isDay ? 'date' : 'number' });
  });

  test('counts its days from 1904 where the workbook does', async () => {
    expect(await cellsOf('<c r="A1" s="0"><v>42184</v></c>', { formats: [14], date1904: true })).toMatchObject([{ date: '2019-06-30' }]);
  });
});

describe('a sheet of a workbook', () => {
  test('has its rows with the numbers that people see, hidden ones among them', async () => {
    const cell = '<c t="inlineStr"><is><t>甲</t></is></c>';
    const { rows } = await sheetOf(row(cell, 'r="3" hidden="1"') + row('<c r="A4" s="1"/>', 'r="4"') + row(cell, '') + row(cell, 'r="9" hidden="false"'));

    expect(rows).toEqual([
      { row: 3, cells: ['甲'], isHidden: true },
      { row: 5, cells: ['甲'] },
      { row: 9, cells: ['甲'] },
    ]);
  });

  test('says which cells are merged', async () => {
    const { merged } = await sheetOf('', { after: '<mergeCells><mergeCell ref="A2:B4"/><mergeCell ref="$AA$7"/></mergeCells>' });

    expect(merged).toEqual([
      { top: 2, left: 0, bottom: 4, right: 1 },
      { top: 7, left: 26, bottom: 7, right: 26 },
    ]);
  });

  test.for([
    ['[1]Sheet1!A1', true],
    ["'[plan.xlsx]Sheet 1'!A1", true],
    ['[1]!Name', true],
    ['Table1[编号]', false],
    ['SUM(Sheet2!A1:A9)', false],
  ] as const)('says that %s is a value from another file: %s', async ([formula, isLinked]) => {
    expect((await sheetOf(row(`<c r="B1"><f>${formula}</f><v>1</v></c>`))).linked).toEqual(isLinked ? ['B1'] : []);
  });

  test('may be written with a prefix, and may be hidden', async () => {
    const name = 'xl/worksheets/sheet1.xml';
    const content =
      '<x:worksheet xmlns:x="main"><x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:v><![CDATA[甲]]></x:v></x:c></x:row></x:sheetData></x:worksheet>';
    const file = aWorkbookFile({ sheets: [{ rows: '', state: 'veryHidden', name: '旧' }], parts: [{ name, content }] });

    expect(await readSheets(file)).toMatchObject([{ name: '旧', isHidden: true, rows: [{ row: 1, cells: ['甲'] }] }]);
  });
});

test('a workbook of another program is read as it was written', async () => {
  const bytes = await writeXlsx({
    sheets: [
      {
        name: '任务台账',
        rows: [
          ['编号', '完成时限', '数', '是', '空'],
          ['改-1', new Date(Date.UTC(2019, 5, 30)), 3.5, true, null],
          ['甲\r\n乙', '=1+1', '  ', '', '😀'],
        ],
        columns: [{}, { numFmt: 'yyyy-mm-dd' }],
        cells: new Map([['1,4', { formula: 'A2', formulaResult: '改-1' }]]),
        merges: [{ startRow: 1, startCol: 0, endRow: 2, endCol: 0 }],
        rowDefs: new Map([[2, { hidden: true }]]),
      },
    ],
  });

  expect(await readSheets(aFileOf(bytes, 'office.xlsx'))).toEqual([
    {
      name: '任务台账',
      isHidden: false,
      isDelimited: false,
      countsFrom1904: false,
      linked: [],
      merged: [{ top: 2, left: 0, bottom: 3, right: 0 }],
      rows: [
        { row: 1, cells: ['编号', '完成时限', '数', '是', '空'] },
        {
          row: 2,
          cells: [
            '改-1',
            { kind: 'date', date: '2019-06-30', hasTime: false },
            { kind: 'number', number: 3.5 },
            { kind: 'boolean', isTrue: true },
            { kind: 'formula', cached: '改-1' },
          ],
        },
        { row: 3, isHidden: true, cells: ['甲\r\n乙', '=1+1', '  ', undefined, '😀'] },
      ],
    },
  ]);
});

function aFolderCalled(name: string): string {
  const folder = join(aTemporaryFolder(), name);
  mkdirSync(folder);
  return folder;
}

describe('what is no workbook, or one that would take the machine, is refused', () => {
  const sheetPart = 'xl/worksheets/sheet1.xml';
  const ole = (content: string): Buffer => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), Buffer.from(content, 'utf16le')]);
  const withSheet = (content: string, statedBytes?: number): string =>
    aWorkbookFile({ sheets: [{ rows: '' }], parts: [{ name: sheetPart, content, ...(statedBytes !== undefined && { statedBytes }) }] });

  test.for<[string, () => string, string]>([
    ['text', () => aFileOf('编号,类别', 'plan.xlsx'), 'WORKBOOK_MALFORMED'],
    ['nothing', () => aFileOf('', 'plan.xlsx'), 'WORKBOOK_MALFORMED'],
    ['half a workbook', () => aFileOf(anArchive([{ name: 'xl/workbook.xml', content: '<workbook/>' }]).subarray(0, 60), 'plan.xlsx'), 'WORKBOOK_MALFORMED'],
    ['another archive', () => aFileOf(anArchive([{ name: 'mimetype', content: 'application/vnd.oasis' }]), 'plan.xlsx'), 'WORKBOOK_MALFORMED'],
    ['a text document', () => aWorkbookFile({ sheets: [], parts: [{ name: '_rels/.rels', content: '<Relationships/>' }] }), 'WORKBOOK_MALFORMED'],
    ['a sheet that is missing', () => aWorkbookFile({ sheets: [{ rows: '' }], parts: [{ name: sheetPart, content: '' }] }), 'WORKBOOK_MALFORMED'],
    ['a sheet that is no XML', () => withSheet('<worksheet><row></worksheet>'), 'WORKBOOK_MALFORMED'],
    ['a sheet that ends early', () => withSheet('<worksheet><sheetData>'), 'WORKBOOK_MALFORMED'],
    ['an entity of its own', () => withSheet('<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'), 'WORKBOOK_WITH_DTD'],
    ['an entity of another file', () => withSheet('<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>'), 'WORKBOOK_WITH_DTD'],
    ['an entity that nobody has declared', () => withSheet('<worksheet>&a;</worksheet>'), 'WORKBOOK_MALFORMED'],
    ['an encrypted workbook', () => aFileOf(ole('EncryptedPackage'), 'plan.xlsx'), 'WORKBOOK_ENCRYPTED'],
    ['a workbook of before 2007', () => aFileOf(ole('Workbook'), 'plan.xls'), 'WORKBOOK_OLD'],
    ['that workbook under another name', () => aFileOf(ole('Workbook'), 'plan.xlsx'), 'WORKBOOK_OLD'],
    ['another kind of file', () => aFileOf('', 'plan.pdf'), 'FILE_TYPE_UNSUPPORTED'],
    ['a file without a kind', () => aFileOf('', 'plan'), 'FILE_TYPE_UNSUPPORTED'],
    ['a folder', () => aFolderCalled('plan.csv'), 'FILE_UNREADABLE'],
    ['more than it states', () => withSheet(`<worksheet>${' '.repeat(5000)}</worksheet>`, 100), 'WORKBOOK_MALFORMED'],
    ['gigabytes', () => withSheet('<worksheet/>', fileLimits.unpackedBytes + 1), 'WORKBOOK_TOO_LARGE'],
    ['what only a bomb comes to', () => withSheet(`<worksheet>${' '.repeat(fileLimits.ratioFromBytes + 1)}</worksheet>`), 'WORKBOOK_TOO_LARGE'],
    [
      'thousands of parts',
      () => aFileOf(anArchive(Array.from({ length: fileLimits.archiveEntries + 1 }, (_, index) => ({ name: `${index}`, content: '' }))), 'plan.xlsx'),
      'WORKBOOK_TOO_LARGE',
    ],
    ['a cell far to the right', () => aWorkbookFile({ sheets: [{ rows: row('<c r="XFD1"><v>1</v></c>') }] }), 'TABLE_TOO_WIDE'],
    ['100,000 columns', () => aFileOf(`编号${',x'.repeat(100_000)}`, 'plan.csv'), 'TABLE_TOO_WIDE'],
    ['rows without end', () => aFileOf('a\n'.repeat(fileLimits.rows + 1), 'plan.csv'), 'TABLE_TOO_LONG'],
    ['megabytes', () => aFileOf(Buffer.alloc(fileLimits.fileBytes + 1), 'plan.csv'), 'FILE_TOO_LARGE'],
    ['bytes of no encoding', () => aFileOf(Buffer.from('81ff', 'hex'), 'plan.csv'), 'FILE_ENCODING_UNKNOWN'],
    ['a quote that never ends', () => aFileOf('"编号', 'plan.csv'), 'CSV_MALFORMED'],
    ['a quote in the middle of a cell', () => aFileOf('编号,任"务', 'plan.csv'), 'CSV_MALFORMED'],
  ])('%s', async ([, file, code]) => {
    await expect(readSheets(file())).rejects.toMatchObject({ code, exitCode: 2, message: expect.stringMatching(/\p{Script=Han}/u) });
  });
});

describe('a .csv file', () => {
  const text = '编号,任务内容\r\n改-1,"甲,乙\r\n丙"\r\n\r\n改-2,';
  const rows = [
    { row: 1, cells: ['编号', '任务内容'] },
    { row: 2, cells: ['改-1', '甲,乙\r\n丙'] },
    { row: 4, cells: [undefined] },
    { row: 5, cells: ['改-2', undefined] },
  ];
  const gb18030 = Buffer.from('b1e0bac52cc8cecef1c4dac8dd0d0ab8c42d312c22bcd72cd2d20d0ab1fb220d0a0d0ab8c42d322c', 'hex');
  const bigEndian = (content: string): Buffer => Buffer.from(content, 'utf16le').swap16();

  test.for<[string, Buffer]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 without', Buffer.from(text, 'utf16le')],
    ['big-endian UTF-16 with a mark', bigEndian(`\ufeff${text}`)],
    ['big-endian UTF-16 without', bigEndian(text)],
    ['GB18030', gb18030],
  ])('in %s is read, its rows numbered by lines', async ([, content]) => {
    expect(await readSheets(aFileOf(content, 'plan.csv'))).toMatchObject([{ name: null, isDelimited: true, rows }]);
  });

  test('may have tabs between its cells, as Excel saves "Unicode text"', async () => {
    expect(await readSheets(aFileOf(Buffer.from('\ufeff编号\t任务内容\n改-1\t甲,乙', 'utf16le'), 'plan.csv'))).toMatchObject([
      { rows: [{ cells: ['编号', '任务内容'] }, { cells: ['改-1', '甲,乙'] }] },
    ]);
  });

  test('may in truth be a workbook', async () => {
    expect(await readSheets(aWorkbookFile({ sheets: [{ rows: row('<c t="str"><v>甲</v></c>') }] }, 'plan.csv'))).toMatchObject([{ rows: [{ cells: ['甲'] }] }]);
  });
});

describe('no file makes the reader throw anything but a sentence', () => {
  /** A workbook with everything in it, as one archive. */
  const sound = readFileSync(fileURLToPath(new URL('../../data/programme-2019.xlsx', import.meta.url)));

  const isToldOrRead = async (content: Uint8Array, name: string): Promise<boolean> => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return readSheets(file).then(
      (sheets) => ('fault' in findTable(sheets, programmeShape) ? true : sheets.length > 0),
      (error: unknown) => error instanceof DubanError && error.exitCode === exitCodes.invalidInput,
    );
  };

  let folder: string;
  beforeEach(() => {
    folder = aTemporaryFolder();
  });

  test('whatever bytes it has', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('plan.csv', 'plan.xlsx'), async (bytes, name) => {
        expect(await isToldOrRead(bytes, name)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('whichever bytes of a workbook are others', async () => {
    const changes = fc.array(fc.tuple(fc.nat({ max: sound.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(changes, async (changed) => {
        const bytes = Buffer.from(sound);
        for (const [place, byte] of changed) bytes[place] = byte;
        expect(await isToldOrRead(bytes, 'plan.xlsx')).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('whatever stands in its sheet', async () => {
    const tag = fc.constantFrom('row', 'c', 'v', 'f', 'is', 't', 'mergeCell', 'x:c', 'si');
    const attribute = fc.constantFrom('', ' r="A1"', ' r="ZZZ99999999"', ' t="s"', ' t="e"', ' s="-1"', ' ref="B2:A1"', ' hidden="1"', ' r="x"');
    const node = fc
      .tuple(tag, attribute, fc.constantFrom('', '编号', '1e400', '&#x4e00;', '-5'))
      .map(([name, some, text]) => `<${name}${some}>${text}</${name}>`);
    const inside = fc.tuple(tag, attribute, fc.array(node, { maxLength: 4 })).map(([name, some, nodes]) => `<${name}${some}>${nodes.join('')}</${name}>`);
    await fc.assert(
      fc.asyncProperty(fc.array(inside, { maxLength: 6 }), async (nodes) => {
        const file = aWorkbookFile({ sheets: [{ rows: nodes.join('') }] });
        expect(await isToldOrRead(readFileSync(file), 'plan.xlsx')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
