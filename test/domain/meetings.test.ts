import { describe, expect, test } from 'vitest';
import { nextCutOffAt, pendingCutOffs, untoldCycles } from '../../domain/cut-offs.ts';
import { decideOnMeetings } from '../../domain/deciding-meetings.ts';
import type { MeetingCommand } from '../../domain/meeting-commands.ts';
import type { MeetingFacts } from '../../domain/meeting-decision.ts';
import type { MeetingEvent } from '../../domain/meeting-events.ts';
import { isMeetingEvent } from '../../domain/meeting-events.ts';
import { proposedMeetings } from '../../domain/meeting-plan.ts';
import { firstMeetingPolicy } from '../../domain/meeting-policy.ts';
import { cycleOf, cyclesOf, evolveMeetings, meetingOf, noMeetings } from '../../domain/meetings.ts';
import type { OfficeMeetings } from '../../domain/meetings.ts';
import { firstPolicy } from '../../domain/policy.ts';
import type { RefusalCode } from '../../domain/refusals.ts';
import { refusalText } from '../../domain/refusals.ts';
import { calendarOf2019 } from '../support/calendars.ts';
import { shanghai } from '../support/commands.ts';
import { anActor, contact, supervisor } from '../support/offices.ts';

const facts = (parts: Partial<MeetingFacts> = {}): MeetingFacts => ({
  now: shanghai('2019-04-02', '09:00'),
  actor: supervisor,
  calendar: calendarOf2019,
  policy: firstPolicy,
  unknown: { persons: [], departments: [], programmes: [] },
  ...parts,
});

const may: MeetingCommand = { type: 'scheduleMeeting', date: '2019-05-05', meetingType: '党组会', topic: '听取重点工作汇报' };
const toSeventh: MeetingCommand = { type: 'moveMeeting', meeting: 'SPP-2019-05-05', date: '2019-05-07', reason: '与上级会议冲突' };
const cancelMay: MeetingCommand = { type: 'cancelMeeting', meeting: 'SPP-2019-05-05', reason: '书记出访' };
const holdMay: MeetingCommand = { type: 'holdMeeting', meeting: 'SPP-2019-05-05', attendance: ['P1', 'P2'], heard: ['SPP-06'] };
const byClock = (at: string): Partial<MeetingFacts> => ({ now: at, actor: 'clock' });

type Step = readonly [MeetingCommand, Partial<MeetingFacts>?];

function after(steps: readonly Step[], begun: OfficeMeetings = noMeetings('SPP')): OfficeMeetings {
  return steps.reduce((meetings, [command, parts]) => {
    const decision = decideOnMeetings(meetings, command, facts(parts));
    if ('refusal' in decision) throw new Error(refusalText(decision.refusal));
    return decision.events.reduce(evolveMeetings, meetings);
  }, begun);
}

const decided = (steps: readonly Step[], ...[command, parts]: Step) => decideOnMeetings(after(steps), command, facts(parts));

function eventsOf(decision: ReturnType<typeof decided>): readonly MeetingEvent[] {
  if ('refusal' in decision) throw new Error(refusalText(decision.refusal));
  return decision.events;
}

function refusesWith(decision: ReturnType<typeof decided>, code: RefusalCode): void {
  expect(decision).toMatchObject({ refusal: { code } });
  if ('refusal' in decision) expect(refusalText(decision.refusal)).not.toMatch(/[{}]/);
}

