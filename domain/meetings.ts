import { monthOf } from './dates.ts';
import type { MeetingType } from './meeting-commands.ts';
import type { MeetingEvent, MeetingHeld } from './meeting-events.ts';
import type { Category, DateText, DepartmentCode, OfficeCode, PersonId, ProgrammeName } from './values.ts';

/** The meetings of one office as its journal has them, with the cycles of reports and the gate hearings that hang on them (R7, R27). */
export interface OfficeMeetings {
  readonly office: OfficeCode;
  readonly meetings: readonly Meeting[];
  readonly gates: readonly Gate[];
  /** Cycles whose cut-off has gone by, with the day on which it did; each once, whatever becomes of the meeting. */
  readonly passedCycles: Readonly<Record<string, DateText>>;
}

export interface Meeting {
  readonly id: string;
  readonly date: DateText;
  readonly meetingType: MeetingType;
  readonly topic: string;
  readonly cutOff: DateText;
  readonly state: 'scheduled' | 'held' | 'cancelled';
  readonly movedCount: number;
  readonly attendance: readonly PersonId[];
  readonly heard: readonly DepartmentCode[];
}

export interface Gate {
  readonly event: string;
  readonly programme: ProgrammeName;
  readonly category: Category;
  readonly endedOn: DateText | null;
  readonly cutOff: DateText | null;
  readonly passed: boolean;
}

/** A month of reports, closed off before the meeting that hears them. */
export interface Cycle {
  /** `2019-05`. */
  readonly cycle: string;
  readonly cutOff: DateText;
  /** The meeting that hears it; null where it was cancelled (未开会). */
  readonly meeting: string | null;
  readonly passed: boolean;
}

export const noMeetings = (office: OfficeCode): OfficeMeetings => ({ office, meetings: [], gates: [], passedCycles: {} });

export function evolveMeetings(before: OfficeMeetings, event: MeetingEvent): OfficeMeetings {
  switch (event.type) {
    case 'meetingScheduled': {
      const { meeting: id, date, meetingType, topic, cutOff } = event;
      return { ...before, meetings: [...before.meetings, { id, date, meetingType, topic, cutOff, state: 'scheduled', movedCount: 0, attendance: [], heard: [] }] };
    }
    case 'meetingMoved':
      return changed(before, event.meeting, (meeting) => ({ ...meeting, date: event.date, cutOff: event.cutOff, movedCount: meeting.movedCount + 1 }));
    case 'meetingCancelled':
      return changed(before, event.meeting, (meeting) => ({ ...meeting, state: 'cancelled' }));
    case 'meetingHeld':
      return changed(before, event.meeting, (meeting) => held(meeting, event));
    case 'gateOpened': {
      const { event: name, programme, category } = event;
      return { ...before, gates: [...before.gates, { event: name, programme, category, endedOn: null, cutOff: null, passed: false }] };
    }
    case 'gateEventEnded':
      return { ...before, gates: before.gates.map((gate) => (gate.event === event.event ? { ...gate, endedOn: event.endedOn, cutOff: event.cutOff } : gate)) };
    case 'cutOffPassed': {
      const { of, cutOff } = event;
      if ('cycle' in of) return { ...before, passedCycles: { ...before.passedCycles, [of.cycle]: cutOff } };
      return { ...before, gates: before.gates.map((gate) => (gate.event === of.gate ? { ...gate, passed: true } : gate)) };
    }
  }
}

/**
 * The cycle of a month: that of its first meeting, and a second one in the month belongs to it. Cancelled, its cut-off stands; passed, it stays
 * where it was when it passed. Null where no meeting of this month was ever scheduled: then the calendar month is the cycle, without a cut-off.
 */
export function cycleOf({ meetings, passedCycles }: OfficeMeetings, month: string): Cycle | null {
  const inMonth = meetings.filter(({ date }) => monthOf(date) === month).toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const standing = inMonth.filter(({ state }) => state !== 'cancelled');
  const first = standing[0] ?? inMonth[0];
  const passedOn = passedCycles[month];
  if (!first) return passedOn === undefined ? null : { cycle: month, cutOff: passedOn, meeting: null, passed: true };
  return { cycle: month, cutOff: passedOn ?? first.cutOff, meeting: standing[0]?.id ?? null, passed: passedOn !== undefined };
}

/** Every month for which a meeting was scheduled or a cut-off has passed, the earliest first. */
export function cyclesOf(meetings: OfficeMeetings): readonly Cycle[] {
  const months = new Set([...meetings.meetings.map(({ date }) => monthOf(date)), ...Object.keys(meetings.passedCycles)]);
  return [...months].toSorted().flatMap((month) => cycleOf(meetings, month) ?? []);
}

export const meetingOf = ({ meetings }: OfficeMeetings, id: string): Meeting | undefined => meetings.find((meeting) => meeting.id === id);

const changed = (before: OfficeMeetings, id: string, change: (meeting: Meeting) => Meeting): OfficeMeetings => ({
  ...before,
  meetings: before.meetings.map((meeting) => (meeting.id === id ? change(meeting) : meeting)),
});

const held = (meeting: Meeting, { attendance, heard, topic }: MeetingHeld): Meeting => ({ ...meeting, state: 'held', attendance, heard, topic });
