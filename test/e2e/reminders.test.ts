import { beforeAll, describe, expect, test } from 'vitest';
import { meetingActs } from '../../client/meeting-acts.ts';
import { setClockOffset } from '../../ledger/clock.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { aMeasure } from '../support/events.ts';
import { supervisor } from '../support/offices.ts';
import type { Stage } from '../support/stage.ts';
import { aStage } from '../support/stage.ts';

/** The mornings of a rehearsal from Thursday 2019-01-31 on: a weekend that is worked, the Spring Festival to 02-10, a run that is missed. */

let stage: Stage;

async function atWork(number: string, due: string): Promise<void> {
  await stage.registered(number, { due, milestones: [] });
  const measures = [aMeasure({ start: '2019-01-31', finish: due })];
  await stage.sendAll(number, [aCommand('issue'), aCommand('receive'), aCommand('submitMeasures', { measures }), aCommand('approveMeasures')]);
}

/** `2019-02-01 SPP-06: 请于2月10日前…`: what each digest says after the number and name of its one task. */
async function digests(): Promise<readonly string[]> {
  const rows = await stage.ledger.db
    .selectFrom('notices')
    .select(['composed_at', 'to_department', 'content', 'status'])
    .where('kind', '=', 'digest')
    .orderBy('composed_at')
    .execute();
  return rows.map(({ composed_at: at, to_department: department, content, status }) => {
    const [, ...lines] = content?.lines ?? [];
    return `${at.slice(0, 10)} ${at.slice(11, 16)} ${department} ${status}: ${lines.map((line) => line.split('：').slice(1).join() || line).join()}`;
  });
}

/** How often the task was woken. */
async function workflowTasks(number: string): Promise<number> {
  const { events = [] } = await stage.handle(number).fetchHistory();
  return (events ?? []).filter(({ workflowTaskCompletedEventAttributes: completed }) => completed).length;
}

beforeAll(async () => {
  stage = await aStage({ startAt: shanghai('2019-01-31', '09:00') });
});

// One after the other: it is the story of two weeks.
describe('a task that is due on a Sunday in the Spring Festival', () => {
  test('is said 3 working days before, and on the last day that is worked; no run is on a rest day, and the task is woken for none', async () => {
    await atWork('改-1', '2019-02-10');
    await stage.whenQuiet('改-1');
    const before = await workflowTasks('改-1');

    await stage.advance(shanghai('2019-02-10', '10:00'));

    expect(await digests()).toEqual([
      '2019-02-01 00:30 SPP-06 delivered: 请于2月10日前完成任务并申请办结，还有 2 个工作日。',
      '2019-02-03 00:30 SPP-06 delivered: 请于2月10日前完成任务并申请办结，今天是最后一个工作日。',
    ]);
    expect(before).toBeGreaterThan(0);
    expect(await workflowTasks('改-1')).toBe(before);
  });

  test('is overdue from the first working day on, and said every working day', async () => {
    await stage.advance(shanghai('2019-02-12', '10:00'));

    expect((await digests()).slice(2)).toEqual([
      '2019-02-11 00:30 SPP-06 delivered: 完成时限 2月10日已过 1 个工作日，请抓紧完成任务并申请办结。',
      '2019-02-12 00:30 SPP-06 delivered: 完成时限 2月10日已过 2 个工作日，请抓紧完成任务并申请办结。',
    ]);
  });
});

describe('a run that is missed', () => {
  test('is made up for by the next one, once, and says so', async () => {
    await stage.sendAll('改-1', [aCommand('applyForClosure'), aCommand('strikeOff')]);
    await atWork('改-2', '2019-02-18'); // three working days before is the 13th
    await setClockOffset(stage.ledger, Date.parse(shanghai('2019-02-14', '07:00')) - Date.now()); // over a morning on which nothing ran

    await stage.advance(shanghai('2019-02-15', '10:00'));

    expect((await digests()).slice(4)).toEqual([
      '2019-02-14 00:30 SPP-06 delivered: （2月13日应发的提醒当日未能发出，今一并补发。）,请于2月18日前完成任务并申请办结，还有 2 个工作日（应于2月13日提醒，补发）。',
    ]);
  });
});

describe('a task that nobody touches in its first period (R3)', () => {
  test('is reminded of its day and of its report, and escalated, without a human', async () => {
    const by = { actor: supervisor.person, requestId: 'meeting' };
    await meetingActs(stage.desk).scheduleMeeting('SPP', by, { date: '2019-04-01', meetingType: '党组会', topic: '听取重点工作汇报' }); // cut off on 03-27
    await stage.sendAll('改-2', [aCommand('applyForClosure'), aCommand('strikeOff')]);
    await atWork('改-3', '2019-03-15');
    const begun = (await stage.journal('改-3')).length;

    await stage.advance(shanghai('2019-03-27', '10:00'));

    const told = (await digests()).slice(5);
    const daysOf = (text: string) => told.filter((digest) => digest.includes(text)).map((digest) => digest.slice(0, 10));
    expect(daysOf('请于3月15日前完成任务')).toEqual(['2019-03-01', '2019-03-12', '2019-03-15']);
    expect(daysOf('请于3月27日前报送进展情况（2019-04）')).toEqual(['2019-03-20', '2019-03-26']);
    const events = (await stage.journal('改-3')).slice(begun).map(({ event }) => event);
    expect(events.map(({ type, by: actor }) => `${type} by ${actor}`)).toEqual([
      'deadlinePassed by clock',
      ...Array.from({ length: 3 }, () => 'taskEscalated by clock'),
    ]);
  });
});
