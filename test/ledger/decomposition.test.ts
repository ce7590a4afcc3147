import { beforeEach, describe, expect, test } from 'vitest';
import type { ProgrammeCommand } from '../../domain/programme-commands.ts';
import { carryOutOnProgramme } from '../../ledger/carry-out-on-programme.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { createProgramme } from '../../ledger/programmes.ts';
import { decompositionOf } from '../../ledger/queries/decomposition-of.ts';
import { rebuildProjections } from '../../ledger/rebuild.ts';
import { importSources } from '../../ledger/sources.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { act, addSecretary, aLedgerWithProgramme, aRegistration, entry, programme2019 } from '../support/ledger.ts';
import { supervisor } from '../support/offices.ts';
import { wholeLedger } from '../support/whole-ledger.ts';

const plan = '检察改革工作规划';
const conference = '全国检察长会议';
const clause = (source: string, number: string) => ({ source, clause: number, text: `${source}之${number}` });

let ledger: Ledger;
beforeEach(async () => {
  ({ ledger } = await aLedgerWithProgramme());
  await importSources(ledger, { clauses: [clause(plan, '1'), clause(plan, '2'), clause(conference, '1')] }, entry);
});

const register = (number: string, ...clauses: readonly (readonly [string, string])[]) =>
  act(ledger, number, aRegistration(number, { clauses: clauses.map(([source, name]) => ({ source, clause: name })) }));

let sent = 0;
const say = (command: ProgrammeCommand, parts: Partial<Parameters<typeof carryOutOnProgramme>[1]> = {}) =>
  carryOutOnProgramme(ledger, { programme: '2019', id: `p-${++sent}`, actor: supervisor.person, ranBy: 'tester', command, now: entry.now, ...parts });

const coverage = async (programme = '2019') => {
  const found = await decompositionOf(ledger, programme);
  if (!found) throw new Error(`no programme ${programme}`);
  return found;
};

const complete: ProgrammeCommand = { type: 'completeProgramme' };
const waive: ProgrammeCommand = { type: 'waiveClause', source: plan, clause: '2', reason: '已由立法解决' };
const journal = () => ledger.db.selectFrom('journal').select(['seq', 'type', 'actor']).where('stream', '=', 'programme:2019').orderBy('seq').execute();

describe('coverage', () => {
  test('counts the whole document of which a task names a clause, and names what hangs loose', async () => {
    await register('改-2', [plan, '1']);
    await register('改-10', [plan, '1'], [plan, '99']);
    await register('工-1');

    expect(await coverage()).toMatchObject({
      programme: '2019',
      clauses: [
        { source: plan, clause: '1', text: `${plan}之1`, tasks: ['改-2', '改-10'] },
        { source: plan, clause: '2', tasks: [] },
      ],
      uncovered: [{ source: plan, clause: '2' }],
      tasksWithoutClause: ['工-1'],
      unassigned: [{ source: conference, clauses: 1, receivedOn: null }],
      complete: false,
      declared: null,
    });
  });

  test('of a programme that is not there is null', async () => {
    expect(await decompositionOf(ledger, '1999')).toBeNull();
  });

  test('loses a clause with the task that is terminated', async () => {
    await addSecretary(ledger);
    await register('改-1', [plan, '1'], [plan, '2']);
    expect((await coverage()).complete).toBe(true);

    await act(ledger, '改-1', aCommand('terminate'));

    expect(await coverage()).toMatchObject({ complete: false, totals: { uncovered: 2 } });
  });

  test('follows what was merged to the survivor', async () => {
    await register('改-1', [plan, '1']);
    await register('改-2', [plan, '2']);
    await act(ledger, '改-2', aCommand('absorb', { task: '2019/改-1' }));
    await act(ledger, '改-1', aCommand('merge', { into: '2019/改-2' }));

    expect((await coverage()).clauses.map(({ tasks }) => tasks)).toEqual([['改-2'], ['改-2']]);
  });

  test('is asked of the provincial programme for its own documents only', async () => {
    await createProgramme(ledger, { ...programme2019, name: '33-2019', office: '33' }, entry);
    await importSources(ledger, { clauses: [clause('浙江省检察长会议', '1')], office: '33' }, entry);

    expect((await coverage('33-2019')).unassigned).toEqual([{ source: '浙江省检察长会议', clauses: 1, receivedOn: null }]);
    expect((await coverage()).unassigned.map(({ source }) => source)).toEqual([conference, plan]);
  });
});

