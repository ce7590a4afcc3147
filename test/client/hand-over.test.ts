import { beforeAll, describe, expect, test } from 'vitest';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Cli } from '../support/cli.ts';
import { cliFor, readBy } from '../support/cli.ts';
import { act, aLedgerWithProgramme, aRegistration } from '../support/ledger.ts';
import { supervisor } from '../support/offices.ts';

/** 移交 by a clerk: what is registered needs no Temporal. */

let cli: Cli;
let ledger: Ledger;
let environment: Readonly<Record<string, string>>;
beforeAll(async () => {
  const given = await aLedgerWithProgramme();
  ({ ledger } = given);
  environment = { DATABASE_URL: given.database.appUrl, DUBAN_HOME: '/nonexistent', TEMPORAL_ADDRESS: '127.0.0.1:1', DUBAN_AS: supervisor.person };
  cli = cliFor(environment);
  for (const number of ['改-1', '改-2', '改-3'])
    await act(ledger, number, aRegistration(number, { participants: number === '改-3' ? ['SPP-10'] : ['SPP-08'] }));
});

const everything = [
  'directory',
  'hand-over',
  '--from',
  '第六检察厅',
  '--to',
  '第十检察厅',
  '--responsible',
  '姓名（department_head of SPP-10）',
  '--reason',
  '划转',
] as const;
const leads = async (): Promise<readonly unknown[]> => ((await cli('ledger')).json['rows'] as { readonly lead: string }[]).map(({ lead }) => lead);

describe('directory hand-over', () => {
  test('says first what it would do, and does nothing', async () => {
    const { exitCode, json } = await cli(...everything, '--dry-run');

    expect([exitCode, json['dryRun'], json['notices']]).toEqual([0, true, null]);
    expect(json['handedOver']).toMatchObject([
      { number: '2019/改-1', unit: { from: 'SPP-06', to: 'SPP-10' }, to: { lead: 'SPP-10', participants: ['SPP-08'], leader: 'leader of petitions' } },
      { number: '2019/改-2' },
      { number: '2019/改-3', from: { participants: ['SPP-10'] }, to: { lead: 'SPP-10', participants: [] } },
    ]);
    expect(await leads()).toEqual(['第六检察厅', '第六检察厅', '第六检察厅']);
    const { out } = await readBy(environment, ...everything, '--dry-run');
    expect(out).toContain('移交 3 项，先前已移交 0 项，未能移交 0 项（试运行，没有写入）');
    expect(out).toContain('    牵头部门：第六检察厅 → 第十检察厅');
    expect(out).toContain('    第十检察厅由参与改为牵头，不再列为参与部门');
  });

  test('splits a department: some tasks to one, the rest to another; repeated, it finishes what is left', async () => {
    const some = ['directory', 'hand-over', '2019/改-1', '改-2', '--from', 'SPP-06', '--to', 'SPP-PR', '--reason', '拆分', '--request-id', 'split'] as const;

    const without = await cli(...some);
    expect([without.exitCode, without.json['refused']]).toEqual([
      3,
      [expect.objectContaining({ number: '2019/改-1', code: 'RESPONSIBLE_MISSING' }), expect.objectContaining({ number: '2019/改-2' })],
    ]);
    const again = [...some.slice(0, -1), 'split-2', '--responsible', 'department_head of SPP-PR'];
    expect(await cli(...again)).toMatchObject({
      exitCode: 0,
      json: { handedOver: [{ number: '2019/改-1' }, { number: '2019/改-2' }], already: [], notices: 0 },
    });
    expect((await cli(...again)).json).toMatchObject({ handedOver: [], already: ['2019/改-1', '2019/改-2'], refused: [] });
    expect((await cli(...everything)).json).toMatchObject({ handedOver: [{ number: '2019/改-3' }] });
    expect(await leads()).toEqual(['检察日报社', '检察日报社', '第十检察厅']);
  });

  test('of a person', async () => {
    const { json } = await cli(
      'directory',
      'hand-over',
      '--from-person',
      'department_head of SPP-PR',
      '--to-person',
      'lead_contact of SPP-PR',
      '--reason',
      '退休',
    );

    expect(json['handedOver']).toMatchObject([
      { number: '2019/改-1', unit: null, to: { responsible: 'lead_contact of SPP-PR', lead: 'SPP-PR' } },
      { number: '2019/改-2' },
    ]);
  });

  test.each<[string, readonly string[], readonly [number, string]]>([
    ['from nobody', ['--to', 'SPP-10', '--reason', 'x'], [2, 'FLAG_MISSING']],
    ['to nobody', ['--from', 'SPP-06', '--reason', 'x'], [2, 'FLAG_MISSING']],
    ['of a department and a person at once', ['--from', 'SPP-06', '--to', 'SPP-10', '--from-person', 'P', '--reason', 'x'], [2, 'FLAGS_CONTRADICT']],
    ['of a person to a department', ['--from-person', 'P', '--to', 'SPP-10', '--reason', 'x'], [2, 'FLAGS_CONTRADICT']],
    ['of a person with --responsible', ['--from-person', 'P', '--responsible', 'Q', '--reason', 'x'], [2, 'FLAGS_CONTRADICT']],
    ['of a department with --to-person', ['--from', 'SPP-06', '--to', 'SPP-10', '--to-person', 'Q', '--reason', 'x'], [2, 'FLAGS_CONTRADICT']],
    ['without a reason', ['--from', 'SPP-06', '--to', 'SPP-10'], [2, 'USAGE']],
    ['of a department that never was', ['--from', '第九十九厅', '--to', 'SPP-10', '--reason', 'x'], [4, 'DEPARTMENT_NOT_FOUND']],
    ['of a person who never was', ['--from-person', 'P99', '--reason', 'x'], [4, 'PERSON_NOT_FOUND']],
    [
      'to somebody of another department',
      ['--from', 'SPP-10', '--to', 'SPP-06', '--responsible', 'lead_contact of SPP-08', '--reason', 'x'],
      [2, 'PERSON_ELSEWHERE'],
    ],
    ['of a task that is not there', ['改-99', '--from', 'SPP-10', '--to', 'SPP-06', '--reason', 'x'], [4, 'TASK_NOT_FOUND']],
    ['by nobody', ['--from', 'SPP-10', '--to', 'SPP-06', '--reason', 'x', '--as', 'P99'], [4, 'PERSON_NOT_FOUND']],
  ])('%s is refused', async (_, words, [exitCode, errorCode]) => {
    expect(await cli('directory', 'hand-over', ...words)).toMatchObject({ exitCode, errorCode });
  });

  test('by somebody who may not is refused task by task, and nothing moves', async () => {
    const answer = await cli(
      'directory',
      'hand-over',
      '--from',
      'SPP-10',
      '--to',
      'SPP-06',
      '--responsible',
      'department_head of SPP-06',
      '--reason',
      'x',
      '--as',
      'lead_contact of SPP-10',
    );

    expect(answer).toMatchObject({ exitCode: 3, json: { handedOver: [], refused: [{ number: '2019/改-3', code: 'NOT_ENTITLED' }] } });
  });

  test('of what nobody has any more hands over nothing', async () => {
    expect(await cli('directory', 'hand-over', '--from', 'SPP-06', '--to', 'SPP-10', '--reason', 'x')).toMatchObject({
      exitCode: 0,
      json: { handedOver: [], refused: [] },
    });
  });
});

