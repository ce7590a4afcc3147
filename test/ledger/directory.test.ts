import { beforeAll, describe, expect, test } from 'vitest';
import type { RowFault } from '../../ledger/directory-faults.ts';
import { directoryFaults, directoryWarnings } from '../../ledger/directory-faults.ts';
import type { DirectoryFiles } from '../../ledger/directory-rows.ts';
import { importDirectory } from '../../ledger/directory.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { actorOf } from '../../ledger/queries/actor-of.ts';
import { directoryView } from '../../ledger/queries/directory-view.ts';
import { aDatabase, aLedgerOn } from '../support/database.ts';
import { aDirectory, aPerson, entry } from '../support/ledger.ts';

const directory = aDirectory();
const rows = Object.values(directory).reduce((total, part: readonly unknown[]) => total + part.length, 0);

describe('importing the directory', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = aLedgerOn((await aDatabase()).appUrl);
  });
  const journalled = () => ledger.db.selectFrom('journal').select(['seq', 'data']).where('stream', '=', 'directory').orderBy('seq').execute();

  test('takes all of it, journals it, and the second time changes nothing', async () => {
    const first = await importDirectory(ledger, directory, entry);
    const second = await importDirectory(ledger, directory, entry);

    expect(first).toMatchObject({ added: rows, changed: 0, removed: 0, unchanged: 0, warnings: [] });
    expect(first.changes).toHaveLength(rows);
    expect(second).toEqual({ dryRun: false, added: 0, changed: 0, removed: 0, unchanged: rows, changes: [], warnings: [] });
    expect(await journalled()).toHaveLength(1);
  });

  test('does not depend on the order of rows', async () => {
    const reversed = { ...directory, persons: directory.persons.toReversed(), departments: directory.departments.toReversed() };

    expect(await importDirectory(ledger, reversed, entry)).toMatchObject({ added: 0, changed: 0, removed: 0 });
  });

  test('says what differs, and journals it without the names of people', async () => {
    const renamed = directory.departments.map((department) => (department.code === 'SPP-10' ? { ...department, name: '第十检察厅（新）' } : department));
    const persons = [
      ...directory.persons.filter(({ id }) => id !== 'lead_contact of SPP-PR'),
      aPerson('P1', { office: 'SPP', department: 'SPP-06', roles: ['lead_contact'] }),
    ];

    const files = { ...directory, departments: renamed, persons, aliases: [{ alias: '高检', name: '最高检' }] };
    const foreseen = await importDirectory(ledger, files, { ...entry, dryRun: true });

    expect(await importDirectory(ledger, files, entry)).toEqual({ ...foreseen, dryRun: false });
    expect(foreseen).toEqual({
      dryRun: true,
      added: 2,
      changed: 1,
      removed: 1,
      unchanged: rows - 2,
      changes: [
        {
          file: 'departments.csv',
          change: 'changed',
          key: 'SPP-10',
          name: '第十检察厅（新）',
          fields: [{ column: 'name', before: '第十检察厅', after: '第十检察厅（新）' }],
        },
        { file: 'persons.csv', change: 'added', key: 'P1', name: '姓名（P1）', fields: [] },
        { file: 'persons.csv', change: 'removed', key: 'lead_contact of SPP-PR', name: '姓名（lead_contact of SPP-PR）', fields: [] },
        { file: 'aliases.csv', change: 'added', key: '高检', name: '最高检', fields: [] },
      ],
      warnings: [],
    });
    expect(await journalled()).toHaveLength(2);
    const last = (await journalled()).at(-1)?.data;
    expect(last).toMatchObject({
      departments: { changed: [{ code: 'SPP-10', name: '第十检察厅（新）' }] },
      persons: { added: [{ id: 'P1', department: 'SPP-06', roles: ['lead_contact'] }], removed: ['lead_contact of SPP-PR'] },
    });
    expect(JSON.stringify(last)).not.toContain('姓名');
  });

  test('two at once: one takes, the other finds it done', async () => {
    const own = aLedgerOn((await aDatabase()).appUrl);

    const diffs = await Promise.all([importDirectory(own, directory, entry), importDirectory(own, directory, entry)]);

    expect(diffs.map(({ added }) => added).toSorted((a, b) => a - b)).toEqual([0, rows]);
  });

  test('with any error takes nothing at all', async () => {
    const before = await directoryView(ledger);
    const faulty = { ...directory, persons: [...directory.persons, aPerson('P2', { office: 'SPP', department: 'SPP-99', roles: [] })] };

    await expect(importDirectory(ledger, faulty, entry)).rejects.toMatchObject({
      code: 'DIRECTORY_INVALID',
      details: { errors: [{ code: 'DEPARTMENT_MISSING' }] },
    });
    expect(await directoryView(ledger)).toEqual(before);
  });

  test('gives names and codes back, and a person with the roles that the directory says', async () => {
    const view = await directoryView(ledger);

    expect(view.departments.find(({ code }) => code === '33-06')).toEqual({
      code: '33-06',
      office: '33',
      name: '民事检察部',
      lines: ['民事', '行政'],
      kind: 'business',
      leader: 'leader of 33 civil',
    });
    expect(view.offices.map(({ code, level, parent }) => [code, level, parent])).toContainEqual(['33', 'provincial', 'SPP']);
    expect(await actorOf(ledger, 'supervisor of 33-BGS')).toEqual({
      person: 'supervisor of 33-BGS',
      name: '姓名（supervisor of 33-BGS）',
      office: '33',
      department: '33-BGS',
      roles: ['supervisor'],
    });
    expect(await actorOf(ledger, 'nobody')).toBeNull();
  });
});

