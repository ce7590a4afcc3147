import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { beforeAll, expect, inject, test } from 'vitest';
import { importSources } from '../../ledger/sources.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { decodedMail } from '../support/decoded-mail.ts';
import { aMeasure } from '../support/events.ts';
import { entry } from '../support/ledger.ts';
import type { Stage } from '../support/stage.ts';
import { aStage } from '../support/stage.ts';

/** A document comes in; one clause goes into a task that runs, the other is forgotten. Time is skipped on the real server. */

const number = '改-52';
const source = '中央有关部门通知';
let stage: Stage;
beforeAll(async () => {
  stage = await aStage();
  await importSources(
    stage.ledger,
    {
      clauses: [
        { source, clause: '第3条', text: '建立评查机制' },
        { source, clause: '第4条', text: '公开评查结果' },
      ],
      received: '2019-02-12',
    },
    entry,
  );
  await stage.registered(number, { due: '2019-02-28', milestones: [] });
  const measures = [aMeasure({ start: '2019-02-12', finish: '2019-02-15' })];
  await stage.sendAll(number, [aCommand('issue'), aCommand('receive'), aCommand('submitMeasures', { measures }), aCommand('approveMeasures')]);
});

const mails = () => readdirSync(stage.outbox).map((file) => decodedMail(readFileSync(join(stage.outbox, file), 'utf8')));
const passed = async () =>
  (await stage.journal(number)).flatMap(({ event }) => (event.type === 'deadlinePassed' ? [`${event.deadline.kind} ${event.deadline.date}`] : []));

test('a running task takes an earlier day over: its timer fires on that day, and not on the one before', async () => {
  await stage.send(number, aCommand('incorporate', { due: '2019-02-15' }));
  await stage.advance(shanghai('2019-02-18', '09:30'));

  expect(await passed()).toEqual(['due 2019-02-15']);
  await stage.whenQuiet(number);
  expect(mails().filter((mail) => mail.includes('工作要求（第 2 版）'))).toHaveLength(2);
});

test('the clause that is forgotten is told to the supervision unit by the run of the first day after its time, once', async () => {
  await stage.advance(shanghai('2019-02-22', '09:30'));

  const alarms = mails().filter((mail) => mail.includes('请及时纳入相关任务'));
  expect(alarms).toHaveLength(1);
  expect(alarms[0]).toContain('第4条：公开评查结果');
  expect(alarms[0]).not.toContain('第3条');
  expect(alarms[0]).toContain('2019年2月20日');
});

test('what the run has lived through replays (R23)', async () => {
  const history = await stage.handle(number).fetchHistory();

  await expect(Worker.runReplayHistory({ workflowBundle: { codePath: inject('workflowBundle') } }, history, number)).resolves.toBeUndefined();
});
