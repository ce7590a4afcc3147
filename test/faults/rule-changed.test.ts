import { expect, test } from 'vitest';
import type { TaskView } from '../../workflows/contract.ts';
import { aChangedProduct } from '../support/changed-product.ts';
import { aCommand } from '../support/commands.ts';
import { aStage } from '../support/stage.ts';
import { WorkerProcess } from '../support/worker-process.ts';

/** The product as it will be once somebody has decided that 已完成初稿 says nothing either. */
const oneMoreEmptyPhrase = { file: 'domain/empty-phrases.js', replacements: [["'正常推进'", "'正常推进', '已完成初稿'"]] } as const;

test('a rule that changes between two worker starts: open workflows replay what the old rule allowed, and go on under the new one', async () => {
  const stage = await aStage({ worker: 'none' });
  const before = await new WorkerProcess(stage).start();
  await stage.registered('改-12');
  await stage.sendAll('改-12', [aCommand('issue'), aCommand('receive'), aCommand('submitMeasures'), aCommand('approveMeasures')]);
  await stage.send('改-12', aCommand('report', { progress: '已完成初稿' }));
  await before.kill();
  const changed = await aChangedProduct(oneMoreEmptyPhrase);

  await new WorkerProcess(stage, { productFolder: changed.folder }).start();

  await expect(stage.send('改-12', aCommand('report', { progress: '已完成初稿' }))).rejects.toMatchObject({ code: 'PROGRESS_EMPTY' });
  expect(await stage.send('改-12', aCommand('report'))).toMatchObject({ state: 'inProgress', seqs: [7] });
  expect(await stage.handle('改-12').query<TaskView>('task')).toMatchObject({ seq: 7, task: { reportCount: 2 } });
});
