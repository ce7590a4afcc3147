import { defaultPayloadConverter } from '@temporalio/common';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CommandType } from '../../domain/command-shapes.ts';
import { listNotices } from '../../ledger/queries/list-notices.ts';
import { taskByNumber } from '../../ledger/queries/task-by-number.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import type { TaskView } from '../../workflows/contract.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { aMeasure } from '../support/events.ts';
import { aRegistration } from '../support/ledger.ts';
import type { Stage } from '../support/stage.ts';
import { aStage } from '../support/stage.ts';

/** Ladders on the real server, from Friday 2018-12-28 to 2019-05-13, through New Year, the Spring Festival and a Sunday that is worked. Nobody touches anything. */

let stage: Stage;

/** A task of the national office that its lead has planned. */
async function planned(number: string, due: string): Promise<void> {
  await stage.registered(number, { due, milestones: [] });
  const measures = [aMeasure({ start: '2018-12-28', finish: due })];
  await stage.sendAll(number, [aCommand('issue'), aCommand('receive'), aCommand('submitMeasures', { measures }), aCommand('approveMeasures')]);
}

/** A task that the provincial office 33 gives to a department below it; `acts` of the lead and of 33 come after. */
async function ofProvince(number: string, lead: string, acts: readonly CommandType[]): Promise<void> {
  const assignment = { lead, participants: [], due: '2019-04-26', milestones: [] };
  const registration = { ...aRegistration(number, assignment), programme: stage.programme, supervisingOffice: '33' };
  const contact = `lead_contact of ${lead}`;
  const actors: Partial<Record<CommandType, string>> = { receive: contact, submitMeasures: contact };
  await stage.send(number, registration, { actor: 'system' });
  for (const type of ['issue', ...acts] as const) {
    const command = type === 'submitMeasures' ? aCommand(type, { measures: [aMeasure({ start: '2018-12-28', finish: '2019-04-26' })] }) : aCommand(type);
    await stage.send(number, command, { actor: actors[type] ?? 'supervisor of 33-BGS' });
  }
}

interface Climb {
  readonly level: number;
  readonly at: string;
  readonly late: boolean | undefined;
  readonly cause: string | undefined;
  readonly told: readonly string[];
}

const climbs = async (number: string): Promise<readonly Climb[]> =>
  (await stage.journal(number)).flatMap(({ event }) =>
    event.type === 'taskEscalated'
      ? [
          {
            level: event.level,
            at: event.at,
            late: event.late,
            cause: event.cause?.kind,
            told: event.to.map(({ department, role }) => `${department} ${role}`),
          },
        ]
      : [],
  );

/** `1 on 2019-04-28`: each at 09:00, to the minute, and on time. */
const climbsForDueDay = async (number: string): Promise<readonly string[]> =>
  (await climbs(number))
    .filter(({ cause }) => cause === 'due')
    .map(({ level, at, late }) => `${level} on ${at.slice(0, 10)}${at.slice(11, 16) === '01:00' && late === false ? '' : `, but at ${at}`}`);

beforeAll(async () => {
  stage = await aStage({ startAt: shanghai('2018-12-28', '09:00') });
  await planned('改-1', '2019-02-01');
  await planned('改-2', '2019-02-01');
  await planned('改-4', '2019-06-28');
  await stage.registered('改-3', { due: '2019-12-31', milestones: [] });
  await stage.send('改-3', aCommand('issue'));
  await ofProvince('工-03', '3301-06', []);
  await ofProvince('工-09', '330102-06', ['receive', 'submitMeasures', 'approveMeasures']);
});

// One after the other: it is the story of one winter.
describe('from one year to the next (R6)', () => {
  test('tasks, runs and timers stay as they were, and the first report of the year falls into its first cycle', async () => {
    await stage.advance(shanghai('2018-12-31', '10:00'));
    const before = await stage.handle('改-4').describe();
    const { nextDeadline } = await stage.handle('改-4').query<TaskView>('task');

    await stage.advance(shanghai('2019-01-02', '10:00'));

    const after = await stage.handle('改-4').describe();
    expect([after.runId, after.status.name]).toEqual([before.runId, 'RUNNING']);
    expect(await stage.handle('改-4').query<TaskView>('task')).toMatchObject({ nextDeadline, task: { state: 'inProgress' } });
    await stage.send('改-4', aCommand('report', { measuresDone: [] }));
    expect(await stage.handle('改-4').query<TaskView>('task')).toMatchObject({ task: { reportCount: 1, lastReport: { cycle: '2019-01' } } });
  });
});

