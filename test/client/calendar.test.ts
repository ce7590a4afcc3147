import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { overlayDayNames } from '../../domain/calendar-overlay.ts';
import type { Cli } from '../support/cli.ts';
import { cliFor, readBy } from '../support/cli.ts';
import { aDatabase } from '../support/database.ts';
import { listOf2027 } from '../support/overlays.ts';
import { aTemporaryFolder } from '../support/temporary-folder.ts';
import { aWorkbookFile } from '../support/workbooks.ts';

let cli: Cli;
let environment: Readonly<Record<string, string>>;
beforeAll(async () => {
  const { appUrl } = await aDatabase();
  environment = { DATABASE_URL: appUrl, DUBAN_HOME: '/nonexistent', TEMPORAL_ADDRESS: '127.0.0.1:1' };
  cli = cliFor(environment);
});

const said = async (...words: readonly string[]): Promise<string> => (await readBy(environment, 'calendar', ...words)).out;

describe('calendar day', () => {
  test.for([
    ['2019-05-05', true, 'makeUpDay', '2019-05-05（周日）：上班，劳动节调休上班'],
    ['2019-05-03', false, 'holiday', '2019-05-03（周五）：休息，劳动节放假'],
    ['2019-02-11', true, 'workday', '2019-02-11（周一）：上班，工作日'],
    ['2019-06-30', false, 'weekend', '2019-06-30（周日）：休息，周末'],
    ['2019-10-05', false, 'weekend', '2019-10-05（周六）：休息，周末，在国庆节假期之内'],
  ] as const)('says of %s whether it is worked, and why', async ([date, working, kind, line]) => {
    expect((await cli('calendar', 'day', date)).json).toMatchObject({ date, working, kind, provisional: false, calendarVersion: 'chinese-days-1.5.7' });
    expect(await said('day', date)).toBe(line);
  });

  test('marks what a year without an official list says as provisional', async () => {
    expect((await cli('calendar', 'day', '2027-10-01')).json).toMatchObject({ working: true, provisional: true });
    expect(await said('day', '2027-10-01')).toMatch('暂定：2027 年的放假安排尚未录入');
  });
});

describe('calendar add', () => {
  test.for([
    ['2019-04-30', '1', '2019-05-05', false],
    ['2019-02-15', '-5', '2019-02-03', false],
    ['2019-10-10', '-5', '2019-09-27', false],
    ['2019-06-30', '0', '2019-06-30', false],
    ['2026-12-31', '1', '2027-01-01', true],
    ['2027-01-04', '-2', '2026-12-31', true],
  ] as const)('%s and %s working days: %s', async ([date, days, result, provisional]) => {
    expect((await cli('calendar', 'add', date, days)).json).toMatchObject({ date, days: Number(days), result, provisional });
  });

  test('says it in words', async () => {
    expect(await said('add', '2019-02-15', '-5')).toBe('2019-02-15（周五）前第 5 个工作日：2019-02-03（周日）');
    expect(await said('add', '2026-12-31', '1')).toMatch(/^2026-12-31（周四）后第 1 个工作日：2027-01-01（周五）（暂定/);
    expect(await said('add', '2019-06-30', '0')).toBe('2019-06-30（周日）当日：2019-06-30（周日）');
  });
});

describe('what cannot be meant', () => {
  test.for<[readonly string[], string]>([
    [['day', '2019-02-30'], 'DATE_INVALID'],
    [['day', '20190501'], 'DATE_INVALID'],
    [['day'], 'USAGE'],
    [['day', '2003-12-31'], 'DATE_OUTSIDE_CALENDAR'],
    [['add', '2004-01-02', '-3'], 'DATE_OUTSIDE_CALENDAR'],
    [['add', '9999-12-31', '1'], 'DATE_OUTSIDE_CALENDAR'],
    [['add', '2019-02-30', '1'], 'DATE_INVALID'],
    [['add', '2019-02-28'], 'USAGE'],
    [['add', '2019-02-28', '1.5'], 'NUMBER_INVALID'],
    [['add', '2019-02-28', '一'], 'NUMBER_INVALID'],
    [['add', '2019-02-28', '100001'], 'NUMBER_INVALID'],
  ])('%o: exit 2 %s', async ([words, code]) => {
    expect(await cli('calendar', ...words)).toMatchObject({ exitCode: 2, errorCode: code });
  });
});

