import { pendingCutOffs } from './cut-offs.ts';
import { dateOf, endOf, monthOf } from './dates.ts';
import { isLate } from './deadlines.ts';
import { bare } from './empty-phrases.ts';
import { endGateEvent, openGate } from './gate-hearings.ts';
import type { CancelMeeting, HoldMeeting, MeetingCommand, MeetingCommandType, MoveMeeting, ScheduleMeeting } from './meeting-commands.ts';
import type { MeetingDecision, MeetingFacts, MeetingWarning, Sitting } from './meeting-decision.ts';
import { accept, refuse } from './meeting-decision.ts';
import type { CycleReminder, MeetingEvent } from './meeting-events.ts';
import { meetingPolicyOf } from './meeting-policy.ts';
import type { Meeting, OfficeMeetings } from './meetings.ts';
import { cycleOf, evolveMeetings, meetingOf, meetingStateNames } from './meetings.ts';
import type { Refusal } from './refusals.ts';
import { refusal } from './refusals.ts';
import type { DateText, OfficeCode } from './values.ts';
import { addWorkingDays, isWorkingDay } from './working-calendar.ts';

/** What may be done to the meetings of an office, and by whom (R1, R7). */

export const meetingActNames: Readonly<Record<MeetingCommandType, string>> = {
  scheduleMeeting: '安排会议',
  moveMeeting: '会议改期',
  cancelMeeting: '取消会议',
  holdMeeting: '记录会议情况',
  openGate: '设定专题听取',
  endGateEvent: '记录活动结束日期',
  passCutOff: '记录截止',
  tellMissing: '通知缺报',
};

/** By the office's supervision unit, which prepares its meetings, or a deputy in its place; time passes by the clock alone. */
export function decideOnMeetings(meetings: OfficeMeetings, command: MeetingCommand, facts: MeetingFacts): MeetingDecision {
  const { actor, standsInFor = [] } = facts;
  if (command.type === 'passCutOff' || command.type === 'tellMissing')
    return actor === 'clock' ? byTheClock(meetings, command, facts) : notEntitled(command, actor.person);
  if (actor === 'clock') return notEntitled(command, actor);
  const entitled = [actor, ...standsInFor].find(({ office, roles }) => office === meetings.office && roles.includes('supervisor'));
  if (!entitled) return notEntitled(command, actor.person);
  const sitting: Sitting = { ...facts, meetings, stamp: { at: facts.now, by: actor.person, ...(entitled !== actor && { onBehalfOf: entitled.person }) } };
  switch (command.type) {
    case 'scheduleMeeting':
      return schedule(command, sitting);
    case 'moveMeeting':
      return move(command, sitting);
    case 'cancelMeeting':
      return cancel(command, sitting);
    case 'holdMeeting':
      return hold(command, sitting);
    case 'openGate':
      return openGate(command, sitting);
    case 'endGateEvent':
      return endGateEvent(command, sitting);
  }
}

function schedule({ date, meetingType, topic, cutOff: stated }: ScheduleMeeting, sitting: Sitting): MeetingDecision {
  const { meetings, now, stamp } = sitting;
  const today = dateOf(now);
  if (bare(topic) === '') return refuse('TOPIC_MISSING');
  const fault = dayFault({ date, but: null }, sitting) ?? cutOffFault({ date, stated }, today);
  if (fault) return { refusal: fault };
  const usual = stated ?? cutOffBefore(date, sitting);
  // A meeting called at short notice is held all the same; nobody is missing who was never asked.
  const cutOff = usual < today ? null : usual;
  const { office } = meetings;
  const content = { meeting: freeId(meetings, date), office, date, meetingType, topic, cutOff, reminders: remindersBefore(cutOff, sitting) };
  const isFirst = cycleOf(meetings, monthOf(date)) === null;
  const short = cutOff === null && isFirst ? [warn('CUT_OFF_OVER', `报告截止日 ${usual} 已过，本次会议不设截止、不列缺报名单`)] : [];
  return { events: [{ type: 'meetingScheduled', ...stamp, ...content }], warnings: [...restDayWarning(date, sitting), ...short] };
}

function move({ meeting: id, date, reason, cutOff: stated }: MoveMeeting, sitting: Sitting): MeetingDecision {
  const { meetings, now, stamp } = sitting;
  const today = dateOf(now);
  const found = changeable(meetings, id);
  if ('refusal' in found) return found;
  if (bare(reason) === '') return refuse('REASON_MISSING');
  if (date === found.date) return refuse('MEETING_UNMOVED', { meeting: id, date });
  const fault = dayFault({ date, but: found }, sitting) ?? cutOffFault({ date, stated }, today);
  if (fault) return { refusal: fault };
  const cutOff = stated ?? cutOffBefore(date, sitting);
  const event: MeetingEvent = { type: 'meetingMoved', ...stamp, meeting: id, date, cutOff, reminders: remindersBefore(cutOff, sitting), reason };
  const cycle = cycleOf(evolveMeetings(meetings, event), monthOf(date));
  if (!cycle?.passed && cutOff < today) return refuse('CUT_OFF_BEFORE_TODAY', { date, cutOff });
  const stands = cycle?.passed ? [warn('CUT_OFF_STANDS', `${cycle.cycle} 的报告截止日 ${cycle.cutOff} 已过，不随会议改期`)] : [];
  return { events: [event], warnings: [...restDayWarning(date, sitting), ...stands] };
}

