import { dateOf, endOf, monthOf, msOf } from './dates.ts';
import { bare } from './empty-phrases.ts';
import type { CancelMeeting, EndGateEvent, HoldMeeting, MeetingCommand, MeetingCommandType, MoveMeeting, OpenGate, ScheduleMeeting } from './meeting-commands.ts';
import type { MeetingEvent } from './meeting-events.ts';
import { firstMeetingPolicy } from './meeting-policy.ts';
import type { Meeting, OfficeMeetings } from './meetings.ts';
import { cycleOf, cyclesOf, meetingOf } from './meetings.ts';
import type { Policy } from './policy.ts';
import type { EventActor } from './events.ts';
import type { Refusal } from './refusals.ts';
import { refusal } from './refusals.ts';
import type { Actor, DateText, Instant } from './values.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { addWorkingDays, isWorkingDay } from './working-calendar.ts';

/** What may be done to the meetings of an office, and by whom (R1, R7, R27). */

export interface MeetingFacts {
  readonly now: Instant;
  readonly actor: Actor | 'clock';
  readonly calendar: WorkingCalendar;
  readonly policy: Policy;
  /** Of those whom the command names, whom the directory does not know. */
  readonly unknown: { readonly persons: readonly string[]; readonly departments: readonly string[]; readonly programmes: readonly string[] };
}

export interface MeetingWarning {
  readonly code: 'NOT_A_WORKING_DAY' | 'CUT_OFF_OVER' | 'CUT_OFF_STANDS';
  readonly message: string;
}

export type MeetingDecision =
  | { readonly events: readonly MeetingEvent[]; readonly warnings: readonly MeetingWarning[] }
  | { readonly refusal: Refusal };

export const meetingActNames: Readonly<Record<MeetingCommandType, string>> = {
  scheduleMeeting: '安排会议',
  moveMeeting: '改期',
  cancelMeeting: '取消会议',
  holdMeeting: '记录会议',
  openGate: '设定专题听取',
  endGateEvent: '记录活动结束日期',
  passCutOff: '记录截止',
};

/** The office's supervision unit, which prepares its meetings; cut-offs pass by the clock alone. */
export function decideOnMeetings(meetings: OfficeMeetings, command: MeetingCommand, facts: MeetingFacts): MeetingDecision {
  const { actor } = facts;
  if (command.type === 'passCutOff') return actor === 'clock' ? passCutOffs(meetings, facts) : notEntitled(command, actor.person);
  if (actor === 'clock') return notEntitled(command, actor);
  if (actor.office !== meetings.office || !actor.roles.includes('supervisor')) return notEntitled(command, actor.person);
  switch (command.type) {
    case 'scheduleMeeting':
      return schedule(meetings, command, facts);
    case 'moveMeeting':
      return move(meetings, command, facts);
    case 'cancelMeeting':
      return cancel(meetings, command, facts);
    case 'holdMeeting':
      return hold(meetings, command, facts);
    case 'openGate':
      return openGate(meetings, command, facts);
    case 'endGateEvent':
      return endGateEvent(meetings, command, facts);
  }
}

function schedule(meetings: OfficeMeetings, { date, meetingType, topic }: ScheduleMeeting, facts: MeetingFacts): MeetingDecision {
  const fault = dayFault(meetings, { date }, facts);
  if (fault) return { refusal: fault };
  const { office } = meetings;
  const cutOff = cutOffBefore(date, facts);
  const event: MeetingEvent = { ...factOf('meetingScheduled', facts), meeting: `${office}-${date}`, office, date, meetingType, topic, cutOff };
  // A meeting called at short notice is held all the same; nobody is missing who was never asked.
  const isShort = cutOff < dateOf(facts.now) && !cycleOf(meetings, monthOf(date));
  const warnings = [...restDayWarning(date, facts), ...(isShort ? [warn('CUT_OFF_OVER', `报告截止 ${cutOff} 已过，本次会议不列缺报名单`)] : [])];
  return { events: isShort ? [event, passedNow(monthOf(date), { cutOff, facts })] : [event], warnings };
}

