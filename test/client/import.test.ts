import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, test } from 'vitest';
import { programmeColumns } from '../../domain/programme-columns.ts';
import { carryOut } from '../../ledger/carry-out.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Cli } from '../support/cli.ts';
import { cliFor } from '../support/cli.ts';
import { aDatabase, aLedgerOn } from '../support/database.ts';
import { aTemporaryFolder } from '../support/temporary-folder.ts';
import { aWorkbookFile } from '../support/workbooks.ts';

const data = fileURLToPath(new URL('../../data/', import.meta.url));

interface Place {
  readonly cli: Cli;
  readonly ledger: Ledger;
}

async function anEmptyPlace(): Promise<Place> {
  const { appUrl } = await aDatabase();
  return { cli: cliFor({ DATABASE_URL: appUrl, DUBAN_HOME: '/nonexistent' }), ledger: aLedgerOn(appUrl) };
}

async function aPlaceWithDirectory(): Promise<Place> {
  const place = await anEmptyPlace();
  await place.cli('directory', 'import', join(data, 'directory'));
  await place.cli('source', 'import', join(data, 'sources-2019.csv'));
  return place;
}

const importing = (file: string, programme = '2019') => ['programme', 'import', file, '--programme', programme, '--issued', '2019-02-12'] as const;

const good = {
  编号: '工-01',
  类别: '工作',
  任务来源: '全国检察长会议',
  来源条款: '第1条',
  任务内容: '组织轮训',
  工作要求: '分期参训',
  预期成果: '总结',
  牵头单位: '政治部',
  参与单位: '机关党委',
  责任领导: '崔静岳',
  责任人: '乔映舟',
  时限类型: '年底前',
  完成时限: '2019-11-30',
  阶段目标: '',
  条线: '队伍建设',
  下沉层级: '',
  重点: '',
};

type Cells = Partial<typeof good>;

const line = (cells: Cells): string => programmeColumns.map((column) => `"${(cells[column] ?? good[column]).replaceAll('"', '""')}"`).join(',');

/** A file with these rows, each good but for the cells that are said. */
function aFile(rows: readonly Cells[], header: string = programmeColumns.join(',')): string {
  const file = join(aTemporaryFolder(), 'programme.csv');
  writeFileSync(file, [header, ...rows.map(line)].join('\r\n'));
  return file;
}

