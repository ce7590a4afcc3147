import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { listNotices } from '../../ledger/queries/list-notices.ts';
import type { Cli } from '../support/cli.ts';
import { cliFor, readBy } from '../support/cli.ts';
import { aCommand } from '../support/commands.ts';
import { aGoodAnswer, filledForm } from '../support/filled-form.ts';
import { contact, supervisor } from '../support/offices.ts';
import type { Stage } from '../support/stage.ts';
import { aStage } from '../support/stage.ts';

/** What is said once of many tasks. */

let stage: Stage;
let environment: Readonly<Record<string, string>>;
let cli: Cli;
beforeAll(async () => {
  stage = await aStage();
  environment = {
    DUBAN_HOME: stage.home,
    DATABASE_URL: stage.database.appUrl,
    TEMPORAL_ADDRESS: inject('temporalAddress'),
    TEMPORAL_NAMESPACE: 'default',
    DUBAN_TASK_QUEUE: stage.taskQueue,
  };
  cli = cliFor(environment);
  for (const number of ['改-1', '改-2', '改-3', '改-4']) {
    await stage.registered(number, number === '改-4' ? { lead: 'SPP-08', participants: [], responsible: 'department_head of SPP-08' } : {});
    await stage.send(number, aCommand('issue'));
  }
});

const full = (...numbers: readonly string[]): readonly string[] => numbers.map((number) => `${stage.programme}/${number}`);

const eventsOf = async (number: string): Promise<readonly string[]> => (await stage.journal(number)).map(({ event }) => event.type);

const urgesTold = async () => (await listNotices(stage.ledger, {})).notices.filter(({ kind }) => kind === 'urge');

describe('task receive --lead', () => {
  test('signs for everything that the department has been handed, once', async () => {
    await stage.send('改-1', aCommand('receive'));
    const receive = ['task', 'receive', '--lead', '第六检察厅', '--as', contact.person] as const;

    expect(await cli(...receive)).toMatchObject({ exitCode: 0, json: { done: full('改-2', '改-3'), already: full('改-1'), refused: [], notices: 0 } });
    expect(await cli(...receive)).toMatchObject({ exitCode: 0, json: { done: [], already: full('改-1', '改-2', '改-3') } });
    expect(await eventsOf('改-4')).not.toContain('taskReceived');
  });
});

describe('task urge --lead', () => {
  test('records one event per task and sends one notice to the department; said again under its request id, it does nothing more', async () => {
    await stage.send('改-1', aCommand('submitMeasures')); // waits for the supervision unit now
    const urge = ['task', 'urge', '--lead', 'SPP-06', '--reason', '请报送落实举措', '--as', supervisor.person, '--request-id', 'all'] as const;

    expect(await cli(...urge)).toMatchObject({ exitCode: 0, json: { done: full('改-2', '改-3'), already: [], refused: [] } });
    expect(await cli(...urge)).toMatchObject({ exitCode: 0, json: { done: [], already: full('改-2', '改-3'), refused: [], notices: 0 } });

    expect(
      [await eventsOf('改-1'), await eventsOf('改-2'), await eventsOf('改-3')].map((types) => types.filter((type) => type === 'taskUrged').length),
    ).toEqual([0, 1, 1]);
    await expect.poll(urgesTold, { timeout: 20_000 }).toMatchObject([{ to: { department: 'SPP-06', role: 'department_head' }, numbers: full('改-2', '改-3') }]);
  });

  test('by somebody who may not is refused task by task, and said with exit 3', async () => {
    const urge = ['task', 'urge', '--lead', '第六检察厅', '--reason', '请报送', '--as', contact.person, '--programme', stage.programme] as const;

    expect(await cli(...urge)).toMatchObject({
      exitCode: 3,
      json: {
        done: [],
        refused: [
          { number: `${stage.programme}/改-2`, code: 'NOT_ENTITLED' },
          { number: `${stage.programme}/改-3`, code: 'NOT_ENTITLED' },
        ],
      },
    });
    const { out } = await readBy(environment, ...urge);
    expect(out).toContain(`催办 0 项，先前已催办 0 项，未能催办 2 项`);
    expect(out).toContain(`  ${full('改-2', '改-3').join('、')}：`);
  });
});

