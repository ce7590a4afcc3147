import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommandOf } from '../../domain/commands.ts';
import { carryOut } from '../../ledger/carry-out.ts';
import { beginClock } from '../../ledger/clock.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { createProgramme } from '../../ledger/programmes.ts';
import type { Cli } from '../support/cli.ts';
import { cliFor, readBy } from '../support/cli.ts';
import { aDatabase } from '../support/database.ts';
import { someEvidence } from '../support/events.ts';
import { act, aLedgerWithProgramme, aRegistration, aTaskIn, entry, programme2019 } from '../support/ledger.ts';
import { aTemporaryFolder } from '../support/temporary-folder.ts';

const supervisor = 'supervisor of SPP-BGT';
const home = '/nonexistent';

interface Place {
  readonly cli: Cli;
  readonly ledger: Ledger;
  readonly environment: Readonly<Record<string, string>>;
}

const evidenceFolders: string[] = [];
afterAll(() => {
  for (const folder of evidenceFolders) rmSync(folder, { recursive: true, force: true });
});

/** 改-11 registered, 改-12 issued, 改-13 struck off; Temporal is not there. */
async function aPlace(): Promise<Place> {
  const { ledger, database } = await aLedgerWithProgramme();
  await aTaskIn('registered', ledger, '改-11');
  await aTaskIn('issued', ledger, '改-12');
  await aTaskIn('struckOff', ledger, '改-13');
  const evidenceFolder = mkdtempSync(join(tmpdir(), 'duban-evidence-'));
  writeFileSync(join(evidenceFolder, someEvidence.sm3), 'abc');
  const environment = { DATABASE_URL: database.appUrl, DUBAN_HOME: home, DUBAN_EVIDENCE: evidenceFolder, TEMPORAL_ADDRESS: '127.0.0.1:1' };
  evidenceFolders.push(evidenceFolder);
  return { cli: cliFor(environment), ledger, environment };
}

describe('reading', () => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlace();
  });

  test('the ledger shows every column of the contract, filtered and by pages', async () => {
    const { exitCode, json } = await place.cli('ledger', '--programme', '2019');
    const columns =
      'number category title lead participants horizon state stateName light baselineDue currentDue overdueWorkingDays escalationLevel urgedCount returnedCount lastReportAt closureAppliedAt struckOffAt struckOffBy';
    expect([exitCode, (json['rows'] as object[]).length]).toEqual([0, 3]);
    for (const row of json['rows'] as object[]) expect(Object.keys(row)).toEqual(expect.arrayContaining(columns.split(' ')));
    expect((await place.cli('ledger', '--state', '已销号')).json['rows']).toMatchObject([{ number: '改-13', state: 'struckOff' }]);
    expect((await place.cli('ledger', '--state', 'issued', '--lead', '第六检察厅', '--page', '1')).json).toMatchObject({
      rows: [{ number: '改-12' }],
      page: 1,
      pages: 1,
      total: 1,
    });
    expect((await place.cli('ledger', '--lead', 'SPP-08')).json['rows']).toEqual([]);
  });

  test('what is made from an invented directory says so to people', async () => {
    expect((await readBy(place.environment, 'ledger', '--programme', '2019')).out).toMatch(/（演示数据）$/);
  });

  test('a task is shown whole, with its history', async () => {
    expect((await place.cli('task', 'show', '改-12')).json).toMatchObject({ programme: '2019', number: '改-12', state: 'issued', stateName: '已交办' });
    const { json } = await place.cli('task', 'history', '2019/改-12');
    expect(json).toMatchObject({
      number: '改-12',
      events: [
        { seq: 1, type: 'taskRegistered', actor: supervisor },
        { seq: 2, type: 'taskIssued', hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      ],
    });
  });

  test('notices, inbox and verify answer in their shapes', async () => {
    expect((await place.cli('notices', '--status', 'pending', '--to', 'SPP-06')).json['notices']).not.toEqual([]);
    expect((await place.cli('inbox', '--as', 'lead_contact of SPP-06')).json['items']).toMatchObject([{ number: '改-12', duty: 'receive' }]);
    expect((await place.cli('inbox', '--office', 'SPP')).json['items']).toHaveLength(2);
    expect((await place.cli('verify')).json).toMatchObject({ ok: true, tasks: 3, broken: null });
    expect((await place.cli('clock', 'show')).json).toMatchObject({ rehearsal: false });
  });

  test.each([
    ['ledger', '--programme', '2019'],
    ['task', 'show', '改-13'],
    ['task', 'history', '改-13'],
    ['notices'],
    ['inbox', '--office', 'SPP'],
    ['verify'],
    ['clock', 'show'],
  ])('people read it in Chinese: %s %s', async (...words) => {
    const { exitCode, out, err } = await readBy(place.environment, ...words);
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toMatch(/\p{Script=Han}/u);
  });
});