function move(meetings: OfficeMeetings, { meeting: id, date, reason }: MoveMeeting, facts: MeetingFacts): MeetingDecision {
  const meeting = meetingOf(meetings, id);
  if (!meeting) return refuse('MEETING_NOT_FOUND', { meeting: id });
  if (meeting.state !== 'scheduled') return refuse('MEETING_NOT_SCHEDULED', { meeting: id, state: meetingStateNames[meeting.state] });
  if (bare(reason) === '') return refuse('REASON_MISSING');
  if (date === meeting.date) return refuse('MEETING_UNMOVED', { meeting: id, date });
  const fault = dayFault(meetings, { date, but: meeting }, facts);
  if (fault) return { refusal: fault };
  const cutOff = cutOffBefore(date, facts);
  const stands = cycleOf(meetings, monthOf(meeting.date))?.passed ?? false;
  if (!stands && cutOff < dateOf(facts.now)) return refuse('CUT_OFF_BEFORE_TODAY', { date, cutOff });
  const event: MeetingEvent = { ...factOf('meetingMoved', facts), meeting: id, date, cutOff, reason };
  const warnings = [...restDayWarning(date, facts), ...(stands ? [warn('CUT_OFF_STANDS', `报告截止已于 ${meeting.cutOff} 过去，不随会议改期`)] : [])];
  return { events: [event], warnings };
}

function cancel(meetings: OfficeMeetings, { meeting: id, reason }: CancelMeeting, facts: MeetingFacts): MeetingDecision {
  const meeting = meetingOf(meetings, id);
  if (!meeting) return refuse('MEETING_NOT_FOUND', { meeting: id });
  if (meeting.state !== 'scheduled') return refuse('MEETING_NOT_SCHEDULED', { meeting: id, state: meetingStateNames[meeting.state] });
  if (bare(reason) === '') return refuse('REASON_MISSING');
  return accept({ ...factOf('meetingCancelled', facts), meeting: id, reason });
}

function hold(meetings: OfficeMeetings, { meeting: id, attendance, heard, topic }: HoldMeeting, facts: MeetingFacts): MeetingDecision {
  const meeting = meetingOf(meetings, id);
  if (!meeting) return refuse('MEETING_NOT_FOUND', { meeting: id });
  if (meeting.state !== 'scheduled') return refuse('MEETING_NOT_SCHEDULED', { meeting: id, state: meetingStateNames[meeting.state] });
  if (dateOf(facts.now) < meeting.date) return refuse('MEETING_NOT_YET', { meeting: id, date: meeting.date });
  const [person] = facts.unknown.persons;
  if (person !== undefined) return refuse('PERSON_NOT_FOUND', { person });
  const [department] = facts.unknown.departments;
  if (department !== undefined) return refuse('DEPARTMENT_NOT_FOUND', { department });
  return accept({ ...factOf('meetingHeld', facts), meeting: id, attendance, heard, topic: topic ?? meeting.topic });
}

function openGate(meetings: OfficeMeetings, { event, programme, category }: OpenGate, facts: MeetingFacts): MeetingDecision {
  if (bare(event) === '') return refuse('TEXT_MISSING');
  if (facts.unknown.programmes.includes(programme)) return refuse('PROGRAMME_NOT_FOUND', { programme });
  if (meetings.gates.some((gate) => gate.event === event)) return refuse('GATE_EXISTS', { event });
  return accept({ ...factOf('gateOpened', facts), event, programme, category });
}

/** Recorded again, the later word counts, until the hearing's cut-off has passed. */
function endGateEvent(meetings: OfficeMeetings, { event, endedOn }: EndGateEvent, facts: MeetingFacts): MeetingDecision {
  const gate = meetings.gates.find((known) => known.event === event);
  if (!gate) return refuse('GATE_NOT_FOUND', { event });
  if (gate.passed) return refuse('GATE_PASSED', { event, cutOff: gate.cutOff ?? '' });
  if (gate.endedOn === endedOn) return refuse('GATE_UNMOVED', { event, date: endedOn });
  const cutOff = addWorkingDays(facts.calendar, endedOn, policyOf(facts).gateWorkingDays);
  if (cutOff < dateOf(facts.now)) return refuse('CUT_OFF_BEFORE_TODAY', { date: endedOn, cutOff });
  return accept({ ...factOf('gateEventEnded', facts), event, endedOn, cutOff });
}

