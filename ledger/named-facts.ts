import { sql } from 'kysely';
import type { TaskCommand } from '../domain/commands.ts';
import type { CarryOutCall } from '../domain/envelope.ts';
import type { Facts, KnownClause } from '../domain/facts.ts';
import { clausesNamedBy } from '../domain/incorporation.ts';
import { meetingNamedBy } from '../domain/meeting-reference.ts';
import type { Policy } from '../domain/policy.ts';
import type { Task } from '../domain/task.ts';
import type { Actor, ClauseReference, PersonId } from '../domain/values.ts';
import { namedEntry } from './entry.ts';
import type { Queries } from './ledger.ts';
import { readReporting } from './reporting.ts';
import { namedSuggestion } from './suggestions.ts';

/** What only some commands name: asked for by those alone, each with a statement of its own. */
export type NamedFacts = Required<
  Pick<Facts, 'entry' | 'policyNamed' | 'clauses' | 'persons' | 'suggestion' | 'meetingOnRecord' | 'reporting' | 'gatesPassed'>
>;

export const readNamedFacts = async (queries: Queries, call: CarryOutCall, task: Task | null): Promise<NamedFacts> => ({
  entry: await namedEntry(queries, call),
  policyNamed: await namedPolicy(queries, call.envelope.command),
  clauses: await namedClauses(queries, clausesNamedBy(call.envelope.command)),
  persons: await namedPersons(queries, call.envelope.command, task),
  meetingOnRecord: await hasMeetingNamed(queries, call.envelope.command),
  reporting: await readReporting(queries, call, task),
  gatesPassed: await gatesPassedFor(queries, call.envelope.command, task),
  suggestion: await namedSuggestion(queries, call.known, call.envelope.command),
});

async function namedPolicy(queries: Queries, command: TaskCommand): Promise<Policy | null> {
  if (command.type !== 'movePolicy') return null;
  const row = await queries.selectFrom('policies').select('policy').where('version', '=', command.to).executeTakeFirst();
  return row?.policy ?? null;
}

/** Whoever is to be responsible, and who is; to whom a suggestion is referred. */
async function namedPersons(queries: Queries, command: TaskCommand, task: Task | null): Promise<readonly Actor[]> {
  const ids = personsNamedBy(command, task).filter((id) => typeof id === 'string');
  if (ids.length === 0) return [];
  return queries.selectFrom('persons').select(['id as person', 'office', 'department', 'roles']).where('id', 'in', ids).execute();
}

function personsNamedBy(command: TaskCommand, task: Task | null): readonly (PersonId | null | undefined)[] {
  if (command.type === 'answerSuggestion') return [command.person];
  return command.type === 'handOver' ? [command.responsible, task?.assignment.responsible] : [];
}

async function hasMeetingNamed(queries: Queries, command: TaskCommand): Promise<boolean> {
  const meeting = meetingNamedBy(command);
  if (meeting === null) return false;
  return (await queries.selectFrom('meetings').select('id').where('id', '=', meeting).executeTakeFirst()) !== undefined;
}

/** 列入议题, 不列入议题: after which events a hearing of the task's supervising office has asked of it. */
async function gatesPassedFor(queries: Queries, command: TaskCommand, task: Task | null): Promise<readonly string[]> {
  if (!task || (command.type !== 'acceptAgendaItem' && command.type !== 'declineAgendaItem')) return [];
  const { supervisingOffice: office, programme, assignment } = task;
  const gates = queries.selectFrom('gates').select('event').where('passed', '=', true).where('office', '=', office);
  const rows = await gates.where('programme', '=', programme).where('category', '=', assignment.category).orderBy('event').execute();
  return rows.map(({ event }) => event);
}

/** Those of them that a document on record has. */
export async function namedClauses(queries: Queries, clauses: readonly ClauseReference[]): Promise<readonly KnownClause[]> {
  if (clauses.length === 0) return [];
  const { rows } = await sql<KnownClause>`
    SELECT DISTINCT ON (position) source, clause, text, received_on AS received
    FROM jsonb_to_recordset(${JSON.stringify(clauses)}::jsonb) AS named(source text, clause text)
    JOIN clauses USING (source, clause) JOIN sources ON sources.name = source ORDER BY position`.execute(queries);
  return rows;
}
