import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Cli } from '../support/cli.ts';
import { cliFor, readBy } from '../support/cli.ts';
import { aDatabase } from '../support/database.ts';
import { aTemporaryFolder } from '../support/temporary-folder.ts';

/** The group `directory` as a clerk uses it. */

const good = {
  'offices.csv': ['code,name,level,parent_code', 'SPP,最高检,最高检,', '33,省院,省级,SPP'],
  'departments.csv': [
    'office_code,department_code,name,line,kind',
    'SPP,D0,院领导,,leadership',
    'SPP,D1,一厅,普通犯罪检察;经济犯罪检察,business',
    'SPP,D2,督查室,督查,supervision',
    '33,E2,督查室,督查,supervision',
  ],
  'persons.csv': [
    'id,name,office_code,department_code,post,roles,email,phone',
    'P0,林副,SPP,D0,副检察长,supervising_leader,,',
    'P1,甲,SPP,D1,厅长,department_head;lead_contact,,',
    'P2,乙,SPP,D1,副厅长,lead_contact,,',
    'P3,丙,SPP,D2,主任,supervisor,,',
    'P4,丁,33,E2,主任,supervising_leader;supervisor,,',
    'P5,丁,33,E2,干事,,,',
  ],
  'portfolios.csv': ['leader_id,department_code', 'P0,D1', 'P0,D2', 'P4,E2'],
} as const;

type Files = Partial<Record<keyof typeof good | 'aliases.csv', readonly string[]>>;

function aFolder(files: Files = good): string {
  const folder = aTemporaryFolder();
  for (const [name, lines] of Object.entries(files)) writeFileSync(join(folder, name), `${lines.join('\r\n')}\r\n`);
  return folder;
}

let cli: Cli;
let environment: Readonly<Record<string, string>>;
beforeAll(async () => {
  const { appUrl } = await aDatabase();
  environment = { DATABASE_URL: appUrl, DUBAN_HOME: '/nonexistent' };
  cli = cliFor(environment);
});

const errorsOf = async (files: Files): Promise<readonly unknown[]> => {
  const { exitCode, json } = await cli('directory', 'import', aFolder(files));
  expect(exitCode).toBe(2);
  return (json['error'] as { readonly details: { readonly errors: readonly unknown[] } }).details.errors;
};

describe('directory import', () => {
  test('with faults takes nothing, and every fault is named: what cannot be read, what does not fit together', async () => {
    expect(
      await errorsOf({
        'offices.csv': ['code,name,level,parent_code', 'SPP,最高检,最高检,', '33,省院,省级,XX'],
        'departments.csv': ['office_code,department_code,name,line,kind', 'SPP,D1,一厅,普通犯罪检察;经济犯罪检察,business'],
        'persons.csv': ['id,name,office_code,department_code,post,roles,email,phone', 'P1,甲,SPP,D9,厅长,king,,'],
        'portfolios.csv': ['leader_id,department_code', 'P1,D2'],
      }),
    ).toMatchObject([
      { file: 'offices.csv', row: 3, code: 'PARENT_MISSING' },
      { file: 'departments.csv', row: 2, code: 'LEADER_MISSING' },
      { file: 'persons.csv', row: 2, code: 'DEPARTMENT_MISSING' },
      { file: 'persons.csv', row: 2, code: 'ROLE_UNKNOWN' },
      { file: 'portfolios.csv', row: 2, code: 'DEPARTMENT_MISSING' },
    ]);
    expect(await errorsOf({ ...good, 'persons.csv': [...good['persons.csv'], 'P6,戊,SPP', 'P1,己,SPP,D1,,king,,'] })).toMatchObject([
      { file: 'persons.csv', row: 8, code: 'ROW_TOO_SHORT' },
      { file: 'persons.csv', row: 9, code: 'ROLE_UNKNOWN' },
      { file: 'persons.csv', row: 9, code: 'REPEATED' },
    ]);
    expect(await cli('inbox', '--office', 'SPP')).toMatchObject({ exitCode: 4 });
  });

  test('names every file that is missing or is another table', async () => {
    expect(await cli('directory', 'import', aTemporaryFolder())).toMatchObject({ exitCode: 2, errorCode: 'FILE_NOT_FOUND' });
    expect(await cli('directory', 'import', join(aTemporaryFolder(), 'none'))).toMatchObject({ exitCode: 2, errorCode: 'FILE_NOT_FOUND' });
    expect(await errorsOf({ 'offices.csv': good['offices.csv'], 'departments.csv': good['offices.csv'], 'persons.csv': good['persons.csv'] })).toMatchObject([
      { file: 'departments.csv', code: 'HEADER_NOT_FOUND' },
      { file: 'portfolios.csv', code: 'FILE_NOT_FOUND' },
    ]);
  });

  test('shows first what it would change, then changes it, then nothing', async () => {
    expect((await cli('directory', 'import', aFolder(), '--dry-run')).json).toMatchObject({ dryRun: true, added: 15, unchanged: 0 });
    expect((await cli('directory', 'import', aFolder())).json).toMatchObject({ dryRun: false, added: 15 });
    const renamed = {
      ...good,
      'departments.csv': good['departments.csv'].map((line) => line.replace('一厅', '普通犯罪检察厅')),
      'aliases.csv': ['alias,name', '普检厅,普通犯罪检察厅'],
    };

    const { out } = await readBy(environment, 'directory', 'import', aFolder(renamed), '--dry-run');
    expect(out).toContain('组织目录：新增 1，更改 1，删除 0，不变 14（试运行，没有写入）');
    expect(out).toContain('  更改 departments.csv D1 普通犯罪检察厅：name “一厅” → “普通犯罪检察厅”');
    expect((await cli('directory', 'import', aFolder(renamed))).json).toMatchObject({ added: 1, changed: 1, warnings: [] });
    expect((await cli('directory', 'import', aFolder(renamed))).json).toMatchObject({ added: 0, changed: 0, removed: 0, changes: [] });
  });
});

