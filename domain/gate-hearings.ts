import { dateOf } from './dates.ts';
import { bare } from './empty-phrases.ts';
import type { EndGateEvent, OpenGate } from './meeting-commands.ts';
import type { MeetingDecision, Sitting } from './meeting-decision.ts';
import { accept, refuse } from './meeting-decision.ts';
import { meetingPolicyOf } from './meeting-policy.ts';
import { addWorkingDays } from './working-calendar.ts';

/** 专题听取 (R27): a hearing after an outside event whose day nobody knows in advance; its cut-off follows when the event is over. */

export function openGate({ event, programme, category }: OpenGate, { meetings, unknown, stamp }: Sitting): MeetingDecision {
  if (bare(event) === '') return refuse('EVENT_MISSING');
  if (unknown.programmes.includes(programme)) return refuse('PROGRAMME_NOT_FOUND', { programme });
  if (meetings.gates.some((gate) => gate.event === event)) return refuse('GATE_EXISTS', { event });
  return accept({ type: 'gateOpened', ...stamp, event, programme, category });
}

/** Recorded again, the later word counts, until the hearing's cut-off has passed. */
export function endGateEvent({ event, endedOn }: EndGateEvent, { meetings, calendar, policy, now, stamp }: Sitting): MeetingDecision {
  const gate = meetings.gates.find((known) => known.event === event);
  if (!gate) return refuse('GATE_NOT_FOUND', { event });
  if (gate.passed) return refuse('GATE_PASSED', { event, cutOff: String(gate.cutOff) });
  if (gate.endedOn === endedOn) return refuse('GATE_UNMOVED', { event, date: endedOn });
  const cutOff = addWorkingDays(calendar, endedOn, meetingPolicyOf(policy).gateWorkingDays);
  if (cutOff < dateOf(now)) return refuse('CUT_OFF_BEFORE_TODAY', { date: endedOn, cutOff });
  return accept({ type: 'gateEventEnded', ...stamp, event, endedOn, cutOff });
}