describe('a meeting that is scheduled', () => {
  test('has its cut-off three working days before, and reminders five and one before that (2019-05-05: 04-28)', () => {
    expect(eventsOf(decided([], may))).toEqual([
      {
        type: 'meetingScheduled',
        at: facts().now,
        by: supervisor.person,
        meeting: 'SPP-2019-05-05',
        office: 'SPP',
        date: '2019-05-05',
        meetingType: '党组会',
        topic: '听取重点工作汇报',
        cutOff: '2019-04-28',
        reminders: [
          { rung: 5, on: '2019-04-22' },
          { rung: 1, on: '2019-04-26' },
        ],
      },
    ]);
  });

  test('may have a cut-off that people state, not after it and not in the past', () => {
    expect(eventsOf(decided([], { ...may, cutOff: '2019-04-30' }))).toMatchObject([{ cutOff: '2019-04-30' }]);
    refusesWith(decided([], { ...may, cutOff: '2019-05-06' }), 'CUT_OFF_AFTER_MEETING');
    refusesWith(decided([], { ...may, cutOff: '2019-04-01' }), 'CUT_OFF_BEFORE_TODAY');
  });

  test('on a rest day is warned of, and stands', () => {
    expect(decided([], { ...may, date: '2019-05-04' })).toMatchObject({ events: [{}], warnings: [{ code: 'NOT_A_WORKING_DAY' }] });
  });

  test('at short notice sets no cut-off, so that nobody is missing who was never asked', () => {
    const short = { ...may, date: '2019-04-03' };
    expect(decided([], short)).toMatchObject({ events: [{ cutOff: null, reminders: [] }], warnings: [{ code: 'CUT_OFF_OVER' }] });
    expect(cyclesOf(after([[short]]))).toEqual([]);
  });

  test('as a second one at short notice needs no warning: it belongs to the cycle that stands', () => {
    const steps: Step[] = [[may], [{ type: 'passCutOff' }, byClock(shanghai('2019-04-28', '24:00'))]];
    const enlarged: MeetingCommand = { ...may, date: '2019-05-06', meetingType: '党组扩大会' };

    expect(decided(steps, enlarged, { now: shanghai('2019-05-05', '12:00') })).toMatchObject({ events: [{ cutOff: null }], warnings: [] });
  });

  test('leaves out reminders whose day has gone by', () => {
    expect(eventsOf(decided([], may, { now: shanghai('2019-04-25', '09:00') }))).toMatchObject([{ reminders: [{ rung: 1 }] }]);
  });

  test('in the past, on the day of another, or about nothing is refused', () => {
    refusesWith(decided([], { ...may, date: '2019-04-01' }), 'MEETING_IN_PAST');
    refusesWith(decided([[may]], may), 'MEETING_ON_SAME_DAY');
    refusesWith(decided([], { ...may, topic: '　' }), 'TOPIC_MISSING');
  });

  test('on the day of a cancelled one is another meeting', () => {
    expect(eventsOf(decided([[may], [cancelMay]], may))).toMatchObject([{ meeting: 'SPP-2019-05-05-2' }]);
  });

  test('goes by the numbers of the policy', () => {
    const policy = { ...firstPolicy, meetings: { ...firstMeetingPolicy, cutOffWorkingDays: 5, reminderWorkingDays: [] } };
    expect(eventsOf(decided([], may, { policy }))).toMatchObject([{ cutOff: '2019-04-25', reminders: [] }]);
  });
});

