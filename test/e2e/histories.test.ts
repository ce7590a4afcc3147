import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { inject, describe, expect, test } from 'vitest';
import { issueProgramme } from '../../client/issue-programme.ts';
import { meetingActs } from '../../client/meeting-acts.ts';
import { mergeTasks, unmergeTask } from '../../client/merge-tasks.ts';
import { listNotices } from '../../ledger/queries/list-notices.ts';
import { batchWorkflowId, dailyWorkflowId, meetingsWorkflowId } from '../../workflows/contract.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { supervisor } from '../support/offices.ts';
import type { Stage } from '../support/stage.ts';
import { aStage } from '../support/stage.ts';

/** Every way in which a run ends. With RECORD_HISTORIES=<version> they are kept for test/replay, where later code must replay them. */

const runs: Readonly<Record<string, (stage: Stage) => Promise<string>>> = {
  'struck-off': async (stage) => {
    await stage.registered('改-21');
    await stage.sendAll('改-21', [
      aCommand('issue'),
      aCommand('receive'),
      aCommand('submitMeasures'),
      aCommand('rejectMeasures'),
      aCommand('submitMeasures'),
      aCommand('approveMeasures'),
    ]);
    await stage.sendAll('改-21', [
      aCommand('report'),
      aCommand('escalate'),
      aCommand('urge'),
      aCommand('applyForClosure'),
      aCommand('returnClosure'),
      aCommand('applyForClosure'),
      aCommand('strikeOff'),
    ]);
    return stage.handle('改-21').workflowId;
  },
  'continued-as-new': async (stage) => {
    await stage.registered('改-22');
    await stage.sendAll('改-22', [
      aCommand('issue'),
      aCommand('decline'),
      aCommand('reissue', { lead: 'SPP-08', participants: [], responsible: 'department_head of SPP-08' }),
    ]);
    await stage.handle('改-22').signal('renew');
    const first = await stage.handle('改-22').describe();
    await expect.poll(async () => (await stage.handle('改-22').describe()).runId).not.toBe(first.runId);
    return `${stage.handle('改-22').workflowId}#${first.runId}`;
  },
  'refused-at-once': async (stage) => {
    await stage.registered('改-23', { due: null });
    await expect(stage.send('改-23', aCommand('issue'))).rejects.toMatchObject({ code: 'ASSIGNMENT_INCOMPLETE' });
    return stage.handle('改-23').workflowId;
  },
  late: async (stage) => {
    await stage.registered('改-24');
    await stage.send('改-24', aCommand('issue'));
    await stage.advance(shanghai('2019-04-10', '10:00'));
    return stage.handle('改-24').workflowId;
  },
  merged: async (stage) => {
    await twoTasks(stage);
    await mergeTasks(stage.desk, { ...orderOf(stage), into: { programme: stage.programme, number: '改-30' } });
    await stage.handle('改-29').result();
    return stage.handle('改-29').workflowId;
  },
  unmerged: async (stage) => {
    await twoTasks(stage);
    await mergeTasks(stage.desk, { ...orderOf(stage), into: { programme: stage.programme, number: '改-30' } });
    await stage.handle('改-29').result();
    await unmergeTask(stage.desk, { ...orderOf(stage), requestId: 'unmerge' });
    await stage.advance(shanghai('2019-02-18', '10:00'));
    return stage.handle('改-29').workflowId;
  },
  daily: async (stage) => {
    writeFileSync(stage.outbox, 'no folder');
    await stage.registered('改-28');
    await stage.send('改-28', aCommand('issue'));
    const attempts = async (): Promise<readonly number[]> => (await listNotices(stage.ledger, { status: 'failed' })).notices.map((notice) => notice.attempts);
    await expect.poll(attempts, { timeout: 30_000 }).toEqual([3, 3]);
    rmSync(stage.outbox);
    await stage.advance(shanghai('2019-02-13', '09:00'));
    return dailyWorkflowId(stage.taskQueue, '2019-02-13');
  },
  meetings: async (stage) => {
    await stage.registered('改-32', { due: '2019-12-31', milestones: [], proposedHorizon: null });
    await stage.sendAll('改-32', [aCommand('issue'), aCommand('receive'), aCommand('submitMeasures'), aCommand('approveMeasures')]);
    const acts = meetingActs(stage.desk);
    const by = { actor: supervisor.person };
    await acts.scheduleMeeting('SPP', by, { date: '2019-04-01', meetingType: '党组会', topic: '听取汇报' });
    await acts.moveMeeting(by, { meeting: 'SPP-2019-04-01', date: '2019-04-02', reason: '与上级会议冲突' });
    await expect(acts.cancelMeeting(by, { meeting: 'SPP-2019-04-01', reason: ' ' })).rejects.toMatchObject({ code: 'REASON_MISSING', exitCode: 3 });
    await stage.advance(shanghai('2019-04-02', '10:00'));
    return meetingsWorkflowId('SPP', stage.taskQueue);
  },
  batch: async (stage) => {
    for (const number of ['改-25', '改-26', '改-27']) await stage.registered(number);
    await issueProgramme(stage.desk, {
      programme: stage.programme,
      actor: supervisor.person,
      requestId: `batch of ${stage.programme}`,
      numbers: ['改-25', '改-26', '改-27'],
    });
    return batchWorkflowId(`batch of ${stage.programme}`);
  },
};

async function twoTasks(stage: Stage): Promise<void> {
  for (const number of ['改-29', '改-30']) await stage.send(await stage.registered(number), aCommand('issue'));
}

const orderOf = ({ programme }: Stage) => ({ task: { programme, number: '改-29' }, reason: '内容相近', actor: supervisor.person, requestId: 'merge' });

describe('a run that ends', () => {
  test.each(Object.entries(runs))('%s: its history replays', async (name, live) => {
    const stage = await aStage();
    const [workflowId = '', runId] = (await live(stage)).split('#');
    const json = historyToJSON(await stage.client.workflow.getHandle(workflowId, runId).fetchHistory());

    await expect(Worker.runReplayHistory({ workflowBundle: { codePath: inject('workflowBundle') } }, JSON.parse(json), workflowId)).resolves.toBeUndefined();

    const version = process.env['RECORD_HISTORIES'];
    if (version) record(version, `${name}.json`, json);
  });
});

function record(version: string, file: string, json: string): void {
  const folder = join(import.meta.dirname, '..', 'replay', 'histories', version);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), `${JSON.stringify(JSON.parse(json, withoutMachine), null, 1)}\n`);
}

/** Nothing of the machine on which it was recorded belongs into the repository; replay reads neither. */
function withoutMachine(key: string, value: unknown): unknown {
  if (key === 'identity') return 'recorded';
  return key === 'stackTrace' ? '' : value;
}
