import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { importSources } from '../../ledger/sources.ts';
import type { Cli } from '../support/cli.ts';
import { cliFor, readBy } from '../support/cli.ts';
import { act, aLedgerWithProgramme, aRegistration, entry } from '../support/ledger.ts';
import { aTemporaryFolder } from '../support/temporary-folder.ts';

const plan = '检察改革工作规划';
const by = ['--programme', '2019', '--as', 'supervisor of SPP-BGT'] as const;

let cli: Cli;
let environment: Readonly<Record<string, string>>;
beforeAll(async () => {
  const { ledger, database } = await aLedgerWithProgramme();
  environment = { DATABASE_URL: database.appUrl, DUBAN_HOME: '/nonexistent' };
  cli = cliFor(environment);
  await importSources(ledger, { clauses: ['1', '2', '3'].map((clause) => ({ source: plan, clause, text: `第${clause}条` })) }, entry);
  await act(ledger, '改-1', aRegistration('改-1', { clauses: [{ source: plan, clause: '1' }] }));
});

/** These clauses of the plan. */
function aFile(...clauses: readonly string[]): string {
  const file = join(aTemporaryFolder(), 'sources.csv');
  writeFileSync(file, ['来源,条款号,条款内容', ...clauses.map((clause) => `${plan},${clause},第${clause}条`)].join('\n'));
  return file;
}

const waive = (clause: string, ...more: readonly string[]) =>
  cli('programme', 'waive', ...by, '--source', plan, '--clause', clause, '--reason', '已由立法解决', ...more);

describe('the way to a programme that is fully decomposed', () => {
  test('coverage names every clause without a task, to people too', async () => {
    expect((await cli('programme', 'coverage')).json).toMatchObject({ programme: '2019', uncovered: [{ clause: '2' }, { clause: '3' }], complete: false });
    expect((await readBy(environment, 'programme', 'coverage', '--programme', '2019')).out.split('\n').slice(0, 5)).toEqual([
      '方案 2019：来源条款 3 条，已落到任务 1 条，豁免 0 条，未落到任务 2 条',
      '尚未分解完毕',
      `  ${plan}：3 条 → 1 项任务，对应 1 处`,
      `  未落到任务：${plan} 2`,
      `  未落到任务：${plan} 3`,
    ]);
  });

  test('it cannot be declared while clauses are uncovered', async () => {
    expect(await cli('programme', 'complete', ...by)).toMatchObject({ exitCode: 3, errorCode: 'CLAUSES_UNCOVERED' });
    expect(await cli('programme', 'complete', '--programme', '2019', '--as', 'lead_contact of SPP-06')).toMatchObject({
      exitCode: 3,
      errorCode: 'NOT_ENTITLED',
    });
    expect(await cli('programme', 'complete', '--programme', '1999', '--as', 'supervisor of SPP-BGT')).toMatchObject({ exitCode: 4 });
    expect(await cli('programme', 'complete', '--programme', '2019')).toMatchObject({ exitCode: 2, errorCode: 'ACTOR_REQUIRED' });
    expect(await cli('programme', 'coverage', '--programme', '1999')).toMatchObject({ exitCode: 4, errorCode: 'PROGRAMME_NOT_FOUND' });
  });

  test('clauses are waived by name with a reason, once, and a waiver can be taken back', async () => {
    expect(await waive('2', '--request-id', 'w-2')).toMatchObject({ exitCode: 0, json: { seqs: [2], repeated: false, totals: { waived: 1, uncovered: 1 } } });
    expect(await waive('2', '--request-id', 'w-2')).toMatchObject({ exitCode: 0, json: { seqs: [2], repeated: true } });
    expect(await waive('2')).toMatchObject({ exitCode: 3, errorCode: 'ALREADY_WAIVED' });
    expect(await waive('9')).toMatchObject({ exitCode: 4, errorCode: 'PROGRAMME_CLAUSE_NOT_FOUND' });
    expect(await waive('3')).toMatchObject({ json: { seqs: [3], complete: true } });
    expect(await waive('3', '--withdraw')).toMatchObject({ json: { seqs: [4], complete: false } });
  });

  test('what is declared stands until a clause comes later', async () => {
    await waive('3');
    expect(await cli('programme', 'complete', ...by)).toMatchObject({ exitCode: 0, json: { complete: true, declared: { stands: true } } });
    expect((await readBy(environment, 'programme', 'coverage')).out).toContain('已宣布分解完毕（supervisor of SPP-BGT，');

    expect((await cli('source', 'import', aFile('4'), '--programme', '2019')).json).toMatchObject({ added: 1, unchanged: 0, assigned: 1 });
    expect((await cli('programme', 'coverage')).json).toMatchObject({ complete: false, declared: { stands: false }, sources: [{ assigned: true }] });
    expect((await readBy(environment, 'programme', 'coverage')).out).toContain('须重新宣布');
  });
});

describe('a document with its receipt', () => {
  test('is refused for a day that has not come, and when it is said otherwise', async () => {
    expect(await cli('source', 'import', aFile('1'), '--received', '2999-01-01')).toMatchObject({ exitCode: 3, errorCode: 'RECEIVED_IN_FUTURE' });
    expect(await cli('source', 'import', aFile('1'), '--received', '2019-02-30')).toMatchObject({ exitCode: 2, errorCode: 'DATE_INVALID' });
    expect(await cli('source', 'import', aFile('1'), '--received', '2019-02-11', '--office', 'SPP')).toMatchObject({ exitCode: 0 });
    expect(await cli('source', 'import', aFile('1'), '--received', '2019-02-10')).toMatchObject({ exitCode: 3, errorCode: 'SOURCE_DIFFERS' });
    expect(await cli('source', 'import', aFile('1'), '--office', '99')).toMatchObject({ exitCode: 4, errorCode: 'OFFICE_NOT_FOUND' });
    expect(await cli('source', 'import', aFile('1'), '--programme', '1999')).toMatchObject({ exitCode: 4, errorCode: 'PROGRAMME_NOT_FOUND' });
  });
});