describe('what cannot be meant', () => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlace();
  });

  const file = (content: string, name = 'measures.json'): string => {
    const path = join(aTemporaryFolder(), name);
    writeFileSync(path, content);
    return path;
  };
  const measure = { 举措: '核对', 责任人: '某', 开始: '2019-03-01', 完成: '2019-06-30', 成果: '表', 验收标准: '印发' };
  const measures = (content: unknown) => ['task', 'measures', '改-12', '--as', supervisor, '--horizon', '年底前', '--file', file(JSON.stringify(content))];
  const reporting = ['task', 'report', '改-12', '--as', supervisor, '--progress', 'a', '--intention', 'b', '--problems', '无'];
  const closing = ['task', 'apply-closure', '改-12', '--as', supervisor, '--action', 'a', '--result', 'b'];

  test.each<[readonly string[], number, string]>([
    [['frobnicate'], 2, 'USAGE'],
    [['task', 'urge', '改-12', '--as', supervisor], 2, 'USAGE'],
    [['task', 'receive', '改-12'], 2, 'ACTOR_REQUIRED'],
    [['programme', 'issue', '--programme', '2019'], 2, 'ACTOR_REQUIRED'],
    [['task', 'show', '改-99'], 4, 'TASK_NOT_FOUND'],
    [['task', 'show', 'a/b/c'], 2, 'TASK_NUMBER_MALFORMED'],
    [['task', 'show', '2019/改-12', '--programme', '2020'], 2, 'PROGRAMME_CONTRADICTED'],
    [['task', 'history', '2020/改-12'], 4, 'TASK_NOT_FOUND'],
    [['task', 'consent', '改-11', '--as', 'nobody'], 4, 'PERSON_NOT_FOUND'],
    [['programme', 'issue', '--programme', '2019', '--as', 'nobody'], 4, 'PERSON_NOT_FOUND'],
    [['programme', 'issue', '--programme', '2020', '--as', supervisor], 4, 'PROGRAMME_NOT_FOUND'],
    [['programme', 'issue', '改-99', '--as', supervisor], 4, 'TASK_NOT_FOUND'],
    [['task', 'consent', '改-11', '--as', supervisor, '--request-id', ' '], 2, 'REQUEST_ID_INVALID'],
    [['ledger', '--state', 'done'], 2, 'VALUE_UNKNOWN'],
    [['ledger', '--light', 'purple'], 2, 'VALUE_UNKNOWN'],
    [['ledger', '--page', '0'], 2, 'NUMBER_INVALID'],
    [['ledger', '--programme', '2020'], 4, 'PROGRAMME_NOT_FOUND'],
    [['ledger', '--lead', '天上厅'], 4, 'DEPARTMENT_NOT_FOUND'],
    [['notices', '--status', 'lost'], 2, 'VALUE_UNKNOWN'],
    [['inbox'], 2, 'OWNER_REQUIRED'],
    [['inbox', '--as', supervisor, '--office', 'SPP'], 2, 'FLAGS_CONTRADICT'],
    [['inbox', '--as', 'nobody'], 4, 'PERSON_NOT_FOUND'],
    [['inbox', '--office', 'XX'], 4, 'OFFICE_NOT_FOUND'],
    [['clock', 'advance', '--to', '2019-02-20'], 2, 'CLOCK_INVALID'],
    [['clock', 'advance', '--to', '2119-02-20T10:00+08:00'], 3, 'CLOCK_NOT_REHEARSAL'],
    [['task', 'receive', '改-12', '--as', supervisor, '--received', '2019-02-30', '--document', 'x'], 2, 'DATE_INVALID'],
    [['task', 'receive', '改-12', '--as', supervisor, '--received', '2019-02-12'], 2, 'RECEIPT_INCOMPLETE'],
    [[...reporting, '--cycle', '2019-13'], 2, 'MONTH_INVALID'],
    [['task', 'urge', '改-12', '--as', supervisor, '--reason', '@/none/at/all'], 2, 'FILE_NOT_FOUND'],
    [['task', 'escalate', '改-12', '--as', supervisor, '--reason', 'x', '--level', '5'], 2, 'NUMBER_INVALID'],
    [[...closing, '--evidence', '/none/at/all'], 2, 'EVIDENCE_NOT_FOUND'],
    [[...closing, '--evidence', '/'], 2, 'EVIDENCE_NOT_A_FILE'],
    [['task', 'approve-measures', '改-12', '--as', supervisor, '--basis', 'x', '--horizon', '明年'], 2, 'VALUE_UNKNOWN'],
    [['task', 'register', '改-20', '--as', supervisor, '--origin', 'x'], 2, 'FLAG_MISSING'],
    [['task', 'register', '改-20', '--as', supervisor, '--origin', 'x', '--category', '其他'], 2, 'VALUE_UNKNOWN'],
    [['task', 'register', '改-20', '--as', supervisor, '--origin', 'x', '--category', '工作', '--lead', '天上厅'], 4, 'DEPARTMENT_NOT_FOUND'],
    [['task', 'amend', '改-11', '--as', supervisor, '--responsible', 'lead_contact of SPP-08'], 2, 'PERSON_ELSEWHERE'],
    [['task', 'amend', '改-11', '--as', supervisor, '--milestone', '2019-03-01'], 2, 'MILESTONE_MALFORMED'],
    [['task', 'amend', '改-11', '--as', supervisor, '--milestone', '2019-03-02：甲', '2019-03-01：乙'], 2, 'MILESTONES_OUT_OF_ORDER'],
  ])('%o: exit %i %s', async (words, exitCode, errorCode) => {
    expect(await place.cli(...words)).toMatchObject({ exitCode, errorCode });
  });

  test.each<[unknown, string]>([
    [{ 举措: '不是列表' }, 'MEASURES_MALFORMED'],
    [[{ ...measure, 开始: '2019-02-30' }], 'MEASURES_INVALID'],
    [[{ ...measure, 备注: 'x' }], 'MEASURES_INVALID'],
    [[{}], 'MEASURES_INVALID'],
    [['文字'], 'MEASURES_INVALID'],
  ])('measures such as %o: %s', async (content, errorCode) => {
    expect(await place.cli(...measures(content))).toMatchObject({ exitCode: 2, errorCode });
  });

  test('measures that are no JSON, or a horizon of another name', async () => {
    expect(await place.cli('task', 'measures', '改-12', '--as', supervisor, '--horizon', '年底前', '--file', file('{'))).toMatchObject({
      errorCode: 'MEASURES_MALFORMED',
    });
    expect(await place.cli('task', 'measures', '改-12', '--as', supervisor, '--horizon', '明年', '--file', file('[]'))).toMatchObject({
      errorCode: 'VALUE_UNKNOWN',
    });
  });

  test('a bare number where there are two programmes', async () => {
    const { cli, ledger } = await aPlace();
    await createProgramme(ledger, { ...programme2019, name: '2020' }, entry);
    expect(await cli('task', 'show', '改-12')).toMatchObject({ exitCode: 2, errorCode: 'PROGRAMME_AMBIGUOUS' });
    expect(await cli('task', 'show', '改-12', '--programme', '2019')).toMatchObject({ exitCode: 0 });
  });
});

