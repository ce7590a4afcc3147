import { sql } from 'kysely';
import type { CarryOutCall, StandingEvent } from '../domain/envelope.ts';
import type { TaskEvent } from '../domain/events.ts';
import { fold } from '../domain/evolve.ts';
import { hasOpenRun } from '../domain/task.ts';
import type { Task } from '../domain/task.ts';
import type { Instant } from '../domain/values.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';
import { canonicalJson, digestOf } from './digest.ts';
import type { JournalRow } from './journal.ts';
import { chain, factOf, standingEvent, taskStream } from './journal.ts';
import { LedgerError } from './ledger-error.ts';
import type { Ledger, Queries } from './ledger.ts';
import type { Outcome } from './outcome.ts';
import type { Rules } from './rules.ts';
import { rulesOf } from './rules.ts';
import type { LockedHead, Surroundings, TaskHead } from './surroundings.ts';
import type { TaskRow } from './task-row.ts';
import { incorporationRows, reportRows, taskRow } from './task-row.ts';
import type { NewNotice } from './telling.ts';
import { tellingOf } from './telling.ts';

/** A command in the hands of its transaction, the head of its task locked. */
export interface Work {
  readonly ledger: Ledger;
  readonly queries: Queries;
  readonly call: CarryOutCall;
  readonly head: LockedHead;
  readonly surroundings: Surroundings;
  readonly rules: Rules;
  /** Of the lead's office; the task may still go by another. */
  readonly calendarInForce: WorkingCalendar;
  /** Never before the last event of the task, whatever a machine's clock says. */
  readonly now: Instant;
}

export interface Recorded {
  readonly task: Task;
  /** Those that the task names after its events: they may have moved it to others. */
  readonly rules: Rules;
  readonly events: readonly StandingEvent[];
  readonly seqs: readonly number[];
  readonly notices: readonly NewNotice[];
}

/** Journal, head, projections, outbox and outcome: all of it or nothing. */
export async function record(work: Work, decided: readonly TaskEvent[]): Promise<Recorded> {
  const { ledger, queries, call, head, surroundings } = work;
  const { ranBy, id: commandId, batch = null } = call.envelope;
  const rows = chain({ stream: taskStream(call.known), head, ranBy, commandId }, decided.map(kept).map(factOf));
  const events = rows.map(standingEvent);
  const task = fold(
    events.map(({ event }) => event),
    head.task,
  );
  const last = rows.at(-1);
  if (!task || !last) throw new Error(`the events of command ${commandId} make no task`);
  const rules = await rulesOf(ledger, task, queries);
  const seqs = rows.map(({ seq }) => seq);
  const { notices, items } = tellingOf({ before: head.task, events, offices: surroundings.offices, batch });
  const command = commandRow(work, { seqs, refusal: null });
  await write(queries, {
    head,
    command,
    rows,
    notices,
    items,
    reports: reportRows(task, events),
    incorporations: incorporationRows(task, events),
    task: taskRow(task, last, { ...rules, offices: surroundings.offices }),
  });
  await linkClauses(queries, head.task, task);
  return { task, rules, events, seqs, notices };
}

/** A command that changed nothing has its place too: repeated, it is refused for the same reason. */
export async function remember(work: Work, outcome: Outcome): Promise<void> {
  await sql`INSERT INTO commands SELECT * FROM jsonb_populate_record(null::commands, ${JSON.stringify(commandRow(work, outcome))}::jsonb)`.execute(
    work.queries,
  );
}

/** As it will come back from the journal, so that what is folded now is what is folded later. */
const kept = (event: TaskEvent): TaskEvent => JSON.parse(canonicalJson(event)) as TaskEvent;

const commandRow = ({ call: { known, envelope }, now }: Work, outcome: Outcome) => ({
  stream: taskStream(known),
  command_id: envelope.id,
  digest: digestOf(envelope),
  outcome,
  at: now,
  batch: envelope.batch ?? null,
});

interface Written {
  readonly head: TaskHead;
  readonly command: object;
  readonly rows: readonly JournalRow[];
  readonly reports: readonly object[];
  readonly incorporations: readonly object[];
  readonly notices: readonly object[];
  readonly items: readonly object[];
  readonly task: TaskRow;
}

/** One statement: each further one would be a further journey to the server under the lock. */
async function write(queries: Queries, written: Written): Promise<void> {
  const { task, head } = written;
  const headMove = head.task ? updateOf(task, { seq: head.seq, task: head.task }) : insertOf(task);
  const { numAffectedRows } = await sql`
    WITH command AS (INSERT INTO commands SELECT * FROM jsonb_populate_record(null::commands, ${JSON.stringify(written.command)}::jsonb)),
    journalled AS (INSERT INTO journal SELECT * FROM jsonb_populate_recordset(null::journal, ${JSON.stringify(written.rows)}::jsonb)),
    reported AS (INSERT INTO reports SELECT * FROM jsonb_populate_recordset(null::reports, ${JSON.stringify(written.reports)}::jsonb)),
    incorporated AS (INSERT INTO incorporations SELECT * FROM jsonb_populate_recordset(null::incorporations, ${JSON.stringify(written.incorporations)}::jsonb)),
    composed AS (INSERT INTO notices SELECT * FROM jsonb_populate_recordset(null::notices, ${JSON.stringify(written.notices)}::jsonb)),
    told AS (INSERT INTO notice_items SELECT * FROM jsonb_populate_recordset(null::notice_items, ${JSON.stringify(written.items)}::jsonb))
    ${headMove}`.execute(queries);
  if (numAffectedRows === 1n) return;
  throw new LedgerError('LEDGER_MOVED', `The head of ${task.stream} was moved past its lock. Expected: every writer locks the head first.`, {
    stream: task.stream,
    head: head.seq,
  });
}

/** The offset that a run began with stays with it: the workflow knows no other. */
const presentOffset = sql`coalesce((SELECT offset_ms FROM clock), 0)`;

const columnsOf = (task: TaskRow) => sql.join(Object.keys(task).map((column) => sql.ref(column)));

const insertOf = (task: TaskRow) => sql`
  INSERT INTO tasks (${columnsOf(task)}, clock_offset_ms)
  SELECT ${columnsOf(task)}, ${presentOffset} FROM jsonb_populate_record(null::tasks, ${JSON.stringify(task)}::jsonb)`;

const updateOf = (task: TaskRow, before: { readonly seq: number; readonly task: Task }) => sql`
  UPDATE tasks SET (${columnsOf(task)}) = (SELECT ${columnsOf(task)} FROM jsonb_populate_record(null::tasks, ${JSON.stringify(task)}::jsonb)),
    clock_offset_ms = CASE WHEN ${task.has_open_run && !hasOpenRun(before.task)} THEN ${presentOffset} ELSE clock_offset_ms END
  WHERE programme = ${task.programme} AND number = ${task.number} AND head_seq = ${before.seq}`;

/** Which clauses the task carries out; they change only with its assignment. */
async function linkClauses(queries: Queries, before: Task | null, { programme, number, assignment }: Task): Promise<void> {
  const { clauses } = assignment;
  if (canonicalJson(before?.assignment.clauses ?? []) === canonicalJson(clauses)) return;
  await queries.deleteFrom('links').where('programme', '=', programme).where('number', '=', number).execute();
  const links = clauses.map(({ source, clause }) => ({ programme, number, source, clause }));
  if (links.length === 0) return;
  await queries
    .insertInto('links')
    .values(links)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
