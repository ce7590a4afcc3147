import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { CalendarOverlay } from '../domain/calendar-overlay.ts';
import type { Completion } from '../domain/coverage.ts';
import type { EventActor } from '../domain/events.ts';
import type { MeetingType } from '../domain/meeting-commands.ts';
import type { CycleReminder } from '../domain/meeting-events.ts';
import type { Meeting } from '../domain/meetings.ts';
import type { NoticeKind } from '../domain/notice-names.ts';
import type { Policy } from '../domain/policy.ts';
import type { NoticeContent, PaperKind } from '../domain/standing-notices.ts';
import type { GivenAnswer } from '../domain/suggestions.ts';
import type { Suggestion, Task, TaskState } from '../domain/task.ts';
import type { Category, DateText, DepartmentCode, Horizon, Instant, OfficeLevel, PersonId, Role } from '../domain/values.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';
import type { DepartmentsTable, PersonsTable } from './directory-tables.ts';
import type { Outcome } from './outcome.ts';
import type { DigestEntriesTable, RemindersTable } from './reminder-tables.ts';

/** The tables as code sees them: instants and dates are text, as in the domain (see connections.ts). */
export interface Schema {
  journal: JournalTable;
  tasks: TasksTable;
  streams: StreamsTable;
  commands: CommandsTable;
  seals: SealsTable;
  sealed_heads: { stream: string; seq: number; hash: string; seal: number };
  reports: ReportsTable;
  suggestions: SuggestionsTable;
  notices: NoticesTable;
  notice_items: NoticeItemsTable;
  reminders: RemindersTable;
  digest_entries: DigestEntriesTable;
  daily_runs: { day: DateText; completed_at: Instant; notices: number };
  programmes: ProgrammesTable;
  sources: { name: string; received_on: DateText | null; office: string | null };
  programme_sources: { programme: string; source: string };
  waivers: WaiversTable;
  clauses: { source: string; clause: string; position: number; text: string };
  links: { programme: string; number: string; source: string; clause: string };
  incorporations: IncorporationsTable;
  offices: { code: string; name: string; level: OfficeLevel; parent: string | null };
  departments: DepartmentsTable;
  persons: PersonsTable;
  portfolios: { department: string; leader: string };
  aliases: { alias: string; name: string };
  absences: { id: number; person: string; from_day: DateText; to_day: DateText; deputy: string };
  calendars: { version: string; seq: number; calendar: JSONColumnType<WorkingCalendar>; official_version: string | null };
  calendar_overlays: { name: string; seq: number; overlay: JSONColumnType<CalendarOverlay> };
  calendars_in_force: { office: string; version: string };
  policies: { version: string; seq: number; policy: JSONColumnType<Policy> };
  meetings: MeetingsTable;
  cycles: CyclesTable;
  packets: PacketsTable;
  gates: GatesTable;
  meeting_runs: { office: string; next_cut_off_at: Instant | null; clock_offset_ms: number };
  progress_marks: ProgressMarksTable;
  clock: { only: Generated<boolean>; rehearsal: boolean; offset_ms: number };
}

/** Inserted and read, nothing else: privilege and trigger refuse the rest. */
export interface JournalTable {
  stream: string;
  seq: number;
  at: Instant;
  type: string;
  version: number;
  data: JSONColumnType<Readonly<Record<string, unknown>>>;
  actor: EventActor;
  ran_by: string;
  command_id: string;
  previous_hash: string;
  hash: string;
}

/** One row per task: the head of its stream, which is locked to write, and the folded task with the columns that queries filter and sort by. */
export interface TasksTable {
  programme: string;
  number: string;
  stream: string;
  sort_key: string;
  head_seq: number;
  head_hash: string;
  head_at: Instant;
  state: TaskState;
  task: JSONColumnType<Task>;
  has_open_run: boolean;
  next_deadline_at: Instant | null;
  clock_offset_ms: number;
  category: string;
  lead: string;
  supervising_office: string;
  region: string;
  line: string;
  horizon: Horizon | null;
  baseline_due: DateText | null;
  current_due: DateText | null;
  yellow_days: string;
  resubmit_by: DateText | null;
  done_on: DateText | null;
  overdue_since: DateText | null;
  escalation_level: number;
  agenda_since: DateText | null;
  missed_cycle: string | null;
  missed_cut_off: DateText | null;
  paper_on: DateText | null;
  urged_count: number;
  returned_count: number;
  last_report_at: Instant | null;
  closure_applied_at: Instant | null;
  struck_off_at: Instant | null;
  struck_off_by: string | null;
}

