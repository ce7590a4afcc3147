import type { EntryCorrected, TaskEvent } from './events.ts';
import type { Reporting } from './missing-reports.ts';
import type { Offices } from './organisation.ts';
import type { Policy } from './policy.ts';
import type { ReportedSuggestion } from './suggestions.ts';
import type { Task } from './task.ts';
import type { Actor, ClauseReference, DateText, DepartmentCode, Instant } from './values.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/** What other records say at the moment of deciding, read in the transaction that records the decision. */
export interface Facts {
  readonly now: Instant;
  readonly actor: Actor | 'clock' | 'system';
  /** 代行: the absent for whom the actor stands in today. */
  readonly standsInFor?: readonly Actor[];
  /** Who acts in the actor's place, once it is found that only the absent actor would be entitled (`seated`). */
  readonly deputy?: Actor;
  /** The versions that the task names; for a task about to be registered, the newest. */
  readonly calendar: WorkingCalendar;
  readonly policy: Policy;
  /** That of the lead's office, where the task goes by another. */
  readonly calendarInForce?: WorkingCalendar;
  /** The supervising office, the lead's office and those above, and the offices of departments that the command names. */
  readonly offices: Offices;
  /** Of the persons that the command names, and the task as 责任人, those that the directory knows; absent where the command asks for none. */
  readonly persons?: readonly Actor[];
  /** Of the task's journal, the entry that the command names; null where there is none, absent where it names none. */
  readonly entry?: JournalEntry | null;
  /** The version of the policy that the command names; null where there is none, absent where it names none. */
  readonly policyNamed?: Policy | null;
  /** The other task of a merger, its head locked like that of this one; null where there is none, absent where none is named. */
  readonly otherTask?: Task | null;
  /** Of the clauses that the command names, those that a document on record has; absent where it names none. */
  readonly clauses?: readonly KnownClause[];
  /** Of the cycles of its reports; absent where the command asks for none. */
  readonly reporting?: Reporting;
  /** Of what was suggested in the task's reports, the suggestion that the command names; null where there is none, absent where it names none. */
  readonly suggestion?: ReportedSuggestion | null;
  /** Whether there is the meeting that the command names by its id. */
  readonly meetingOnRecord?: boolean;
  /** Of the gate hearings that ask of the task, those whose cut-off has gone by, by their events; absent where the command asks for none. */
  readonly gatesPassed?: readonly string[];
}

export interface KnownClause extends ClauseReference {
  readonly text: string;
  /** When its document came in; null where nobody has said. */
  readonly received: DateText | null;
}

export interface JournalEntry {
  readonly event: TaskEvent;
  /** Where whoever made it sits today; null for clock and imports. */
  readonly department: DepartmentCode | null;
  /** The oldest first. */
  readonly corrections: readonly EntryCorrected[];
}
