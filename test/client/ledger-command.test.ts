import { beforeAll, describe, expect, test } from 'vitest';
import { dateOf, toInstant } from '../../domain/dates.ts';
import type { Cli } from '../support/cli.ts';
import { cliFor, readBy } from '../support/cli.ts';
import { aLedgerWithProgramme, aTaskIn } from '../support/ledger.ts';

describe('ledger --as-of', () => {
  let cli: Cli;
  let environment: Readonly<Record<string, string>>;
  /** Everything was entered on 2019-02-12, in real time. */
  beforeAll(async () => {
    const { ledger, database } = await aLedgerWithProgramme();
    await aTaskIn('inProgress', ledger, '改-12');
    await aTaskIn('struckOff', ledger, '改-2');
    environment = { DATABASE_URL: database.appUrl, DUBAN_HOME: '/nonexistent' };
    cli = cliFor(environment);
  });

  test('of today is the present ledger', async () => {
    const today = dateOf(toInstant(Date.now()));
    const { asOf: _then, ...past } = (await cli('ledger', '--as-of', today)).json;
    const { asOf: _now, ...present } = (await cli('ledger')).json;

    expect(past).toEqual(present);
  });

  test('answers in the shape of the present ledger, dated at the end of the day', async () => {
    expect(await cli('ledger', '--as-of', '2019-02-12', '--programme', '2019', '--state', '推进中', '--lead', '第六检察厅', '--page', '1')).toMatchObject({
      exitCode: 0,
      json: { programme: '2019', asOf: '2019-02-12T16:00:00.000Z', rows: [{ number: '改-12', light: 'green' }], page: 1, pages: 1, total: 1 },
    });
    expect((await readBy(environment, 'ledger', '--as-of', '2019-02-12')).out).toMatch(/^2019-02-12 的台账\n/);
  });

  test.each([
    ['2019-02-30', 2, 'DATE_INVALID'],
    ['昨天', 2, 'DATE_INVALID'],
    ['2119-01-01', 2, 'AS_OF_FUTURE'],
    ['2019-02-11', 2, 'AS_OF_BEFORE_FIRST_ENTRY'],
  ])('of %s: exit %i %s', async (date, exitCode, errorCode) => {
    expect(await cli('ledger', '--as-of', date)).toMatchObject({ exitCode, errorCode });
  });

  test('of a day on which nothing fits what is asked for is empty, not an error', async () => {
    expect(await cli('ledger', '--as-of', '2019-02-12', '--light', 'red')).toMatchObject({ exitCode: 0, json: { rows: [], totals: { tasks: 0 } } });
  });
});
