import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { afterAll, expect, test } from 'vitest';
import type { TaskView } from '../../workflows/contract.ts';
import { aCommand } from '../support/commands.ts';
import { aStage } from '../support/stage.ts';
import { WorkerProcess } from '../support/worker-process.ts';

const root = join(import.meta.dirname, '..', '..');
mkdirSync(join(root, '.tools'), { recursive: true });
const changedProduct = mkdtempSync(join(root, '.tools', 'rule-changed-')); // inside the project, so that it finds node_modules
afterAll(() => rmSync(changedProduct, { recursive: true, force: true }));

const silent = { log: () => {}, trace: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** The product as it will be once somebody has decided that 已完成初稿 says nothing either. */
async function buildWithChangedRule(): Promise<void> {
  cpSync(join(root, 'dist'), changedProduct, { recursive: true });
  const file = join(changedProduct, 'domain', 'empty-phrases.js');
  const source = readFileSync(file, 'utf8');
  expect(source).toContain("'正常推进'");
  writeFileSync(file, source.replace("'正常推进'", "'正常推进', '已完成初稿'"));
  const { code } = await bundleWorkflowCode({ workflowsPath: join(changedProduct, 'workflows', 'index.js'), logger: silent });
  writeFileSync(join(changedProduct, 'workflow-bundle.js'), code);
}

test('a rule that changes between two worker starts: open workflows replay what the old rule allowed, and go on under the new one', async () => {
  const stage = await aStage({ worker: 'none' });
  const before = await new WorkerProcess(stage).start();
  await stage.registered('改-12');
  await stage.sendAll('改-12', [aCommand('issue'), aCommand('receive'), aCommand('submitMeasures'), aCommand('approveMeasures')]);
  await stage.send('改-12', aCommand('report', { progress: '已完成初稿' }));
  await before.kill();
  await buildWithChangedRule();

  await new WorkerProcess(stage, { productFolder: changedProduct }).start();

  await expect(stage.send('改-12', aCommand('report', { progress: '已完成初稿' }))).rejects.toMatchObject({ code: 'PROGRESS_EMPTY' });
  expect(await stage.send('改-12', aCommand('report'))).toMatchObject({ state: 'inProgress', seqs: [7] });
  expect(await stage.handle('改-12').query<TaskView>('task')).toMatchObject({ seq: 7, task: { reportCount: 2 } });
});
