import { beforeAll, describe, expect, test } from 'vitest';
import { inParallel } from '../../client/in-parallel.ts';
import { meetingActs } from '../../client/meeting-acts.ts';
import { meetingQueries } from '../../client/meeting-queries.ts';
import { addDays } from '../../domain/dates.ts';
import type { DateText, TaskNumber } from '../../domain/values.ts';
import { packetAt } from '../../ledger/packets.ts';
import { aCommand, aReceipt, shanghai } from '../support/commands.ts';
import { aMeasure } from '../support/events.ts';
import { supervisor } from '../support/offices.ts';
import type { Stage } from '../support/stage.ts';
import { aStage } from '../support/stage.ts';

/** A year of Party group meetings: 25 tasks of five departments, twelve cycles, on a real server with time skipping. */

const departments = ['SPP-BGT', 'SPP-06', 'SPP-08', 'SPP-10', 'SPP-PR'];
const silent = ['SPP-08', 'SPP-10', 'SPP-PR'];
const tasks = departments.flatMap((lead, index) => Array.from({ length: 5 }, (_, place) => ({ number: `工-${index * 5 + place + 1}`, lead })));
const silentTasks = tasks.filter(({ lead }) => silent.includes(lead)).map(({ number }) => number);
const by = (requestId: string) => ({ actor: supervisor.person, requestId });
const contactOf = (lead: string) => ({ actor: `lead_contact of ${lead}` });

let stage: Stage;
let acts: ReturnType<typeof meetingActs>;
let queries: ReturnType<typeof meetingQueries>;

async function atWork(number: TaskNumber, lead: string): Promise<void> {
  const people = { lead, participants: [], responsible: `department_head of ${lead}`, leader: null };
  await stage.registered(number, { ...people, category: '工作', proposedHorizon: 'yearEnd', due: '2019-12-31', milestones: [] });
  await stage.send(number, aCommand('issue'));
  await stage.send(number, aCommand('receive'), contactOf(lead));
  const measures = [aMeasure({ start: '2019-01-02', finish: '2019-12-31' })];
  await stage.send(number, aCommand('submitMeasures', { horizon: 'yearEnd', measures }), contactOf(lead));
  await stage.send(number, aCommand('approveMeasures'));
}

/** Everybody but those who are silent. */
const report = (leads: readonly string[] = departments) =>
  inParallel(
    tasks.filter(({ lead }) => leads.includes(lead)),
    5,
    ({ number, lead }) => stage.send(number, aCommand('report'), contactOf(lead)),
  );

const dayBefore = (cutOff: DateText): string => shanghai(addDays(cutOff, -1), '10:00');
/** How often its workflow was woken. */
async function wakeUps(number: TaskNumber): Promise<number> {
  const { events } = await stage.handle(number).fetchHistory();
  return (events ?? []).filter(({ workflowTaskCompletedEventAttributes }) => workflowTaskCompletedEventAttributes).length;
}
const notices = (kind: 'reportMissed' | 'missingWithdrawn') =>
  stage.ledger.db.selectFrom('notices').select(['to_department', 'numbers']).where('kind', '=', kind).orderBy('to_department').execute();
const eventsOf = async (number: TaskNumber): Promise<readonly string[]> => (await stage.journal(number)).slice(5).map(({ event }) => event.type);

/** How often each rung of a cycle was said, over all tasks. */
async function reminded(cycle: string): Promise<readonly string[]> {
  const rows = await stage.ledger.db
    .selectFrom('digest_entries')
    .select(({ fn }) => ['rung', 'day', fn.countAll<number>().as('tasks')])
    .where('cycle', '=', cycle)
    .groupBy(['rung', 'day'])
    .orderBy('day')
    .execute();
  return rows.map(({ rung, day, tasks: count }) => `${rung} on ${day}: ${count}`);
}

beforeAll(async () => {
  stage = await aStage({ startAt: shanghai('2019-01-02', '09:00') });
  acts = meetingActs(stage.desk);
  queries = meetingQueries(stage.desk);
  await acts.confirmPlan(2019, 'SPP', by('plan'));
  await acts.cancelMeeting(by('cancel'), { meeting: 'SPP-2019-08-01', reason: '暑期不开会' });
  await inParallel(tasks, 5, ({ number, lead }) => atWork(number, lead));
}, 120_000);

describe('until May', () => {
  test('whoever reports before the cut-off is not woken by it, and nobody is missing', async () => {
    for (const cutOff of ['2019-02-02', '2019-02-26', '2019-03-27']) {
      await stage.advance(dayBefore(cutOff));
      await report();
    }
    await stage.advance(shanghai('2019-04-23', '09:00'));

    const { cycles, meetings } = await queries.meetings('SPP', 2019);
    expect(meetings.map(({ date }) => date)).toContain('2019-02-12');
    expect(cycles.filter(({ passed }) => passed).map(({ cycle, cutOff, told }) => `${cycle} ${cutOff} ${told}`)).toEqual([
      '2019-02 2019-02-02 true',
      '2019-03 2019-02-26 true',
      '2019-04 2019-03-27 true',
    ]);
    expect(await notices('reportMissed')).toEqual([]);
    expect(await eventsOf('工-1')).toEqual(['taskReported', 'taskReported', 'taskReported']);
  });
});