function cancel({ meeting: id, reason }: CancelMeeting, { meetings, stamp }: Sitting): MeetingDecision {
  const found = changeable(meetings, id);
  if ('refusal' in found) return found;
  return bare(reason) === '' ? refuse('REASON_MISSING') : accept({ type: 'meetingCancelled', ...stamp, meeting: id, reason });
}

function hold({ meeting: id, attendance, heard, topic }: HoldMeeting, { meetings, now, stamp, unknown }: Sitting): MeetingDecision {
  const found = changeable(meetings, id);
  if ('refusal' in found) return found;
  if (dateOf(now) < found.date) return refuse('MEETING_NOT_YET', { meeting: id, date: found.date });
  const [person] = unknown.persons;
  if (person !== undefined) return refuse('PERSON_NOT_FOUND', { person });
  const [department] = unknown.departments;
  if (department !== undefined) return refuse('DEPARTMENT_NOT_FOUND', { department });
  return accept({ type: 'meetingHeld', ...stamp, meeting: id, attendance, heard, topic: topic ?? found.topic });
}

/** Every cut-off that has gone by, in the order of their days; after a long absence all of them at once, marked late. */
function byTheClock(
  meetings: OfficeMeetings,
  command: Extract<MeetingCommand, { type: 'passCutOff' | 'tellMissing' }>,
  { now }: MeetingFacts,
): MeetingDecision {
  const stamp = { at: now, by: 'clock' } as const;
  if (command.type === 'tellMissing') {
    const { cycle, tasks } = command;
    const isDue = cycleOf(meetings, cycle)?.passed === true && !meetings.toldCycles.includes(cycle);
    return isDue ? accept({ type: 'missingTold', ...stamp, cycle, tasks }) : accept();
  }
  const gone = pendingCutOffs(meetings).filter(({ cutOff }) => endOf(cutOff) <= now);
  return accept(...gone.map(({ of, cutOff }): MeetingEvent => ({ type: 'cutOffPassed', ...stamp, of, cutOff, late: isLate(endOf(cutOff), now) })));
}

function changeable(meetings: OfficeMeetings, id: string): Meeting | { readonly refusal: Refusal } {
  const meeting = meetingOf(meetings, id);
  if (!meeting) return { refusal: refusal('MEETING_NOT_FOUND', { meeting: id }) };
  const state = meetingStateNames[meeting.state];
  return meeting.state === 'scheduled' ? meeting : { refusal: refusal('MEETING_NOT_SCHEDULED', { meeting: id, state }) };
}

function dayFault({ date, but }: { readonly date: DateText; readonly but: Meeting | null }, { meetings, now }: Sitting): Refusal | null {
  if (date < dateOf(now)) return refusal('MEETING_IN_PAST', { date });
  const other = meetings.meetings.find((meeting) => meeting !== but && meeting.date === date && meeting.state !== 'cancelled');
  return other ? refusal('MEETING_ON_SAME_DAY', { date, meeting: other.id }) : null;
}

/** Of a day that people state. */
function cutOffFault({ date, stated }: { readonly date: DateText; readonly stated: DateText | undefined }, today: DateText): Refusal | null {
  if (stated === undefined) return null;
  if (stated > date) return refusal('CUT_OFF_AFTER_MEETING', { date, cutOff: stated });
  return stated < today ? refusal('CUT_OFF_BEFORE_TODAY', { date, cutOff: stated }) : null;
}

const cutOffBefore = (date: DateText, { calendar, policy }: MeetingFacts): DateText =>
  addWorkingDays(calendar, date, -meetingPolicyOf(policy).cutOffWorkingDays);

/** Those whose day has not gone by; what is due on a rest day there is none of. */
function remindersBefore(cutOff: DateText | null, { calendar, policy, now }: MeetingFacts): readonly CycleReminder[] {
  if (cutOff === null) return [];
  const { reminderWorkingDays } = meetingPolicyOf(policy);
  return reminderWorkingDays.map((rung) => ({ rung, on: addWorkingDays(calendar, cutOff, -rung) })).filter(({ on }) => on >= dateOf(now));
}

/** The day for which it is first scheduled; a second one for a day on which one was cancelled, or from which one was moved, is counted. */
function freeId({ office, meetings }: { readonly office: OfficeCode; readonly meetings: readonly Meeting[] }, date: DateText): string {
  const stem = `${office}-${date}`;
  const taken = meetings.filter(({ id }) => id === stem || id.startsWith(`${stem}-`)).length;
  return taken === 0 ? stem : `${stem}-${taken + 1}`;
}

const restDayWarning = (date: DateText, { calendar }: MeetingFacts): readonly MeetingWarning[] =>
  isWorkingDay(calendar, date) ? [] : [warn('NOT_A_WORKING_DAY', `${date} 不是工作日`)];

const warn = (code: MeetingWarning['code'], message: string): MeetingWarning => ({ code, message });

const notEntitled = ({ type }: MeetingCommand, person: string): MeetingDecision =>
  refuse('NOT_ENTITLED', { person, act: meetingActNames[type], who: type === 'passCutOff' || type === 'tellMissing' ? '系统时钟' : '开会单位督查部门' });
