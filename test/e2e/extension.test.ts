import { Worker } from '@temporalio/worker';
import { beforeAll, expect, inject, test } from 'vitest';
import { overdueSupervision } from '../../client/stuck.ts';
import { inboxOf } from '../../ledger/queries/inbox-of.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { aMeasure } from '../support/events.ts';
import { leader, supervisor } from '../support/offices.ts';
import type { Stage } from '../support/stage.ts';
import { aStage } from '../support/stage.ts';

/** A due day that moves three times, and the one timer with it; time is skipped on the real server. */

const number = '改-51';
let stage: Stage;
beforeAll(async () => {
  stage = await aStage();
  await stage.registered(number, { due: '2019-02-15', milestones: [] });
  const measures = [aMeasure({ start: '2019-02-12', finish: '2019-02-15' })];
  await stage.sendAll(number, [aCommand('issue'), aCommand('receive'), aCommand('submitMeasures', { measures }), aCommand('approveMeasures')]);
});

const dutiesOf = async (person: string, at: string) => (await inboxOf(stage.ledger, { person }, at)).items.map(({ duty, by }) => `${duty} by ${by}`);
async function recorded(): Promise<readonly string[]> {
  const events = (await stage.journal(number)).slice(5).map(({ event }) => event);
  return events.map((event) => {
    if (event.type === 'deadlinePassed') return `${event.deadline.kind} ${event.deadline.date}`;
    return event.type === 'taskEscalated' ? `level ${event.level}` : event.type;
  });
}

test('the leader’s decision counts though it comes after the due day; the deadlines pass on their own days', async () => {
  await stage.send(number, aCommand('requestExtension', { to: '2019-02-20' }));
  expect(await dutiesOf(supervisor.person, shanghai('2019-02-12', '10:00'))).toEqual(['reviewExtension by 2019-02-15']);
  await stage.send(number, aCommand('reviewExtension'));
  await stage.advance(shanghai('2019-02-18', '09:30'));
  expect(await dutiesOf(leader.person, shanghai('2019-02-18', '09:30'))).toEqual(['decideExtension by 2019-02-15']);
  expect(await overdueSupervision(stage.ledger, shanghai('2019-02-18', '09:30'))).toMatchObject([{ number, duty: 'decideExtension' }]);

  await stage.send(number, aCommand('decideExtension'));
  await stage.advance(shanghai('2019-02-21', '09:30'));

  const meanwhile = ['extension 2019-02-15', 'due 2019-02-15', 'level 1'];
  // With another due day the ladder has begun anew.
  expect(await recorded()).toEqual(['extensionRequested', 'extensionReviewed', ...meanwhile, 'extensionDecided', 'due 2019-02-20', 'level 1']);
});

test('a late task is not extended; the leader gives it another day, and that day passes too', async () => {
  await expect(stage.send(number, aCommand('requestExtension', { to: '2019-02-28' }))).rejects.toMatchObject({ code: 'EXTENSION_TOO_LATE', exitCode: 3 });
  await stage.send(number, aCommand('setDue', { to: '2019-02-22' }));
  await stage.advance(shanghai('2019-02-25', '09:30'));

  expect((await recorded()).slice(-3)).toEqual(['dueSet', 'due 2019-02-22', 'level 1']);
  const row = await stage.ledger.db.selectFrom('tasks').select(['baseline_due', 'current_due', 'next_deadline_at']).executeTakeFirst();
  expect(row).toEqual({ baseline_due: '2019-02-15', current_due: '2019-02-22', next_deadline_at: shanghai('2019-02-27', '09:00') });
});

test('what the run has lived through replays (R23)', async () => {
  const history = await stage.handle(number).fetchHistory();

  await expect(Worker.runReplayHistory({ workflowBundle: { codePath: inject('workflowBundle') } }, history, number)).resolves.toBeUndefined();
});
