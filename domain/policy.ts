import type { EscalationPolicy } from './escalation-policy.ts';
import type { MeetingPolicy } from './meeting-policy.ts';
import type { ReminderPolicy } from './reminder-policy.ts';
import type { RestDayRule } from './working-calendar.ts';

/** Periods in working days. Versioned data: a task keeps the version it began with (R14). */
export interface Policy {
  readonly version: string;
  readonly signWorkingDays: number;
  readonly reassignWorkingDays: number;
  readonly measuresWorkingDays: number;
  readonly approvalWorkingDays: number;
  readonly replyWorkingDays: number;
  readonly reviewWorkingDays: number;
  readonly resubmitWorkingDays: number;
  /** Absent in policy-1, which stands in ledgers without it. */
  readonly verificationWorkingDays?: number;
  /** 延期: how often, and how long its decision may take. */
  readonly extension?: { readonly mostTimes: number; readonly decisionWorkingDays: number };
  /** 及时分解、纳入: how long a document that came in may wait. */
  readonly incorporation?: { readonly workingDays: number };
  /** 答复建议: within how many days, and after how many packets without an answer the supervision unit asks for it. */
  readonly answers?: { readonly workingDays: number; readonly packets: number };
  /** Yellow from this many working days before the due day or a milestone. */
  readonly warningWorkingDays: number;
  /** What is entered later than this after the day that counts needs a reason. */
  readonly lateEntryWorkingDays: number;
  /** What becomes of a stated day that is no working day; absent, all are kept as stated. */
  readonly restDays?: { readonly due?: RestDayRule; readonly milestone?: RestDayRule };
  /** Absent: `firstMeetingPolicy`. */
  readonly meetings?: MeetingPolicy;
  /** Absent: `firstEscalation`. */
  readonly escalation?: EscalationPolicy;
  /** 提醒: how long before which day. Absent: as in reminder-policy.ts. */
  readonly reminders?: ReminderPolicy;
}

export const firstPolicy: Policy = {
  version: 'policy-1',
  signWorkingDays: 2,
  reassignWorkingDays: 2,
  measuresWorkingDays: 10,
  approvalWorkingDays: 5,
  replyWorkingDays: 2,
  reviewWorkingDays: 5,
  resubmitWorkingDays: 5,
  warningWorkingDays: 10,
  lateEntryWorkingDays: 3,
};
