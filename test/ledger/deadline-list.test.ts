import { beforeAll, describe, expect, test } from 'vitest';
import { deadlinesAhead } from '../../client/deadlines-ahead.ts';
import type { CommandType } from '../../domain/command-shapes.ts';
import { deadlineText } from '../../domain/deadlines.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { createProgramme } from '../../ledger/programmes.ts';
import type { DeadlineFilter } from '../../ledger/queries/deadline-list.ts';
import { deadlineList } from '../../ledger/queries/deadline-list.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { act, aLedgerWithProgramme, aTaskIn, entry, programme2019 } from '../support/ledger.ts';

let ledger: Ledger;
beforeAll(async () => {
  ({ ledger } = await aLedgerWithProgramme());
  await createProgramme(ledger, { ...programme2019, name: '33-2019', office: '33' }, entry);
  await aTaskIn('issued', ledger, '改-1');
  await aTaskIn('inProgress', ledger, '改-2');
  await aTaskIn('closureReview', ledger, '改-3');
  await aTaskIn('struckOff', ledger, '改-4');
  await aTaskIn('inProgress', ledger, '改-5');
  await act(ledger, '改-5', aCommand('suspend', { resumeOn: '2019-03-04' }));
  await aTaskIn('registered', ledger, '改-6');
});

const today = '2019-02-20';
const at = shanghai(today, '09:00');
const named = async (filter: Partial<DeadlineFilter>, now = at) =>
  (await deadlineList(ledger, { until: null, ...filter }, now)).rows.map(({ number, kind, date }) => `${number} ${kind} ${date}`);

describe('what falls due', () => {
  test('is listed up to a day, the overdue first, though no worker has taken note of it yet', async () => {
    expect(await named({ until: '2019-03-04' })).toEqual(['改-1 sign 2019-02-14', '改-3 review 2019-02-19', '改-5 resumption 2019-03-04']);
    expect(await named({ until: '2019-04-30' })).toEqual([
      '改-1 sign 2019-02-14',
      '改-3 review 2019-02-19',
      '改-5 resumption 2019-03-04',
      '改-1 milestone 2019-04-30',
      '改-2 milestone 2019-04-30',
    ]);
  });

  test('says whose move it is, how late it is and what comes next', async () => {
    const { rows, ...list } = await deadlineList(ledger, { programme: '2019', until: null, side: 'supervision' }, at);

    expect(list).toEqual({ programme: '2019', asOf: at, until: null });
    expect(rows).toEqual([
      {
        programme: '2019',
        number: '改-3',
        title: '健全民事检察监督机制',
        lead: '第六检察厅',
        state: 'closureReview',
        stateName: '办结待审',
        light: 'green',
        kind: 'review',
        name: '办结审核',
        date: '2019-02-19',
        provisional: false,
        side: 'supervision',
        moves: [
          {
            duty: 'review',
            dutyName: '审核办结申请',
            holder: { office: 'SPP', department: 'SPP-BGT', departmentName: '办公厅', role: 'reviewer' },
            person: null,
          },
        ],
        overdue: true,
        overdueWorkingDays: 1,
        remindOn: null,
        next: { at: '2019-02-19T16:00:00.000Z', deadline: { kind: 'review', date: '2019-02-19' } },
      },
    ]);
  });

  test('of another programme, or of a side that owes nothing, is nothing', async () => {
    expect(await named({ programme: '33-2019', until: '2019-12-31' })).toEqual([]);
    expect(await named({ side: 'participant', until: '2019-12-31' })).toEqual([]);
  });

  test('of a programme that does not exist is refused', async () => {
    await expect(deadlinesAhead(ledger, { programme: '2031', days: null }, at)).rejects.toMatchObject({ code: 'PROGRAMME_NOT_FOUND', exitCode: 4 });
    expect(await deadlinesAhead(ledger, { programme: '2019', days: 12 }, at)).toMatchObject({ until: '2019-03-04', rows: { length: 3 } });
  });
});

describe('what is overdue', () => {
  const pass = (number: string, now: string) => act(ledger, number, aCommand('passDeadline'), { actor: 'clock', now, id: `clock:${number} ${now}` });

  test('stays listed after it is recorded, with the next step of the ladder, until it is settled', async () => {
    const night = shanghai('2019-02-20', '10:00');
    for (const number of ['改-1', '改-3']) await pass(number, night);
    const { rows } = await deadlineList(ledger, { until: null }, night);
    expect(rows.map(({ number, next }) => [number, next && deadlineText(next)])).toEqual([
      ['改-1', '升级，2019-02-21 09:00'],
      ['改-3', '升级，2019-02-22 09:00'],
    ]);

    const settle: readonly [string, CommandType][] = [
      ['改-1', 'receive'],
      ['改-3', 'returnClosure'],
    ];
    for (const [number, type] of settle) await act(ledger, number, aCommand(type), { now: shanghai('2019-02-20', '11:00') });

    expect(await named({}, shanghai('2019-02-20', '12:00'))).toEqual([]);
  });

  test('is marked in its row, so that what is not late is not read', async () => {
    const columns = await ledger.db.selectFrom('tasks').select(['number', 'overdue_since']).where('overdue_since', 'is not', null).execute();
    expect(columns).toEqual([]);

    await pass('改-2', shanghai('2019-07-02', '09:00'));
    const late = await ledger.db.selectFrom('tasks').select('overdue_since').where('number', '=', '改-2').executeTakeFirst();
    expect(late).toEqual({ overdue_since: '2019-04-30' });
    expect(await named({ side: 'lead' }, shanghai('2019-07-02', '10:00'))).toContain('改-2 due 2019-06-30');
  });
});