describe('a document that is assigned to a programme', () => {
  const assigned = { clauses: [clause(conference, '1')], programme: '2019' };

  test('counts although no task names it yet, once, however often it is said', async () => {
    expect(await importSources(ledger, assigned, entry)).toEqual({ added: 0, unchanged: 1, assigned: 1 });
    expect(await importSources(ledger, assigned, entry)).toEqual({ added: 0, unchanged: 1, assigned: 0 });

    expect(await coverage()).toMatchObject({
      sources: [{ source: conference, assigned: true, uncovered: 1 }],
      uncovered: [{ source: conference, clause: '1' }],
    });
    expect(await journal()).toMatchObject([{ type: 'programmeCreated' }, { type: 'sourcesAssigned', actor: 'system' }]);
  });

  test('to one that does not exist, or from an office that does not, is refused, and nothing is taken', async () => {
    const clauses = [clause('新文件', '1')];

    expect(await importSources(ledger, { clauses, programme: '1999' }, entry)).toMatchObject({ refusal: { code: 'PROGRAMME_NOT_FOUND' } });
    await expect(importSources(ledger, { clauses, office: '99' }, entry)).rejects.toMatchObject({ code: 'OFFICE_NOT_FOUND' });
    expect(await ledger.db.selectFrom('sources').select('name').where('name', '=', '新文件').execute()).toEqual([]);
  });
});

describe('the receipt of a document', () => {
  const known = { clauses: [clause(plan, '1')] };
  const record = () => ledger.db.selectFrom('sources').selectAll().where('name', '=', plan).executeTakeFirst();

  test('may be said later, once', async () => {
    await importSources(ledger, { ...known, received: '2019-02-11' }, entry);
    await importSources(ledger, { ...known, received: '2019-02-11', office: 'SPP' }, entry);

    expect(await record()).toEqual({ name: plan, received_on: '2019-02-11', office: 'SPP' });
    expect(await importSources(ledger, { ...known, received: '2019-02-12' }, entry)).toMatchObject({ refusal: { code: 'SOURCE_DIFFERS' } });
    const types = await ledger.db.selectFrom('journal').select('type').where('stream', '=', 'sources').orderBy('seq').execute();
    expect(types.map(({ type }) => type)).toEqual(['sourcesImported', 'sourcesReceived', 'sourcesReceived']);
  });

  test('is refused for a day that has not come', async () => {
    expect(await importSources(ledger, { ...known, received: '2019-02-13' }, entry)).toMatchObject({ refusal: { code: 'RECEIVED_IN_FUTURE' } });
    expect(await record()).toMatchObject({ received_on: null });
  });
});

describe('a command on a programme', () => {
  beforeEach(async () => {
    await register('改-1', [plan, '1']);
  });

  test('is decided on what stands in the ledger, and recorded', async () => {
    expect(await say(complete)).toMatchObject({ refusal: { code: 'CLAUSES_UNCOVERED', details: { clauses: [`${plan} 2`] } } });
    expect(await say(waive)).toEqual({ seqs: [2], refusal: null, repeated: false });
    expect(await say(complete)).toEqual({ seqs: [3], refusal: null, repeated: false });

    expect(await coverage()).toMatchObject({ complete: true, declared: { by: supervisor.person, at: entry.now, stands: true }, totals: { waived: 1 } });
    expect(await journal()).toMatchObject([{ type: 'programmeCreated' }, { type: 'clauseWaived', actor: supervisor.person }, { type: 'programmeCompleted' }]);
  });

  test('acts once under its request id, also where it was refused', async () => {
    await say(complete, { id: 'early' });
    expect(await say(waive, { id: 'w' })).toMatchObject({ seqs: [2], repeated: false });

    expect(await say(waive, { id: 'w' })).toEqual({ seqs: [2], refusal: null, repeated: true });
    expect(await say(complete, { id: 'early' })).toMatchObject({ refusal: { code: 'CLAUSES_UNCOVERED' }, repeated: true });
    expect(await say(complete, { id: 'w' })).toMatchObject({ refusal: { code: 'REQUEST_ID_REUSED' } });
  });

  test('asks for a programme and a person that are there', async () => {
    expect(await say(complete, { programme: '1999' })).toMatchObject({ refusal: { code: 'PROGRAMME_NOT_FOUND' } });
    expect(await say(complete, { actor: 'nobody' })).toMatchObject({ refusal: { code: 'PERSON_NOT_FOUND' } });
    expect(await ledger.db.selectFrom('streams').select('stream').where('stream', '=', 'programme:1999').execute()).toEqual([]);
  });

  test('that declared it complete no longer stands when a clause comes later', async () => {
    await say(waive);
    await say(complete);
    await importSources(ledger, { clauses: [clause(plan, '3')] }, entry);

    expect(await coverage()).toMatchObject({ complete: false, declared: { stands: false }, uncovered: [{ source: plan, clause: '3' }] });
  });

  test('and everything that follows from it is rebuilt from the journal', async () => {
    await importSources(ledger, { clauses: [clause(conference, '1')], programme: '2019', received: '2019-02-11', office: 'SPP' }, entry);
    await say(waive);
    await say({ ...waive, source: conference, clause: '1' });
    await say(complete, { now: shanghai('2019-02-12', '10:00') });
    await say({ ...waive, type: 'withdrawWaiver', source: conference, clause: '1', reason: '另有安排' });
    const live = await wholeLedger(ledger);
    await ledger.db.deleteFrom('waivers').execute();
    await ledger.db.deleteFrom('programme_sources').execute();
    await ledger.db.updateTable('programmes').set({ completion: null }).execute();

    await rebuildProjections(ledger);

    expect(await wholeLedger(ledger)).toEqual(live);
    expect(live['waivers']?.length).toBe(1);
  });
});
