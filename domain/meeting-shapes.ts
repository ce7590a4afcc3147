import type { Fields, ShapeFault } from './command-shapes.ts';
import { date, faultsIn, listOf, month, name, oneOf, optional, text } from './command-shapes.ts';
import { meetingTypes } from './meeting-commands.ts';
import type { MeetingCommandType, PassCutOff, TellMissing } from './meeting-commands.ts';
import { categories } from './values.ts';

/** The shape of every command on the meetings of an office, like that of the commands on a task. */

const count = { expected: '0 以上的整数', fits: (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0 };

const shapes: Readonly<Record<MeetingCommandType, Fields>> = {
  scheduleMeeting: { date, meetingType: oneOf(meetingTypes), topic: text, cutOff: optional(date) },
  moveMeeting: { meeting: name, date, reason: text, cutOff: optional(date) },
  cancelMeeting: { meeting: name, reason: text },
  holdMeeting: { meeting: name, attendance: listOf(name), heard: listOf(name), topic: optional(text) },
  openGate: { event: name, programme: name, category: oneOf(categories) },
  endGateEvent: { event: name, endedOn: date },
  passCutOff: {},
  tellMissing: { cycle: month, tasks: count },
};

export const meetingCommandTypes = Object.keys(shapes) as readonly MeetingCommandType[];

/** The acts of people; the rest is asked by the clock. */
export type HumanMeetingCommandType = Exclude<MeetingCommandType, (PassCutOff | TellMissing)['type']>;

export const humanMeetingCommandTypes = meetingCommandTypes.filter((type): type is HumanMeetingCommandType => type !== 'passCutOff' && type !== 'tellMissing');

export function meetingShapeFaults(command: unknown): readonly ShapeFault[] {
  const type = (command as { type?: unknown } | null | undefined)?.type;
  const known = meetingCommandTypes.find((one) => one === type);
  if (known === undefined) return [{ field: 'type', value: type, expected: meetingCommandTypes.join('、') }];
  return faultsIn({ type: oneOf([known]), ...shapes[known] }, command);
}
