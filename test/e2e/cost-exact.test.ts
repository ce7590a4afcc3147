import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Cost } from '../../bench/cost-of-commands.ts';
import { costOf } from '../../bench/cost-of-commands.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { aMeasure } from '../support/events.ts';
import type { Stage } from '../support/stage.ts';
import { aStage } from '../support/stage.ts';

/** bench/cost-exact.json is the price list; whoever changes a price on purpose writes it anew with RECORD_COSTS=yes and says why. */
const priceList = join(import.meta.dirname, '..', '..', 'bench', 'cost-exact.json');

describe('what a step costs, counted on real histories', () => {
  let stage: Stage;
  let transactions = 0;
  const costs: Record<string, Cost> = {};

  beforeAll(async () => {
    // Every transaction of a command is one call of the ledger's transaction; the activity makes nothing else in the database.
    stage = await aStage({
      wrap: (activities) => ({
        ...activities,
        carryOut: (call) => {
          transactions++;
          return activities.carryOut(call);
        },
      }),
    });
    await stage.registered('改-12');
    await stage.sendAll('改-12', [aCommand('issue'), aCommand('receive'), aCommand('submitMeasures'), aCommand('approveMeasures')]);
    await stage.registered('改-13', { due: '2019-03-04', milestones: [] });
    const measures = [aMeasure({ finish: '2019-03-04' })];
    await stage.sendAll('改-13', [aCommand('issue'), aCommand('receive'), aCommand('submitMeasures', { measures }), aCommand('approveMeasures')]);
    await stage.advance(shanghai('2019-03-01', '10:00'));
    const measure = (step: () => Promise<unknown>, number = '改-12'): Promise<Cost> => costOf(stage.handle(number), step, () => transactions);

    costs['report on time'] = await measure(() => stage.send('改-12', aCommand('report'), { requestId: 'report-1' }));
    costs['the same report said again'] = await measure(() => stage.send('改-12', aCommand('report'), { requestId: 'report-1' }));
    costs['refused by a rule'] = await measure(() => stage.send('改-12', aCommand('report', { intention: '' })).catch(() => undefined));
    costs['malformed'] = await measure(() =>
      stage
        .handle('改-12')
        .executeUpdate('report', { args: [{ id: 'x', actor: 'y', ranBy: 'z', command: { type: 'report' } }] })
        .catch(() => undefined),
    );

    const until = async (moment: string): Promise<void> => {
      await stage.advance(moment);
      await stage.whenQuiet('改-13');
    };
    costs['a due day that passes'] = await measure(() => until(shanghai('2019-03-05', '07:00')), '改-13');
    costs['a step of the ladder'] = await measure(() => until(shanghai('2019-03-05', '10:00')), '改-13');
  });

  test('a report on time: 1 workflow task, 6 events, 1 transaction, no timer moved, nobody told', () => {
    expect(costs['report on time']).toEqual({
      workflowTasks: 1,
      events: 6,
      updates: 1,
      localActivities: 1,
      activities: 0,
      timersMoved: 0,
      ledgerTransactions: 1,
    });
  });

  test('a day that passes, and each step of the ladder after it: 1 transaction, 1 timer, 1 activity that tells, 2 workflow tasks', () => {
    const late = { workflowTasks: 2, updates: 0, localActivities: 1, activities: 1, timersMoved: 1, ledgerTransactions: 1 };

    expect(costs['a due day that passes']).toEqual({ ...late, events: 12 });
    expect(costs['a step of the ladder']).toEqual({ ...late, events: 13 }); // the level is a search attribute
  });

  test('malformed input leaves no event', () => {
    expect(costs['malformed']).toMatchObject({ events: 0, ledgerTransactions: 0 });
  });

  test('a cycle that continues as new is counted apart: its closing and its beginning', async () => {
    const first = await stage.handle('改-12').describe();
    await stage.handle('改-12').signal('renew');
    await expect.poll(async () => (await stage.handle('改-12').describe()).runId).not.toBe(first.runId);
    await expect.poll(async () => (await stage.handle('改-12').describe()).historyLength).toBeGreaterThan(3);
    const events = (await stage.handle('改-12').fetchHistory()).events ?? [];
    costs['beginning of a new run'] = {
      workflowTasks: 1,
      events: events.length,
      updates: 0,
      localActivities: 0,
      activities: 0,
      timersMoved: 1,
      ledgerTransactions: 0,
    };
    expect(costs['beginning of a new run'].events).toBe(5); // started, workflow task 3, timer
  });

  test('all prices are those of the list', () => {
    if (process.env['RECORD_COSTS']) writeFileSync(priceList, `${JSON.stringify(costs, null, 2)}\n`);
    expect(costs).toEqual(JSON.parse(readFileSync(priceList, 'utf8')));
  });
});