describe('acts on a task without a run', () => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlace();
  });

  const single = (number: string, ...flags: readonly string[]) => [
    'task',
    'register',
    number,
    '--as',
    supervisor,
    '--origin',
    '院领导批示',
    '--category',
    '工作',
    '--title',
    '题',
    '--requirement',
    '求',
    '--result',
    '果',
    '--lead',
    '第六检察厅',
    '--participant',
    '第八检察厅',
    'SPP-10',
    '--responsible',
    'department_head of SPP-06',
    '--due',
    '2019-06-30',
    '--line',
    '民事',
    '--horizon',
    '上半年',
    '--milestone',
    '2019-03-31：甲',
    '2019-05-31：乙',
    ...flags,
  ];

  test('register a single task, which is for the supervision unit alone, and amend it', async () => {
    expect(await place.cli(...single('新-1'))).toMatchObject({
      exitCode: 0,
      json: { programme: '2019', number: '新-1', state: 'registered', seqs: [1], repeated: false },
    });
    expect((await place.cli(...single('新-1'))).errorCode).toBe('TASK_EXISTS');
    expect((await place.cli('task', 'amend', '新-1', '--as', supervisor, '--title', '@@题', '--key', '--participant', '')).json).toMatchObject({ seqs: [2] });
    expect((await place.cli('task', 'show', '新-1')).json).toMatchObject({
      origin: { kind: 'single' },
      assignment: {
        title: '@题',
        isKey: true,
        participants: [],
        milestones: [{ date: '2019-03-31' }, { date: '2019-05-31' }],
        responsible: 'department_head of SPP-06',
      },
    });
    expect((await place.cli('task', 'amend', '新-1', '--as', 'department_head of SPP-06', '--title', 'x')).errorCode).toBe('NOT_ENTITLED');
  });

  test('act once per request id, and never twice under one id', async () => {
    const words = single('新-2', '--request-id', 'once');
    expect((await place.cli(...words)).json).toMatchObject({ seqs: [1], repeated: false });
    expect((await place.cli(...words)).json).toMatchObject({ seqs: [1], repeated: true });
    expect(await place.cli(...single('新-2', '--request-id', 'once', '--key'))).toMatchObject({ exitCode: 3, errorCode: 'REQUEST_ID_REUSED' });
  });

  test('read texts from files', async () => {
    const path = join(aTemporaryFolder(), 'title.txt');
    writeFileSync(path, '从文件来\n');
    await place.cli('task', 'amend', '改-11', '--as', supervisor, '--title', `@${path}`);
    expect((await place.cli('task', 'show', '改-11')).json).toMatchObject({ assignment: { title: '从文件来' } });
  });

  test('are refused after the end, and need no Temporal to be so', async () => {
    expect(await place.cli('task', 'urge', '改-13', '--as', supervisor, '--reason', 'x')).toMatchObject({ exitCode: 3, errorCode: 'STATE_NOT_FITTING' });
    expect(await place.cli('task', 'issue', '改-13', '--as', supervisor)).toMatchObject({ exitCode: 3, errorCode: 'STATE_NOT_FITTING' });
  });

  test('name drafts that cannot be issued, and what has been issued, without beginning a run', async () => {
    const { cli, ledger } = await aPlace();
    const draft: Partial<CommandOf<'register'>['assignment']> = { due: null };
    await act(ledger, '改-14', aRegistration('改-14', draft));
    expect(await cli('programme', 'issue', '改-12', '改-13', '2019/改-14', '--as', supervisor)).toMatchObject({
      exitCode: 3,
      json: { issued: [], already: ['改-12', '改-13'], refused: [{ number: '改-14', code: 'ASSIGNMENT_INCOMPLETE' }] },
    });
  });
});

