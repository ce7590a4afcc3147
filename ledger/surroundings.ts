import { sql } from 'kysely';
import type { TaskCommand } from '../domain/commands.ts';
import { dateOf } from '../domain/dates.ts';
import type { CarryOutCall, StandingEvent } from '../domain/envelope.ts';
import type { EventActor } from '../domain/events.ts';
import { otherTaskOf } from '../domain/merging-commands.ts';
import type { Office, Offices } from '../domain/organisation.ts';
import type { Task } from '../domain/task.ts';
import type { Actor, DepartmentCode, Instant } from '../domain/values.ts';
import type { Head, JournalRow } from './journal.ts';
import { standingEvent, taskStream } from './journal.ts';
import { emptyHead } from './journal.ts';
import type { Queries } from './ledger.ts';
import type { NamedFacts } from './named-facts.ts';
import { readNamedFacts } from './named-facts.ts';
import { officesJson } from './offices.ts';
import type { Outcome } from './outcome.ts';
import { standsInForJson } from './standing-in.ts';

/** What a decision stands on, read under the lock of the task's head. */

export interface TaskHead extends Head {
  readonly at: Instant | null;
  readonly task: Task | null;
}

/** With the other task of a merger, where the command names one. */
export interface LockedHead extends TaskHead {
  readonly otherTask: Task | null;
}

export interface Surroundings {
  /** This command id, if it was carried out before. */
  readonly first: { readonly digest: string; readonly outcome: Outcome } | null;
  readonly standing: readonly StandingEvent[];
  readonly actor: Actor | 'clock' | 'system' | null;
  /** The absent in whose place the actor may act today. */
  readonly standsInFor: readonly Actor[];
  readonly offices: Offices;
  readonly named: NamedFacts;
  readonly programmeExists: boolean;
  /** Of the office of whoever leads the task after the command. */
  readonly calendarInForce: string;
  readonly newestPolicy: string;
}

/** Whoever comes second waits here until the first has committed. Where there is no head yet, those who would make one wait for each other. */
export async function lockHead(queries: Queries, { known, envelope: { command } }: CarryOutCall): Promise<LockedHead> {
  const streams = { own: taskStream(known), other: otherStream(command) };
  const head = await selectHead(queries, streams);
  if (head) return head;
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${streams.own}, 0))`.execute(queries);
  return (await selectHead(queries, streams)) ?? { ...emptyHead, at: null, task: null, otherTask: null };
}

/** Of two tasks both are locked, in the order of their streams: two mergers that meet from opposite sides wait for each other, and neither for ever. */
async function selectHead(queries: Queries, { own, other }: { readonly own: string; readonly other: string | null }): Promise<LockedHead | null> {
  const rows = await queries
    .selectFrom('tasks')
    .select(['stream', 'head_seq', 'head_hash', 'head_at', 'task'])
    .where('stream', 'in', other === null ? [own] : [own, other])
    .orderBy('stream')
    .forUpdate()
    .execute();
  const row = rows.find(({ stream }) => stream === own);
  const otherTask = rows.find(({ stream }) => stream === other)?.task ?? null;
  return row ? { seq: row.head_seq, hash: row.head_hash, at: row.head_at, task: row.task, otherTask } : null;
}

const otherStream = (command: TaskCommand): string | null => {
  const number = otherTaskOf(command);
  return number === null ? null : `task:${number}`;
};

interface SurroundingsRow {
  readonly first: Surroundings['first'];
  readonly standing: readonly JournalRow[] | null;
  readonly actor: Actor | null;
  readonly stands_in_for: readonly Actor[] | null;
  readonly offices: readonly Office[] | null;
  readonly programme_exists: boolean;
  readonly calendar_in_force: string | null;
  readonly newest_policy: string | null;
}

/** One statement, and for commands that name something a second, after the lock and therefore with its own look at what was committed before. */
export async function readSurroundings(queries: Queries, call: CarryOutCall, head: LockedHead): Promise<Surroundings> {
  const { known, envelope, now } = call;
  const stream = taskStream(known);
  const choice = { offices: supervisingOffices(head.task, envelope.command), departments: departmentsOf(head, envelope.command) };
  const { rows } = await sql<SurroundingsRow>`SELECT
    (SELECT json_build_object('digest', digest, 'outcome', outcome) FROM commands WHERE stream = ${stream} AND command_id = ${envelope.id}) AS first,
    (SELECT json_agg(j ORDER BY seq) FROM journal j WHERE stream = ${stream} AND seq > ${known.seq}) AS standing,
    (SELECT json_build_object('person', id, 'office', office, 'department', department, 'roles', roles) FROM persons WHERE id = ${envelope.actor}) AS actor,
    ${standsInForJson(envelope.actor, dateOf(now))} AS stands_in_for,
    ${officesJson(choice)} AS offices,
    EXISTS (SELECT FROM programmes WHERE name = ${known.programme}) AS programme_exists,
    (SELECT version FROM calendars_in_force WHERE office IN ('', (SELECT office FROM departments WHERE code = ${leadAfter(head.task, envelope.command)}))
      ORDER BY office DESC LIMIT 1) AS calendar_in_force,
    (SELECT version FROM policies ORDER BY seq DESC LIMIT 1) AS newest_policy`.execute(queries);
  const [row] = rows;
  if (!row) throw new Error('a SELECT without FROM gave no row');
  return {
    first: row.first,
    standing: (row.standing ?? []).map((journalled) => standingEvent({ ...journalled, at: new Date(journalled.at).toISOString() })),
    actor: actorOf(envelope.actor, row.actor),
    standsInFor: row.stands_in_for ?? [],
    offices: row.offices ?? [],
    named: await readNamedFacts(queries, call, head.task),
    programmeExists: row.programme_exists,
    calendarInForce: row.calendar_in_force ?? '',
    newestPolicy: row.newest_policy ?? '',
  };
}

const actorOf = (actor: EventActor, person: Actor | null): Surroundings['actor'] => (actor === 'clock' || actor === 'system' ? actor : person);

export const supervisingOffices = (task: Task | null, command: TaskCommand): readonly string[] =>
  [task?.supervisingOffice, command.type === 'register' ? command.supervisingOffice : undefined].filter((office) => office !== undefined);

/** Those of the task, of the other one, and those that the command names. */
export function departmentsOf({ task, otherTask }: LockedHead, command: TaskCommand): readonly DepartmentCode[] {
  const working = [task, otherTask].flatMap((each) => (each ? [each.assignment.lead, ...each.assignment.participants] : []));
  const { lead, participants = [] } = namedBy(command);
  return [...new Set([...working, ...(lead === undefined ? [] : [lead]), ...participants])];
}

/** The days on which a task is worked on are those of its lead's office. */
export const leadAfter = (task: Task | null, command: TaskCommand): DepartmentCode => namedBy(command).lead ?? task?.assignment.lead ?? '';

function namedBy(command: TaskCommand): { readonly lead?: DepartmentCode; readonly participants?: readonly DepartmentCode[] } {
  if (command.type === 'handOver') return command.to === undefined ? {} : { participants: [command.to] };
  if (command.type === 'answerSuggestion') return command.department === undefined ? {} : { participants: [command.department] };
  return command.type === 'register' ? command.assignment : command.type === 'amend' ? command.changes : command.type === 'reissue' ? command : {};
}
