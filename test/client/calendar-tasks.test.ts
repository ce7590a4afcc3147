import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { beginClock } from '../../ledger/clock.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Cli } from '../support/cli.ts';
import { cliFor, readBy } from '../support/cli.ts';
import { aLedgerWithProgramme, aTaskIn } from '../support/ledger.ts';
import { aTemporaryFolder } from '../support/temporary-folder.ts';
import { wholeLedger } from '../support/whole-ledger.ts';

/** 改-1 must be signed for by 2019-02-14; 改-2 is in progress. Temporal is not there. */

let cli: Cli;
let ledger: Ledger;
let environment: Readonly<Record<string, string>>;
beforeAll(async () => {
  const given = await aLedgerWithProgramme();
  ({ ledger } = given);
  await beginClock(ledger, { rehearsal: true, startAt: '2019-02-12T02:00:00.000Z' });
  await aTaskIn('issued', ledger, '改-1');
  await aTaskIn('inProgress', ledger, '改-2');
  environment = { DATABASE_URL: given.database.appUrl, DUBAN_HOME: '/nonexistent', TEMPORAL_ADDRESS: '127.0.0.1:1' };
  cli = cliFor(environment);
});

function dayOff(content = '2019-02-14,休息,暴雪停班'): string {
  const path = join(aTemporaryFolder(), '暴雪.csv');
  writeFileSync(path, `日期,类型,说明\n${content}\n`);
  return path;
}

const moved = {
  programme: '2019',
  number: '改-1',
  from: 'chinese-days-1.5.7',
  to: 'chinese-days-1.5.7+暴雪',
  dates: [{ kind: 'sign', from: '2019-02-14', to: '2019-02-15' }],
};

describe('what-if overlay', () => {
  test('says which dates and notices would move, and writes nothing', async () => {
    const before = await wholeLedger(ledger);

    const { exitCode, json } = await cli('what-if', 'overlay', dayOff());

    expect([exitCode, json['changesNothing'], json['days']]).toEqual([0, false, ['2019-02-14']]);
    expect(json['tasks']).toMatchObject([
      { ...moved, moves: expect.arrayContaining([{ what: 'sign 2019-02-14', name: '签收届满', from: '2019-02-14', to: '2019-02-15' }]) as unknown },
    ]);
    expect(await wholeLedger(ledger)).toEqual(before);
  });

  test('says it to people', async () => {
    const { out } = await readBy(environment, 'what-if', 'overlay', dayOff());

    expect(out).toMatch(
      /^如录入日历调整“暴雪”：1 天与以前不同：2019-02-14；1 项任务受影响。\n {2}2019\/改-1：签收：2019-02-14 改为 2019-02-15\n {4}无人办理时，签收届满/u,
    );
    expect(out).toMatch('只是推演，什么也没有写入。');
    expect((await readBy(environment, 'what-if', 'overlay', dayOff('2019-06-30,休息,'))).out).toMatch(/^日历调整“暴雪”不会改变任何一天。/u);
  });

  test('is refused where the overlay would be, and for a programme that does not exist', async () => {
    expect(await cli('what-if', 'overlay', dayOff('2019-02-14,休息,\n2019-02-14,上班,'))).toMatchObject({ exitCode: 2, errorCode: 'OVERLAY_INVALID' });
    expect(await cli('what-if', 'overlay', dayOff(), '--programme', '2020')).toMatchObject({ exitCode: 4, errorCode: 'PROGRAMME_NOT_FOUND' });
  });
});

describe('calendar reproject', () => {
  test('has nothing to do while no calendar has changed', async () => {
    expect((await cli('calendar', 'reproject', '--reason', '试算', '--dry-run')).json).toEqual({
      dryRun: true,
      tasks: [],
      reprojected: [],
      refused: [],
      notices: null,
    });
  });

  test('names, in a dry run, exactly what the what-if had named; the overlay itself has moved nothing', async () => {
    const overlay = dayOff();
    expect((await cli('calendar', 'overlay', 'add', overlay)).json).toMatchObject({ added: true, moving: 1 });
    expect((await readBy(environment, 'calendar', 'overlay', 'add', overlay)).out).toMatch('有 1 项任务的期限将因此变动，尚未变动');

    expect((await cli('calendar', 'reproject', '--reason', '暴雪停班', '--dry-run')).json).toMatchObject({ dryRun: true, tasks: [moved] });
    expect((await readBy(environment, 'calendar', 'reproject', '--reason', '暴雪停班', '--dry-run')).out).toMatch(
      /^1 项任务的期限将变动（试运行，没有写入）\n {2}2019\/改-1：签收：2019-02-14 改为 2019-02-15/u,
    );
    expect((await cli('task', 'show', '改-1')).json).toMatchObject({
      signBy: '2019-02-14',
      calendarVersion: 'chinese-days-1.5.7',
      provisional: [],
      toReproject: moved.dates,
    });
    expect((await readBy(environment, 'task', 'show', '改-1')).out).toMatch('待重新推算：签收：2019-02-14 改为 2019-02-15');
  });

  test.for<[readonly string[], number, string]>([
    [[], 2, 'USAGE'],
    [['--reason', ' '], 3, 'REASON_MISSING'],
    [['--reason', 'x', '--programme', '2020'], 4, 'PROGRAMME_NOT_FOUND'],
    [['--reason', 'x', '--to', 'chinese-days-9'], 3, 'CALENDAR_NOT_IN_FORCE'],
    [['--reason', 'x', '--as', 'clock'], 4, 'PERSON_NOT_FOUND'],
    [['--reason', 'x', '--request-id', ' '], 2, 'REQUEST_ID_INVALID'],
  ])('with %o: exit %i %s', async ([words, exitCode, errorCode]) => {
    expect(await cli('calendar', 'reproject', ...words)).toMatchObject({ exitCode, errorCode });
  });
});
