import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { beginClock, nowOf, readClock, setClockOffset } from '../../ledger/clock.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Cli } from '../support/cli.ts';
import { cliFor, readBy } from '../support/cli.ts';
import { aCommand, aReceipt, shanghai } from '../support/commands.ts';
import { act, aLedgerWithProgramme, aTaskIn } from '../support/ledger.ts';
import { meetingsOn } from '../support/meetings.ts';
import { supervisor } from '../support/offices.ts';
import { aTemporaryFolder } from '../support/temporary-folder.ts';

/** It is the morning of 2019-04-03; reports for the meeting of 04-08 were due by 04-02, and 改-13 has sent none. */

let ledger: Ledger;
let cli: Cli;
let environment: Readonly<Record<string, string>>;
beforeAll(async () => {
  const given = await aLedgerWithProgramme();
  ledger = given.ledger;
  environment = { DATABASE_URL: given.database.appUrl, DUBAN_HOME: '/nonexistent', DUBAN_AS: supervisor.person };
  cli = cliFor(environment);
  for (const number of ['改-12', '改-13']) await aTaskIn('inProgress', ledger, number);
  await beginClock(ledger, { rehearsal: true, startAt: shanghai('2019-02-13', '09:00') });
  await meetingsOn(ledger, '2019-03-06', '2019-04-08', '2019-05-05');
  await act(ledger, '改-12', aCommand('report', { cycle: '2019-04' }), { now: shanghai('2019-04-01', '09:00') });
  await setClockOffset(ledger, Date.parse(shanghai('2019-04-03', '09:00')) - Date.now());
});

const packet = (folder: string, ...words: readonly string[]) => cli('meeting', 'packet', '--cycle', '2019-04', '--out', folder, ...words);
const contents = (folder: string) => readdirSync(folder).map((file) => [file, readFileSync(join(folder, file))]);

describe('meeting packet', () => {
  test('says exactly what is asked for', async () => {
    const folder = aTemporaryFolder();

    expect(await cli('meeting', 'packet', '--cycle', '2019-04')).toMatchObject({ exitCode: 2, errorCode: 'USAGE' });
    expect(await cli('meeting', 'packet', '--cycle', '四月', '--out', folder)).toMatchObject({ exitCode: 2, errorCode: 'MONTH_INVALID' });
    expect(await packet(folder, '--new-edition')).toMatchObject({ exitCode: 2, errorCode: 'FLAG_MISSING' });
    expect(await packet(folder, '--reason', '补记')).toMatchObject({ exitCode: 2, errorCode: 'FLAG_MISSING' });
    expect(await packet(folder, '--office', 'XX')).toMatchObject({ exitCode: 4, errorCode: 'OFFICE_NOT_FOUND' });
    expect(await packet(folder, '--as', 'lead_contact of SPP-06')).toMatchObject({ exitCode: 3, errorCode: 'NOT_ENTITLED' });
    expect(await packet(folder, '--new-edition', '--reason', '补记')).toMatchObject({ exitCode: 3, errorCode: 'PACKET_NOT_COMPOSED' });
    expect(await cli('meeting', 'packet', '--cycle', '2019-05', '--out', folder)).toMatchObject({ exitCode: 3, errorCode: 'PACKET_BEFORE_CUT_OFF' });
    expect(await cli('meeting', 'packet', '--cycle', '2019-09', '--out', folder)).toMatchObject({ exitCode: 4, errorCode: 'CYCLE_NOT_FOUND' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('takes no number where nothing could be written', async () => {
    const file = join(aTemporaryFolder(), 'file');
    writeFileSync(file, '');

    expect(await packet(join(file, 'folder'))).toMatchObject({ exitCode: 2, errorCode: 'FOLDER_UNUSABLE' });
    expect(await ledger.db.selectFrom('packets').select('edition').execute()).toEqual([]);
  });

  test('writes the same files whenever it is asked, and another edition only for a reason', async () => {
    const [first, second] = [join(aTemporaryFolder(), 'new'), aTemporaryFolder()];

    expect(await packet(first)).toMatchObject({
      exitCode: 0,
      json: { edition: 1, repeated: false, enteredSince: [], headline: { struckOffWithResult: 0, due: 2 } },
    });
    expect(await packet(second)).toMatchObject({ exitCode: 0, json: { edition: 1, repeated: true, missing: [{ name: '第六检察厅' }] } });
    expect(contents(second)).toEqual(contents(first));
    expect(readdirSync(first)).toEqual(['docx', 'html', 'json'].map((ending) => `汇报材料-SPP-2019-04-第1版.${ending}`));

    await act(ledger, '改-13', aCommand('report', { cycle: '2019-04', receipt: aReceipt('2019-04-02') }), { now: nowOf(await readClock(ledger)) });
    const { out } = await readBy(environment, 'meeting', 'packet', '--cycle', '2019-04', '--out', second);
    expect(out).toContain('补录了截止前收到的汇报（2019/改-13）');

    expect((await readBy(environment, 'meeting', 'show', 'SPP-2019-04-08')).out).toMatch(/汇报材料：第 1 版.+\n.+2019\/改-13/);

    const words = ['--new-edition', '--reason', '补录一份汇报', '--request-id', 'r-1'];
    const anew = await packet(second, ...words);
    expect(anew).toMatchObject({
      exitCode: 0,
      json: { edition: 2, repeated: false, missing: [], enteredSince: [], editions: [{ edition: 1 }, { edition: 2 }] },
    });
    expect(await packet(second, ...words)).toMatchObject({ exitCode: 0, json: { edition: 2, repeated: true } });
    expect(readdirSync(second)).toHaveLength(6);
  });
});
