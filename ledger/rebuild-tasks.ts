import { sql } from 'kysely';
import { fold } from '../domain/evolve.ts';
import type { Offices } from '../domain/organisation.ts';
import type { Task } from '../domain/task.ts';
import type { DirectoryHistory } from './directory-history.ts';
import { officesAt } from './directory-history.ts';
import type { JournalRowInOrder } from './journal-in-order.ts';
import { journalInOrder } from './journal-in-order.ts';
import type { Head, JournalRow } from './journal.ts';
import { emptyHead, standingEvent } from './journal.ts';
import { LedgerError } from './ledger-error.ts';
import type { Ledger, Queries } from './ledger.ts';
import { rulesOf } from './rules.ts';
import type { AnswerRow } from './suggestions.ts';
import { answerRows, recordAnswers, suggestionRows } from './suggestions.ts';
import { incorporationRows, progressRows, reminderRows, reportRows, taskRow } from './task-row.ts';
import { tellingOf } from './telling.ts';
import { reasonAgainst } from './verify.ts';

/** Tasks, their reports and clauses, and what was to be told of them: command by command, as `record` did it. */

export interface Rebuilding {
  readonly ledger: Ledger;
  readonly queries: Queries;
  readonly directory: DirectoryHistory;
}

/** What has been made and not yet written; a thousand tasks or so at a time. */
interface Buffer {
  readonly tasks: object[];
  readonly reports: object[];
  readonly incorporations: object[];
  readonly suggestions: object[];
  readonly answers: AnswerRow[];
  readonly progress: object[];
  readonly links: object[];
  readonly reminders: object[];
  readonly notices: object[];
  readonly items: object[];
}

const emptyBuffer = (): Buffer => ({
  tasks: [],
  reports: [],
  incorporations: [],
  progress: [],
  suggestions: [],
  answers: [],
  links: [],
  reminders: [],
  notices: [],
  items: [],
});
const rowsPerStatement = 1_000;

/** A task on its way through its journal, with the rows of the command that is being read. */
interface Open {
  readonly stream: string;
  head: Head;
  task: Task | null;
  last: JournalRow | null;
  offices: Offices;
  command: JournalRowInOrder[];
}

export async function rebuildTasks(rebuilding: Rebuilding): Promise<{ readonly tasks: number; readonly noticesAdded: number }> {
  const { queries } = rebuilding;
  await clear(queries);
  let tasks = 0;
  let noticesAdded = 0;
  let buffer = emptyBuffer();
  const close = async (open: Open | null): Promise<void> => {
    if (!open) return;
    finishCommand(rebuilding, open, buffer);
    await finishTask(rebuilding, open, buffer);
    tasks++;
    if (!isFull(buffer)) return;
    noticesAdded += await write(queries, buffer);
    buffer = emptyBuffer();
  };
  let open: Open | null = null;
  for await (const page of journalInOrder(queries, { streamsLike: 'task:' })) {
    for (const row of page) {
      if (open?.stream !== row.stream) {
        await close(open);
        open = begun(row.stream);
      }
      if (open.command[0] && open.command[0].command_id !== row.command_id) finishCommand(rebuilding, open, buffer);
      follow(open, row);
    }
  }
  await close(open);
  noticesAdded += await write(queries, buffer);
  await composeBatches(queries);
  return { tasks, noticesAdded };
}

/** What does not follow from any journal goes; rows that do are overwritten, so that a run keeps the clock's offset that it began with. */
async function clear(queries: Queries): Promise<void> {
  await sql`DELETE FROM tasks WHERE NOT EXISTS (SELECT FROM journal WHERE journal.stream = tasks.stream)`.execute(queries);
  for (const table of ['reports', 'incorporations', 'progress_marks', 'reminders', 'suggestions', 'links', 'notice_items'])
    await sql`DELETE FROM ${sql.table(table)}`.execute(queries);
}

const begun = (stream: string): Open => ({ stream, head: emptyHead, task: null, last: null, offices: [], command: [] });

const isFull = (buffer: Buffer): boolean => Object.values(buffer).some(({ length }: object[]) => length >= rowsPerStatement);

function follow(open: Open, row: JournalRowInOrder): void {
  const reason = reasonAgainst(row, open.head);
  if (reason) throw journalBroken(row.stream, row.seq, reason);
  open.head = { seq: row.seq, hash: row.hash };
  open.command.push(row);
}

