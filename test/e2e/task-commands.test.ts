import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { runCli } from '../../client/cli/run-cli.ts';
import { aCommand } from '../support/commands.ts';
import { addSecretary } from '../support/ledger.ts';
import { contact, head, leader, participantContact, reviewer, secretary, supervisor } from '../support/offices.ts';
import type { Stage } from '../support/stage.ts';
import { aStage } from '../support/stage.ts';

/** As an admin script says them. */

let stage: Stage;
beforeAll(async () => {
  stage = await aStage();
  await addSecretary(stage.ledger);
});

interface Answered {
  readonly code: number;
  readonly said: string;
  readonly json: Record<string, unknown>;
}

async function duban(...words: readonly string[]): Promise<Answered> {
  const said: string[] = [];
  const environment = {
    DUBAN_HOME: stage.home,
    DATABASE_URL: stage.database.appUrl,
    TEMPORAL_ADDRESS: inject('temporalAddress'),
    TEMPORAL_NAMESPACE: 'default',
    DUBAN_TASK_QUEUE: stage.taskQueue,
  };
  const io = { out: (text: string) => void said.push(text), err: () => undefined, environment, exitCode: 0, mark: '' };
  const code = await runCli(words, io);
  const text = said.join('\n');
  return { code, said: text, json: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {} };
}

const task = (act: string, number: string, actor: { readonly person: string }, ...flags: readonly string[]): Promise<Answered> =>
  duban('task', act, `${stage.programme}/${number}`, '--as', actor.person, '--json', ...flags);

async function atWork(number: string): Promise<void> {
  await stage.registered(number);
  await stage.sendAll(number, [aCommand('issue'), aCommand('receive'), aCommand('submitMeasures'), aCommand('approveMeasures')]);
}