describe('May', () => {
  test('moved after its first reminders were composed, takes cut-off and the rest of them along, and says none twice', async () => {
    expect(await reminded('2019-05')).toEqual(['5 on 2019-04-22: 25']);

    await acts.moveMeeting(by('move'), { meeting: 'SPP-2019-05-05', date: '2019-05-07', reason: '与上级会议冲突' });
    await stage.advance(shanghai('2019-04-26', '10:00'));
    await report(departments.filter((lead) => !silent.includes(lead)));
    await stage.advance(shanghai('2019-04-29', '10:00'));

    expect((await queries.missingReports('2019-05', 'SPP')).cycle).toMatchObject({ cutOff: '2019-04-30', meeting: 'SPP-2019-05-05', passed: false });
    expect(await reminded('2019-05')).toEqual(['5 on 2019-04-22: 25', '1 on 2019-04-29: 15']);
  });

  test('names exactly the three departments that are silent, each told once, and wakes nobody else', async () => {
    const before = await inParallel(tasks, 5, ({ number }) => wakeUps(number));
    await stage.advance(shanghai('2019-05-01', '10:00'));
    const after = await inParallel(tasks, 5, ({ number }) => wakeUps(number));

    const { missing, late, departments: named } = await queries.missingReports('2019-05', 'SPP');
    expect(named.map(({ department, tasks: count }) => [department, count])).toEqual(silent.map((lead) => [lead, 5]));
    expect([missing.length, late.length]).toEqual([15, 0]);
    const woken = tasks.filter((_, position) => after[position] !== before[position]).map(({ number }) => number);
    expect(woken).toEqual(silentTasks);
    expect((await packetAt(stage.ledger.db, 'SPP', 4))?.missing.map(({ department }) => department)).toEqual(silent);
    expect((await notices('reportMissed')).map(({ to_department, numbers }) => [to_department, numbers.length])).toEqual(silent.map((lead) => [lead, 5]));
    expect((await stage.journal('工-11')).at(-1)).toMatchObject({ event: { type: 'reportMissed', cutOff: '2019-04-30' }, commandId: 'clock:report:2019-05' });
  });

  test('urges them on the next working day; a late report ends it, one that had come in time was never missing', async () => {
    await stage.send('工-11', aCommand('report', { receipt: aReceipt('2019-04-30') }), contactOf('SPP-08'));
    await stage.advance(shanghai('2019-05-05', '10:00'));
    await stage.send('工-12', aCommand('report'), contactOf('SPP-08'));

    const { missing, late } = await queries.missingReports('2019-05', 'SPP');
    expect([missing.length, late.map(({ number }) => number)]).toEqual([13, ['工-12']]);
    expect((await eventsOf('工-11')).slice(3)).toEqual(['reportMissed', 'taskReported', 'missingWithdrawn']);
    expect((await eventsOf('工-12')).slice(3)).toEqual(['reportMissed', 'taskEscalated', 'taskReported']);
    expect((await notices('missingWithdrawn')).map(({ to_department }) => to_department)).toEqual(['SPP-08', 'SPP-BGT']);
  });
});

describe('the rest of the year', () => {
  test('has a cut-off for every cycle, August’s without a meeting; nobody is asked twice for the same report', async () => {
    await acts.scheduleMeeting('SPP', by('january'), { date: '2020-01-02', meetingType: '党组会', topic: '听取全年落实情况' });
    const { cycles } = await queries.meetings('SPP');
    for (const { cutOff } of cycles.filter(({ passed }) => !passed)) {
      await stage.advance(dayBefore(cutOff));
      await report();
    }
    await stage.advance(shanghai('2019-12-28', '10:00'));

    const year = (await queries.meetings('SPP')).cycles;
    expect(year.map(({ cycle }) => cycle)).toEqual([...Array.from({ length: 11 }, (_, index) => `2019-${String(index + 2).padStart(2, '0')}`), '2020-01']);
    expect(year.every(({ passed, told }) => passed && told)).toBe(true);
    expect(year.filter(({ meeting }) => meeting === null).map(({ cycle }) => cycle)).toEqual(['2019-08']);
    expect((await notices('reportMissed')).length).toBe(silent.length);
    expect(await stage.ledger.db.selectFrom('packets').select(['cycle', 'edition', 'by']).orderBy('cycle').execute()).toEqual(
      year.map(({ cycle }) => ({ cycle, edition: 1, by: 'clock' })),
    );
    const passed = await stage.ledger.db.selectFrom('journal').select('data').where('stream', '=', 'meetings:SPP').where('type', '=', 'cutOffPassed').execute();
    expect(passed.map(({ data }) => data['late'])).toEqual(Array.from({ length: 12 }, () => false));
  });
}, 240_000);
