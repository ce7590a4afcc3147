import { describe, expect, test } from 'vitest';
import { chineseNumeral } from '../../domain/chinese-numerals.ts';
import { chineseDate } from '../../domain/dates.ts';
import { decidePacket } from '../../domain/packet-editions.ts';
import { shanghai } from '../support/commands.ts';
import { anEvent, aTask, historyOf, historyOfEscalated, taskAfter } from '../support/events.ts';
import { contact, supervisor } from '../support/offices.ts';
import { aPacket, aReport, anEntry, numbered } from '../support/packets.ts';

const inProgress = aTask('inProgress');
const owes = (number: string, standing: 'onTime' | 'late' | 'missing' = 'missing') => ({
  programme: '2019',
  number,
  standing,
  report: standing === 'missing' ? null : aReport,
});

describe('the packet of a meeting (R8)', () => {
  test('has each department with its tasks, and what it reported of them word for word (R13)', () => {
    const { departments } = aPacket();

    expect(departments).toEqual([
      {
        department: 'SPP-06',
        name: '第六检察厅',
        tasks: [expect.objectContaining({ number: '改-12', state: 'inProgress', standing: 'onTime', report: aReport })],
      },
    ]);
  });

  test('has a department in it that owes nothing this month but has tasks, and none that has no task', () => {
    const entries = [
      anEntry(numbered(aTask('issued'), '改-1', 'SPP-10'), { leadName: '第十检察厅' }),
      anEntry(numbered(aTask('struckOff'), '改-2', 'SPP-08')),
      anEntry(numbered(aTask('registered'), '改-3', 'SPP-03')),
    ];

    expect(aPacket({ entries, owed: [] }).departments).toEqual([
      { department: 'SPP-10', name: '第十检察厅', tasks: [expect.objectContaining({ number: '改-1', standing: null, report: null })] },
    ]);
  });

  test('names whoever has sent no report, department by department', () => {
    const entries = [
      anEntry(numbered(inProgress, '改-1', 'SPP-10'), { leadName: '第十检察厅' }),
      anEntry(numbered(inProgress, '改-2', 'SPP-06')),
      anEntry(numbered(inProgress, '改-3', 'SPP-10'), { leadName: '第十检察厅' }),
      anEntry(numbered(inProgress, '改-4', 'SPP-08'), { leadName: '第八检察厅' }),
    ];
    const packet = aPacket({ entries, owed: [owes('改-1'), owes('改-2', 'onTime'), owes('改-3'), owes('改-4', 'late')] });

    expect(packet.missing.map(({ name, tasks }) => [name, tasks.map(({ number }) => number)])).toEqual([['第十检察厅', ['改-1', '改-3']]]);
    expect(packet.reports).toEqual({ due: 4, onTime: 1, late: 1, missing: 2, awaited: 0 });
  });

  test('counts nothing itself: its sums are those of the ledger, the first of them what was struck off with a result (R2)', () => {
    const packet = aPacket();

    expect(packet.headline).toEqual({ struckOffWithResult: 12, due: 113 });
    expect(packet.totals).toEqual(packet.programmes[0]?.totals);
  });

  test('lists red tasks by how late they are, and yellow ones by their day', () => {
    const entries = [
      anEntry(numbered(inProgress, '改-1'), { light: 'red', overdueWorkingDays: 3 }),
      anEntry(numbered(inProgress, '改-2'), { light: 'red', overdueWorkingDays: 11 }),
      anEntry({ ...numbered(inProgress, '改-3'), currentDue: '2019-05-10' } as typeof inProgress, { light: 'yellow' }),
      anEntry({ ...numbered(inProgress, '改-4'), currentDue: '2019-05-06' } as typeof inProgress, { light: 'yellow' }),
    ];
    const { red, yellow } = aPacket({ entries });

    expect(red.map(({ number, overdueWorkingDays }) => [number, overdueWorkingDays])).toEqual([
      ['改-2', 11],
      ['改-1', 3],
    ]);
    expect(yellow.map(({ number }) => number)).toEqual(['改-4', '改-3']);
  });

  test('has what the ladder has put on the agenda, the longest waiting first', () => {
    const escalated = taskAfter(historyOfEscalated());
    const since = (number: string, agendaSince: string) => {
      const { ladder } = escalated;
      return anEntry({ ...numbered(escalated, number), ...(ladder && { ladder: { ...ladder, agendaSince } }) });
    };
    const over = anEntry({ ...since('改-4', '2019-07-01').task, state: 'terminated' } as unknown as typeof inProgress);
    const entries = [anEntry(escalated), since('改-2', '2019-07-15'), since('改-3', '2019-07-12'), over];

    expect(aPacket({ entries }).agenda.map((line) => [line.number, line.since])).toEqual([
      ['改-3', '2019-07-12'],
      ['改-2', '2019-07-15'],
    ]);
  });

  test('has the extensions that wait for a decision, with what the supervision unit says to them', () => {
    const asked = taskAfter([...historyOf('inProgress'), anEvent('extensionRequested')]);
    const reviewed = taskAfter([...historyOf('inProgress'), anEvent('extensionRequested'), anEvent('extensionReviewed')]);
    const entries = [anEntry(asked), anEntry(numbered(reviewed, '改-13')), anEntry(numbered(inProgress, '改-14'))];

    expect(aPacket({ entries }).extensions).toMatchObject([
      { number: '改-12', currentDue: '2019-06-30', to: '2019-09-30', reason: '需征求地方意见', supports: null },
      { number: '改-13', supports: true },
    ]);
  });

  test('has the closures that wait for review or verification, the most urgent first', () => {
    const verifying = taskAfter([...historyOf('closureReview'), anEvent('verificationOrdered')]);

    expect(aPacket({ entries: [anEntry(verifying), anEntry(numbered(aTask('closureReview'), '改-13'))] }).closures).toMatchObject([
      { number: '改-13', state: 'closureReview', appliedOn: '2019-06-20', reviewBy: '2019-06-27', result: '印发民事检察办案指引' },
      { number: '改-12', state: 'verifying', reviewBy: '2019-07-05' },
    ]);
  });

  test('has what was struck off since the cut-off before', () => {
    const entries = [anEntry(aTask('struckOff'))];

    expect(aPacket({ entries, previousCutOff: '2019-06-24' }).struckOff).toMatchObject([{ number: '改-12', struckOffOn: '2019-06-25' }]);
    expect(aPacket({ entries, previousCutOff: '2019-06-25' }).struckOff).toEqual([]);
  });
});