describe('a form that comes back', () => {
  test('is one report for each task that was filled in; the same form again changes nothing', async () => {
    for (const number of ['改-2', '改-3']) await stage.sendAll(number, [aCommand('submitMeasures'), aCommand('approveMeasures')]);
    const folder = join(stage.home, 'forms');
    await cli('meeting', 'forms', '--cycle', '2019-02', '--out', folder);
    const file = await filledForm(join(folder, '2019-02 第六检察厅.xlsx'), { '改-2': aGoodAnswer });
    const take = ['report', 'import', file, '--cycle', '2019-02', '--as', contact.person] as const;

    expect(await cli(...take, '--received', '2019-02-12', '--document', '民检〔2019〕3 号')).toMatchObject({
      exitCode: 0,
      json: { accepted: [{ row: 5, number: '改-2' }], rejected: [], refused: [], unchanged: [] },
    });
    expect(await cli(...take)).toMatchObject({ exitCode: 0, json: { accepted: [], unchanged: [{ row: 5, number: '改-2' }] } });

    const reports = (await stage.journal('改-2')).flatMap(({ event }) => (event.type === 'taskReported' ? [event] : []));
    expect(reports).toMatchObject([
      {
        by: contact.person,
        cycle: '2019-02',
        progress: aGoodAnswer.进展,
        suggestions: [
          { id: '1-1', text: '请提前会商' },
          { id: '1-2', text: '请增派人员' },
        ],
        measuresDone: ['1'],
        receipt: { date: '2019-02-12', document: '民检〔2019〕3 号' },
      },
    ]);
    expect(await eventsOf('改-3')).not.toContain('taskReported');
  });
});

describe('task urge --missing', () => {
  const urge = ['task', 'urge', '--missing', '--cycle', '2019-03', '--reason', '三月未报告', '--as', supervisor.person] as const;

  test('urges those who owe a report for the cycle and have sent none, and tells each department once', async () => {
    // What was in progress at the cut-off of 2019-02 owes a report for 2019-03.
    for (const date of ['2019-02-18', '2019-03-04'])
      expect(await cli('meeting', 'schedule', '--date', date, '--as', supervisor.person)).toMatchObject({ exitCode: 0 });
    const before = (await urgesTold()).length;

    expect(await cli(...urge, '--lead', '第八检察厅')).toMatchObject({ exitCode: 0, json: { done: [] } });
    expect(await cli(...urge, '--request-id', 'missing')).toMatchObject({ exitCode: 0, json: { done: full('改-2', '改-3'), refused: [] } });
    expect(await cli(...urge, '--request-id', 'missing')).toMatchObject({ exitCode: 0, json: { done: [], already: full('改-2', '改-3') } });

    await expect.poll(async () => (await urgesTold()).slice(before), { timeout: 20_000 }).toMatchObject([{ numbers: full('改-2', '改-3') }]);
  });

  test.each<[string, readonly string[], readonly [number, string]]>([
    ['a cycle for which no meeting was scheduled', [...urge, '--cycle', '2019-09'], [4, 'CYCLE_NOT_FOUND']],
    ['an office that nobody knows', [...urge, '--office', '77'], [4, 'OFFICE_NOT_FOUND']],
    ['what is no month', [...urge, '--cycle', '三月'], [2, 'MONTH_INVALID']],
    ['a number besides', [...urge, '改-2'], [2, 'FLAGS_CONTRADICT']],
    ['no cycle', ['task', 'urge', '--missing', '--reason', '未报告', '--as', supervisor.person], [2, 'FLAG_MISSING']],
    ['a cycle of nothing', ['task', 'urge', '改-2', '--cycle', '2019-03', '--reason', '未报告', '--as', supervisor.person], [2, 'FLAG_MISSING']],
  ])('is refused for %s', async (_, words, answer) => {
    const { exitCode, errorCode } = await cli(...words);

    expect([exitCode, errorCode]).toEqual(answer);
  });
});

describe('neither a number nor a department, or both', () => {
  test.each<[string, readonly string[], readonly [number, string]]>([
    ['neither', [], [2, 'FLAG_MISSING']],
    ['both', ['改-1', '--lead', '第六检察厅'], [2, 'FLAGS_CONTRADICT']],
    ['a department that nobody knows', ['--lead', '第六十检察厅'], [4, 'DEPARTMENT_NOT_FOUND']],
    ['a programme that nobody knows', ['--lead', '第六检察厅', '--programme', '2099'], [4, 'PROGRAMME_NOT_FOUND']],
    ['a person whom nobody knows', ['--lead', '第六检察厅', '--as', 'P99999'], [4, 'PERSON_NOT_FOUND']],
  ])('%s', async (_, words, answer) => {
    const { exitCode, errorCode } = await cli('task', 'receive', '--as', contact.person, ...words);

    expect([exitCode, errorCode]).toEqual(answer);
  });
});