/** Every cut-off that has gone by, in the order of their days; after a long absence all of them at once, marked late. */
function passCutOffs(meetings: OfficeMeetings, facts: MeetingFacts): MeetingDecision {
  const events = pendingCutOffs(meetings)
    .filter(({ cutOff }) => endOf(cutOff) <= facts.now)
    .map(({ of, cutOff }): MeetingEvent => ({ ...factOf('cutOffPassed', facts), of, cutOff, late: isLate(cutOff, facts) }));
  return accept(...events);
}

export interface PendingCutOff {
  readonly of: { readonly cycle: string } | { readonly gate: string };
  readonly cutOff: DateText;
}

/** What the timer of an office's meetings waits for, the earliest first. */
export function pendingCutOffs(meetings: OfficeMeetings): readonly PendingCutOff[] {
  const cycles = cyclesOf(meetings).filter(({ passed }) => !passed);
  const gates = meetings.gates.filter((gate) => !gate.passed);
  const pending = [
    ...cycles.map(({ cycle, cutOff }) => ({ of: { cycle }, cutOff })),
    ...gates.flatMap(({ event, cutOff }) => (cutOff === null ? [] : [{ of: { gate: event }, cutOff }])),
  ];
  return pending.toSorted((a, b) => (a.cutOff < b.cutOff ? -1 : a.cutOff > b.cutOff ? 1 : 0));
}

/** A timer that fires within a minute of its time is on time. */
const promptWithinMs = 60_000;
const isLate = (cutOff: DateText, { now }: MeetingFacts): boolean => msOf(now) - msOf(endOf(cutOff)) > promptWithinMs;

const passedNow = (cycle: string, { cutOff, facts }: { readonly cutOff: DateText; readonly facts: MeetingFacts }): MeetingEvent => ({
  ...factOf('cutOffPassed', facts),
  of: { cycle },
  cutOff,
  late: false,
});

function dayFault(meetings: OfficeMeetings, { date, but }: { readonly date: DateText; readonly but?: Meeting }, { now }: MeetingFacts): Refusal | null {
  if (date < dateOf(now)) return refusal('MEETING_IN_PAST', { date });
  const other = meetings.meetings.find((meeting) => meeting !== but && meeting.date === date && meeting.state !== 'cancelled');
  return other ? refusal('MEETING_ON_SAME_DAY', { date, meeting: other.id }) : null;
}

const restDayWarning = (date: DateText, { calendar }: MeetingFacts): readonly MeetingWarning[] =>
  isWorkingDay(calendar, date) ? [] : [warn('NOT_A_WORKING_DAY', `${date} 不是工作日`)];

const cutOffBefore = (date: DateText, facts: MeetingFacts): DateText => addWorkingDays(facts.calendar, date, -policyOf(facts).cutOffWorkingDays);

const policyOf = ({ policy }: MeetingFacts) => policy.meetings ?? firstMeetingPolicy;

export const meetingStateNames: Readonly<Record<Meeting['state'], string>> = { scheduled: '已安排', held: '已召开', cancelled: '已取消' };

const factOf = <Type extends MeetingEvent['type']>(type: Type, { now, actor }: MeetingFacts): { type: Type; at: Instant; by: EventActor } => ({
  type,
  at: now,
  by: actor === 'clock' ? actor : actor.person,
});

const warn = (code: MeetingWarning['code'], message: string): MeetingWarning => ({ code, message });
const accept = (...events: readonly MeetingEvent[]): MeetingDecision => ({ events, warnings: [] });
const refuse = (...[code, details]: Parameters<typeof refusal>): MeetingDecision => ({ refusal: refusal(code, details) });

const notEntitled = ({ type }: MeetingCommand, person: string): MeetingDecision =>
  refuse('NOT_ENTITLED', { person, act: meetingActNames[type], who: type === 'passCutOff' ? '系统时钟' : '开会单位督查部门' });
