import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StackTrial } from '../../support/stack-trial.ts';

/** As an office would run them, from cron or by hand, on a stack of their own. The tests are the chapters of one story, in this order. */

const data = join(import.meta.dirname, '..', '..', '..', 'data');
const supervisor = 'P00327';
const head = 'P00329'; // of 33-BGS, which leads 工-02

let trial: StackTrial;
let programme: string;

beforeAll(async () => {
  trial = new StackTrial();
  programme = join(trial.home, 'programme.csv');
  const [header, ...rows] = readFileSync(join(data, 'programme-33-2019.csv'), 'utf8').trimEnd().split('\r\n');
  const [first = ''] = rows;
  const wrongDate = first.replace('工-01', '工-91').replace('2019-05-31', '2019/5/31x');
  const withoutResult = first.replace('工-01', '工-92').replace('全省线索办理情况表', '');
  writeFileSync(programme, [header, ...rows, wrongDate, withoutResult, ''].join('\r\n'));
  await trial.run('up', '--detach', '--clock', '2019-02-12T09:00+08:00');
});
afterAll(() => trial.end());

const startProgramme = (...more: readonly string[]) =>
  trial.runScript('start-programme', programme, '--programme', '33-2019', '--issued', '2019-02-12', '--office', '33', '--as', supervisor, ...more);
const withFiles = ['--directory', join(data, 'directory'), '--source', join(data, 'sources-33-2019.csv')];

const journalRows = async (): Promise<unknown> => (await trial.run('verify')).json['events'];

describe('start-programme', () => {
  test('who hands out is never guessed, and what is not there is named', async () => {
    expect(await trial.runScript('start-programme', programme, '--programme', '33-2019')).toMatchObject({
      code: 2,
      json: { error: { code: 'ACTOR_REQUIRED' } },
    });
    expect(await startProgramme('--dry-run')).toMatchObject({ code: 2, json: { error: { code: 'DIRECTORY_MISSING' } } });
  });

  test('takes the good rows, hands out the complete ones, and names the rest row by row', async () => {
    const { code, json } = await startProgramme(...withFiles);

    expect(code).toBe(2);
    expect(json).toMatchObject({
      dryRun: false,
      directory: { changed: 0 },
      sources: [{ added: 6 }],
      imported: {
        rejected: [{ row: 14, number: '工-91', errors: [{ column: '完成时限', value: '2019/5/31x' }] }],
        drafts: [{ row: 15, number: '工-92', missing: [{ column: '预期成果' }] }],
      },
      issued: { already: [], refused: [{ number: '工-92', code: 'ASSIGNMENT_INCOMPLETE' }] },
    });
    expect((json['issued'] as { issued: string[] }).issued).toHaveLength(12);
  });

  test('said again it changes nothing and says the same of what is refused', async () => {
    const before = await journalRows();

    const { code, json } = await startProgramme(...withFiles);

    expect(code).toBe(2);
    expect(json).toMatchObject({ imported: { rejected: [{ row: 14 }] }, issued: { issued: [], refused: [{ number: '工-92' }] } });
    expect(await journalRows()).toBe(before);
  });

  test('a dry run judges the file and writes nothing', async () => {
    const before = await journalRows();
    const next = join(trial.home, 'next.csv');
    writeFileSync(next, readFileSync(programme, 'utf8').replaceAll('工-0', '工-5'));

    const { code, json } = await trial.runScript('start-programme', next, '--programme', '33-2019', '--as', supervisor, '--dry-run');

    expect(code).toBe(2);
    expect(json).toMatchObject({ dryRun: true, imported: { dryRun: true, rejected: [{ row: 14 }] }, issued: null });
    expect(await journalRows()).toBe(before);
  });
});