describe('a meeting that is moved', () => {
  test('takes cut-off and reminders along (2019-05-07: 04-30)', () => {
    expect(eventsOf(decided([[may]], toSeventh))).toMatchObject([
      {
        type: 'meetingMoved',
        meeting: 'SPP-2019-05-05',
        date: '2019-05-07',
        cutOff: '2019-04-30',
        reminders: [
          { rung: 5, on: '2019-04-24' },
          { rung: 1, on: '2019-04-29' },
        ],
      },
    ]);
    expect(cycleOf(after([[may], [toSeventh]]), '2019-05')).toMatchObject({ cutOff: '2019-04-30', meeting: 'SPP-2019-05-05', passed: false });
    expect(meetingOf(after([[may], [toSeventh]]), 'SPP-2019-05-05')).toMatchObject({ date: '2019-05-07', movedCount: 1 });
  });

  test('leaves the others where they are', () => {
    const june: MeetingCommand = { ...may, date: '2019-06-03' };
    expect(after([[may], [june], [toSeventh]]).meetings.map(({ date }) => date)).toEqual(['2019-05-07', '2019-06-03']);
  });

  test('so near that its cut-off would lie before today is refused, unless people state another', () => {
    const near: MeetingCommand = { ...toSeventh, date: '2019-04-03' };
    refusesWith(decided([[may]], near), 'CUT_OFF_BEFORE_TODAY');
    expect(eventsOf(decided([[may]], { ...near, cutOff: '2019-04-02' }))).toMatchObject([{ cutOff: '2019-04-02' }]);
    refusesWith(decided([[may]], { ...near, cutOff: '2019-04-04' }), 'CUT_OFF_AFTER_MEETING');
  });

  test('after its cut-off has passed leaves that where it was, and says so', () => {
    const steps: Step[] = [[may], [{ type: 'passCutOff' }, byClock(shanghai('2019-04-28', '24:00'))]];
    const parts = { now: shanghai('2019-04-29', '09:00') };

    expect(decided(steps, { ...toSeventh, date: '2019-05-06' }, parts)).toMatchObject({ events: [{}], warnings: [{ code: 'CUT_OFF_STANDS' }] });
    expect(cycleOf(after([...steps, [toSeventh, parts]]), '2019-05')).toMatchObject({ cutOff: '2019-04-28', passed: true, reminders: [] });
  });

  test('to a day that is over or taken, without a reason, or nowhere is refused', () => {
    refusesWith(decided([[may]], { ...toSeventh, date: '2019-04-01' }), 'MEETING_IN_PAST');
    refusesWith(decided([[may], [{ ...may, date: '2019-05-07' }]], toSeventh), 'MEETING_ON_SAME_DAY');
    refusesWith(decided([[may]], { ...toSeventh, reason: ' ' }), 'REASON_MISSING');
    refusesWith(decided([[may]], { ...toSeventh, date: '2019-05-05' }), 'MEETING_UNMOVED');
    refusesWith(decided([], toSeventh), 'MEETING_NOT_FOUND');
    refusesWith(decided([[may], [cancelMay]], toSeventh), 'MEETING_NOT_SCHEDULED');
  });
});

describe('a meeting that is cancelled', () => {
  test('leaves the cycle open and its cut-off standing, without a meeting', () => {
    const meetings = after([[may], [cancelMay]]);

    expect(cycleOf(meetings, '2019-05')).toEqual({
      cycle: '2019-05',
      cutOff: '2019-04-28',
      reminders: [
        { rung: 5, on: '2019-04-22' },
        { rung: 1, on: '2019-04-26' },
      ],
      meeting: null,
      passed: false,
      told: false,
    });
    expect(nextCutOffAt(meetings)).toBe(shanghai('2019-04-28', '24:00'));
  });

  test('gives the cycle to the next one of the month', () => {
    const later: MeetingCommand = { ...may, date: '2019-05-20' };

    expect(cycleOf(after([[later], [may]]), '2019-05')).toMatchObject({ cutOff: '2019-04-28', meeting: 'SPP-2019-05-05' });
    expect(cycleOf(after([[later], [may], [cancelMay]]), '2019-05')).toMatchObject({ cutOff: '2019-05-15', meeting: 'SPP-2019-05-20' });
  });

  test('needs a reason, and must stand', () => {
    refusesWith(decided([[may]], { ...cancelMay, reason: '' }), 'REASON_MISSING');
    refusesWith(decided([], cancelMay), 'MEETING_NOT_FOUND');
    refusesWith(decided([[may], [cancelMay]], cancelMay), 'MEETING_NOT_SCHEDULED');
  });
});

describe('a meeting that was held', () => {
  const onTheDay = { now: shanghai('2019-05-05', '17:00') };

  test('has who was there and who was heard', () => {
    expect(meetingOf(after([[may], [holdMay, onTheDay]]), 'SPP-2019-05-05')).toMatchObject({
      state: 'held',
      attendance: ['P1', 'P2'],
      heard: ['SPP-06'],
      topic: '听取重点工作汇报',
    });
    expect(eventsOf(decided([[may]], { ...holdMay, topic: '另有议题' }, onTheDay))).toMatchObject([{ topic: '另有议题' }]);
  });

  test('cannot have been before its day, nor with people whom the directory does not know', () => {
    refusesWith(decided([[may]], holdMay), 'MEETING_NOT_YET');
    refusesWith(decided([], holdMay), 'MEETING_NOT_FOUND');
    refusesWith(decided([[may]], holdMay, { ...onTheDay, unknown: { persons: ['P1'], departments: [], programmes: [] } }), 'PERSON_NOT_FOUND');
    refusesWith(decided([[may]], holdMay, { ...onTheDay, unknown: { persons: [], departments: ['X'], programmes: [] } }), 'DEPARTMENT_NOT_FOUND');
    refusesWith(decided([[may], [holdMay, onTheDay]], cancelMay, onTheDay), 'MEETING_NOT_SCHEDULED');
  });
});