describe('absences', () => {
  const someday = ['--from', '2099-03-02', '--to', '2099-03-06'] as const;

  test('are recorded, corrected, listed and ended, by name or by number', async () => {
    expect((await cli('directory', 'absent', '甲', ...someday, '--deputy', 'P2')).json).toMatchObject({
      absence: { person: 'P1', deputy: 'P2' },
      changed: true,
    });
    const { json } = await cli('directory', 'absent', 'P1', ...someday, '--deputy', '乙');
    expect(json).toMatchObject({ changed: false });
    const { id } = json['absence'] as { id: number };

    expect(await cli('directory', 'absent', 'P1', '--from', '2099-03-02', '--to', '2099-03-13', '--deputy', 'P2', '--correct', String(id))).toMatchObject({
      exitCode: 0,
    });
    expect((await cli('directory', 'absences', '乙', '--on', '2099-03-13')).json).toEqual({
      absences: [{ id, person: 'P1', personName: '甲', from: '2099-03-02', to: '2099-03-13', deputy: 'P2', deputyName: '乙' }],
    });
    expect((await readBy(environment, 'directory', 'absences')).out).toMatch(/甲（P1） +2099-03-02 +2099-03-13 +乙（P2）/);
    expect((await cli('directory', 'back', '甲', '--on', '2099-03-05')).json).toMatchObject({ absence: { to: '2099-03-04' } });
    expect((await readBy(environment, 'directory', 'back', '甲', '--on', '2099-03-02')).out).toContain('离岗登记已撤销');
    expect((await readBy(environment, 'directory', 'absences')).out).toContain('没有离岗登记');
  });

  test.each<[string, readonly string[], readonly [number, string]]>([
    ['of nobody', ['absent', 'P9', ...someday, '--deputy', 'P2'], [4, 'PERSON_NOT_FOUND']],
    ['of one of two', ['absent', '丁', ...someday, '--deputy', 'P2'], [2, 'PERSON_AMBIGUOUS']],
    ['without a deputy', ['absent', 'P1', ...someday], [2, 'USAGE']],
    ['with himself', ['absent', 'P1', ...someday, '--deputy', '甲'], [3, 'DEPUTY_IS_ABSENTEE']],
    ['with somebody of another office', ['absent', 'P1', ...someday, '--deputy', 'P4'], [3, 'DEPUTY_NOT_FITTING']],
    ['that end before they begin', ['absent', 'P1', '--from', '2099-03-06', '--to', '2099-03-02', '--deputy', 'P2'], [3, 'ABSENCE_REVERSED']],
    ['that are over', ['absent', 'P1', '--from', '2019-03-06', '--to', '2019-03-08', '--deputy', 'P2'], [3, 'ABSENCE_OVER']],
    ['on no day of any calendar', ['absent', 'P1', '--from', '2099-02-30', '--to', '2099-03-08', '--deputy', 'P2'], [2, 'DATE_INVALID']],
    ['under a number that does not exist', ['absent', 'P1', ...someday, '--deputy', 'P2', '--correct', '77'], [4, 'ABSENCE_NOT_FOUND']],
    ['under no number', ['absent', 'P1', ...someday, '--deputy', 'P2', '--correct', 'x'], [2, 'NUMBER_INVALID']],
    ['from which nobody comes back', ['back', 'P1', '--on', '2099-03-05'], [3, 'PERSON_NOT_ABSENT']],
  ])('%s are refused', async (_, words, [exitCode, errorCode]) => {
    expect(await cli('directory', ...words)).toMatchObject({ exitCode, errorCode });
  });
});