describe('a directory', () => {
  const withOffice = (parts: object): DirectoryFiles => ({
    ...directory,
    offices: directory.offices.map((office) => (office.code === '3301' ? { ...office, ...parts } : office)),
  });
  const withPerson = (parts: object): DirectoryFiles => ({
    ...directory,
    persons: directory.persons.map((person) => (person.id === 'lead_contact of SPP-06' ? { ...person, ...parts } : person)),
  });
  const row = directory.persons.findIndex(({ id }) => id === 'lead_contact of SPP-06') + 2;

  test.each<[string, DirectoryFiles, Partial<RowFault>]>([
    ['an office without a parent', withOffice({ parent: null }), { file: 'offices.csv', row: 4, column: 'parent_code', code: 'PARENT_MISSING' }],
    ['a parent that is not there', withOffice({ parent: '99' }), { row: 4, column: 'parent_code', value: '99', code: 'PARENT_MISSING' }],
    ['a parent two levels up', withOffice({ parent: 'SPP' }), { row: 4, column: 'parent_code', code: 'PARENT_NOT_ADJACENT' }],
    ['an office that is its own parent', withOffice({ parent: '3301' }), { row: 4, code: 'PARENT_NOT_ADJACENT' }],
    ['a level that does not exist', withOffice({ level: '乡级' }), { column: 'level', value: '乡级', code: 'LEVEL_UNKNOWN' }],
    [
      'a role that does not exist',
      withPerson({ roles: ['lead_contact', 'boss'] }),
      { file: 'persons.csv', row, column: 'roles', value: 'boss', code: 'ROLE_UNKNOWN' },
    ],
    ['a person in a department of another office', withPerson({ office: '33' }), { row, column: 'department_code', code: 'DEPARTMENT_ELSEWHERE' }],
    ['a person whose id is the system’s', withPerson({ id: 'system' }), { row, column: 'id', code: 'ID_RESERVED' }],
    [
      'a person who stands there twice',
      { ...directory, persons: [...directory.persons, ...directory.persons.slice(0, 1)] },
      { row: directory.persons.length + 2, column: 'id', code: 'REPEATED' },
    ],
    [
      'a department of an office that is not there',
      { ...directory, departments: [...directory.departments, { code: 'X', office: 'XX', name: 'X', lines: [], kind: 'business' }] },
      { file: 'departments.csv', column: 'office_code', code: 'OFFICE_MISSING' },
    ],
    [
      'a department that nobody holds',
      { ...directory, portfolios: directory.portfolios.filter(({ department }) => department !== 'SPP-06') },
      { file: 'departments.csv', column: 'department_code', value: 'SPP-06', code: 'LEADER_MISSING' },
    ],
    [
      'a leader of another office',
      {
        ...directory,
        portfolios: directory.portfolios.map((portfolio) => (portfolio.department === 'SPP-06' ? { ...portfolio, leader: 'leader of 33 civil' } : portfolio)),
      },
      { file: 'portfolios.csv', column: 'leader_id', code: 'LEADER_ELSEWHERE' },
    ],
  ])('with %s is refused, naming file, row and column', (_, files, fault) => {
    expect(directoryFaults(files)).toContainEqual(expect.objectContaining(fault));
  });

  test('without a fault has none', () => {
    expect(directoryFaults(directory)).toEqual([]);
    expect(directoryWarnings(directory)).toEqual([]);
  });

  test('with an office that lacks a supervision unit is taken, and the office named', () => {
    const departments = directory.departments.map((department) => (department.code === '33-BGS' ? { ...department, kind: 'business' } : department));

    expect(directoryFaults({ ...directory, departments })).toEqual([]);
    expect(directoryWarnings({ ...directory, departments })).toMatchObject([
      { file: 'offices.csv', row: 3, column: 'code', value: '33', code: 'SUPERVISION_UNIT_MISSING' },
    ]);
  });

  test('tells all its faults in one run, in Chinese', () => {
    const faults = directoryFaults({ ...withOffice({ level: '乡级' }), persons: [aPerson('', { office: 'X', department: 'Y', roles: ['boss'] })] });

    expect(faults.length).toBeGreaterThan(4);
    expect(faults.every(({ message }) => /\p{Script=Han}/u.test(message))).toBe(true);
  });
});