test('a suggestion without an answer is listed again and again, and says for which time (R43)', () => {
  const suggestion = {
    programme: '2019',
    number: '改-12',
    title: '健全机制',
    leadName: '第六检察厅',
    id: '1-1',
    text: '请提前会商',
    answerBy: null,
    overdue: false,
  };
  const reported = { ...suggestion, reportedAt: shanghai('2019-02-20', '09:00') };
  const suggestions = [
    { ...reported, packets: 0, toSubmit: false },
    { ...reported, packets: 2, toSubmit: true },
  ];

  expect(aPacket({ suggestions }).suggestions).toEqual([
    { ...reported, timesListed: 1, toSubmit: false },
    { ...reported, timesListed: 3, toSubmit: true },
  ]);
});

describe('the editions of a packet', () => {
  const cycle = { cutOff: '2019-04-28' };
  const base = { now: shanghai('2019-04-28', '24:00'), actor: 'clock', standsInFor: [], office: 'SPP', cycle, latest: null } as const;
  const decided = (parts: object = {}, correction: { readonly reason: string } | null = null) =>
    decidePacket({ type: 'composePacket', cycle: '2019-05', correction }, { ...base, ...parts });
  const second = { latest: { edition: 1 } };

  test('the first is composed once the cut-off has gone by, by the clock or by the supervision unit', () => {
    const first = { type: 'packetComposed', at: base.now, by: 'clock', cycle: '2019-05', edition: 1, reason: null };

    expect(decided()).toEqual({ compose: first, of: cycle });
    expect(decided({ actor: supervisor })).toMatchObject({ compose: { by: supervisor.person } });
    expect(decided({ now: shanghai('2019-04-28', '23:59') })).toMatchObject({ refusal: { code: 'PACKET_BEFORE_CUT_OFF', details: { date: '2019-04-28' } } });
  });

  test('asked for again, the one that stands is given', () => {
    expect(decided(second)).toEqual({ stands: { edition: 1 } });
    expect(decided({ ...second, actor: supervisor })).toEqual({ stands: { edition: 1 } });
  });

  test('a correction is the next one, and says why', () => {
    expect(decided({ ...second, actor: supervisor }, { reason: '补记一份汇报' })).toMatchObject({ compose: { edition: 2, reason: '补记一份汇报' } });
    expect(decided({ ...second, actor: supervisor }, { reason: ' ' })).toMatchObject({ refusal: { code: 'REASON_MISSING' } });
    expect(decided({ actor: supervisor }, { reason: '补记一份汇报' })).toMatchObject({ refusal: { code: 'PACKET_NOT_COMPOSED' } });
  });

  test('are for nobody else, and for no month without a meeting', () => {
    expect(decided({ actor: contact })).toMatchObject({ refusal: { code: 'NOT_ENTITLED' } });
    expect(decided({ actor: contact, standsInFor: [supervisor] })).toMatchObject({ compose: { by: contact.person, onBehalfOf: supervisor.person } });
    expect(decided({ actor: supervisor, office: '33' })).toMatchObject({ refusal: { code: 'NOT_ENTITLED' } });
    expect(decided({ cycle: null })).toMatchObject({ refusal: { code: 'CYCLE_NOT_FOUND', details: { office: 'SPP', cycle: '2019-05' } } });
  });
});

test('numbers and days as papers write them', () => {
  expect([1, 9, 10, 11, 20, 25, 99].map(chineseNumeral)).toEqual(['一', '九', '十', '十一', '二十', '二十五', '九十九']);
  expect(chineseDate('2019-05-06')).toBe('2019年5月6日');
});
