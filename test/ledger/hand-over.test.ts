import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { noticeMessage } from '../../activities/notice-message.ts';
import type { CarriedOut } from '../../domain/envelope.ts';
import { foresee } from '../../ledger/carry-out.ts';
import type { DirectoryFiles } from '../../ledger/directory-rows.ts';
import { importDirectory } from '../../ledger/directory.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { noticesToDeliver } from '../../ledger/notices.ts';
import { handOversOf } from '../../ledger/queries/hand-overs.ts';
import { inboxOf } from '../../ledger/queries/inbox-of.ts';
import { ledgerRows } from '../../ledger/queries/ledger-rows.ts';
import { tasksHeldBy } from '../../ledger/queries/tasks-held.ts';
import { rebuildProjections } from '../../ledger/rebuild.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { act, aDirectory, aLedgerWithProgramme, aPerson, aRegistration, aTaskIn, entry, nothingKnown } from '../support/ledger.ts';
import { contact } from '../support/offices.ts';
import { wholeLedger } from '../support/whole-ledger.ts';

/** 移交 (R32) on real tables: a department goes, its tasks do not. */

const directory = aDirectory();
const handOver = aCommand('handOver');
const idsIn = ({ deliveries }: CarriedOut): readonly string[] => deliveries.flatMap(({ noticeIds }) => noticeIds);

const without = (code: string): DirectoryFiles => ({
  ...directory,
  departments: directory.departments.filter((department) => department.code !== code),
  persons: directory.persons.filter(({ department }) => department !== code),
  portfolios: directory.portfolios.filter(({ department }) => department !== code),
});

describe('a department that is merged into another', () => {
  let ledger: Ledger;
  let outcome: CarriedOut;
  beforeAll(async () => {
    ({ ledger } = await aLedgerWithProgramme());
    await aTaskIn('inProgress', ledger);
    await act(ledger, '改-12', aCommand('requestContribution', { due: '2019-03-20' }));
    outcome = await act(ledger, '改-12', handOver, { known: { seq: 6 } });
  });

  test('hands its task over, with lead, leader and region; what is to be done waits for the successor', async () => {
    expect(outcome).toMatchObject({ seqs: [7], refusal: null, leadName: '第十检察厅', region: 'SPP' });
    expect((await ledgerRows(ledger, {}, entry.now)).rows).toMatchObject([
      { number: '改-12', lead: '第十检察厅', state: 'inProgress', currentDue: '2019-06-30' },
    ]);
    const duties = async (person: string) => (await inboxOf(ledger, { person }, entry.now)).items.map(({ duty }) => duty);
    expect(await duties('department_head of SPP-10')).toEqual(['work']);
    expect(await duties(contact.person)).toEqual([]);
    expect(await duties('lead_contact of SPP-08')).toEqual(['contribute']);
  });

  test('tells both, in words that name what changes and what does not', async () => {
    const notices = await noticesToDeliver(ledger, idsIn(outcome));

    const told = new Map(notices.map((notice) => [`${notice.kind} ${notice.to.department} ${notice.to.role}`, noticeMessage(notice)]));
    expect([...told.keys()].toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      'handOver SPP-06 lead_contact',
      'takeOver SPP-10 lead_contact',
      'takeOver SPP-10 supervising_leader',
    ]);
    const { subject, body } = told.get('takeOver SPP-10 lead_contact') ?? { subject: '', body: '' };
    expect(subject).toContain('【任务承接通知】2019/改-12');
    expect(body).toContain('牵头部门：第六检察厅 → 第十检察厅');
    expect(body).toContain('参与部门：第八检察厅\n');
    expect(body).toContain('责任人：姓名（department_head of SPP-06） → 姓名（department_head of SPP-10）');
    expect(body).toContain('目前状态：推进中，现时限 2019-06-30');
  });

  test('may go then, and who sat there acts on its tasks no longer', async () => {
    expect(await importDirectory(ledger, without('SPP-06'), { ...entry, now: shanghai('2019-02-13', '09:00') })).toMatchObject({ removed: 4 });
    expect(await act(ledger, '改-12', aCommand('report'), { actor: contact.person, now: shanghai('2019-02-14', '09:00') })).toMatchObject({
      refusal: { code: 'PERSON_NOT_FOUND' },
    });
    expect(await act(ledger, '改-12', aCommand('report'), { actor: 'lead_contact of SPP-10', now: shanghai('2019-02-14', '09:00') })).toMatchObject({
      refusal: null,
    });
  });

  test('leaves a journal from which everything follows as it stands', async () => {
    const live = await wholeLedger(ledger);

    expect(await rebuildProjections(ledger)).toMatchObject({ noticesAdded: 0 });
    expect(await wholeLedger(ledger)).toEqual(live);
    expect(await verifyLedger(ledger)).toMatchObject({ ok: true });
  });
});

describe('whoever is to be responsible', () => {
  test('is looked up in the transaction that records', async () => {
    const { ledger } = await aLedgerWithProgramme();
    await aTaskIn('inProgress', ledger);
    const refused = async (responsible: string) => (await act(ledger, '改-12', { ...handOver, responsible })).refusal?.code;

    expect(await refused('nobody')).toBe('PERSON_NOT_FOUND');
    expect(await refused('lead_contact of SPP-08')).toBe('RESPONSIBLE_ELSEWHERE');
    const envelope = { id: 'r', actor: 'supervisor of SPP-BGT', ranBy: 'tester', command: handOver };
    expect(await foresee(ledger, { known: nothingKnown('改-12'), envelope, now: entry.now })).toMatchObject({ events: [{ type: 'taskHandedOver' }] });
    expect((await ledgerRows(ledger, {}, entry.now)).rows).toMatchObject([{ lead: '第六检察厅' }]);
  });
});

