import type { JSONColumnType } from 'kysely';
import type { DigestEntry } from '../domain/digest-entries.ts';
import type { ReminderKind } from '../domain/reminders.ts';
import type { DateText, Role } from '../domain/values.ts';

/** On which morning somebody is reminded of which day of a task. */
export interface RemindersTable {
  programme: string;
  number: string;
  kind: ReminderKind;
  due_on: DateText;
  rung: number;
  remind_on: DateText;
}

/** What a digest says of one day of one task. Kept where a rung was said, since each is said once. */
export interface DigestEntriesTable {
  notice_id: string;
  day: DateText;
  office: string;
  department: string;
  role: Role;
  programme: string;
  number: string;
  sort_key: string;
  kind: ReminderKind;
  /** Empty where it is of no cycle. */
  cycle: string;
  due_on: DateText;
  /** Null: it was overdue. */
  rung: number | null;
  entry: JSONColumnType<DigestEntry>;
}
