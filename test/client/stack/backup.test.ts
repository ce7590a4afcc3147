import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, copyFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StackTrial } from '../../support/stack-trial.ts';
import { aTemporaryFolder } from '../../support/temporary-folder.ts';

/** The built CLI on real servers. The tests are one story: a stack is filled, backed up while it is down, and comes to life elsewhere. */

const data = (name: string): string => fileURLToPath(new URL(`../../../data/${name}`, import.meta.url));
const duban = fileURLToPath(new URL('../../../bin/duban', import.meta.url));
const trial = new StackTrial();
const elsewhere = new StackTrial();
const archive = `${trial.home}-backup.tar.gz`;
afterAll(async () => {
  await trial.end();
  await elsewhere.end();
  rmSync(archive, { force: true });
  for (const name of readdirSync(dirname(elsewhere.home)).filter((each) => join(dirname(elsewhere.home), each).startsWith(`${elsewhere.home}.before-restore`)))
    rmSync(join(dirname(elsewhere.home), name), { recursive: true, force: true });
});

let ledger: unknown;
beforeAll(async () => {
  expect((await trial.run('up', '--detach')).code).toBe(0);
  await trial.run('directory', 'import', data('directory'));
  await trial.run('source', 'import', data('sources-2019.csv'));
  await trial.run('programme', 'import', data('programme-2019.csv'), '--programme', '2019', '--issued', '2019-02-12');
  expect((await trial.run('task', 'issue', '2019/工-02', '--as', 'P00010')).code).toBe(0);
  expect((await trial.run('seal')).json).toMatchObject({ seq: 1, created: true });
  mkdirSync(join(trial.home, 'evidence'), { recursive: true });
  writeFileSync(join(trial.home, 'evidence', 'some-file'), '佐证');
  ({ rows: ledger } = (await trial.run('ledger')).json);
});

describe('a running stack', () => {
  test('is not backed up: its files do not belong together', async () => {
    expect(await trial.run('backup', archive)).toMatchObject({ code: 3, json: { error: { code: 'STACK_RUNNING' } } });
    expect(existsSync(archive)).toBe(false);
  });

  test('is not restored onto, forced or not', async () => {
    expect(await trial.run('restore', archive)).toMatchObject({ code: 3, json: { error: { code: 'STACK_RUNNING' } } });
    expect(await trial.run('restore', archive, '--force')).toMatchObject({ code: 3, json: { error: { code: 'STACK_RUNNING' } } });
    expect((await trial.run('ledger')).json['rows']).toEqual(ledger);
  });

  test('exports, and the export is verified where nothing runs', async () => {
    const file = join(aTemporaryFolder(), 'ledger.jsonl');
    expect(await trial.run('export', file)).toMatchObject({ code: 0, json: { file, version: 1, seals: 1 } });
    expect(await elsewhere.run('verify', '--file', file)).toMatchObject({ code: 0, json: { ok: true, seals: 1 } });

    writeFileSync(file, readFileSync(file, 'utf8').replace('"actor":"P00010"', '"actor":"P00011"'));
    expect(await elsewhere.run('verify', '--file', file)).toMatchObject({
      code: 1,
      json: { ok: false, broken: { number: '工-02', reason: 'CONTENT_CHANGED' } },
    });
  });

  test('is rebuilt, and recovers nothing while nothing is lost', async () => {
    expect(await trial.run('rebuild')).toMatchObject({ code: 0, json: { noticesAdded: 0, kept: [] } });
    expect((await trial.run('ledger')).json['rows']).toEqual(ledger);
    expect(await trial.run('recover')).toMatchObject({ code: 0, json: { started: 0, already: 1, failed: [] } });
  });

  test('does not recover into another namespace than its own', () => {
    const env = { ...process.env, DUBAN_HOME: trial.home, TEMPORAL_NAMESPACE: 'another' };
    const { status, stdout } = spawnSync(process.execPath, [duban, 'recover', '--json'], { env, encoding: 'utf8' });

    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'NAMESPACE_DIFFERS' } });
  });
});

describe('a stack that is down', () => {
  beforeAll(async () => {
    await trial.run('down');
    expect((await trial.run('backup', archive)).json).toMatchObject({ home: trial.home, file: archive, sizeBytes: expect.any(Number) });
  });

  test('is backed up as one file that only its owner reads, and never into itself', async () => {
    expect(statSync(archive).mode & 0o777).toBe(0o600);
    expect(await trial.run('backup', join(trial.home, 'backup.tar.gz'))).toMatchObject({ code: 2, json: { error: { code: 'BACKUP_INSIDE_HOME' } } });
    expect(await trial.run('backup', join(archive, 'below-a-file'))).toMatchObject({ code: 5, json: { error: { code: 'BACKUP_NOT_WRITTEN' } } });
    expect(await elsewhere.run('backup', `${archive}.2`)).toMatchObject({ code: 2, json: { error: { code: 'HOME_EMPTY' } } });
  });

  test('is not replaced by what is no backup, was cut off, or comes from a newer version', async () => {
    const folder = aTemporaryFolder();
    const bad = join(folder, 'bad.tar.gz');
    const code = async (): Promise<unknown> => {
      const answer = await elsewhere.run('restore', bad);
      expect(answer.code).toBe(2);
      return (answer.json['error'] as { code: string }).code;
    };
    expect(await code()).toBe('FILE_NOT_FOUND');
    writeFileSync(bad, 'a,b,c\n');
    expect(await code()).toBe('BACKUP_FOREIGN');
    copyFileSync(archive, bad);
    truncateSync(bad, Math.floor(statSync(archive).size / 2));
    expect(await code()).toBe('BACKUP_TRUNCATED');
    writeFileSync(join(folder, 'manifest.json'), '{"format":"duban-backup","version":2}');
    execFileSync('tar', ['-czf', bad, '-C', folder, 'manifest.json']);
    expect(await code()).toBe('BACKUP_NEWER');
    writeFileSync(join(folder, 'manifest.json'), '{"format":"duban-backup","version":1,"postgresMajor":"9","platform":"x"}');
    execFileSync('tar', ['-czf', bad, '-C', folder, 'manifest.json']);
    expect(await code()).toBe('BACKUP_OTHER_POSTGRES');
    expect(readdirSync(elsewhere.home)).toEqual([]);
  });

  test('is restored elsewhere with everything in it, and lives there', async () => {
    expect(await elsewhere.run('restore', archive)).toMatchObject({ code: 0, json: { home: elsewhere.home, movedAside: null } });
    expect((await elsewhere.run('up', '--detach')).code).toBe(0);

    expect((await elsewhere.run('ledger')).json['rows']).toEqual(ledger);
    expect(readFileSync(join(elsewhere.home, 'evidence', 'some-file'), 'utf8')).toBe('佐证');
    expect((await elsewhere.run('verify')).json).toMatchObject({ ok: true, seals: 1, sealFiles: 1 });
    expect((await elsewhere.run('recover')).json).toEqual({ started: 0, already: 1, failed: [] });
    expect((await elsewhere.run('task', 'receive', '2019/工-02', '--as', 'P00068')).code).toBe(0);
    await elsewhere.run('down');
  });

  test('takes the place of another only by force, and that one is moved aside', async () => {
    expect(await elsewhere.run('restore', archive)).toMatchObject({ code: 3, json: { error: { code: 'HOME_NOT_EMPTY' } } });

    const { code, json } = await elsewhere.run('restore', archive, '--force');

    expect(code).toBe(0);
    for (const home of [elsewhere.home, String(json['movedAside'])]) expect(existsSync(join(home, 'postgres', 'PG_VERSION'))).toBe(true);
  });
});