test('what a department or a person has is found whether it leads, takes part, does it or is in charge of it', async () => {
  const { ledger } = await aLedgerWithProgramme();
  for (const number of ['改-1', '改-2'])
    await act(ledger, number, aRegistration(number, number === '改-1' ? {} : { lead: 'SPP-10', participants: ['SPP-06'], leader: null, responsible: null }));
  await aTaskIn('struckOff', ledger, '改-3');
  const held = async (holder: Parameters<typeof tasksHeldBy>[1]) => (await tasksHeldBy(ledger, holder, '2019')).map(({ number }) => number);

  expect(await held({ department: 'SPP-06' })).toEqual(['改-1', '改-2']);
  expect(await held({ person: 'department_head of SPP-06' })).toEqual(['改-1']);
  expect(await held({ person: 'leader of civil' })).toEqual(['改-1']);
  expect(await held({ department: 'SPP-PR' })).toEqual([]);
  expect(await tasksHeldBy(ledger, { department: 'SPP-06' }, 'another')).toEqual([]);
});

test('what a bulk act has handed over is found again under its request id', async () => {
  const { ledger } = await aLedgerWithProgramme();
  await aTaskIn('inProgress', ledger);
  await act(ledger, '改-12', handOver, { id: 'bulk/改-12', batch: 'bulk' });

  expect(await handOversOf(ledger, 'bulk')).toMatchObject([{ number: '2019/改-12', unit: { from: 'SPP-06', to: 'SPP-10' } }]);
  expect(await handOversOf(ledger, 'another')).toEqual([]);
});

describe('whatever is imported and handed over in whatever order', () => {
  const units = ['SPP-06', 'SPP-08', 'SPP-10', 'SPP-PR'] as const;
  const unit = fc.constantFrom(...units);
  const anImport = fc.record({
    type: fc.constant('import' as const),
    dropped: fc.subarray([...units], { maxLength: 2 }),
    gone: fc.subarray(
      units.map((code) => `department_head of ${code}`),
      { maxLength: 2 },
    ),
    moved: fc.option(fc.tuple(unit, unit), { nil: null }),
  });
  const aHandOver = fc.record({ type: fc.constant('handOver' as const), from: unit, to: unit, number: fc.constantFrom('改-1', '改-2', '改-3') });

  function changed({
    dropped,
    gone,
    moved,
  }: {
    readonly dropped: readonly string[];
    readonly gone: readonly string[];
    readonly moved: readonly [string, string] | null;
  }): DirectoryFiles {
    const persons = [...directory.persons, aPerson('P1', { office: 'SPP', department: 'SPP-BGT', roles: ['supervisor'] })]
      .filter(({ id, department }) => !gone.includes(id) && !dropped.includes(department))
      .map((person) => (moved && person.id === `department_head of ${moved[0]}` && !dropped.includes(moved[1]) ? { ...person, department: moved[1] } : person));
    return {
      ...directory,
      departments: directory.departments.filter(({ code }) => !dropped.includes(code)),
      persons,
      portfolios: directory.portfolios.filter(({ department }) => !dropped.includes(department)),
    };
  }

  test('no open task names a lead, a participant or a responsible person who is not in the directory', async () => {
    const { ledger } = await aLedgerWithProgramme();
    for (const [position, lead] of (['SPP-06', 'SPP-08', 'SPP-10'] as const).entries())
      await act(
        ledger,
        `改-${position + 1}`,
        aRegistration(`改-${position + 1}`, { lead, participants: ['SPP-PR'], responsible: `department_head of ${lead}` }),
      );
    const taken = { import: 0, handOver: 0 };
    const steps = fc.sample(fc.oneof(anImport, aHandOver), { numRuns: 120, seed: 7 });
    for (const [index, step] of steps.entries()) {
      const now = new Date(Date.parse(shanghai('2019-02-13', '09:00')) + index * 60_000).toISOString();
      const came =
        step.type === 'import'
          ? await importDirectory(ledger, changed(step), { ...entry, now }).then(
              () => true,
              () => false,
            )
          : (await act(ledger, step.number, { ...handOver, from: step.from, to: step.to, responsible: `department_head of ${step.to}` }, { now })).refusal ===
            null;
      if (came) taken[step.type]++;
      expect(await orphans(ledger)).toEqual([]);
    }
    expect(Math.min(taken.import, taken.handOver)).toBeGreaterThan(5);
  });
});

async function orphans(ledger: Ledger): Promise<readonly string[]> {
  const tasks = await ledger.db.selectFrom('tasks').select('task').execute();
  const departments = (await ledger.db.selectFrom('departments').select('code').execute()).map(({ code }) => code);
  const persons = (await ledger.db.selectFrom('persons').select('id').execute()).map(({ id }) => id);
  return tasks.flatMap(({ task: { number, assignment } }) =>
    [assignment.lead, ...assignment.participants].every((code) => departments.includes(code)) && persons.includes(assignment.responsible ?? '') ? [] : [number],
  );
}
