import type { ShapeFault } from './command-shapes.ts';
import { topLevel } from './escalation-policy.ts';

/** The days around a meeting, in working days. */
export interface MeetingPolicy {
  /** From the cut-off of reports to the meeting that hears them. */
  readonly cutOffWorkingDays: number;
  /** Reminders before a cut-off, the earliest first. */
  readonly reminderWorkingDays: readonly number[];
  /** From the end of an outside event to the cut-off of its gate hearing (R27). */
  readonly gateWorkingDays: number;
  /** After the cut-off, at which a report that is still missing climbs the ladder; the list of the missing itself comes before them. */
  readonly missingStepsWorkingDays: readonly number[];
}

/** For policy versions that say nothing of it. */
export const firstMeetingPolicy: MeetingPolicy = { cutOffWorkingDays: 3, reminderWorkingDays: [5, 1], gateWorkingDays: 10, missingStepsWorkingDays: [1] };

export const meetingPolicyOf = ({ meetings = firstMeetingPolicy }: { readonly meetings?: MeetingPolicy }): MeetingPolicy => meetings;

const longestPeriod = 250;
const mostReminders = 5;

/** Everything that is wrong with the numbers of a policy that somebody proposes. */
export const meetingPolicyFaults = (group: MeetingPolicy): readonly ShapeFault[] =>
  (Object.keys(checks) as (keyof MeetingPolicy)[]).flatMap((field) => {
    const { expected, fits } = checks[field];
    return fits(group[field]) ? [] : [{ field: `meetings.${field}`, value: group[field], expected }];
  });

interface Check {
  readonly expected: string;
  readonly fits: (value: unknown) => boolean;
}

const isPeriod = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= longestPeriod;

const period: Check = { expected: `1 至 ${longestPeriod} 的整数（工作日）`, fits: isPeriod };

const checks: Readonly<Record<keyof MeetingPolicy, Check>> = {
  cutOffWorkingDays: period,
  gateWorkingDays: period,
  reminderWorkingDays: { expected: `至多 ${mostReminders} 个由大到小的正整数（工作日）`, fits: (value) => isInOrder(value, mostReminders, (a, b) => a > b) },
  missingStepsWorkingDays: { expected: `至多 ${topLevel} 个由小到大的正整数（工作日）`, fits: (value) => isInOrder(value, topLevel, (a, b) => a < b) },
};

function isInOrder(value: unknown, most: number, precedes: (a: number, b: number) => boolean): boolean {
  if (!Array.isArray(value) || value.length > most || !value.every(isPeriod)) return false;
  return value.toSorted((a, b) => (precedes(a, b) ? -1 : 1)).every((day, index) => day === value[index]) && new Set(value).size === value.length;
}
