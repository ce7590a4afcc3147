import { sql } from 'kysely';
import type { CarryOutCall, StandingEvent } from '../domain/envelope.ts';
import type { TaskEvent } from '../domain/events.ts';
import { fold } from '../domain/evolve.ts';
import type { Task } from '../domain/task.ts';
import type { Instant } from '../domain/values.ts';
import type { WorkingCalendar } from '../domain/working-calendar.ts';
import { canonicalJson, digestOf } from './digest.ts';
import { chain, factOf, standingEvent, taskStream } from './journal.ts';
import type { Ledger, Queries } from './ledger.ts';
import type { Outcome } from './outcome.ts';
import type { Rules } from './rules.ts';
import { rulesOf } from './rules.ts';
import { answerRows, suggestionRows } from './suggestions.ts';
import type { LockedHead, Surroundings } from './surroundings.ts';
import { incorporationRows, progressRows, reminderRows, reportRows, taskRow } from './task-row.ts';
import type { NewNotice } from './telling.ts';
import { tellingOf } from './telling.ts';
import type { Written } from './write-all.ts';
import { writeAll } from './write-all.ts';

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
  const { written, recorded } = await prepared(work, decided);
  await writeAll(work.queries, [written]);
  return recorded;
}

export interface Prepared {
  readonly written: Written;
  readonly recorded: Recorded;
}

/** Everything that follows from what was decided, before any of it is written. */
export async function prepared(work: Work, decided: readonly TaskEvent[]): Promise<Prepared> {
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
  const written = {
    head,
    command: commandRow(work, { seqs, refusal: null }),
    rows,
    notices,
    items,
    reports: reportRows(task, events),
    incorporations: incorporationRows(task, events),
    suggestions: suggestionRows(task, events),
    answers: answerRows(task, events),
    progress: progressRows(head.task, events),
    reminders: { before: head.task ? reminderRows(head.task, work.rules) : [], after: reminderRows(task, rules) },
    task: taskRow(task, last, { ...rules, offices: surroundings.offices }),
  };
  return { written, recorded: { task, rules, events, seqs, notices } };
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
