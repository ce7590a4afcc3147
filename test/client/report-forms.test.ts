import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSheets } from '../../client/import/read-sheets.ts';
import type { MeetingCommand } from '../../domain/meeting-commands.ts';
import { formColumns } from '../../domain/report-form.ts';
import { carryOutOnMeetings } from '../../ledger/carry-out-on-meetings.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Cli } from '../support/cli.ts';
import { cliFor, readBy } from '../support/cli.ts';
import { aCommand, aReceipt, shanghai } from '../support/commands.ts';
import { aGoodAnswer, filledForm } from '../support/filled-form.ts';
import { act, aLedgerWithProgramme, aTaskIn } from '../support/ledger.ts';
import { contact, supervisor } from '../support/offices.ts';
import { aTemporaryFolder } from '../support/temporary-folder.ts';

/** Forms of reports, out and in again, as far as the ledger goes; what is reported is tried with workflows in test/e2e/bulk-acts.test.ts. */

let ledger: Ledger;
let cli: Cli;
let environment: Readonly<Record<string, string>>;
let folder: string;
let form: string;
beforeAll(async () => {
  const given = await aLedgerWithProgramme();
  ({ ledger } = given);
  environment = { DATABASE_URL: given.database.appUrl, DUBAN_HOME: '/nonexistent', TEMPORAL_ADDRESS: '127.0.0.1:1', DUBAN_AS: contact.person };
  cli = cliFor(environment);
  for (const number of ['改-1', '改-2', '改-3']) await aTaskIn('inProgress', ledger, number);
  await aTaskIn('received', ledger, '改-4');
  await act(ledger, '改-1', aCommand('report', { cycle: '2019-01', intention: '二月底前成稿' }));
  await act(ledger, '改-1', aCommand('report', { cycle: '2019-02' }), { now: shanghai('2019-02-20', '10:00') });
  folder = mkdtempSync(join(tmpdir(), 'duban-test-'));
  const written = await cli('meeting', 'forms', '--cycle', '2019-02', '--out', folder);
  expect(written).toMatchObject({
    exitCode: 0,
    json: {
      cycle: '2019-02',
      office: 'SPP',
      cutOff: null,
      forms: [{ lead: 'SPP-06', name: '第六检察厅', file: join(folder, '2019-02 第六检察厅.xlsx'), tasks: 3 }],
    },
  });
  form = join(folder, '2019-02 第六检察厅.xlsx');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const imported = (file: string, ...words: readonly string[]) => cli('report', 'import', file, '--cycle', '2019-02', '--dry-run', ...words);

describe('meeting forms', () => {
  test('writes a form for each department with tasks in progress: what they are, what was intended, and what is to be filled in', async () => {
    const [sheet] = await readSheets(form);
    const texts = (sheet?.rows ?? []).map(({ cells }) => cells.filter((cell) => cell !== undefined));

    expect(texts[0]).toEqual(['第六检察厅重点工作汇报表（2019-02）（演示数据）']);
    expect(texts[1]).toEqual(['汇报周期 2019-02　交办单位 最高检　填报部门 第六检察厅', '表号：2019-02/SPP/SPP-06']);
    expect(texts[3]).toEqual(formColumns);
    expect(texts.slice(4).map(([number]) => number)).toEqual(['改-1', '改-2', '改-3']);
    // Of the report before this cycle, not of one for this cycle.
    expect([texts[4]?.[6], texts[5]?.[6]]).toEqual(['二月底前成稿', undefined]);
  });

  test('overwrites no form that may have been filled in', async () => {
    expect(await cli('meeting', 'forms', '--cycle', '2019-02', '--out', folder)).toMatchObject({ exitCode: 2, errorCode: 'FILE_EXISTS' });
    expect(readdirSync(folder)).toEqual(['2019-02 第六检察厅.xlsx']);
  });

  test.each<[string, readonly string[], readonly [number, string]]>([
    ['for what is no month', ['--cycle', '2019-13', '--out', '/tmp'], [2, 'MONTH_INVALID']],
    ['of an office that nobody knows', ['--cycle', '2019-02', '--out', '/tmp', '--office', '77'], [4, 'OFFICE_NOT_FOUND']],
    ['of a programme that nobody knows', ['--cycle', '2019-02', '--out', '/tmp', '--programme', '2099'], [4, 'PROGRAMME_NOT_FOUND']],
    ['into what is no folder', ['--cycle', '2019-02', '--out', '/dev/null/forms'], [2, 'FOLDER_UNUSABLE']],
  ])('are refused %s', async (_, words, answer) => {
    const { exitCode, errorCode } = await cli('meeting', 'forms', ...words);

    expect([exitCode, errorCode]).toEqual(answer);
  });

  test('says that nobody owes a report where nothing is in progress', async () => {
    const { out } = await readBy(environment, 'meeting', 'forms', '--cycle', '2019-02', '--out', aTemporaryFolder(), '--office', '33');

    expect(out).toContain('单位 33 在 2019-02 没有需要报告的任务，没有写出报表');
  });
});

describe('report import', () => {
  test('takes what was filled in, names what is wrong by row and column, and passes over what was left empty', async () => {
    const file = await filledForm(form, { '改-1': aGoodAnswer, '改-2': { 进展: '正常推进' } });

    const { exitCode, json } = await imported(file);

    expect(exitCode).toBe(2);
    expect(json).toMatchObject({
      cycle: '2019-02',
      dryRun: true,
      accepted: [{ row: 5, number: '改-1', warnings: [{ column: '建议', code: 'SUGGESTIONS_SPLIT' }] }],
      rejected: [
        {
          row: 6,
          number: '改-2',
          errors: [
            { column: '进展', value: '正常推进', code: 'PROGRESS_EMPTY' },
            { column: '打算', code: 'INTENTION_MISSING' },
            { column: '问题', code: 'PROBLEMS_MISSING' },
            { column: '建议', code: 'SUGGESTIONS_MISSING' },
          ],
        },
      ],
      refused: [],
      unchanged: [],
    });
    expect(json['ignored']).toEqual([{ row: 7, number: '改-3', reason: '未填' }]);
    const { out } = await readBy(environment, 'report', 'import', file, '--cycle', '2019-02', '--dry-run');
    expect(out).toContain('汇报周期 2019-02：接受 1 项，已报相同内容 0 项，退回 1 项，未能报告 0 项（试运行，没有写入）');
    expect(out).toContain('  退回 第 6 行 改-2 打算：须写明抓落实的打算 [INTENTION_MISSING]');
    expect(out).toContain('  未填 第 7 行 改-3');
  });

  test('finds unchanged what the ledger says already; on another day of receipt it is another report', async () => {
    const { progress, intention } = aCommand('report');
    const file = await filledForm(form, { '改-1': { 进展: progress, 打算: intention, 问题: '无', 建议: '无' } });

    expect(await imported(file)).toMatchObject({ exitCode: 0, json: { accepted: [], unchanged: [{ row: 5, number: '改-1' }] } });
    expect((await imported(file, '--received', '2019-02-12', '--document', '民检〔2019〕3 号', '--reason', '补录')).json).toMatchObject({
      accepted: [{ row: 5 }],
      unchanged: [],
    });
  });

  test('says with exit 3 what a rule refuses, whatever the cells say', async () => {
    const file = await filledForm(form, { '改-2': aGoodAnswer });
    const { date, document } = aReceipt('2019-02-11');

    expect(await imported(file, '--as', 'lead_contact of SPP-08')).toMatchObject({
      exitCode: 3,
      json: { refused: [{ row: 6, number: '改-2', code: 'NOT_ENTITLED' }] },
    });
    expect(await imported(file, '--received', date, '--document', document)).toMatchObject({
      exitCode: 3,
      json: { refused: [{ row: 6, code: 'RECEIVED_BEFORE_ISSUE' }] },
    });
  });

  test('a form from which a task was renamed to one of another department or state is refused in that row alone', async () => {
    const file = await filledForm(form, { '改-1': { ...aGoodAnswer, 编号: '改-4' }, '改-2': aGoodAnswer, '改-3': { ...aGoodAnswer, 编号: '改-99' } });

    expect((await imported(file)).json).toMatchObject({
      accepted: [{ number: '改-2' }],
      rejected: [
        { row: 5, number: '改-4', errors: [{ column: '编号', code: 'STATE_NOT_FITTING' }] },
        { row: 7, number: '改-99', errors: [{ column: '编号', code: 'NUMBER_UNKNOWN' }] },
      ],
    });
  });

  test.each<[string, { readonly reference?: string; readonly words?: readonly string[] }, readonly [number, string]]>([
    ['of another cycle', { words: ['--cycle', '2019-03'] }, [2, 'FORM_OF_OTHER_CYCLE']],
    ['of another office', { words: ['--office', '33'] }, [2, 'FORM_OF_OTHER_OFFICE']],
    ['of an office that nobody knows', { reference: '表号：2019-02/77/77-06' }, [4, 'OFFICE_NOT_FOUND']],
    ['that does not say which it is', { reference: '第二张' }, [2, 'FORM_UNMARKED']],
    ['by somebody whom nobody knows', { words: ['--as', 'P99999'] }, [4, 'PERSON_NOT_FOUND']],
    ['entered for others without their paper', { words: ['--received', '2019-02-12'] }, [2, 'RECEIPT_INCOMPLETE']],
  ])('refuses a form %s', async (_, { reference, words = [] }, answer) => {
    const file = await filledForm(form, { '改-2': aGoodAnswer }, reference);
    const { exitCode, errorCode } = await cli('report', 'import', file, ...(words.includes('--cycle') ? [] : ['--cycle', '2019-02']), '--dry-run', ...words);

    expect([exitCode, errorCode]).toEqual(answer);
  });

  test('refuses a table that is no form', async () => {
    const ledgerSheet = join(aTemporaryFolder(), '台账.xlsx');
    await cli('ledger', '--xlsx', ledgerSheet);

    expect(await imported(ledgerSheet)).toMatchObject({ exitCode: 2, errorCode: 'HEADER_WRONG' });
  });
});

describe('the cycle of a meeting', () => {
  let ofCycle: Cli;
  beforeAll(async () => {
    const given = await aLedgerWithProgramme();
    ofCycle = cliFor({ ...environment, DATABASE_URL: given.database.appUrl });
    const say = async (id: string, actor: string, command: MeetingCommand): Promise<void> => {
      const date = command.type === 'passCutOff' ? id : '2019-01-02';
      const said = await carryOutOnMeetings(given.ledger, { office: 'SPP', id, actor, ranBy: 'tester', command, now: shanghai(date, '24:00') });
      expect(said.refusal).toBeNull();
    };
    for (const number of ['改-1', '改-2']) await aTaskIn('inProgress', given.ledger, number);
    await aTaskIn('registered', given.ledger, '改-3');
    for (const date of ['2019-02-18', '2019-03-04', '2019-04-01'])
      await say(`meeting of ${date}`, supervisor.person, { type: 'scheduleMeeting', date, meetingType: '党组会', topic: '听取汇报' });
    for (const cutOff of ['2019-02-13', '2019-02-27']) await say(cutOff, 'clock', { type: 'passCutOff' });
    for (const type of ['issue', 'receive', 'submitMeasures', 'approveMeasures'] as const)
      await act(given.ledger, '改-3', aCommand(type), { now: shanghai('2019-02-20', '10:00') });
  });

  test('asks for reports on what was in progress at the cut-off before, by its own', async () => {
    const forms = aTemporaryFolder();
    const { json } = await ofCycle('meeting', 'forms', '--cycle', '2019-03', '--out', forms);

    expect(json).toMatchObject({ cutOff: '2019-02-27', forms: [{ lead: 'SPP-06', tasks: 2 }] });
    const [sheet] = await readSheets(join(forms, '2019-03 第六检察厅.xlsx'));
    expect(sheet?.rows[1]?.cells[1]).toContain('报告截止 2019-02-27 24:00');
  });

  test('that is closed takes no form any more, but what had come in time', async () => {
    const forms = aTemporaryFolder();
    await ofCycle('meeting', 'forms', '--cycle', '2019-03', '--out', forms);
    const file = await filledForm(join(forms, '2019-03 第六检察厅.xlsx'), { '改-1': aGoodAnswer }, '表号：2019-02/SPP/SPP-06');
    const take = ['report', 'import', file, '--cycle', '2019-02', '--dry-run'] as const;

    expect(await ofCycle(...take)).toMatchObject({ exitCode: 3, json: { refused: [{ row: 5, number: '改-1', code: 'CYCLE_CLOSED' }] } });
    const inTime = ['--received', '2019-02-13', '--document', '民检〔2019〕3 号', '--reason', '补录'];
    expect(await ofCycle(...take, ...inTime)).toMatchObject({ exitCode: 0, json: { accepted: [{ number: '改-1' }], refused: [] } });
  });
});