describe('calendar overlay add', () => {
  const header = '日期,类型,说明\n';
  const file = (content: string, name = '建院日.csv'): string => {
    const path = join(aTemporaryFolder(), name);
    writeFileSync(path, content);
    return path;
  };
  const add = (...words: readonly string[]) => cli('calendar', 'overlay', 'add', ...words);

  test('takes a table, names the version after the file, and says who goes by it', async () => {
    const overlay = file(`${header}2019-02-14,休息,建院日\n2019-02-16,上班,建院日调休\n`);

    expect((await add(overlay)).json).toEqual({
      name: '建院日',
      added: true,
      offices: null,
      year: null,
      days: ['2019-02-14', '2019-02-16'],
      moving: 0,
      calendars: [{ version: 'chinese-days-1.5.7+建院日', offices: null }],
    });
    expect((await add(overlay)).json).toMatchObject({ name: '建院日', added: false, days: [], calendars: [] });
    expect(await said('day', '2019-02-14')).toBe('2019-02-14（周四）：休息，建院日放假');
    expect(await said('overlay', 'add', overlay)).toBe('日历调整“建院日”没有改变任何一天，未作更改。');
  });

  test('takes a workbook, in which a day may be a cell of the date kind', async () => {
    const heading = ['日期', '类型', '说明'].map((text, index) => `<c r="${'ABC'[index]}1" t="inlineStr"><is><t>${text}</t></is></c>`).join('');
    const cells = '<c r="A2" s="1"><v>43530</v></c><c r="B2" t="inlineStr"><is><t>休息</t></is></c><c r="C2"/>';
    const workbook = aWorkbookFile({ sheets: [{ rows: `<row r="1">${heading}</row><row r="2">${cells}</row>` }], formats: [0, 14] }, '妇女节.xlsx');

    expect((await add(workbook)).json).toMatchObject({ name: '妇女节', added: true, days: ['2019-03-06'] });
  });

  test('takes a list of a whole year as JSON, which is provisional no longer', async () => {
    const days = listOf2027().days.map(({ date, kind, note }) => ({ 日期: date, 类型: overlayDayNames[kind], 说明: note }));
    const overlay = file(JSON.stringify(days), '放假安排.json');

    expect(await said('overlay', 'add', overlay, '--year', '2027', '--name', '2027')).toMatch(
      /已录入，\d+ 天与以前不同：2027-01-01、.*适用于没有自己休息日的所有单位$/su,
    );
    expect(await said('day', '2027-10-01')).toBe('2027-10-01（周五）：休息，国庆节放假');
    expect((await cli('calendar', 'add', '2026-12-31', '1')).json).toMatchObject({ result: '2027-01-04', provisional: false });
  });

  test.for<[string, string, readonly string[], number, string]>([
    ['a day twice', `${header}2019-03-01,休息,甲\n2019-03-01,休息,乙\n`, [], 2, 'OVERLAY_INVALID'],
    ['a day as both', `${header}2019-03-01,休息,\n2019-03-01,上班,\n`, [], 2, 'OVERLAY_INVALID'],
    ['a day that does not exist', `${header}2019-02-30,休息,\n`, [], 2, 'OVERLAY_INVALID'],
    ['neither rest nor work', `${header}2019-03-01,半天,\n`, [], 2, 'OVERLAY_INVALID'],
    ['a day outside the calendar', `${header}2031-03-01,休息,\n`, [], 2, 'OVERLAY_INVALID'],
    ['nothing', '', [], 2, 'FILE_EMPTY'],
    ['a heading alone', header, [], 2, 'FILE_WITHOUT_ROWS'],
    ['another heading', '日期,类型\n2019-03-01,休息\n', [], 2, 'HEADER_WRONG'],
    ['half a year', `${header}2028-01-01,休息,元旦\n`, ['--year', '2028'], 2, 'OVERLAY_YEAR_INCOMPLETE'],
    ['a year that is no year', `${header}2028-01-01,休息,元旦\n`, ['--year', '明年'], 2, 'NUMBER_INVALID'],
    ['an unknown office', `${header}2019-03-01,休息,\n`, ['--office', '99'], 4, 'OFFICE_NOT_FOUND'],
    ['another content under a known name', `${header}2019-03-01,休息,\n`, ['--name', '建院日'], 3, 'OVERLAY_DIFFERS'],
    ['a name that cannot stand in a version', `${header}2019-03-01,休息,\n`, ['--name', 'a b'], 2, 'OVERLAY_NAME_INVALID'],
  ])('refuses %s', async ([, content, words, exitCode, errorCode]) => {
    expect(await add(file(content), ...words)).toMatchObject({ exitCode, errorCode });
  });

  test.for([
    ['{"日期":"2019-03-01"}', 'OVERLAY_MALFORMED'],
    ['[', 'OVERLAY_MALFORMED'],
    ['[]', 'OVERLAY_EMPTY'],
    ['[{"日期":"2019-03-01","类型":"休息"}]', 'OVERLAY_INVALID'],
    ['["2019-03-01"]', 'OVERLAY_INVALID'],
  ] as const)('refuses JSON that is no list of days: %s', async ([content, errorCode]) => {
    expect(await add(file(content, '甲.json'))).toMatchObject({ exitCode: 2, errorCode });
  });

  test('says in which row what is wrong', async () => {
    const { exitCode, err } = await readBy(environment, 'calendar', 'overlay', 'add', file(`${header}2019-03-01,休息,\n2019-03-01,上班,\n`));

    expect(exitCode).toBe(2);
    expect(err).toMatch(/^OVERLAY_INVALID .*第 3 行 日期：2019-03-01 既列为休息，又列为上班 \[DAY_CONTRADICTED\]$/su);
  });
});