describe('the demonstration programmes', () => {
  let place: Place;
  beforeAll(async () => {
    place = await anEmptyPlace();
  });

  test('are not taken before there is a directory', async () => {
    expect(await place.cli(...importing(join(data, 'programme-2019.csv')))).toMatchObject({ exitCode: 2, errorCode: 'DIRECTORY_MISSING' });
  });

  test('need 5,715 rows of directory, which say nothing new the second time', async () => {
    expect((await place.cli('directory', 'import', join(data, 'directory'))).json).toMatchObject({ added: 5715, removed: 0 });
    expect((await place.cli('directory', 'import', join(data, 'directory'))).json).toMatchObject({ added: 0, changed: 0, removed: 0, unchanged: 5715 });
    expect((await place.cli('source', 'import', join(data, 'sources-2019.csv'))).json).toMatchObject({ added: 80 });
    expect((await place.cli('source', 'import', join(data, 'sources-2019.csv'), '--received', '2019-02-12')).json).toMatchObject({ added: 0, unchanged: 80 });
  });

  test('are read in a dry run that writes nothing', async () => {
    const { exitCode, json } = await place.cli(...importing(join(data, 'programme-2019.csv')), '--dry-run');
    expect([exitCode, json['dryRun'], (json['accepted'] as unknown[]).length]).toEqual([0, true, 114]);
    expect((await place.cli('ledger')).json['rows']).toEqual([]);
    expect((await place.cli('ledger', '--programme', '2019')).exitCode).toBe(4);
  });

  test('are taken whole, with the line on which each row begins', async () => {
    const { json } = await place.cli(...importing(join(data, 'programme-2019.csv')));
    expect(json).toMatchObject({ rejected: [], ignored: [], drafts: [] });
    const accepted = json['accepted'] as { row: number; number: string }[];
    const lines = readFileSync(join(data, 'programme-2019.csv'), 'utf8').split('\r\n');
    expect(accepted.map(({ row, number }) => lines.join('\n').split('\n')[row - 1]?.startsWith(`${number},`))).toEqual(Array.from({ length: 114 }, () => true));
  });

  test('lead from all 80 clauses to 114 tasks: 46 of the plan to 67 over 73 links', async () => {
    const { json } = await place.cli('programme', 'coverage', '--programme', '2019');
    expect(json).toMatchObject({ programme: '2019', uncovered: [], waived: [], tasksWithoutClause: [], unassigned: [], complete: true, declared: null });
    expect(json['totals']).toEqual({ clauses: 80, covered: 80, waived: 0, uncovered: 0, tasks: 114, links: 121 });
    expect(json['sources']).toMatchObject([
      { source: '全国检察长会议', clauses: 34, tasks: 47, links: 48 },
      { source: '2018—2022年检察改革工作规划', clauses: 46, tasks: 67, links: 73 },
    ]);
  });

  test.for(['programme-2019.csv', 'programme-2019.xlsx'])('change nothing the second time, as %s', async (name) => {
    const before = await place.cli('verify');
    expect((await place.cli(...importing(join(data, name)))).json).toMatchObject({ rejected: [], ignored: [], drafts: [] });
    expect((await place.cli(...importing(join(data, name)))).json['accepted']).toHaveLength(114);
    expect((await place.cli('verify')).json).toEqual(before.json);
  });

  test('of a province may be led by the departments of its cities and counties', async () => {
    await place.cli('source', 'import', join(data, 'sources-33-2019.csv'));
    const { json } = await place.cli(...importing(join(data, 'programme-33-2019.csv'), '33-2019'), '--office', '33');
    expect(json['accepted']).toHaveLength(12);
    expect((await place.cli('programme', 'coverage', '--programme', '33-2019')).json['totals']).toMatchObject({ clauses: 6, covered: 6, tasks: 12 });
    expect((await place.cli('programme', 'coverage', '--programme', '2019')).json['totals']).toMatchObject({ clauses: 80 });
  });
});

describe('a programme that a meeting has decided', () => {
  test('makes the meeting the origin of each of its tasks', async () => {
    const { cli } = await aPlaceWithDirectory();
    const meeting = '党组扩大会 2019-02-12';

    await cli(...importing(aFile([{}])), '--meeting', meeting);
    expect((await cli('task', 'show', '2019/工-01')).json['origin']).toEqual({ kind: 'programme', text: '全国检察长会议', meeting });

    await cli(...importing(aFile([{ 编号: '工-02' }])));
    expect((await cli('task', 'show', '2019/工-02')).json['origin']).toMatchObject({ meeting });
    expect(await cli(...importing(aFile([{}]), '2020'), '--meeting', ' ')).toMatchObject({ exitCode: 2, errorCode: 'MEETING_MALFORMED' });
  });
});

