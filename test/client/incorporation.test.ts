import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { beginClock } from '../../ledger/clock.ts';
import { importSources } from '../../ledger/sources.ts';
import type { Cli } from '../support/cli.ts';
import { cliFor, readBy } from '../support/cli.ts';
import { shanghai } from '../support/commands.ts';
import { aLedgerWithProgramme, aTaskIn, entry } from '../support/ledger.ts';
import { aTemporaryFolder } from '../support/temporary-folder.ts';

const source = '中央有关部门通知';
const by = ['--as', 'supervisor of SPP-BGT'] as const;
const requirement = '制定民事检察办案指引，组织实施并建立案件质量评查机制';

let cli: Cli;
let environment: Readonly<Record<string, string>>;
beforeAll(async () => {
  const { ledger, database } = await aLedgerWithProgramme();
  environment = { DATABASE_URL: database.appUrl, DUBAN_HOME: '/nonexistent' };
  cli = cliFor(environment);
  const clauses = ['第3条', '第4条'].map((clause) => ({ source, clause, text: `${clause}的内容` }));
  await importSources(ledger, { clauses, received: '2019-02-12' }, entry);
  await aTaskIn('registered', ledger);
  await aTaskIn('struckOff', ledger, '改-13');
  await beginClock(ledger, { rehearsal: true, startAt: shanghai('2019-02-14', '10:00') });
});

const incorporate = (...words: readonly string[]) => cli('task', 'incorporate', '改-12', ...by, '--source', source, '--clause', '第3条', ...words);

describe('task incorporate', () => {
  test('is refused with a sentence, and nothing is recorded', async () => {
    expect(await incorporate('--requirement', '制定办案指引并组织实施')).toMatchObject({ exitCode: 3, errorCode: 'REQUIREMENT_UNCHANGED' });
    expect(await incorporate('--requirement', requirement, '--due', '2019-12-31')).toMatchObject({ exitCode: 3, errorCode: 'LATER_DUE_NEEDS_EXTENSION' });
    expect(await incorporate('--requirement', requirement, '--due', '2019-02-13')).toMatchObject({ exitCode: 3, errorCode: 'NEW_DUE_PAST' });
    expect(await incorporate('--requirement', requirement, '--due', '2019-04-01')).toMatchObject({ exitCode: 3, errorCode: 'MILESTONES_AFTER_DUE' });
    expect(await incorporate('--requirement', requirement, '--due', '六月')).toMatchObject({ exitCode: 2, errorCode: 'DATE_INVALID' });
    expect(await incorporate('--requirement', requirement, '--milestone', '六月')).toMatchObject({ exitCode: 2, errorCode: 'MILESTONE_MALFORMED' });
    expect(await incorporate()).toMatchObject({ exitCode: 2, errorCode: 'USAGE' });
    expect(await incorporate('--requirement', requirement, '--clause', '第9条')).toMatchObject({ exitCode: 4, errorCode: 'CLAUSE_NOT_FOUND' });
    expect(await cli('task', 'incorporate', '改-13', ...by, '--source', source, '--clause', '第3条', '--requirement', requirement)).toMatchObject({
      exitCode: 3,
      errorCode: 'STATE_NOT_FITTING',
    });
    expect(
      await cli('task', 'incorporate', '改-12', '--as', 'lead_contact of SPP-06', '--source', source, '--clause', '第3条', '--requirement', 'x'),
    ).toMatchObject({
      exitCode: 3,
      errorCode: 'NOT_ENTITLED',
    });
    expect((await cli('task', 'history', '改-12')).json['events']).toHaveLength(1);
  });

  test('answers with the difference and the time that it took, also when it is said again', async () => {
    const file = join(aTemporaryFolder(), 'requirement.txt');
    writeFileSync(file, `${requirement}\n`);
    const words = ['--requirement', `@${file}`, '--due', '2019-05-31', '--expected', '指引和评查办法', '--reason', '同一事项', '--request-id', 'i-1'];
    const incorporation = { seq: 2, version: 2, workingDays: 2, receivedOn: '2019-02-12', due: { before: '2019-06-30', after: '2019-05-31' } };

    expect(await incorporate(...words)).toMatchObject({
      exitCode: 0,
      json: { number: '改-12', state: 'registered', seqs: [2], repeated: false, incorporation },
    });
    expect(await incorporate(...words)).toMatchObject({ exitCode: 0, json: { seqs: [2], repeated: true, incorporation } });
    expect(await incorporate('--requirement', '另一要求', '--request-id', 'i-1')).toMatchObject({ exitCode: 3, errorCode: 'REQUEST_ID_REUSED' });
  });

  test('is read in task show, task history and source list', async () => {
    const difference = '  工作要求第 2 版：制定【增：民事检察】办案指引';

    const shown = (await readBy(environment, 'task', 'show', '改-12')).out;
    expect(shown).toContain(`工作要求（第 2 版）：${requirement}`);
    expect(shown).toContain('来源：党组扩大会 2019-02-12、检察改革工作规划 12、中央有关部门通知 第3条');
    expect(shown).toContain(difference);
    expect(shown).toContain('  现时限 2019-05-31，原为 2019-06-30');
    expect((await readBy(environment, 'task', 'history', '改-12')).out).toContain(difference);
    expect((await readBy(environment, 'source', 'list')).out).toContain('第3条 → 2019/改-12：2019-02-14 纳入，用时 2 个工作日');
    expect((await cli('source', 'list', '--late')).json['sources']).toEqual([]);
  });
});

describe('task register', () => {
  const register = (number: string, ...words: readonly string[]) =>
    cli('task', 'register', `2019/${number}`, ...by, '--category', '改革', '--lead', '第六检察厅', '--origin', source, '--origin-kind', '文件', ...words);

  test('takes a clause up as a task of its own, and the time is measured as well', async () => {
    expect(await register('改-31', '--source', source, '--clause', '第4条')).toMatchObject({ exitCode: 0 });

    expect((await cli('task', 'show', '改-31')).json['assignment']).toMatchObject({ clauses: [{ source, clause: '第4条' }] });
    expect((await cli('source', 'list')).json['sources']).toMatchObject([
      { open: [], covered: 2, incorporations: [{ number: '2019/改-12' }, { number: '2019/改-31', workingDays: 2 }] },
    ]);
  });

  test('names clauses with their document, and only those that are on record', async () => {
    expect(await register('改-32', '--clause', '第4条')).toMatchObject({ exitCode: 2, errorCode: 'FLAG_MISSING' });
    expect(await register('改-32', '--source', source)).toMatchObject({ exitCode: 2, errorCode: 'FLAG_MISSING' });
    expect(await register('改-32', '--source', source, '--clause', '第4条', '第9条')).toMatchObject({ exitCode: 4, errorCode: 'CLAUSE_NOT_FOUND' });
  });
});
