import { beforeAll, describe, expect, test } from 'vitest';
import type { Cli } from '../support/cli.ts';
import { cliFor, readBy } from '../support/cli.ts';
import { aLedgerWithProgramme, aTaskIn } from '../support/ledger.ts';

describe('deadlines', () => {
  let cli: Cli;
  let environment: Readonly<Record<string, string>>;
  /** Everything was due in 2019, in real time. */
  beforeAll(async () => {
    const { ledger, database } = await aLedgerWithProgramme();
    await aTaskIn('issued', ledger, '改-12');
    environment = { DATABASE_URL: database.appUrl, DUBAN_HOME: '/nonexistent' };
    cli = cliFor(environment);
  });

  test('lists what is overdue and whose move it is', async () => {
    expect(await cli('deadlines', '--programme', '2019', '--overdue', '--side', '牵头部门')).toMatchObject({
      exitCode: 0,
      json: {
        programme: '2019',
        until: null,
        rows: [
          { number: '改-12', kind: 'sign', moves: [{ duty: 'receive' }] },
          { kind: 'milestone', overdue: true },
          { kind: 'due', overdue: true },
        ],
      },
    });
    const { out } = await readBy(environment, 'deadlines', '--days', '3');
    expect(out).toMatch(/2019\/改-12 +签收 +2019-02-14 +超 \d+ 日 +签收 +第六检察厅 +签收，2019-02-14 24:00 止 +健全民事检察监督机制/);
    expect(out).toContain('共 3 项');
  });

  test.each([
    [['--overdue', '--days', '3'], 2, 'FLAGS_CONTRADICT'],
    [['--days', '0'], 2, 'NUMBER_INVALID'],
    [['--days', '3661'], 2, 'NUMBER_INVALID'],
    [['--side', 'press'], 2, 'VALUE_UNKNOWN'],
    [['--programme', '2031'], 4, 'PROGRAMME_NOT_FOUND'],
  ])('%j: exit %i %s', async (flags, exitCode, errorCode) => {
    expect(await cli('deadlines', ...flags)).toMatchObject({ exitCode, errorCode });
  });
});