describe('a workbook as an office keeps it', () => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlaceWithDirectory();
  });

  /** A title, a header with line breaks, a heading across, what is merged downwards, a hidden row, a total, a note, and another sheet. */
  async function officeWorkbook(): Promise<string> {
    const header = programmeColumns.map((column) => (column === '牵头单位' ? '牵头\n单位' : column));
    const cells = (changes: Cells) => programmeColumns.map((column) => ({ ...good, ...changes })[column] || null);
    const due = header.indexOf('完成时限');
    const withDay = (row: readonly (string | null)[]) => row.map((cell, column) => (column === due && cell !== null ? new Date(cell) : cell));
    const source = header.indexOf('任务来源');
    const rows = [
      ['2019年度重点任务台账'],
      header,
      ['一、工作任务'],
      withDay(cells({ 编号: '工－01' })),
      withDay(cells({ 编号: '工-02', 任务来源: '', 参与单位: '机关党委，国家检察官学院' })),
      cells({ 编号: '工-03', 完成时限: '2019年11月底前', 责任领导: '' }),
      cells({ 编号: '工-04', 牵头单位: '案管办', 责任人: '' }),
      cells({ 编号: '工-05', 预期成果: '', 完成时限: '' }),
      ['合计', null, null, null, '5项'],
      ['注：每月25日前反馈。'],
    ];
    const merges = [
      { startRow: 0, startCol: 0, endRow: 0, endCol: 16 },
      { startRow: 2, startCol: 0, endRow: 2, endCol: 16 },
      { startRow: 3, startCol: source, endRow: 4, endCol: source },
    ];
    const columns = header.map((_, column) => (column === due ? { numFmt: 'yyyy"年"m"月"d"日"' } : {}));
    const sheets = [
      { name: '台账', rows, merges, columns, rowDefs: new Map([[5, { hidden: true }]]) },
      { name: '填表说明', rows: [['编号按类别编列']] },
    ];
    const file = join(aTemporaryFolder(), 'office.xlsx');
    writeFileSync(file, await writeXlsx({ sheets }));
    return file;
  }

  test('is taken with everything said that was made of it, and nothing left out unsaid', async () => {
    const file = await officeWorkbook();
    const { exitCode, json } = await place.cli(...importing(file, 'office'));
    expect(exitCode).toBe(2);
    expect(json).toMatchObject({
      accepted: [
        { row: 4, number: '工-01', warnings: [{ column: '编号', code: 'VALUE_READ_AS' }] },
        {
          row: 5,
          number: '工-02',
          warnings: [
            { column: '任务来源', code: 'CELL_MERGED' },
            { column: '参与单位', code: 'LIST_READ_AS' },
          ],
        },
        {
          row: 6,
          number: '工-03',
          warnings: [{ code: 'ROW_HIDDEN' }, { column: '完成时限', code: 'DATE_READ_AS' }, { column: '责任领导', code: 'LEADER_DERIVED' }],
        },
      ],
      rejected: [{ row: 7, number: '工-04', errors: [{ column: '牵头单位', code: 'DEPARTMENT_UNKNOWN', suggestions: ['案件管理办公室'] }] }],
      drafts: [{ row: 8, number: '工-05', missing: [{ column: '预期成果' }, { column: '完成时限' }] }],
    });
    expect((json['ignored'] as { row: number; reason: string }[]).map(({ row, reason }) => `${row} ${reason}`)).toEqual([
      '0 工作表“填表说明”',
      '1 表头以上的标题行“2019年度重点任务台账”',
      '3 标题行“一、工作任务”',
      '9 合计行“合计”',
      '10 说明行“注：每月25日前反馈。”',
    ]);
    expect((await place.cli('task', 'show', 'office/工-03')).json).toMatchObject({ assignment: { due: '2019-11-30', leader: 'P00001' } });
  });

  test('changes nothing the second time', async () => {
    const file = await officeWorkbook();
    await place.cli(...importing(file, 'again'));
    const before = (await place.cli('verify')).json;
    await place.cli(...importing(file, 'again'));
    expect((await place.cli('verify')).json).toEqual(before);
  });

  test('may hold sources too, and says what it leaves out of them', async () => {
    const file = join(aTemporaryFolder(), 'sources.xlsx');
    const rows = [['工作规划（摘录）'], ['来源', '条款号', '条款内容', '页码'], ['规划', '第1条', '完善办案组织', 3]];
    writeFileSync(file, await writeXlsx({ sheets: [{ name: '规划', rows }] }));
    expect((await place.cli('source', 'import', file)).json).toMatchObject({
      added: 1,
      ignored: [{ row: 1 }, { row: 2, reason: expect.stringContaining('页码') as string }],
    });
  });

  test('is no table of a directory where more than the table stands in it', async () => {
    const folder = aTemporaryFolder();
    for (const name of ['offices.csv', 'departments.csv', 'persons.csv', 'portfolios.csv']) copyFileSync(join(data, 'directory', name), join(folder, name));
    writeFileSync(join(folder, 'aliases.csv'), '简称表,\nalias,name\n六厅,第六检察厅\n');
    expect(await place.cli('directory', 'import', folder)).toMatchObject({ exitCode: 2 });
  });
});

