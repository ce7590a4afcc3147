import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { carryOutOnMeetings } from '../../ledger/carry-out-on-meetings.ts';
import { beginClock } from '../../ledger/clock.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { listNotices } from '../../ledger/queries/list-notices.ts';
import { rebuildProjections } from '../../ledger/rebuild.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import type { Answer, Cli } from '../support/cli.ts';
import { cliFor, readBy } from '../support/cli.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { act, addSecretary, aLedgerWithProgramme, aTaskIn } from '../support/ledger.ts';
import { supervisor } from '../support/offices.ts';
import { aTemporaryFolder } from '../support/temporary-folder.ts';
import { wholeLedger } from '../support/whole-ledger.ts';

const unit = ['--as', 'supervisor of SPP-BGT'] as const;
const leader = ['--as', 'leader of supervision'] as const;

let ledger: Ledger;
let cli: Cli;
let environment: Readonly<Record<string, string>>;
/** A year has ended in which 改-1 was done in time, 改-2 late, 改-3 not at all, and 改-4 was dropped; 改-5 is a draft. */
beforeAll(async () => {
  const given = await aLedgerWithProgramme();
  ({ ledger } = given);
  environment = { DATABASE_URL: given.database.appUrl, DUBAN_HOME: '/nonexistent' };
  cli = cliFor(environment);
  await addSecretary(ledger);
  for (const number of ['改-1', '改-2', '改-3', '改-4']) await aTaskIn('inProgress', ledger, number);
  await aTaskIn('registered', ledger, '改-5');
  for (const command of [
    { type: 'scheduleMeeting', date: '2019-05-05', meetingType: '党组会', topic: '听取汇报' },
    { type: 'scheduleMeeting', date: '2019-06-03', meetingType: '党组会', topic: '听取汇报' },
  ] as const)
    await carryOutOnMeetings(ledger, {
      office: 'SPP',
      id: command.date,
      actor: supervisor.person,
      ranBy: 'tester',
      command,
      now: shanghai('2019-02-13', '09:00'),
    });
  await act(ledger, '改-1', aCommand('report'), { now: shanghai('2019-04-26', '09:00') });
  for (const day of ['2019-04-28', '2019-05-29'])
    await carryOutOnMeetings(ledger, {
      office: 'SPP',
      id: `clock:${day}`,
      actor: 'clock',
      ranBy: 'tester',
      command: { type: 'passCutOff' },
      now: shanghai(day, '24:00'),
    });
  for (const [number, day] of [
    ['改-1', '2019-06-30'],
    ['改-2', '2019-07-02'],
  ] as const) {
    await act(ledger, number, aCommand('applyForClosure'), { now: shanghai(day, '09:00') });
    await act(ledger, number, aCommand('strikeOff'), { now: shanghai('2019-07-03', '09:00') });
  }
  await act(ledger, '改-4', aCommand('terminate'), { now: shanghai('2019-05-06', '09:00') });
  await beginClock(ledger, { rehearsal: true, startAt: shanghai('2019-07-08', '10:00') });
});

const bulletin = (quarter: string, ...words: readonly string[]): Promise<Answer> => cli('meeting', 'bulletin', '--quarter', quarter, ...words);

