import { beforeAll, describe, expect, test } from 'vitest';
import type { Cli } from '../support/cli.ts';
import { cliFor, readBy } from '../support/cli.ts';
import { aDatabase } from '../support/database.ts';

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