describe('a file with faults', () => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlaceWithDirectory();
  });

  test('loses its bad rows only, and every fault is named in one run', async () => {
    const file = aFile([
      {},
      { 编号: '工-02', 类别: '其他', 完成时限: '2019-02-30' },
      { 编号: '工-03', 牵头单位: '各部门' },
      { 编号: '工-04', 工作要求: '', 完成时限: '' },
    ]);
    const { exitCode, json } = await place.cli(...importing(file, 'faults'));
    expect(exitCode).toBe(2);
    expect(json).toMatchObject({
      accepted: [{ row: 2, number: '工-01', warnings: [] }],
      rejected: [
        {
          row: 3,
          number: '工-02',
          errors: [
            { column: '类别', value: '其他', code: 'VALUE_UNKNOWN' },
            { column: '完成时限', value: '2019-02-30', code: 'DATE_INVALID' },
          ],
        },
        { row: 4, number: '工-03', errors: [{ column: '牵头单位', value: '各部门', code: 'DEPARTMENT_COLLECTIVE' }] },
      ],
      drafts: [{ row: 5, number: '工-04', missing: [{ column: '工作要求' }, { column: '完成时限' }] }],
    });
    expect((await place.cli('ledger', '--programme', 'faults')).json['rows']).toMatchObject([{ number: '工-01' }, { number: '工-04', currentDue: null }]);
  });

  test('is taken when it has been corrected: what is not issued is amended', async () => {
    await place.cli(...importing(aFile([{}, { 编号: '工-02', 工作要求: '' }]), 'corrected'));
    const corrected = aFile([{ 工作要求: '分批参训' }, { 编号: '工-02' }]);
    expect((await place.cli(...importing(corrected, 'corrected'))).json).toMatchObject({
      accepted: [{ number: '工-01' }, { number: '工-02' }],
      drafts: [],
      ignored: [],
    });
    expect((await place.cli('task', 'show', 'corrected/工-01')).json).toMatchObject({ assignment: { requirement: '分批参训' } });
    await place.cli(...importing(aFile([{}]), 'corrected'));
    await place.cli(...importing(corrected, 'corrected'));
    expect((await place.cli('task', 'history', 'corrected/工-01')).json['events']).toMatchObject([
      { type: 'taskRegistered' },
      { type: 'taskAmended' },
      { type: 'taskAmended' },
      { type: 'taskAmended' },
    ]);
  });

  test('changes nothing silently in a task that is issued: the row is listed with the command that would', async () => {
    await place.cli(...importing(aFile([{}]), 'issued'));
    const known = { programme: 'issued', number: '工-01', seq: 0, task: null };
    await carryOut(place.ledger, {
      known,
      envelope: { id: 'i', actor: 'P00010', ranBy: 'tester', command: { type: 'issue' } },
      now: '2019-02-12T02:00:00.000Z',
    });
    expect((await place.cli(...importing(aFile([{}]), 'issued'))).json).toMatchObject({ accepted: [{ number: '工-01' }], ignored: [] });
    const { exitCode, json } = await place.cli(...importing(aFile([{ 完成时限: '2019-12-30' }]), 'issued'));
    expect([exitCode, json]).toMatchObject([0, { accepted: [], ignored: [{ row: 2, reason: expect.stringContaining('导入不改变已交办的任务') as string }] }]);
  });

  test('may hold line breaks and quotes within cells; rows are counted by lines', async () => {
    const file = aFile([{ 工作要求: '甲\r\n乙\n"丙"' }, { 编号: '工-02', 重点: '否' }]);
    const { json } = await place.cli(...importing(file, 'lines'));
    expect(json).toMatchObject({ accepted: [{ row: 2 }], rejected: [{ row: 5, number: '工-02' }] });
    expect((await place.cli('task', 'show', 'lines/工-01')).json).toMatchObject({ assignment: { requirement: '甲\n乙\n"丙"' } });
  });
});