describe('nightly', () => {
  test('verifies, seals, exports and reads back; where nothing is stuck it exits with 0', async () => {
    const { code, json } = await trial.runScript('nightly');

    expect(json).toMatchObject({
      verification: { done: { ok: true } },
      seal: { done: { day: '2019-02-12', created: true } },
      export: { done: { file: join(trial.home, 'exports', '2019-02-12.jsonl'), readBack: true } },
      runs: { done: { workflowsWithProblems: [], tasksWithoutRun: [] } },
      undelivered: { done: [] },
      overdueSupervision: { done: [] },
    });
    expect(code).toBe(0);
    expect(existsSync(join(trial.home, 'seals', '2019-02-12.json'))).toBe(true);
  });

  test('twice on one day there is one seal and one export', async () => {
    const { code, json } = await trial.runScript('nightly');

    expect(code).toBe(0);
    expect(json).toMatchObject({ seal: { done: { created: false } }, export: { done: { readBack: true } } });
    expect(readdirSync(join(trial.home, 'exports'))).toEqual(['2019-02-12.jsonl']);
  });

  test('names what the supervising side itself has let lie; that is for the office and no fault', async () => {
    const measures = join(trial.home, 'measures.csv');
    writeFileSync(measures, '举措,责任人,开始,完成,成果,验收标准\n起草管理办法,张映山,2019-02-18,2019-04-30,征求意见稿,各部门确认\n');
    await trial.run('task', 'receive', '33-2019/工-02', '--as', head);
    await trial.run('task', 'measures', '33-2019/工-02', '--horizon', '上半年', '--file', measures, '--as', head);
    await trial.run('clock', 'advance', '--to', '2019-02-27T10:00+08:00');

    const { code, json } = await trial.runScript('nightly');

    expect(json).toMatchObject({ overdueSupervision: { done: [{ office: '33', number: '工-02', duty: 'approveMeasures' }] } });
    expect(code).toBe(0);
  });

  test('a task whose run is gone and a notice that could not leave are for an operator: exit 1', async () => {
    const { address, ownerUrl } = trial.stack();
    const connection = await Connection.connect({ address });
    await new Client({ connection }).workflow.getHandle('33-2019/工-03').terminate('lost');
    await connection.close();
    const database = new pg.Client({ connectionString: ownerUrl });
    await database.connect();
    await database.query(`UPDATE notices SET status = 'failed', last_error = 'mailbox full' WHERE id = (SELECT min(id) FROM notices)`);
    await database.end();

    const { code, json } = await trial.runScript('nightly');

    expect(json).toMatchObject({
      runs: { done: { tasksWithoutRun: ['33-2019/工-03'] } },
      undelivered: { done: [{ status: 'failed', lastError: 'mailbox full' }] },
    });
    expect(code).toBe(1);
  });

  test('a broken ledger is neither sealed nor exported over a good copy, and the rest is still reported', async () => {
    const database = new pg.Client({ connectionString: trial.stack().ownerUrl });
    await database.connect();
    await database.query(`UPDATE tasks SET task = jsonb_set(task, '{title}', '"x"'), head_seq = head_seq + 1 WHERE number = '工-04'`);
    await database.end();

    const { code, json } = await trial.runScript('nightly');

    expect(json).toMatchObject({ verification: { done: { ok: false } }, seal: { skipped: expect.any(String) }, export: { skipped: expect.any(String) } });
    expect(json).toMatchObject({ runs: { done: { tasksWithoutRun: ['33-2019/工-03'] } } });
    expect(code).toBe(1);
  });

  test('with Temporal away the ledger is looked after all the same: exit 5', async () => {
    const { databaseUrl } = trial.stack();
    const elsewhere = new StackTrial({ DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: '127.0.0.1:1' });

    const { code, json } = await elsewhere.runScript('nightly');

    expect(json).toMatchObject({ verification: { done: {} }, runs: { failed: { code: 'SERVER_UNREACHABLE' } }, undelivered: { done: [{}] } });
    expect(code).toBe(5);
    await elsewhere.end();
  });
});