describe('meeting summary', () => {
  test('says what a quarter comes to, and its sums are those of the ledger of its last day', async () => {
    const { exitCode, json } = await cli('meeting', 'summary', '--quarter', '2019-Q2');

    expect(exitCode).toBe(0);
    expect(json).toMatchObject({
      sentence:
        '截至2019年6月30日，最高检交办的 3 个具体事项，已完成 0 个，按期推进中 3 个（其中存在困难或问题 0 个），已超期 0 个，任务按期完成率 –。另有 1 个已终止或并入，不计在内。',
      accomplishment: { items: 3, notIssued: 1 },
      reports: { part: 1, of: 7 },
    });
    const { totals } = (await cli('ledger', '--as-of', '2019-06-30')).json as { totals: { due: number; byState: Readonly<Record<string, number>> } };
    expect(totals.due).toBe(3 + 1);
  });

  test('of a quarter that runs is as of today', async () => {
    expect((await cli('meeting', 'summary', '--quarter', '2019-Q3')).json).toMatchObject({
      period: { from: '2019-07-01', day: '2019-07-08' },
      accomplishment: { items: 3, done: 2, onSchedule: 0, overdue: 1, endedOtherwise: 1 },
    });
  });

  test('is refused for what is no quarter, has not begun, or of an office that is none', async () => {
    expect(await cli('meeting', 'summary', '--quarter', '二季度')).toMatchObject({ exitCode: 2, errorCode: 'QUARTER_INVALID' });
    expect(await cli('meeting', 'summary', '--quarter', '2019-Q4')).toMatchObject({ exitCode: 2, errorCode: 'QUARTER_AHEAD' });
    expect(await cli('meeting', 'summary', '--quarter', '2019-Q2', '--office', 'X')).toMatchObject({ exitCode: 4, errorCode: 'OFFICE_NOT_FOUND' });
  });
});

describe('meeting bulletin', () => {
  const waits = async (...owner: readonly string[]) => ((await cli('inbox', ...owner)).json['periodicals'] as { awaits: string }[]).map(({ awaits }) => awaits);
  const told = async () => (await listNotices(ledger, {})).notices.filter(({ kind }) => kind === 'bulletin');

  test('has a number that it keeps, and the same files again', async () => {
    const folder = aTemporaryFolder();
    const read = () => readdirSync(folder).map((file) => readFileSync(join(folder, file)));
    const words = [...unit, '--out', folder, '--request-id', 'b-1'];

    expect(await bulletin('2019-Q2', ...words)).toMatchObject({
      exitCode: 0,
      json: { kind: 'bulletin', year: 2019, serial: 1, edition: 1, repeated: false, seqs: [1] },
    });
    const first = read();
    expect(await bulletin('2019-Q2', ...words)).toMatchObject({ json: { serial: 1, repeated: true, seqs: [1] } });
    expect(await bulletin('2019-Q2', ...unit, '--out', folder)).toMatchObject({ json: { serial: 1, repeated: true, seqs: [] } });
    expect(readdirSync(folder)).toEqual(['docx', 'html', 'json'].map((ending) => `督查通报-2019年第1期.${ending}`));
    expect(read()).toEqual(first);
    expect(await bulletin('2019-Q1', ...unit, '--request-id', 'b-1')).toMatchObject({ exitCode: 3, errorCode: 'REQUEST_ID_REUSED' });
  });

  test('never leaves unsigned; signed by the leader who holds the supervision unit, it reaches every department in it, once', async () => {
    expect(await bulletin('2019-Q2', ...unit, '--send')).toMatchObject({ exitCode: 3, errorCode: 'BULLETIN_UNSIGNED' });
    expect(await told()).toEqual([]);
    expect(await bulletin('2019-Q2', ...unit, '--sign')).toMatchObject({ exitCode: 3, errorCode: 'NOT_ENTITLED' });
    expect([await waits(...unit), await waits(...leader), await waits('--as', 'leader of civil')]).toEqual([[], ['signPeriodical'], []]);
    expect(await bulletin('2019-Q2', ...leader, '--sign')).toMatchObject({ exitCode: 0, json: { signedBy: 'leader of supervision' } });
    expect([await waits(...unit), await waits(...leader), await waits('--office', 'SPP')]).toEqual([['sendPeriodical'], [], ['sendPeriodical']]);
    expect(await bulletin('2019-Q2', ...unit, '--send')).toMatchObject({ exitCode: 0 });
    expect(await waits('--office', 'SPP')).toEqual([]);
    expect(await told()).toMatchObject([{ to: { department: 'SPP-06', role: 'lead_contact' }, status: 'pending' }]);
    expect(await bulletin('2019-Q2', ...unit, '--send')).toMatchObject({ exitCode: 3, errorCode: 'PERIODICAL_SENT' });
    const { out } = await readBy(environment, 'meeting', 'bulletin', '--quarter', '2019-Q2', ...unit);
    expect(out).toContain('督查通报 2019 年第 1 期：2019 年第二季度重点任务完成情况，姓名（leader of supervision）签发，已印发（先前已办理）');
  });

  test('is refused where it cannot be meant', async () => {
    expect(await bulletin('2019-Q3', ...unit)).toMatchObject({ exitCode: 3, errorCode: 'QUARTER_NOT_OVER' });
    expect(await bulletin('2018-Q4', ...unit)).toMatchObject({ exitCode: 3, errorCode: 'PERIODICAL_WITHOUT_TASKS' });
    expect(await bulletin('2019-Q2', ...unit, '--sign', '--send')).toMatchObject({ exitCode: 2, errorCode: 'FLAGS_CONTRADICT' });
    expect(await bulletin('2019-Q2', ...unit, '--new-edition')).toMatchObject({ exitCode: 2, errorCode: 'FLAG_MISSING' });
    expect(await bulletin('2019-Q2', ...unit, '--new-edition', '--reason', '更正')).toMatchObject({ exitCode: 3, errorCode: 'EDITION_UNCHANGED' });
    expect(await bulletin('2019-Q2', ...unit, '--programme', '2019')).toMatchObject({ exitCode: 2, errorCode: 'FLAGS_CONTRADICT' });
    expect(await bulletin('2019-Q2', '--as', 'nobody')).toMatchObject({ exitCode: 4, errorCode: 'PERSON_NOT_FOUND' });
    expect(await bulletin('2019-Q2')).toMatchObject({ exitCode: 2, errorCode: 'ACTOR_REQUIRED' });
  });
});

