/** The days around a meeting, in working days. */
export interface MeetingPolicy {
  /** From the cut-off of reports to the meeting that hears them. */
  readonly cutOffWorkingDays: number;
  /** Reminders before a cut-off, the earliest first. */
  readonly reminderWorkingDays: readonly number[];
  /** From the end of an outside event to the cut-off of its gate hearing (R27). */
  readonly gateWorkingDays: number;
}

/** For policy versions that say nothing of it. */
export const firstMeetingPolicy: MeetingPolicy = { cutOffWorkingDays: 3, reminderWorkingDays: [5, 1], gateWorkingDays: 10 };