describe('task hand-over', () => {
  test('hands one task over, and says what has changed', async () => {
    const words = [
      'task',
      'hand-over',
      '改-3',
      '--to',
      '第八检察厅',
      '--responsible',
      'department_head of SPP-08',
      '--reason',
      '调整',
      '--request-id',
      'one',
    ] as const;
    const { out } = await readBy(environment, ...words);

    expect(out).toContain('牵头部门：第十检察厅 → 第八检察厅');
    expect(out).toContain('责任领导：姓名（leader of petitions） → 姓名（leader of public interest）');
    expect((await cli(...words)).json).toMatchObject({ number: '改-3', repeated: true, handedOver: { to: { lead: 'SPP-08' } } });
  });

  test('of a participant, and of persons alone', async () => {
    expect((await cli('task', 'hand-over', '改-1', '--from', 'SPP-08', '--to', 'SPP-10', '--reason', '调整')).json).toMatchObject({
      handedOver: { to: { participants: ['SPP-10'] } },
    });
    expect((await cli('task', 'hand-over', '改-1', '--responsible', 'department_head of SPP-PR', '--reason', '调整')).json).toMatchObject({
      handedOver: { unit: null, to: { responsible: 'department_head of SPP-PR' } },
    });
  });

  test.each<[string, readonly string[], readonly [number, string]]>([
    ['without a successor', ['改-1', '--reason', 'x'], [2, 'FLAG_MISSING']],
    ['with contradicting flags', ['改-1', '--to', 'SPP-10', '--from-person', 'P', '--reason', 'x'], [2, 'FLAGS_CONTRADICT']],
    ['of a unit that has no part in it', ['改-1', '--from', 'SPP-06', '--to', 'SPP-08', '--reason', 'x'], [3, 'NOT_A_HOLDER']],
    ['of a task that is not there', ['改-99', '--to', 'SPP-08', '--reason', 'x'], [4, 'TASK_NOT_FOUND']],
    ['to whom has it already', ['改-1', '--to', 'SPP-PR', '--reason', 'x'], [3, 'NOTHING_TO_HAND_OVER']],
  ])('%s is refused', async (_, words, [exitCode, errorCode]) => {
    expect(await cli('task', 'hand-over', ...words)).toMatchObject({ exitCode, errorCode });
  });
});
