import { compareTexts, monthOf } from './dates.ts';
import type { MeetingType } from './meeting-commands.ts';
import type { CycleReminder, MeetingEvent, MeetingHeld } from './meeting-events.ts';
import type { Category, DateText, DepartmentCode, OfficeCode, PersonId, ProgrammeName } from './values.ts';

/** The meetings of one office as its journal has them, with the cycles of reports and the gate hearings that hang on them (R7, R27). */
export interface OfficeMeetings {
  readonly office: OfficeCode;
  readonly meetings: readonly Meeting[];
  readonly gates: readonly Gate[];
  /** Cycles whose cut-off has gone by, with the day on which it did; each once, whatever becomes of the meeting. */
  readonly passedCycles: Readonly<Record<string, DateText>>;
  /** Of them those whose missing have been told. */
  readonly toldCycles: readonly string[];
}

export interface Meeting {
  readonly id: string;
  readonly date: DateText;
  readonly meetingType: MeetingType;
  readonly topic: string;
  /** Null where it was called too late to set one. */
  readonly cutOff: DateText | null;
  readonly reminders: readonly CycleReminder[];
  readonly state: 'scheduled' | 'held' | 'cancelled';
  readonly movedCount: number;
  readonly attendance: readonly PersonId[];
  readonly heard: readonly DepartmentCode[];
}

export const meetingStateNames: Readonly<Record<Meeting['state'], string>> = { scheduled: '已安排', held: '已召开', cancelled: '已取消' };

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
  readonly reminders: readonly CycleReminder[];
  /** The meeting that hears it; null where it was cancelled (未开会). */
  readonly meeting: string | null;
  readonly passed: boolean;
  /** Whoever is missing has been told. */
  readonly told: boolean;
}

export const noMeetings = (office: OfficeCode): OfficeMeetings => ({ office, meetings: [], gates: [], passedCycles: {}, toldCycles: [] });

export function evolveMeetings(before: OfficeMeetings, event: MeetingEvent): OfficeMeetings {
  switch (event.type) {
    case 'meetingScheduled': {
      const { meeting: id, date, meetingType, topic, cutOff, reminders } = event;
      const meeting = { id, date, meetingType, topic, cutOff, reminders, state: 'scheduled', movedCount: 0, attendance: [], heard: [] } as const;
      return { ...before, meetings: [...before.meetings, meeting] };
    }
    case 'meetingMoved':
      return changed(before, event.meeting, (meeting) => {
        const { date, cutOff, reminders } = event;
        return { ...meeting, date, cutOff, reminders, movedCount: meeting.movedCount + 1 };
      });
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
    case 'missingTold':
      return { ...before, toldCycles: [...new Set([...before.toldCycles, event.cycle])] };
  }
}

/**
 * The cycle of a month: that of its first meeting, and a second one in the month belongs to it. Cancelled, its cut-off stands; passed, it stays
 * where it was when it passed. Null where no meeting of this month has set one: then the calendar month is the cycle, without a cut-off.
 */
export function cycleOf({ meetings, passedCycles, toldCycles }: OfficeMeetings, month: string): Cycle | null {
  const inMonth = meetings.filter(({ date }) => monthOf(date) === month).toSorted((a, b) => compareTexts(a.date, b.date));
  const standing = inMonth.filter(({ state }) => state !== 'cancelled');
  const first = standing.find(setsCutOff) ?? inMonth.find(setsCutOff);
  const passedOn = passedCycles[month];
  const cutOff = passedOn ?? first?.cutOff;
  if (!cutOff) return null;
  return {
    cycle: month,
    cutOff,
    reminders: first && passedOn === undefined ? first.reminders : [],
    meeting: standing[0]?.id ?? null,
    passed: passedOn !== undefined,
    told: toldCycles.includes(month),
  };
}

const setsCutOff = ({ cutOff }: Meeting): boolean => cutOff !== null;

/** Every month for which a meeting was scheduled or a cut-off has passed, the earliest first. */
export function cyclesOf(meetings: OfficeMeetings): readonly Cycle[] {
  const months = new Set([...meetings.meetings.map(({ date }) => monthOf(date)), ...Object.keys(meetings.passedCycles)]);
  return [...months].toSorted(compareTexts).flatMap((month) => cycleOf(meetings, month) ?? []);
}

export const meetingOf = ({ meetings }: OfficeMeetings, id: string): Meeting | undefined => meetings.find((meeting) => meeting.id === id);

const changed = (before: OfficeMeetings, id: string, change: (meeting: Meeting) => Meeting): OfficeMeetings => ({
  ...before,
  meetings: before.meetings.map((meeting) => (meeting.id === id ? change(meeting) : meeting)),
});

const held = (meeting: Meeting, { attendance, heard, topic }: MeetingHeld): Meeting => ({ ...meeting, state: 'held', attendance, heard, topic });
