import { beforeAll, describe, expect, test } from 'vitest';
import { beginClock } from '../../ledger/clock.ts';
import type { Cli } from '../support/cli.ts';
import { cliFor, readBy } from '../support/cli.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { act, aLedgerWithProgramme, aTaskIn } from '../support/ledger.ts';

/** On tasks without a run: what the leadership says to them is carried out in the ledger itself. */

const leader = ['--as', 'leader of civil'] as const;

let cli: Cli;
let environment: Readonly<Record<string, string>>;
beforeAll(async () => {
  const { ledger, database } = await aLedgerWithProgramme();
  environment = { DATABASE_URL: database.appUrl, DUBAN_HOME: '/nonexistent' };
  cli = cliFor(environment);
  await aTaskIn('registered', ledger, '改-13');
  await aTaskIn('inProgress', ledger);
  await act(ledger, '改-12', aCommand('report', { suggestions: ['请提前会商', '请组织培训', '请增加人手'] }));
  await act(ledger, '改-12', aCommand('applyForClosure'));
  await act(ledger, '改-12', aCommand('strikeOff'));
  await beginClock(ledger, { rehearsal: true, startAt: shanghai('2019-02-14', '10:00') });
});

describe('meeting answer', () => {
  const answer = (suggestion: string, ...words: readonly string[]) => cli('meeting', 'answer', '改-12', suggestion, ...leader, ...words);

  test('says exactly one of 采纳, 不采纳 and 转办', async () => {
    expect(await answer('1-1')).toMatchObject({ exitCode: 2, errorCode: 'FLAG_MISSING' });
    expect(await answer('1-1', '--accept', '--decline')).toMatchObject({ exitCode: 2, errorCode: 'FLAGS_CONTRADICT' });
    expect(await answer('1-1', '--decline', '--reason', '不可行', '--due', '2019-12-31')).toMatchObject({ exitCode: 2, errorCode: 'FLAGS_CONTRADICT' });
    expect(await answer('1-1', '--accept', '--due', '年底')).toMatchObject({ exitCode: 2, errorCode: 'DATE_INVALID' });
    expect(await cli('meeting', 'answer', '改-12', ...leader, '--accept')).toMatchObject({ exitCode: 2, errorCode: 'USAGE' });
  });

  test('is refused with a sentence, and nothing is recorded', async () => {
    expect(await answer('1-1', '--decline')).toMatchObject({ exitCode: 3, errorCode: 'REASON_MISSING' });
    expect(await answer('1-1', '--accept', '--due', '2019-02-13')).toMatchObject({ exitCode: 3, errorCode: 'ANSWER_DUE_PAST' });
    expect(await answer('9-1', '--accept')).toMatchObject({ exitCode: 4, errorCode: 'SUGGESTION_NOT_FOUND' });
    expect(await answer('1-1', '--refer-to', '不存在的部门')).toMatchObject({ exitCode: 4, errorCode: 'REFERRAL_NOT_FOUND' });
    for (const person of ['lead_contact of SPP-06', 'department_head of SPP-06', 'supervisor of SPP-BGT', 'leader of petitions'])
      expect(await cli('meeting', 'answer', '改-12', '1-1', '--as', person, '--accept')).toMatchObject({ exitCode: 3, errorCode: 'NOT_ENTITLED' });
  });

  test('is recorded in the journal of the task, once, and shown with it', async () => {
    const words = ['--accept', '--due', '2019-12-31', '--request-id', 'a-1'];

    expect(await answer('1-1', ...words)).toMatchObject({ exitCode: 0, json: { number: '改-12', state: 'struckOff', repeated: false } });
    expect(await answer('1-1', ...words)).toMatchObject({ exitCode: 0, json: { repeated: true } });
    expect(await answer('1-1', '--decline', '--reason', '不可行')).toMatchObject({ exitCode: 3, errorCode: 'SUGGESTION_ANSWERED' });
    expect(await answer('1-2', '--refer-to', '第十检察厅')).toMatchObject({ exitCode: 0 });
    expect(await answer('1-3', '--refer-to', 'department_head of SPP-10')).toMatchObject({ exitCode: 0 });
    const { json } = await cli('task', 'history', '改-12');
    expect(
      (json['events'] as { readonly type: string; readonly data: object }[]).filter(({ type }) => type === 'suggestionAnswered').map(({ data }) => data),
    ).toMatchObject([
      { suggestion: '1-1', answer: 'accepted' },
      { suggestion: '1-2', answer: 'referred', referredTo: { department: 'SPP-10', person: null } },
      { suggestion: '1-3', answer: 'referred', referredTo: { department: 'SPP-10', person: 'department_head of SPP-10' } },
    ]);
    const shown = await readBy(environment, 'task', 'show', '改-12');
    for (const line of ['建议 1-1：请提前会商（采纳）', '建议 1-2：请组织培训（转办）']) expect(shown.out).toContain(line);
  });
});

describe('task instruct', () => {
  test('gives the requirement another version; a later day and the doer are refused', async () => {
    const instruct = (...words: readonly string[]) => cli('task', 'instruct', '改-13', ...leader, '--text', '年底前覆盖全部省级院', ...words);

    expect(await instruct('--due', '2019-12-31')).toMatchObject({ exitCode: 3, errorCode: 'LATER_DUE_NEEDS_EXTENSION' });
    expect(await instruct('--due', '2019-05-31', '--milestone', '2019-04-30：初稿', '--meeting', '党组会 2019-02-14')).toMatchObject({
      exitCode: 0,
      json: { seqs: [2] },
    });
    expect(await cli('task', 'instruct', '改-13', '--as', 'lead_contact of SPP-06', '--text', 'x')).toMatchObject({ exitCode: 3, errorCode: 'NOT_ENTITLED' });
    expect((await readBy(environment, 'task', 'show', '改-13')).out).toContain('工作要求（第 2 版）：制定办案指引并组织实施；批示：年底前覆盖全部省级院');
  });
});
