import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startBatchDelivery } from '../../client/deliver-batch.ts';
import { listNotices } from '../../ledger/queries/list-notices.ts';
import { batchWorkflowId } from '../../workflows/contract.ts';
import { faulty } from '../support/faulty-channel.ts';
import type { FaultyChannel } from '../support/faulty-channel.ts';
import { aLargeBatch, deadDepartment } from '../support/large-batch.ts';
import { aStage } from '../support/stage.ts';

/** bench/notices.ts does the same with 5,000. */
const count = 600;

test(`a batch of ${count} messages with 5 % transient faults and one dead department: all others leave, none twice, in payloads that stay small`, async () => {
  let channel: FaultyChannel | undefined;
  const stage = await aStage({ channels: (folder) => [(channel = faulty(folder, { transientShare: 0.05, dead: deadDepartment }))] });
  const batch = await aLargeBatch(stage, count);

  await startBatchDelivery(stage.desk, batch);
  const handle = stage.client.workflow.getHandle(batchWorkflowId(batch));
  expect(await handle.result()).toEqual({ notices: count });

  const { notices } = await listNotices(stage.ledger, {});
  const failed = notices.filter(({ status }) => status !== 'delivered');
  expect(failed.map(({ to, status, attempts, lastError }) => ({ to: to.department, status, attempts, lastError }))).toEqual([
    { to: 'D-7', status: 'failed', attempts: 3, lastError: 'The department cannot be reached.' },
  ]);
  expect(channel?.faults()).toBeGreaterThan(count * 0.03);
  const ids = readdirSync(stage.outbox).map((file) => /^Message-ID: (.*)$/m.exec(readFileSync(join(stage.outbox, file), 'utf8'))?.[1]);
  expect(ids).toHaveLength(count - 1);
  expect(new Set(ids).size).toBe(count - 1);

  const { events } = await handle.fetchHistory();
  const largest = Math.max(...(events ?? []).map((event) => JSON.stringify(event).length));
  expect(largest).toBeLessThan(20_000);
});