describe('cut-offs', () => {
  const june: MeetingCommand = { ...may, date: '2019-06-03' };
  const passCutOff: MeetingCommand = { type: 'passCutOff' };

  test('pass at the end of their day, each once', () => {
    const atMidnight = byClock(shanghai('2019-04-28', '24:00'));
    expect(eventsOf(decided([[may]], passCutOff, byClock(shanghai('2019-04-28', '23:59'))))).toEqual([]);
    expect(eventsOf(decided([[may]], passCutOff, atMidnight))).toEqual([
      { type: 'cutOffPassed', at: atMidnight.now, by: 'clock', of: { cycle: '2019-05' }, cutOff: '2019-04-28', late: false },
    ]);
    expect(eventsOf(decided([[may], [passCutOff, atMidnight]], passCutOff, atMidnight))).toEqual([]);
  });

  test('that nobody recorded are made up for in their order, marked late', () => {
    expect(eventsOf(decided([[june], [may]], passCutOff, byClock(shanghai('2019-07-01', '09:00'))))).toMatchObject([
      { of: { cycle: '2019-05' }, late: true },
      { of: { cycle: '2019-06' }, late: true },
    ]);
  });

  test('stay with their cycle, even where its meeting moves into another month', () => {
    const steps: Step[] = [[may], [passCutOff, byClock(shanghai('2019-04-28', '24:00'))]];
    const toJune: Step = [{ ...toSeventh, date: '2019-06-10' }, { now: shanghai('2019-04-29', '09:00') }];

    expect(cyclesOf(after([...steps, toJune]))).toMatchObject([
      { cycle: '2019-05', cutOff: '2019-04-28', meeting: null, passed: true },
      { cycle: '2019-06', cutOff: '2019-06-04', meeting: 'SPP-2019-05-05', passed: false },
    ]);
  });

  test('are untold until the missing have been told, once', () => {
    const tellMissing: MeetingCommand = { type: 'tellMissing', cycle: '2019-05', tasks: 3 };
    const clock = byClock(shanghai('2019-04-28', '24:00'));
    const passed: Step[] = [[may], [passCutOff, clock]];

    expect(eventsOf(decided([[may]], tellMissing, clock))).toEqual([]);
    expect(untoldCycles(after(passed))).toEqual(['2019-05']);
    expect(eventsOf(decided(passed, tellMissing, clock))).toEqual([{ type: 'missingTold', at: clock.now, by: 'clock', cycle: '2019-05', tasks: 3 }]);
    expect(untoldCycles(after([...passed, [tellMissing, clock]]))).toEqual([]);
    expect(eventsOf(decided([...passed, [tellMissing, clock]], tellMissing, clock))).toEqual([]);
  });

  test('are none where there is no meeting', () => {
    expect(nextCutOffAt(noMeetings('SPP'))).toBeNull();
    expect(cycleOf(noMeetings('SPP'), '2019-05')).toBeNull();
  });
});

