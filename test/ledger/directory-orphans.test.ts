import { beforeAll, describe, expect, test } from 'vitest';
import { recordAbsence } from '../../ledger/absences.ts';
import type { DirectoryFiles, PersonRow } from '../../ledger/directory-rows.ts';
import { importDirectory } from '../../ledger/directory.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { directoryView } from '../../ledger/queries/directory-view.ts';
import { ledgerRows } from '../../ledger/queries/ledger-rows.ts';
import { aDirectory, aLedgerWithProgramme, aPerson, aTaskIn, entry } from '../support/ledger.ts';

/** A task that SPP-06 leads and SPP-08 takes part in, its head responsible, and a directory that changes under it (R32). */

const directory = aDirectory();

const withPersons = (change: (person: PersonRow) => PersonRow | null): DirectoryFiles => ({
  ...directory,
  persons: directory.persons.flatMap((person) => change(person) ?? []),
});
const without = (id: string): DirectoryFiles => withPersons((person) => (person.id === id ? null : person));
const withRoles = (id: string, roles: readonly string[]): DirectoryFiles => withPersons((person) => (person.id === id ? { ...person, roles } : person));

const withoutDepartment = (code: string): DirectoryFiles => ({
  ...directory,
  departments: directory.departments.filter((department) => department.code !== code),
  persons: directory.persons.filter(({ department }) => department !== code),
  portfolios: directory.portfolios.filter(({ department }) => department !== code),
});

let ledger: Ledger;
beforeAll(async () => {
  ({ ledger } = await aLedgerWithProgramme());
  await aTaskIn('inProgress', ledger);
  await aTaskIn('struckOff', ledger, '改-13');
});

const faultsOf = (files: DirectoryFiles): Promise<readonly unknown[]> =>
  importDirectory(ledger, files, { ...entry, dryRun: true }).then(
    () => [],
    (error: { readonly details: { readonly errors: readonly unknown[] } }) => error.details.errors,
  );

describe('an import that would orphan an open task', () => {
  test.each([
    ['its lead', withoutDepartment('SPP-06'), { code: 'DEPARTMENT_IN_USE', value: 'SPP-06' }],
    ['a participant', withoutDepartment('SPP-08'), { code: 'DEPARTMENT_IN_USE', value: 'SPP-08' }],
    ['its responsible person', without('department_head of SPP-06'), { code: 'PERSON_IN_USE', value: 'department_head of SPP-06' }],
    ['the last supervisor', without('supervisor of SPP-BGT'), { code: 'SUPERVISOR_VACATED', value: 'SPP' }],
    ['the role of the last supervisor', withRoles('supervisor of SPP-BGT', ['reviewer']), { code: 'SUPERVISOR_VACATED', value: 'SPP' }],
  ])('by dropping %s is refused, naming the tasks that are open and no other', async (_, files, fault) => {
    const faults = await faultsOf(files);

    expect(faults).toContainEqual(expect.objectContaining({ ...fault, row: 0, message: expect.stringMatching(/任务.* 2019\/改-12(?!、)/) }));
    await expect(importDirectory(ledger, files, entry)).rejects.toMatchObject({ code: 'DIRECTORY_INVALID' });
    expect((await directoryView(ledger)).persons).toHaveLength(directory.persons.length);
  });

  test('by dropping its supervising office is refused', async () => {
    const offices = directory.offices.filter(({ code }) => code !== 'SPP');

    expect(await faultsOf({ ...directory, offices })).toContainEqual(expect.objectContaining({ code: 'OFFICE_IN_USE', value: 'SPP', file: 'offices.csv' }));
  });

  test('tells its orphans and its other faults in one run', async () => {
    const files = { ...withoutDepartment('SPP-08'), aliases: [{ alias: '', name: '' }] };

    expect(await faultsOf(files)).toMatchObject([{ code: 'VALUE_MISSING' }, { code: 'VALUE_MISSING' }, { code: 'DEPARTMENT_IN_USE' }]);
  });
});

describe('an import that leaves something to be done for an open task', () => {
  const warningsOf = async (files: DirectoryFiles) => (await importDirectory(ledger, files, { ...entry, dryRun: true })).warnings;

  test.each([
    [
      'a responsible person in another department',
      withPersons((person) => (person.id === 'department_head of SPP-06' ? { ...person, department: 'SPP-10' } : person)),
      [{ code: 'RESPONSIBLE_MOVED', value: 'department_head of SPP-06' }],
    ],
    ['no reviewer', without('reviewer of SPP-BGT'), [{ code: 'ROLE_VACATED', value: 'SPP' }]],
    [
      'a participant without contact and head',
      withPersons((person) => (person.department === 'SPP-08' ? { ...person, roles: [] } : person)),
      [{ code: 'ROLE_VACATED', value: 'SPP-08' }],
    ],
    [
      'another leader who holds the lead',
      { ...directory, portfolios: directory.portfolios.map((held) => (held.department === 'SPP-06' ? { ...held, leader: 'leader of press' } : held)) },
      [{ code: 'LEADER_CHANGED', value: 'leader of civil' }],
    ],
    ['nothing', { ...directory, aliases: [{ alias: '高检', name: '最高检' }] }, []],
  ])('such as %s says so and is taken', async (_, files, warnings) => {
    expect(await warningsOf(files)).toMatchObject(warnings);
    expect((await warningsOf(files)).length).toBe(warnings.length);
  });

  test('such as an absent person without his deputy says so', async () => {
    const outcome = await recordAbsence(
      ledger,
      { person: 'reviewer of SPP-BGT', from: '2019-02-12', to: '2019-02-20', deputy: 'lead_contact of SPP-BGT' },
      entry,
    );

    expect(outcome).toMatchObject({ changed: true });
    expect(await warningsOf(without('lead_contact of SPP-BGT'))).toMatchObject([{ code: 'DEPUTY_GONE', value: 'lead_contact of SPP-BGT' }]);
  });
});

test('a department that only ended tasks name may go, and so may its people', async () => {
  const own = await aLedgerWithProgramme();
  await aTaskIn('struckOff', own.ledger);

  expect(await importDirectory(own.ledger, withoutDepartment('SPP-08'), entry)).toMatchObject({ removed: 4, warnings: [] });
});

test('a department that is renamed keeps its code and its tasks, and the ledger shows the new name', async () => {
  const own = await aLedgerWithProgramme();
  await aTaskIn('inProgress', own.ledger);
  const journal = () => own.ledger.db.selectFrom('journal').selectAll().where('stream', 'like', 'task:%').orderBy('seq').execute();
  const before = await journal();
  const departments = directory.departments.map((department) => (department.code === 'SPP-06' ? { ...department, name: '民事检察厅' } : department));
  const persons = [...directory.persons, aPerson('P9', { office: 'SPP', department: 'SPP-06', roles: [] })];

  await importDirectory(own.ledger, { ...directory, departments, persons }, entry);

  expect((await ledgerRows(own.ledger, {}, entry.now)).rows).toMatchObject([{ number: '改-12', lead: '民事检察厅' }]);
  expect(await journal()).toEqual(before);
});