describe('a task of the national office that nobody touches in its first period (R3)', () => {
  test('is told, passes its day, and is escalated: to the head of its lead, then to the 督查部门', async () => {
    await stage.advance(shanghai('2019-01-07', '10:00'));

    expect((await stage.journal('改-3')).map(({ event }) => event.type)).toEqual([
      'taskRegistered',
      'taskIssued',
      'deadlinePassed',
      'taskEscalated',
      'taskEscalated',
    ]);
    expect(await climbs('改-3')).toMatchObject([
      { level: 1, at: expect.stringContaining('2019-01-03T01:00'), told: ['SPP-06 department_head'] },
      { level: 2, at: expect.stringContaining('2019-01-07T01:00'), told: ['SPP-BGT supervisor'] },
    ]);
    const { notices } = await listNotices(stage.ledger, {});
    const papers = notices.filter(({ kind, numbers }) => kind !== 'digest' && numbers.includes(`${stage.programme}/改-3`));
    expect(papers.map(({ kind }) => kind).toSorted()).toEqual(['deadlinePassed', 'escalation', 'issue', 'participation', 'supervisionOrder', 'urge']);
    expect(papers.every(({ status }) => status === 'delivered')).toBe(true);
  });
});

describe('a ladder over the Spring Festival', () => {
  test('acknowledged in the middle, it stops; somebody off the ladder cannot stop it', async () => {
    await stage.advance(shanghai('2019-02-02', '10:00'));
    expect(await climbsForDueDay('改-2')).toEqual(['1 on 2019-02-02']);
    const acknowledge = (until: string, actor: string) => stage.send('改-2', aCommand('acknowledge', { until }), { actor });

    await expect(acknowledge('2019-02-15', 'lead_contact of SPP-06')).rejects.toMatchObject({ code: 'NOT_ON_LADDER', exitCode: 3 });
    await expect(acknowledge('2019-02-25', 'department_head of SPP-06')).rejects.toMatchObject({ code: 'ACKNOWLEDGED_TOO_LONG', exitCode: 3 });
    await acknowledge('2019-02-15', 'department_head of SPP-06');

    expect(await stage.handle('改-2').query<TaskView>('task')).toMatchObject({ nextDeadline: { at: shanghai('2019-02-18', '09:00') } });
  });

  test('what it writes to the leader lies open on the day before, and is held with a reason', async () => {
    await stage.advance(shanghai('2019-02-19', '10:00'));

    await stage.send('改-2', aCommand('holdPaper'));
    const { notices } = await listNotices(stage.ledger, { to: 'SPP-BGT' });
    expect(notices.filter(({ kind, numbers }) => kind === 'papersDrafted' && numbers.includes(`${stage.programme}/改-2`))).toMatchObject([
      { composedAt: expect.stringMatching(/^2019-02-19T00:30/u), status: 'delivered' },
    ]);
  });

  test('climbs on 02-02, 02-11, 02-13 and 02-20; the one that was acknowledged goes on after its day, at the same distances', async () => {
    await stage.advance(shanghai('2019-02-28', '10:00'));

    expect((await climbsForDueDay('改-1')).slice(0, 4)).toEqual(['1 on 2019-02-02', '2 on 2019-02-11', '3 on 2019-02-13', '4 on 2019-02-20']);
    expect(await climbsForDueDay('改-2')).toEqual(['1 on 2019-02-02', '2 on 2019-02-18', '3 on 2019-02-20', '4 on 2019-02-27']);
  });

  test('unsigned, the paper to the leader leaves on its day, and the journal says so; held, it leaves when it is let go', async () => {
    const reports = async (number: string): Promise<readonly string[]> => {
      const { notices } = await listNotices(stage.ledger, {});
      const some = notices.filter(({ kind, numbers }) => kind === 'leaderReport' && numbers.includes(`${stage.programme}/${number}`));
      return some.map(({ composedAt, status }) => `${composedAt.slice(0, 10)} ${status}`);
    };
    const third = (await stage.journal('改-1')).find(({ event }) => event.type === 'taskEscalated' && event.level === 3 && event.cause?.kind === 'due');
    expect(third?.event).toMatchObject({ signedBy: null });
    expect([await reports('改-1'), await reports('改-2')]).toEqual([['2019-02-13 delivered'], []]);

    await stage.send('改-2', aCommand('releasePaper'));
    await stage.whenQuiet('改-2');

    expect(await reports('改-2')).toEqual(['2019-02-28 delivered']);
  });
});

