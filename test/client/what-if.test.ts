import { beforeAll, describe, expect, test } from 'vitest';
import type { ExtensionForecast } from '../../domain/extension-forecast.ts';
import { beginClock } from '../../ledger/clock.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Cli } from '../support/cli.ts';
import { cliFor, readBy } from '../support/cli.ts';
import { aCommand } from '../support/commands.ts';
import { act, aLedgerWithProgramme, aTaskIn, morningOfIssue } from '../support/ledger.ts';
import { wholeLedger } from '../support/whole-ledger.ts';

describe('what-if extend', () => {
  let ledger: Ledger;
  let cli: Cli;
  let environment: Readonly<Record<string, string>>;
  beforeAll(async () => {
    const given = await aLedgerWithProgramme();
    ({ ledger } = given);
    await beginClock(ledger, { rehearsal: true, startAt: morningOfIssue });
    await aTaskIn('inProgress', ledger, '改-12');
    await aTaskIn('issued', ledger, '改-2');
    environment = { DATABASE_URL: given.database.appUrl, DUBAN_HOME: '/nonexistent' };
    cli = cliFor(environment);
  });

  const foreseen = async (...flags: readonly string[]) => (await cli('what-if', 'extend', '改-12', ...flags)).json as unknown as ExtensionForecast;

  test('says what would move and writes nothing', async () => {
    const before = await wholeLedger(ledger);

    expect(await cli('what-if', 'extend', '改-12', '--to', '2019-09-30')).toMatchObject({
      exitCode: 0,
      json: { programme: '2019', number: '改-12', currentDue: { from: '2019-06-30', to: '2019-09-30' } },
    });
    const { out } = await readBy(environment, 'what-if', 'extend', '改-12', '--to', '2019-09-30', '--milestone', '2019-08-30：座谈');
    expect(out).toContain('2019/改-12 如延期：现时限 2019-06-30 改为 2019-09-30');
    expect(out).toMatch(/完成时限届满 +2019-06-30 +2019-09-30/);
    expect(out).toMatch(/阶段目标届满 +无 +2019-08-30/);
    expect(out).toMatch(/升级第 1 级 +2019-07-01 +2019-10-08/);
    expect(out).toMatch(/提醒完成时限（提前 3 个工作日） +2019-06-26 +2019-09-26/);

    expect(await wholeLedger(ledger)).toEqual(before);
  });

  test.each([
    [['改-12', '--to', '2019-06-30'], 3, 'EXTENSION_NOT_LATER'],
    [['改-12'], 3, 'NO_EXTENSION_PENDING'],
    [['改-2', '--to', '2019-09-30'], 3, 'STATE_NOT_FITTING'],
    [['改-99', '--to', '2019-09-30'], 4, 'TASK_NOT_FOUND'],
    [['改-12', '--to', '九月底'], 2, 'DATE_INVALID'],
  ])('%j: exit %i %s', async (words, exitCode, errorCode) => {
    expect(await cli('what-if', 'extend', ...words)).toMatchObject({ exitCode, errorCode });
  });

  test('is what the real extension then comes to', async () => {
    const supposed = await foreseen('--to', '2019-09-30', '--milestone', '2019-08-30：座谈');

    await act(ledger, '改-12', aCommand('requestExtension', { to: '2019-09-30', milestones: [{ date: '2019-08-30', text: '座谈' }] }));
    expect((await foreseen()).after).toEqual(supposed.after);
    await act(ledger, '改-12', aCommand('decideExtension'));

    // As it stands now, before any other change.
    expect((await foreseen('--to', '2019-12-31')).before).toEqual(supposed.after);
  });
});