describe('a gate hearing', () => {
  const open: MeetingCommand = { type: 'openGate', event: '全国两会', programme: '2019', category: '改革' };
  const ended: MeetingCommand = { type: 'endGateEvent', event: '全国两会', endedOn: '2019-03-15' };
  const march = { now: shanghai('2019-03-15', '17:00') };

  test('has no day until its event is over, then a cut-off ten working days later', () => {
    const opened = after([[open, march]]);
    expect(opened.gates).toEqual([{ event: '全国两会', programme: '2019', category: '改革', endedOn: null, cutOff: null, passed: false }]);
    expect(pendingCutOffs(opened)).toEqual([]);

    const over = after([[ended, march]], opened);
    expect(pendingCutOffs(over)).toEqual([{ of: { gate: '全国两会' }, cutOff: '2019-03-29' }]);
    expect(after([[{ type: 'passCutOff' }, byClock(shanghai('2019-03-29', '24:00'))]], over).gates).toMatchObject([{ passed: true }]);
  });

  test('moves with the day on which its event ends, until its cut-off has passed', () => {
    const steps: Step[] = [
      [open, march],
      [ended, march],
    ];
    expect(eventsOf(decided(steps, { ...ended, endedOn: '2019-03-18' }, march))).toMatchObject([{ cutOff: '2019-04-01' }]);
    refusesWith(decided(steps, ended, march), 'GATE_UNMOVED');
    refusesWith(decided([...steps, [{ type: 'passCutOff' }, byClock(shanghai('2019-04-01', '09:00'))]], ended), 'GATE_PASSED');
  });

  test('of the same event, of none, of an unknown programme, or over long ago is refused', () => {
    refusesWith(decided([[open, march]], open, march), 'GATE_EXISTS');
    refusesWith(decided([], { ...open, event: '' }), 'EVENT_MISSING');
    refusesWith(decided([], open, { unknown: { persons: [], departments: [], programmes: ['2019'] } }), 'PROGRAMME_NOT_FOUND');
    refusesWith(decided([], ended), 'GATE_NOT_FOUND');
    refusesWith(decided([[open, march]], { ...ended, endedOn: '2019-01-15' }, march), 'CUT_OFF_BEFORE_TODAY');
  });

  test('leaves other gates alone', () => {
    const other: MeetingCommand = { ...open, event: '中央全会' };
    const over = after([
      [open, march],
      [other, march],
      [ended, march],
      [{ type: 'passCutOff' }, byClock(shanghai('2019-04-01', '09:00'))],
    ]);
    expect(over.gates).toMatchObject([{ passed: true }, { endedOn: null, passed: false }]);
  });
});

describe('who may', () => {
  test('is the supervision unit of the office, or a deputy in its place; time passes by the clock alone', () => {
    refusesWith(decided([], may, { actor: contact }), 'NOT_ENTITLED');
    refusesWith(decided([], may, { actor: anActor('33-BG', 'supervisor') }), 'NOT_ENTITLED');
    refusesWith(decided([], may, { actor: 'clock' }), 'NOT_ENTITLED');
    refusesWith(decided([[may]], { type: 'passCutOff' }), 'NOT_ENTITLED');
    expect(eventsOf(decided([], may, { actor: contact, standsInFor: [supervisor] }))).toMatchObject([{ by: contact.person, onBehalfOf: supervisor.person }]);
  });
});

describe('the days proposed for a year', () => {
  const calendar = { ...calendarOf2019, names: { '2019-02-04': '春节', '2019-02-09': '春节', '2019-02-10': '春节', '2019-02-02': '春节' } };

  test('are the first working days of the months; after the Spring Festival the second (2019-02-12)', () => {
    const planned = proposedMeetings(2019, { calendar, policy: firstPolicy });

    expect(planned.map(({ date }) => date)).toEqual([
      '2019-01-02',
      '2019-02-12',
      '2019-03-01',
      '2019-04-01',
      '2019-05-05',
      '2019-06-03',
      '2019-07-01',
      '2019-08-01',
      '2019-09-02',
      '2019-10-08',
      '2019-11-01',
      '2019-12-02',
    ]);
    expect(planned[4]).toEqual({ month: '2019-05', date: '2019-05-05', cutOff: '2019-04-28', provisional: false });
  });

  test('are provisional where no official list is known, and know no festival', () => {
    expect(proposedMeetings(2027, { calendar: calendarOf2019, policy: firstPolicy })[1]).toMatchObject({ date: '2027-02-01', provisional: true });
  });
});

test('what else stands in the stream of the meetings is none of their events', () => {
  expect(isMeetingEvent({ type: 'packetComposed' })).toBe(false);
  expect(isMeetingEvent({ type: 'meetingHeld' })).toBe(true);
});