describe('meeting brief', () => {
  const brief = (...words: readonly string[]) => cli('meeting', 'brief', '--title', '改革任务落实情况', '--programme', '2019', ...words);

  test('is numbered by itself, corrected under its number, and sent to the leadership', async () => {
    expect(await brief(...unit)).toMatchObject({
      exitCode: 0,
      json: {
        kind: 'brief',
        year: 2019,
        serial: 1,
        content: { sentence: expect.stringContaining('最高检在方案 2019 中交办的 3 个具体事项，已完成 2 个') as string },
      },
    });
    await act(ledger, '改-3', aCommand('applyForClosure'), { now: shanghai('2019-07-08', '09:30') });
    await act(ledger, '改-3', aCommand('strikeOff'), { now: shanghai('2019-07-08', '09:40') });
    expect(await brief(...unit)).toMatchObject({ json: { edition: 1, repeated: true } });
    expect(await brief(...unit, '--new-edition', '--reason', '改-3 已销号')).toMatchObject({
      exitCode: 0,
      json: { serial: 1, edition: 2, content: { accomplishment: { done: 3 } } },
    });
    expect(await cli('meeting', 'brief', '--title', '改革任务落实情况', ...unit)).toMatchObject({ exitCode: 3, errorCode: 'PERIODICAL_ON_ANOTHER' });
    expect(await brief(...unit, '--send')).toMatchObject({ exitCode: 0 });
    const { notices } = await listNotices(ledger, {});
    expect(
      notices
        .filter(({ kind }) => kind === 'brief')
        .map(({ to }) => to.role)
        .toSorted(),
    ).toEqual(['party_group_secretary', 'supervising_leader']);
    expect(await cli('meeting', 'brief', '--title', 'x', '--programme', '2020', ...unit)).toMatchObject({ exitCode: 3, errorCode: 'PERIODICAL_WITHOUT_TASKS' });
  });
});

test('what was published stands in the journal, and nothing of it is lost when the ledger is made anew', async () => {
  const before = await wholeLedger(ledger);

  expect(await verifyLedger(ledger)).toMatchObject({ ok: true });
  await rebuildProjections(ledger);
  expect(await wholeLedger(ledger)).toEqual(before);
  expect(await bulletin('2019-Q2', ...unit)).toMatchObject({ json: { serial: 1, repeated: true } });
});