function finishCommand({ directory }: Rebuilding, open: Open, buffer: Buffer): void {
  const last = open.command.at(-1);
  if (!last) return;
  const events = open.command.map(standingEvent);
  const before = open.task;
  const task = fold(
    events.map(({ event }) => event),
    before,
  );
  if (!task) throw journalBroken(open.stream, last.seq, 'no task was registered');
  const departments = [before, task].flatMap((each) => (each ? [each.assignment.lead, ...each.assignment.participants] : []));
  open.offices = officesAt(directory, last.at, { offices: [task.supervisingOffice], departments: [...new Set(departments)] });
  const { notices, items } = tellingOf({ before, events, offices: open.offices, batch: last.batch });
  buffer.notices.push(...notices);
  buffer.items.push(...items);
  buffer.reports.push(...reportRows(task, events));
  buffer.incorporations.push(...incorporationRows(task, events));
  buffer.suggestions.push(...suggestionRows(task, events));
  buffer.answers.push(...answerRows(task, events));
  buffer.progress.push(...progressRows(before, events));
  open.task = task;
  open.last = last;
  open.command = [];
}

async function finishTask({ ledger, queries }: Rebuilding, { task, last, offices }: Open, buffer: Buffer): Promise<void> {
  if (!task || !last) return;
  const rules = await rulesOf(ledger, task, queries);
  buffer.tasks.push(taskRow(task, last, { ...rules, offices }));
  buffer.reminders.push(...reminderRows(task, rules));
  const { programme, number } = task;
  const clauses = new Map(task.assignment.clauses.map(({ source, clause }) => [JSON.stringify([source, clause]), { programme, number, source, clause }]));
  buffer.links.push(...clauses.values());
}

async function write(queries: Queries, buffer: Buffer): Promise<number> {
  const { tasks, reports, incorporations, progress, suggestions, answers, links, reminders, notices, items } = buffer;
  await writeTasks(queries, tasks);
  await insert(queries, 'reports', reports);
  await insert(queries, 'incorporations', incorporations);
  await insert(queries, 'progress_marks', progress);
  await insert(queries, 'suggestions', suggestions);
  await recordAnswers(queries, answers);
  await insert(queries, 'links', links);
  await insert(queries, 'reminders', reminders);
  const noticesAdded = await writeNotices(queries, notices);
  await insert(queries, 'notice_items', items);
  return noticesAdded;
}

async function insert(queries: Queries, name: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const table = sql.table(name);
  await sql`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(null::${table}, ${JSON.stringify(rows)}::jsonb)`.execute(queries);
}

async function writeTasks(queries: Queries, tasks: readonly object[]): Promise<void> {
  const [first] = tasks;
  if (!first) return;
  const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)));
  const excluded = sql.join(Object.keys(first).map((column) => sql.ref(`excluded.${column}`)));
  await sql`
    INSERT INTO tasks (${columns}, clock_offset_ms)
    SELECT ${columns}, coalesce((SELECT offset_ms FROM clock), 0) FROM jsonb_populate_recordset(null::tasks, ${JSON.stringify(tasks)}::jsonb)
    ON CONFLICT (programme, number) DO UPDATE SET (${columns}) = ROW(${excluded})`.execute(queries);
}

/** Whether and how a notice has left is no projection: it stays as it was recorded. Says how many had to be added. */
async function writeNotices(queries: Queries, notices: readonly object[]): Promise<number> {
  if (notices.length === 0) return 0;
  const { rows } = await sql<{ added: boolean }>`
    INSERT INTO notices SELECT * FROM jsonb_populate_recordset(null::notices, ${JSON.stringify(notices)}::jsonb)
    ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, channel_of_duty = excluded.channel_of_duty, to_office = excluded.to_office,
      to_department = excluded.to_department, to_role = excluded.to_role, numbers = excluded.numbers, batch = excluded.batch,
      composed_at = excluded.composed_at
    RETURNING xmax = 0 AS added`.execute(queries);
  return rows.filter(({ added }) => added).length;
}

/** When a bulk act composed its notices, and how many commands had been carried out by then, is not in the journal; which numbers each names is in the notice. */
async function composeBatches(queries: Queries): Promise<void> {
  await sql`
    UPDATE notice_items item SET notice_id = notice.id FROM notices notice
    WHERE item.batch IS NOT NULL AND notice.batch = item.batch
      AND (notice.kind, notice.channel_of_duty, notice.to_office, notice.to_department, notice.to_role)
        = (item.kind, item.channel_of_duty, item.office, item.department, item.role)
      AND notice.numbers ? (item.programme || '/' || item.number)`.execute(queries);
}

const journalBroken = (stream: string, seq: number, ...[reason]: readonly string[]): LedgerError =>
  new LedgerError('JOURNAL_BROKEN', `日志已损坏（${stream} 第 ${seq} 条：${reason}），没有重建，台账保持原样：请运行 duban verify 查明。`, {
    stream,
    seq,
    reason,
  });