describe('servers that are not there', () => {
  test('nothing runs: exit 5', async () => {
    expect(await cliFor({ DUBAN_HOME: home })('ledger')).toMatchObject({ exitCode: 5, errorCode: 'STACK_NOT_RUNNING' });
  });

  test('PostgreSQL cannot be reached: exit 5, with the request id of an act', async () => {
    const cli = cliFor({ DUBAN_HOME: home, DATABASE_URL: 'postgres://127.0.0.1:1/none' });
    expect(await cli('ledger')).toMatchObject({ exitCode: 5, errorCode: 'SERVER_UNREACHABLE' });
    expect(await cli('task', 'receive', '2019/改-12', '--as', 'x', '--request-id', 'r-9')).toMatchObject({
      exitCode: 5,
      json: { error: { details: { requestId: 'r-9' } } },
    });
  });

  test('a database that is no ledger, or an address that is none', async () => {
    const { superuserUrl } = await aDatabase();
    const other = new URL(superuserUrl);
    other.pathname = '/postgres';
    expect(await cliFor({ DUBAN_HOME: home, DATABASE_URL: other.toString() })('ledger')).toMatchObject({ exitCode: 5, errorCode: 'LEDGER_NOT_BUILT' });
    expect(await cliFor({ DUBAN_HOME: home, DATABASE_URL: 'here' })('ledger')).toMatchObject({ exitCode: 2, errorCode: 'DATABASE_URL_INVALID' });
  });

  test('Temporal cannot be reached: nothing was sent, and the request id is there to repeat', async () => {
    const { cli, ledger } = await aPlace();
    const requestId = randomUUID();
    const words = ['task', 'urge', '改-12', '--as', supervisor, '--reason', 'x', '--request-id', requestId] as const;
    expect(await cli(...words)).toMatchObject({ exitCode: 5, errorCode: 'SERVER_UNREACHABLE', json: { error: { details: { requestId } } } });
    const known = { programme: '2019', number: '改-12', seq: 0, task: null };
    const envelope = { id: requestId, actor: supervisor, ranBy: 'tester', command: { type: 'urge', reason: 'x' } } as const;
    expect((await carryOut(ledger, { known, envelope, now: '2019-02-12T03:00:00.000Z' })).repeated).toBe(false);
  });
});

describe('the clock of a rehearsal', () => {
  test('moves forward only, and not without the server on which the days are run', async () => {
    const { appUrl } = await aDatabase();
    await beginClock(appUrl, { rehearsal: true, startAt: '2019-02-12T01:00:00.000Z' });
    const cli = cliFor({ DUBAN_HOME: home, DATABASE_URL: appUrl, TEMPORAL_ADDRESS: '127.0.0.1:1' });
    expect((await cli('clock', 'show')).json).toMatchObject({ rehearsal: true, now: expect.stringMatching(/^2019-02-12T01:00/) as string });
    expect(await cli('clock', 'advance', '--to', '2019-02-12T08:00+08:00')).toMatchObject({ exitCode: 2, errorCode: 'CLOCK_TARGET_PAST' });
    expect(await cli('clock', 'advance', '--to', '2019-02-20T10:00+08:00')).toMatchObject({ exitCode: 5, errorCode: 'SERVER_UNREACHABLE' });
    expect((await cli('clock', 'show')).json['now']).toMatch(/^2019-02-12T01:00/);
  });
});
