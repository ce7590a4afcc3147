import { sql } from 'kysely';
import type { Task } from '../domain/task.ts';
import { hasOpenRun } from '../domain/task.ts';
import { canonicalJson } from './digest.ts';
import type { JournalRow } from './journal.ts';
import { LedgerError } from './ledger-error.ts';
import type { Queries } from './ledger.ts';
import type { RemindersTable } from './reminder-tables.ts';
import type { AnswerRow } from './suggestions.ts';
import { recordAnswers } from './suggestions.ts';
import type { TaskHead } from './surroundings.ts';
import type { TaskRow } from './task-row.ts';

/** Everything that one command brings to the ledger. */
export interface Written {
  /** As it was before. */
  readonly head: TaskHead;
  readonly command: object;
  readonly rows: readonly JournalRow[];
  readonly reports: readonly object[];
  readonly incorporations: readonly object[];
  readonly suggestions: readonly object[];
  readonly answers: readonly AnswerRow[];
  readonly progress: readonly object[];
  /** As they were, and as they are. */
  readonly reminders: { readonly before: readonly RemindersTable[]; readonly after: readonly RemindersTable[] };
  readonly notices: readonly object[];
  readonly items: readonly object[];
  readonly task: TaskRow;
}

type SomeWritten = readonly [Written, ...Written[]];

/** What commands on different tasks bring, in one statement: each further one would be a further journey to the server under the locks. */
export async function writeAll(queries: Queries, all: SomeWritten): Promise<void> {
  const { rows } = await sql<{ moved: string }>`
    WITH command AS (INSERT INTO commands SELECT * FROM jsonb_populate_recordset(null::commands, ${jsonOf(all, ({ command }) => [command])}::jsonb)),
    journalled AS (INSERT INTO journal SELECT * FROM jsonb_populate_recordset(null::journal, ${jsonOf(all, (written) => written.rows)}::jsonb)),
    reported AS (INSERT INTO reports SELECT * FROM jsonb_populate_recordset(null::reports, ${jsonOf(all, ({ reports }) => reports)}::jsonb)),
    suggested AS (INSERT INTO suggestions SELECT * FROM jsonb_populate_recordset(null::suggestions, ${jsonOf(all, ({ suggestions }) => suggestions)}::jsonb)),
    incorporated AS (INSERT INTO incorporations SELECT * FROM jsonb_populate_recordset(null::incorporations, ${jsonOf(all, ({ incorporations }) => incorporations)}::jsonb)),
    progressed AS (INSERT INTO progress_marks SELECT * FROM jsonb_populate_recordset(null::progress_marks, ${jsonOf(all, ({ progress }) => progress)}::jsonb)),
    composed AS (INSERT INTO notices SELECT * FROM jsonb_populate_recordset(null::notices, ${jsonOf(all, ({ notices }) => notices)}::jsonb)),
    told AS (INSERT INTO notice_items SELECT * FROM jsonb_populate_recordset(null::notice_items, ${jsonOf(all, ({ items }) => items)}::jsonb)),
    begun AS (${insertOf(all)} RETURNING 1),
    gone_on AS (${updateOf(all)} RETURNING 1)
    SELECT (SELECT count(*) FROM begun) + (SELECT count(*) FROM gone_on) AS moved`.execute(queries);
  if (Number(rows[0]?.moved) !== all.length) throw headMoved(all);
  await linkClauses(queries, all);
  await recordAnswers(
    queries,
    all.flatMap(({ answers }) => answers),
  );
  await remind(queries, all);
}

const jsonOf = (all: SomeWritten, rowsOf: (written: Written) => readonly object[]): string => JSON.stringify(all.flatMap(rowsOf));

const columnsOf = ([{ task }]: SomeWritten, table: string) => sql.join(Object.keys(task).map((column) => sql.ref(`${table}.${column}`)));
const namesOf = ([{ task }]: SomeWritten) => sql.join(Object.keys(task).map((column) => sql.ref(column)));

/** The offset that a run began with stays with it: the workflow knows no other. */
const presentOffset = sql`coalesce((SELECT offset_ms FROM clock), 0)`;

const insertOf = (all: SomeWritten) => sql`
  INSERT INTO tasks (${namesOf(all)}, clock_offset_ms)
  SELECT ${columnsOf(all, 'now')}, ${presentOffset}
  FROM jsonb_populate_recordset(null::tasks, ${jsonOf(all, ({ head, task }) => (head.task ? [] : [task]))}::jsonb) AS now`;

const updateOf = (all: SomeWritten) => sql`
  UPDATE tasks SET (${namesOf(all)}) = ROW(${columnsOf(all, 'now')}),
    clock_offset_ms = CASE WHEN now.has_open_run AND NOT before.has_open_run THEN ${presentOffset} ELSE tasks.clock_offset_ms END
  FROM jsonb_populate_recordset(null::tasks, ${jsonOf(all, ({ head, task }) => (head.task ? [task] : []))}::jsonb) AS now
  JOIN jsonb_to_recordset(${jsonOf(all, beforeOf)}::jsonb) AS before (stream text, seq bigint, has_open_run boolean) ON before.stream = now.stream
  WHERE tasks.stream = now.stream AND tasks.head_seq = before.seq`;

const beforeOf = ({ head, task: { stream } }: Written): readonly object[] =>
  head.task ? [{ stream, seq: head.seq, has_open_run: hasOpenRun(head.task) }] : [];

function headMoved(all: SomeWritten): LedgerError {
  const streams = all.map(({ task }) => task.stream);
  return new LedgerError('LEDGER_MOVED', `A head of ${streams.join(', ')} was moved past its lock. Expected: every writer locks the head first.`, {
    streams,
    heads: all.map(({ head }) => head.seq),
  });
}

/** Which clauses the tasks carry out; they change only with an assignment. */
async function linkClauses(queries: Queries, all: SomeWritten): Promise<void> {
  const changed = all.filter(({ head, task }) => canonicalJson(head.task?.assignment.clauses ?? []) !== canonicalJson(task.task.assignment.clauses));
  if (changed.length === 0) return;
  await sql`DELETE FROM links USING jsonb_to_recordset(${placesOf(changed)}::jsonb) AS place (programme text, number text)
    WHERE links.programme = place.programme AND links.number = place.number`.execute(queries);
  const links = changed.flatMap(({ task }) => linksOf(task.task));
  if (links.length === 0) return;
  await sql`INSERT INTO links SELECT * FROM jsonb_populate_recordset(null::links, ${JSON.stringify(links)}::jsonb) ON CONFLICT DO NOTHING`.execute(queries);
}

/** On which mornings people are reminded of the tasks' days: it changes with those days only, never with a report on time. */
async function remind(queries: Queries, all: SomeWritten): Promise<void> {
  const changed = all.filter(({ reminders: { before, after } }) => canonicalJson(before) !== canonicalJson(after));
  if (changed.length === 0) return;
  await sql`DELETE FROM reminders USING jsonb_to_recordset(${placesOf(changed)}::jsonb) AS place (programme text, number text)
    WHERE reminders.programme = place.programme AND reminders.number = place.number`.execute(queries);
  const rows = JSON.stringify(changed.flatMap(({ reminders }) => reminders.after));
  await sql`INSERT INTO reminders SELECT * FROM jsonb_populate_recordset(null::reminders, ${rows}::jsonb)`.execute(queries);
}

const placesOf = (some: readonly Written[]): string => JSON.stringify(some.map(({ task: { programme, number } }) => ({ programme, number })));

const linksOf = ({ programme, number, assignment }: Task) => assignment.clauses.map(({ source, clause }) => ({ programme, number, source, clause }));
