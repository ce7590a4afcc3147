import { compareTexts, endOf } from './dates.ts';
import type { OfficeMeetings } from './meetings.ts';
import { cyclesOf } from './meetings.ts';
import type { DateText, Instant } from './values.ts';

/** 截止: the days by whose end reports, or arrangements for a gate hearing, must have come. */

export interface PendingCutOff {
  readonly of: { readonly cycle: string } | { readonly gate: string };
  readonly cutOff: DateText;
}

/** Those that have not gone by, the earliest first. */
export function pendingCutOffs(meetings: OfficeMeetings): readonly PendingCutOff[] {
  const cycles = cyclesOf(meetings).filter(({ passed }) => !passed);
  const gates = meetings.gates.filter((gate) => !gate.passed);
  const pending = [
    ...cycles.map(({ cycle, cutOff }) => ({ of: { cycle }, cutOff })),
    ...gates.flatMap(({ event, cutOff }) => (cutOff === null ? [] : [{ of: { gate: event }, cutOff }])),
  ];
  return pending.toSorted((a, b) => compareTexts(a.cutOff, b.cutOff));
}

/** The next moment at which time itself must be recorded. */
export function nextCutOffAt(meetings: OfficeMeetings): Instant | null {
  const [next] = pendingCutOffs(meetings);
  return next ? endOf(next.cutOff) : null;
}

/** Cycles that have gone by and of which nobody has been told yet who is missing. */
export const untoldCycles = (meetings: OfficeMeetings): readonly string[] =>
  cyclesOf(meetings)
    .filter(({ passed, told }) => passed && !told)
    .map(({ cycle }) => cycle);