describe('duban task', () => {
  test('request, contribute, urge, reply, correct; show says all of it', async () => {
    await atWork('改-41');

    expect(await task('request', '改-41', contact, '--participant', '第八检察厅', '--text', '请提供案例', '--due', '2019-02-20')).toMatchObject({ code: 0 });
    expect(await task('request', '改-41', contact, '--participant', '第十检察厅', '--text', '请提供案例', '--due', '2019-02-20')).toMatchObject({
      code: 3,
      json: { error: { code: 'NOT_A_PARTICIPANT' } },
    });
    expect(await task('contribute', '改-41', participantContact, '--text', '案例六件', '--request', '7')).toMatchObject({ code: 4 });
    expect(await task('contribute', '改-41', participantContact, '--text', '案例六件')).toMatchObject({ code: 0 });
    await task('urge', '改-41', supervisor, '--reason', '二月未报告');
    const open = await duban('task', 'show', `${stage.programme}/改-41`);
    expect(open.said).toContain('参与：第八检察厅 受请 1 次，答复 0 次，主动 1 次；最近：案例六件');
    expect(open.said).toContain('请求 1：第八检察厅，请提供案例，2019-02-20 前答复');
    expect(open.said).toContain('待答复的催办：二月未报告，2019-02-14 前答复');

    expect(await task('reply', '改-41', contact, '--text', '初稿已完成')).toMatchObject({ code: 0, json: { state: 'inProgress', seqs: [9] } });
    expect(await task('correct', '改-41', contact, '--seq', '9', '--field', 'text', '--text', '二稿已完成')).toMatchObject({ code: 0, json: { seqs: [10] } });
    expect(await task('correct', '改-41', contact, '--seq', '0', '--field', 'text', '--text', '二稿已完成')).toMatchObject({ code: 2 });
  });

  test('what the leadership says reaches the run that is open: an instruction, and an answer to what was suggested', async () => {
    await atWork('改-46');
    await stage.send('改-46', aCommand('report', { suggestions: ['请提前会商'] }));
    const answer = (...flags: readonly string[]) => duban('meeting', 'answer', `${stage.programme}/改-46`, '1-1', '--as', leader.person, '--json', ...flags);

    expect(await task('instruct', '改-46', leader, '--text', '年底前覆盖全部省级院')).toMatchObject({ code: 0 });
    expect(await answer('--accept', '--due', '2019-12-31')).toMatchObject({ code: 0, json: { state: 'inProgress', repeated: false } });
    expect(await answer('--decline', '--reason', '不可行')).toMatchObject({ code: 3, json: { error: { code: 'SUGGESTION_ANSWERED' } } });
    expect((await duban('task', 'show', `${stage.programme}/改-46`, '--json')).json).toMatchObject({ requirementVersion: 2, answeredCount: 1 });
  });

  test('apply-closure, withdraw, verify, record-verification, strike-off; evidence gives the files back', async () => {
    await atWork('改-42');
    const file = join(stage.home, '指引.txt');
    writeFileSync(file, '第一条');
    const apply = () => task('apply-closure', '改-42', head, '--action', '起草并印发', '--result', '印发办案指引', '--evidence', file);

    expect((await apply()).code).toBe(0);
    expect(await task('withdraw', '改-42', head, '--reason', '补充附件')).toMatchObject({ code: 0, json: { state: 'inProgress' } });
    expect((await apply()).code).toBe(0);
    expect(await task('verify', '改-42', reviewer, '--reason', '抽查')).toMatchObject({ code: 0, json: { state: 'verifying' } });
    const record = ['--finding', '已印发', '--method', '实地'];
    expect(await task('record-verification', '改-42', reviewer, ...record, '--passed', 'perhaps')).toMatchObject({ code: 2 });
    expect(await task('record-verification', '改-42', reviewer, ...record, '--passed', 'yes')).toMatchObject({ code: 0 });
    expect(await task('strike-off', '改-42', reviewer)).toMatchObject({ code: 0, json: { state: 'struckOff' } });

    const out = join(stage.home, 'given-back');
    expect(await duban('task', 'evidence', `${stage.programme}/改-42`, '--out', out, '--json')).toMatchObject({
      code: 0,
      json: { number: '改-42', files: [{ name: '指引.txt', fault: null }] },
    });
    expect(readFileSync(join(out, '指引.txt'), 'utf8')).toBe('第一条');
    writeFileSync(join(stage.home, 'evidence', String((await evidenceSm3('改-42'))[0])), '改过');
    expect(await duban('task', 'evidence', `${stage.programme}/改-42`, '--out', out)).toMatchObject({
      code: 1,
      said: expect.stringContaining('EVIDENCE_CHANGED'),
    });
    expect(await duban('task', 'evidence', `${stage.programme}/改-99`, '--out', out)).toMatchObject({ code: 4 });
  });

  test('suspend, resume, terminate', async () => {
    await atWork('改-43');

    expect(await task('suspend', '改-43', leader, '--until', '2019-02-12', '--reason', '待立法')).toMatchObject({
      code: 3,
      json: { error: { code: 'RESUME_DATE_NOT_AHEAD' } },
    });
    expect(await task('suspend', '改-43', leader, '--until', '2019-06-03', '--reason', '待立法')).toMatchObject({ code: 0, json: { state: 'suspended' } });
    expect((await duban('task', 'show', `${stage.programme}/改-43`)).said).toContain('下一期限：恢复，2019-06-03 起');
    expect(await task('resume', '改-43', leader)).toMatchObject({ code: 0, json: { state: 'inProgress' } });
    expect(await task('terminate', '改-43', secretary, '--reason', '已无必要', '--decision', '党组会 2019-02-12')).toMatchObject({
      code: 0,
      json: { state: 'terminated' },
    });
    expect((await duban('task', 'show', `${stage.programme}/改-43`)).said).toContain('终止：已无必要（党组会 2019-02-12）');
  });

  test('extend, review-extension, decide-extension, set-due; show says how it stands', async () => {
    await atWork('改-44');
    const why = ['--reason', '需征求地方意见', '--progress', '初稿已完成'];

    expect(await task('extend', '改-44', contact, '--to', '2019-06-30', ...why)).toMatchObject({ code: 3, json: { error: { code: 'EXTENSION_NOT_LATER' } } });
    expect(await task('extend', '改-44', contact, '--to', '六月底', ...why)).toMatchObject({ code: 2, json: { error: { code: 'DATE_INVALID' } } });
    expect(await task('extend', '改-44', contact, '--to', '2019-09-30', ...why, '--milestone', '2019-08-30：征求意见')).toMatchObject({ code: 0 });
    expect(await task('review-extension', '改-44', supervisor, '--opinion', '理由属实', '--support')).toMatchObject({ code: 0 });
    const open = await duban('task', 'show', `${stage.programme}/改-44`);
    expect(open.said).toContain('待批的延期申请：延至 2019-09-30，需征求地方意见，2019-02-15 前审批');
    expect(open.said).toContain('督查部门审核意见：同意，理由属实');

    const decide = (...flags: readonly string[]) => task('decide-extension', '改-44', leader, '--reason', '同意', ...flags);
    expect(await decide()).toMatchObject({ code: 2, json: { error: { code: 'FLAG_MISSING' } } });
    expect(await decide('--approve', '--reject')).toMatchObject({ code: 2, json: { error: { code: 'FLAGS_CONTRADICT' } } });
    expect(await decide('--approve')).toMatchObject({ code: 0, json: { state: 'inProgress' } });
    const decided = await duban('task', 'show', `${stage.programme}/改-44`);
    expect(decided.said).toContain('时限：原 2019-06-30，现 2019-09-30');
    expect(decided.said).toContain('阶段目标：2019-08-30 征求意见');
    expect(decided.said).toContain('延期 1 次');
    expect(await task('set-due', '改-44', leader, '--to', '2019-12-31', '--reason', '限年底前')).toMatchObject({
      code: 3,
      json: { error: { code: 'DUE_NOT_PASSED' } },
    });
  });

  test("register from a leader's 批示: its leader consents before 交办", async () => {
    const assignment = ['--category', '工作', '--lead', '第六检察厅', '--title', '核查批示事项', '--requirement', '核查并报告', '--result', '核查报告'];
    const others = ['--due', '2019-03-29', '--responsible', 'department_head of SPP-06', '--origin', '检察长批示 2019-02-12'];

    expect(await task('register', '批-1', supervisor, ...assignment, ...others, '--origin-kind', '电话')).toMatchObject({ code: 2 });
    expect(await task('register', '批-1', supervisor, ...assignment, ...others, '--origin-kind', '批示')).toMatchObject({ code: 0 });
    expect(await task('issue', '批-1', supervisor)).toMatchObject({ code: 3, json: { error: { code: 'CONSENT_MISSING' } } });
    expect(await task('consent', '批-1', leader)).toMatchObject({ code: 0 });
    expect(await task('issue', '批-1', supervisor)).toMatchObject({ code: 0, json: { state: 'issued' } });
    expect((await duban('task', 'show', `${stage.programme}/批-1`, '--json')).json).toMatchObject({
      origin: { kind: 'instruction', text: '检察长批示 2019-02-12' },
    });
  });
});

async function evidenceSm3(number: string): Promise<readonly string[]> {
  const events = await stage.journal(number);
  return events.flatMap(({ event }) => (event.type === 'closureApplied' ? event.evidence.map(({ sm3 }) => sm3) : []));
}
