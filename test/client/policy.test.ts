import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { firstEscalation } from '../../domain/escalation-policy.ts';
import { firstPolicy } from '../../domain/policy.ts';
import type { Cli } from '../support/cli.ts';
import { cliFor, readBy } from '../support/cli.ts';
import { secondPolicy } from '../support/commands.ts';
import { aLedgerWithProgramme, aTaskIn } from '../support/ledger.ts';
import { supervisor } from '../support/offices.ts';
import { aTemporaryFolder } from '../support/temporary-folder.ts';

/** 改-1 a draft that waits for 交办, 改-2 struck off; Temporal is not there. */
let cli: Cli;
let environment: Readonly<Record<string, string>>;
beforeAll(async () => {
  const { ledger, database } = await aLedgerWithProgramme();
  await aTaskIn('registered', ledger, '改-1');
  await aTaskIn('struckOff', ledger, '改-2');
  environment = { DATABASE_URL: database.appUrl, DUBAN_HOME: '/nonexistent', TEMPORAL_ADDRESS: '127.0.0.1:1' };
  cli = cliFor(environment);
});

function file(content: unknown): string {
  const path = join(aTemporaryFolder(), 'policy.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('versions of the policy', () => {
  test('are written to a file, changed, and added under another name', async () => {
    const path = join(aTemporaryFolder(), 'policy.json');
    expect(await cli('policy', 'show', '--out', path)).toMatchObject({ exitCode: 0, json: { version: 'policy-1', isNewest: true, policy: firstPolicy } });
    expect(await cli('policy', 'show', '--out', path)).toMatchObject({ exitCode: 2, errorCode: 'FILE_EXISTS' });

    expect(await cli('policy', 'add', path)).toMatchObject({ exitCode: 0, json: { version: 'policy-1', added: false } });
    expect(await cli('policy', 'add', file(secondPolicy), '--as', supervisor.person)).toMatchObject({ json: { version: 'policy-2', added: true } });
    expect((await cli('policy', 'list')).json).toMatchObject({
      policies: [
        { version: 'policy-2', isNewest: true, addedBy: supervisor.person, openTasks: 0 },
        { version: 'policy-1', isNewest: false, addedBy: 'system', openTasks: 1 },
      ],
    });
  });

  test('read as people need them', async () => {
    expect((await readBy(environment, 'policy', 'show', 'policy-1')).out).toContain('签收 signWorkingDays：2 个工作日');
  });

  test.for<[string, unknown, string, number]>([
    ['no JSON', '{', 'POLICY_MALFORMED', 2],
    ['a list', [], 'POLICY_INVALID', 2],
    ['a part too few', { ...secondPolicy, version: 'p', signWorkingDays: undefined }, 'POLICY_INVALID', 2],
    ['a part too many', { ...secondPolicy, version: 'p', signHours: 4 }, 'POLICY_INVALID', 2],
    ['words for a number', { ...secondPolicy, version: 'p', signWorkingDays: '二' }, 'POLICY_INVALID', 2],
    ['negative days', { ...secondPolicy, version: 'p', signWorkingDays: -2 }, 'POLICY_INVALID', 2],
    [
      'a ladder of unordered steps',
      { ...secondPolicy, version: 'p', escalation: { ...firstEscalation, stepsWorkingDays: [1, 5, 3, 10] } },
      'POLICY_INVALID',
      2,
    ],
    ['a ladder without its repetitions', { ...secondPolicy, version: 'p', escalation: { ...firstEscalation, repeats: undefined } }, 'POLICY_INVALID', 2],
    ['a rest-day rule of another kind', { ...secondPolicy, version: 'p', restDays: { due: 'nearest' } }, 'POLICY_INVALID', 2],
    ['a name that stands for something else', { ...firstPolicy, signWorkingDays: 9 }, 'POLICY_DIFFERS', 3],
  ])('are refused for %s', async ([, content, code, exitCode]) => {
    const before = (await cli('policy', 'list')).json;

    expect(await cli('policy', 'add', file(content))).toMatchObject({ exitCode, errorCode: code });
    expect((await cli('policy', 'list')).json).toEqual(before);
  });

  test('name every fault with its field', async () => {
    const { json } = await cli('policy', 'add', file({ ...firstPolicy, version: 'p', signHours: 4, replyWorkingDays: null }));

    expect(json).toMatchObject({ error: { details: { errors: [{ field: 'replyWorkingDays', value: null }, { field: 'signHours' }] } } });
    const { err } = await readBy(environment, 'policy', 'add', file({ ...firstPolicy, version: 'p', signHours: 4, replyWorkingDays: undefined }));
    expect(err).toContain('\n  replyWorkingDays：没有，应为工作日数\n  signHours：是 4，应为');
  });

  test('that nobody has added are not found, nor is who would add one', async () => {
    expect(await cli('policy', 'show', 'policy-9')).toMatchObject({ exitCode: 4, errorCode: 'POLICY_NOT_FOUND' });
    expect(await cli('policy', 'add', file({ ...secondPolicy, version: 'p' }), '--as', 'P9')).toMatchObject({ exitCode: 4, errorCode: 'PERSON_NOT_FOUND' });
  });
});

describe('moving a programme to another version', () => {
  const move = (...words: readonly string[]) =>
    cli('programme', 'move-policy', ...words, '--programme', '2019', '--reason', '统一规则', '--as', supervisor.person);

  test('a dry run says what would move and moves nothing', async () => {
    await cli('policy', 'add', file({ ...firstPolicy, version: 'policy-3', reassignWorkingDays: 4 }));

    expect(await move('--to', 'policy-3', '--dry-run')).toMatchObject({
      exitCode: 0,
      json: { to: 'policy-3', dryRun: true, moved: [{ number: '改-1', from: 'policy-1', clocks: [] }], already: [], refused: [], notices: null },
    });
    expect((await cli('task', 'show', '改-1')).json).toMatchObject({ policyVersion: 'policy-1' });
  });

  test('moves what is open; repeated it finds it there; what has ended is refused by name', async () => {
    expect(await move('--to', 'policy-3', '改-1', '改-2')).toMatchObject({
      exitCode: 3,
      json: { moved: [{ number: '改-1', from: 'policy-1' }], refused: [{ number: '改-2', code: 'STATE_NOT_FITTING' }] },
    });
    expect(await move('--to', 'policy-3')).toMatchObject({ exitCode: 0, json: { moved: [], already: ['改-1'], refused: [] } });
    expect((await cli('task', 'history', '改-1')).json).toMatchObject({ events: [{}, { type: 'policyMoved', data: { from: 'policy-1', to: 'policy-3' } }] });
  });

  test('to a version that does not exist is refused before any task is asked', async () => {
    expect(await move('--to', 'policy-9')).toMatchObject({ exitCode: 4, errorCode: 'POLICY_NOT_FOUND' });
  });

  test('one task goes back in the same way', async () => {
    expect(await cli('task', 'move-policy', '改-1', '--to', 'policy-1', '--reason', '有误', '--as', supervisor.person)).toMatchObject({
      exitCode: 0,
      json: { number: '改-1', state: 'registered' },
    });
    expect(await cli('task', 'move-policy', '改-1', '--to', 'policy-3', '--reason', '有误', '--as', 'lead_contact of SPP-06')).toMatchObject({
      exitCode: 3,
      errorCode: 'NOT_ENTITLED',
    });
  });
});