/** The header and one task, whose number comes from a formula with a link. */
function linkedWorkbook(): string {
  const cell = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const rows = `<row>${programmeColumns.map(cell).join('')}</row><row><c t="str"><f>[1]Sheet1!A1</f><v>工-01</v></c></row>`;
  return aWorkbookFile({ sheets: [{ rows }] });
}

describe('a file that cannot be read', () => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlaceWithDirectory();
  });

  const written = (content: string | Uint8Array, name = 'programme.csv'): string => {
    const file = join(aTemporaryFolder(), name);
    writeFileSync(file, content);
    return file;
  };
  const header = programmeColumns.join(',');

  test.each<[string, () => string, string]>([
    ['is not there', () => join(aTemporaryFolder(), 'none.csv'), 'FILE_NOT_FOUND'],
    ['is empty', () => written(''), 'FILE_EMPTY'],
    ['has a header only', () => written(header), 'FILE_WITHOUT_ROWS'],
    ['lacks a column', () => written(`${header.replace(',重点', '')}\n1`), 'HEADER_WRONG'],
    ['has a column twice', () => written(`${header},编号\n1`), 'HEADER_WRONG'],
    ['has two headers', () => written(`${header}\n${header}\n${line({})}`.replace(/\n/, `\n${line({})}\n`)), 'HEADER_AMBIGUOUS'],
    ['is another table', () => join(data, 'sources-2019.csv'), 'HEADER_NOT_FOUND'],
    ['has values of another file', () => linkedWorkbook(), 'WORKBOOK_LINKED'],
    ['is no workbook', () => written('编号', 'programme.xlsx'), 'WORKBOOK_MALFORMED'],
    ['has a quote that never ends', () => written(`${header}\n"工-01`), 'CSV_MALFORMED'],
  ])('%s: exit 2, a clear sentence, nothing written', async (_, file, code) => {
    expect(await place.cli(...importing(file(), 'unreadable'))).toMatchObject({ exitCode: 2, errorCode: code });
    expect((await place.cli('ledger', '--programme', 'unreadable')).exitCode).toBe(4);
  });

  test('is taken with a byte order mark', async () => {
    expect((await place.cli(...importing(written(`\ufeff${header}\n${line({})}`), 'marked'))).exitCode).toBe(0);
  });

  test.each([
    [['--programme', 'a/b', '--issued', '2019-02-12'], 2, 'PROGRAMME_NAME_INVALID'],
    [['--programme', 'new'], 2, 'ISSUED_REQUIRED'],
    [['--programme', 'new', '--issued', '2019-02-30'], 2, 'DATE_INVALID'],
    [['--programme', 'new', '--issued', '2019-02-12', '--office', 'XX'], 4, 'OFFICE_NOT_FOUND'],
  ])('or with flags that cannot be meant: %o', async (flags, exitCode, errorCode) => {
    expect(await place.cli('programme', 'import', aFile([{}]), ...flags)).toMatchObject({ exitCode, errorCode });
  });

  test('or is said again with other content of the same programme', async () => {
    await place.cli(...importing(aFile([{}]), 'twice'), '--title', '年度方案');
    expect(await place.cli('programme', 'import', aFile([{}]), '--programme', 'twice')).toMatchObject({ exitCode: 0 });
    expect(await place.cli('programme', 'import', aFile([{}]), '--programme', 'twice', '--issued', '2019-03-01', '--dry-run')).toMatchObject({
      exitCode: 3,
      errorCode: 'PROGRAMME_DIFFERS',
    });
  });
});
