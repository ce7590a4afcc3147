import { beforeAll, describe, expect, test } from 'vitest';
import type { Cli } from '../support/cli.ts';
import { cliFor, readBy } from '../support/cli.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { act, aLedgerWithProgramme, aTaskIn } from '../support/ledger.ts';

let cli: Cli;
let environment: Readonly<Record<string, string>>;
/** In real time the steps of 2019 lie in the past: one paper to the leader waits, one item is proposed for the agenda. */
beforeAll(async () => {
  const { ledger, database } = await aLedgerWithProgramme();
  const pass = (number: string, day: string) =>
    act(ledger, number, aCommand('passDeadline'), { actor: 'clock', id: `clock:${day}`, now: shanghai(day, '09:00') });
  for (const number of ['改-1', '改-2']) await aTaskIn('inProgress', ledger, number);
  await pass('改-1', '2019-07-04');
  await act(ledger, '改-1', aCommand('holdPaper'), { now: shanghai('2019-07-04', '10:00') });
  await pass('改-2', '2019-07-12');
  environment = { DATABASE_URL: database.appUrl, DUBAN_HOME: '/nonexistent' };
  cli = cliFor(environment);
});

describe('papers', () => {
  test('lists what waits to be signed or is held: what it is, for whom, when it leaves, and what was said of it', async () => {
    expect(await cli('papers', '--office', 'SPP', '--programme', '2019')).toMatchObject({
      exitCode: 0,
      json: {
        papers: [
          { id: '2019/改-1#3', kindName: '呈报', leavesOn: '2019-07-05', standing: 'held', to: [{ role: 'supervising_leader', departmentName: '第六检察厅' }] },
        ],
      },
    });
    const { out } = await readBy(environment, 'papers');
    expect(out).toMatch(
      /2019\/改-1#3 +呈报 +最高检分管院领导（第六检察厅） +2019-07-05 +缓发（supervisor of SPP-BGT：成果已报送，待核实） +健全民事检察监督机制/,
    );
    expect(out).toContain('共 1 件');
  });

  test.each([
    [['papers', '--office', 'XX'], 4, 'OFFICE_NOT_FOUND'],
    [['papers', '--programme', '2031'], 4, 'PROGRAMME_NOT_FOUND'],
    [['paper', 'sign', '2019/改-1', '--as', 'x'], 2, 'PAPER_ID_MALFORMED'],
    [['paper', 'sign', '2019/改-1#5', '--as', 'x'], 2, 'PAPER_ID_MALFORMED'],
    [['paper', 'release', '2019/改-1#4.4', '--as', 'x'], 2, 'PAPER_ID_MALFORMED'],
    [['paper', 'hold', '2019/改-1#3', '--as', 'x'], 2, 'USAGE'],
    [['paper', 'sign', '2019/改-1#3'], 2, 'ACTOR_REQUIRED'],
  ])('%j: exit %i %s', async (words, exitCode, errorCode) => {
    expect(await cli(...words)).toMatchObject({ exitCode, errorCode });
  });
});

describe('meeting agenda', () => {
  test('lists what the ladder proposes, of the national office if none is named', async () => {
    expect(await cli('meeting', 'agenda')).toMatchObject({
      exitCode: 0,
      json: { office: 'SPP', items: [{ number: '改-2', since: '2019-07-12', accepted: null }] },
    });
    expect(await cli('meeting', 'agenda', '--office', '33')).toMatchObject({ exitCode: 0, json: { office: '33', items: [] } });
    expect((await readBy(environment, 'meeting', 'agenda')).out).toMatch(/2019\/改-2 +2019-07-12 +建议列入 +健全民事检察监督机制/);
  });

  test.each([
    [['--office', 'XX'], 4, 'OFFICE_NOT_FOUND'],
    [['--accept', '改-2', '--decline', '改-2', '--as', 'x'], 2, 'FLAGS_CONTRADICT'],
    [['--accept', '改-2', '--reason', '理由', '--as', 'x'], 2, 'FLAGS_CONTRADICT'],
    [['--decline', '改-2', '--meeting', '党组会', '--as', 'x'], 2, 'FLAGS_CONTRADICT'],
    [['--accept', '改-2', '--office', 'SPP', '--as', 'x'], 2, 'FLAGS_CONTRADICT'],
    [['--meeting', '党组会'], 2, 'FLAG_MISSING'],
    [['--accept', '改-2'], 2, 'ACTOR_REQUIRED'],
    [['--accept', '改-2', '--meeting', ' ', '--as', 'x'], 2, 'COMMAND_MALFORMED'],
  ])('%j: exit %i %s', async (flags, exitCode, errorCode) => {
    expect(await cli('meeting', 'agenda', ...flags)).toMatchObject({ exitCode, errorCode });
  });
});