interface StreamsTable {
  stream: string;
  head_seq: number;
  head_hash: string;
  head_at: Instant | null;
}

interface CommandsTable {
  stream: string;
  command_id: string;
  digest: string;
  outcome: JSONColumnType<Outcome>;
  at: Instant;
  /** The bulk act that it was part of. */
  batch: string | null;
}

/** Inserted and read, nothing else, like the journal. */
export interface SealsTable {
  seq: number;
  /** By the ledger's clock, in Shanghai; one seal a day. */
  day: DateText;
  at: Instant;
  streams: number;
  events: number;
  /** SM3 over the heads of all streams. */
  heads_sm3: string;
  /** SM3 over those that have moved since the seal before. */
  moved_sm3: string;
  previous_hash: string;
  hash: string;
}

export interface ReportsTable {
  programme: string;
  number: string;
  seq: number;
  cycle: string;
  at: Instant;
  by: string;
  counts_on: DateText;
  progress: string;
  intention: string;
  problems: string;
  suggestions: JSONColumnType<readonly Suggestion[]>;
  measures_done: JSONColumnType<readonly string[]>;
  /** Nobody had urged it (催办) in that cycle; null of reports from before this was asked. */
  unprompted: boolean | null;
}

interface MeetingsTable {
  id: string;
  office: string;
  date: DateText;
  meeting_type: MeetingType;
  topic: string;
  cut_off: DateText | null;
  state: Meeting['state'];
  moved_count: number;
  attendance: JSONColumnType<readonly PersonId[]>;
  heard: JSONColumnType<readonly DepartmentCode[]>;
}

interface CyclesTable {
  office: string;
  cycle: string;
  cut_off: DateText;
  /** Null: 未开会. */
  meeting: string | null;
  passed: boolean;
  told: boolean;
  reminders: JSONColumnType<readonly CycleReminder[]>;
}

/** The editions of packets; what they say stands in the journal. */
interface PacketsTable {
  office: string;
  cycle: string;
  edition: number;
  seq: number;
  composed_at: Instant;
  by: EventActor;
  reason: string | null;
  sm3: string;
}

interface GatesTable {
  office: string;
  event: string;
  programme: string;
  category: Category;
  ended_on: DateText | null;
  cut_off: DateText | null;
  passed: boolean;
}

/** When a task came into progress, and when it left it. */
export interface ProgressMarksTable {
  programme: string;
  number: string;
  seq: number;
  at: Instant;
  in_progress: boolean;
}

/** 建议 of all reports, each with the answer that it has had. */
export interface SuggestionsTable {
  programme: string;
  number: string;
  id: string;
  seq: number;
  cycle: string;
  reported_at: Instant;
  text: string;
  answer_by: DateText | null;
  answered_at: Instant | null;
  answer: JSONColumnType<GivenAnswer> | null;
}

export interface NoticesTable {
  id: string;
  kind: PaperKind;
  channel_of_duty: 'notify' | 'escalate';
  to_office: string;
  to_department: string;
  to_role: Role;
  to_person: string | null;
  numbers: JSONColumnType<readonly string[]>;
  batch: string | null;
  composed_at: Instant;
  status: 'pending' | 'delivered' | 'failed';
  attempts: number;
  channel: string;
  last_error: string | null;
  delivered_at: ColumnType<Instant | null>;
  /** The channels by which it has left, where there are several. */
  left_by: ColumnType<string[] | null>;
  /** What a notice says that hangs on no event of a task; null where its items say it. */
  content: JSONColumnType<NoticeContent> | null;
}

export interface NoticeItemsTable {
  programme: string;
  number: string;
  seq: number;
  kind: NoticeKind;
  channel_of_duty: 'notify' | 'escalate';
  office: string;
  department: string;
  role: Role;
  batch: string | null;
  notice_id: string | null;
}

interface ProgrammesTable {
  name: string;
  office: string;
  issued_on: DateText;
  title: string;
  meeting: string | null;
  completion: JSONColumnType<Completion> | null;
}

interface WaiversTable {
  programme: string;
  source: string;
  clause: string;
  reason: string;
  by: string;
  at: Instant;
}

/** How long a clause was on its way from the receipt of its document into a task. */
export interface IncorporationsTable {
  programme: string;
  number: string;
  seq: number;
  source: string;
  clause: string;
  received_on: DateText;
  incorporated_on: DateText;
  working_days: number;
}