describe('below the national office', () => {
  test('a municipal task climbs on a Sunday that is worked, then to the provincial reviewers, and only then to the national office, which has heard nothing', async () => {
    await stage.advance(shanghai('2019-05-13', '10:00'));

    expect(await climbsForDueDay('工-03')).toEqual(['1 on 2019-04-28', '2 on 2019-04-30', '3 on 2019-05-06', '4 on 2019-05-13']);
    expect((await climbs('工-03')).filter(({ cause }) => cause === 'due').map(({ told }) => told)).toEqual([
      ['3301-06 department_head'],
      ['3301-BGS supervisor'],
      ['33-BGS supervisor', '33-06 department_head'],
      ['SPP-BGT supervisor', 'SPP-06 department_head'],
    ]);
    const { notices } = await listNotices(stage.ledger, { to: 'SPP' });
    const heard = notices.filter(({ numbers }) => numbers.includes(`${stage.programme}/工-03`));
    expect(heard.map(({ kind, composedAt }) => [kind, composedAt.slice(0, 10)])).toEqual([
      ['escalation', '2019-05-13'],
      ['escalation', '2019-05-13'],
    ]);
  });

  test('a grassroots task goes through every level above it', async () => {
    expect(await climbsForDueDay('工-09')).toEqual(['1 on 2019-04-28', '2 on 2019-04-30', '3 on 2019-05-06', '4 on 2019-05-13']);
    expect((await climbs('工-09')).map(({ told }) => told)).toEqual([
      ['330102-06 department_head'],
      ['3301-BGS supervisor', '3301-06 department_head'],
      ['33-BGS supervisor', '33-06 department_head'],
      ['SPP-BGT supervisor', 'SPP-06 department_head'],
    ]);
  });

  test('each step is the activity escalateToReviewers in the history of the task, with a Chinese summary; the search attribute follows', async () => {
    await stage.whenQuiet('工-09');
    const { events } = await stage.handle('工-09').fetchHistory();
    const summaries = (events ?? []).flatMap(({ activityTaskScheduledEventAttributes: scheduled, userMetadata }) =>
      scheduled?.activityType?.name === 'escalateToReviewers' && userMetadata?.summary
        ? [defaultPayloadConverter.fromPayload<string>(userMetadata.summary)]
        : [],
    );

    expect(summaries).toEqual([
      '送达催办单：民事检察部',
      '送达升级督办单：办公室、民事检察部；督办单：民事检察部',
      '送达升级督办单：办公室、民事检察部；督办单：民事检察部',
      '送达升级督办单：办公厅、第六检察厅；督办单：民事检察部',
    ]);
    expect((await stage.handle('工-09').describe()).searchAttributes).toMatchObject({ DubanEscalation: [4] });
  });
});

test('time has ended nothing (R11), and the journal holds', async () => {
  for (const number of ['改-1', '改-2', '改-3', '改-4', '工-03', '工-09'])
    expect((await taskByNumber(stage.ledger, { programme: stage.programme, number }, shanghai('2019-05-13', '10:00')))?.task.state).toMatch(
      /issued|inProgress/,
    );
  expect(await verifyLedger(stage.ledger)).toMatchObject({ ok: true });
});
