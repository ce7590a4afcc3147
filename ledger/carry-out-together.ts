import { sql } from 'kysely';
import { clauseKey } from '../domain/clause-book.ts';
import type { CarryOutCall, CommandEnvelope } from '../domain/envelope.ts';
import type { KnownClause } from '../domain/facts.ts';
import { clausesNamedBy } from '../domain/incorporation.ts';
import { noReporting } from '../domain/missing-reports.ts';
import type { Offices } from '../domain/organisation.ts';
import { officeOf } from '../domain/organisation.ts';
import { hasOpenRun } from '../domain/task.ts';
import type { VersionsInForce } from './calendars.ts';
import { versionFor, versionsInForce } from './calendars.ts';
import { decideOn, laterOf, versionsFor } from './carry-out.ts';
import { emptyHead, taskStream } from './journal.ts';
import type { Ledger, Queries } from './ledger.ts';
import { namedClauses } from './named-facts.ts';
import { readOffices } from './offices.ts';
import type { Prepared, Work } from './record.ts';
import { prepared } from './record.ts';
import { calendarOf, rulesOf } from './rules.ts';
import type { LockedHead } from './surroundings.ts';
import { departmentsOf, leadAfter, supervisingOffices } from './surroundings.ts';
import { writeAll } from './write-all.ts';

/** What an import does to a task that no run keeps yet. */
export interface ImportCall extends CarryOutCall {
  readonly envelope: CommandEnvelope & { readonly actor: 'system'; readonly command: { readonly type: 'register' | 'amend' } };
}

/**
 * Commands on different tasks in one transaction, each under the lock of its task and by the same decision as alone: a file of thousands of rows would else wait
 * for thousands of commits. Whatever does not simply come to pass (the head is another by now, the command came before, a rule says no) is left to a
 * transaction of its own, which says why.
 * @returns those that were carried out
 */
export const carryOutTogether = (ledger: Ledger, calls: readonly ImportCall[]): Promise<ReadonlySet<ImportCall>> =>
  ledger.db.transaction().execute(async (queries) => {
    const free = await takeUpAll(queries, calls);
    const background = await readBackground(queries, free);
    const done: { readonly call: ImportCall; readonly prepared: Prepared }[] = [];
    for (const taken of free) {
      const work = await workOf({ ledger, queries, taken }, background);
      const decision = decideOn(work);
      if ('events' in decision && decision.events.length > 0) done.push({ call: taken.call, prepared: await prepared(work, decision.events) });
    }
    const [first, ...others] = done.map((one) => one.prepared.written);
    if (first) await writeAll(queries, [first, ...others]);
    return new Set(done.map(({ call }) => call));
  });

interface Taken {
  readonly call: ImportCall;
  readonly head: LockedHead;
}

/** Locked in one order, so that two imports never wait for each other in a ring: numbers that nobody has yet, then heads. */
async function takeUpAll(queries: Queries, calls: readonly ImportCall[]): Promise<readonly Taken[]> {
  const byStream = new Map(calls.map((call) => [taskStream(call.known), call]));
  const streams = [...byStream.keys()].toSorted();
  const begun = streams.filter((stream) => byStream.get(stream)?.known.seq === 0);
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(stream, 0)) FROM unnest(${begun}::text[]) AS stream`.execute(queries);
  const heads = await headsOf(queries, streams);
  const ids = streams.map((stream) => byStream.get(stream)?.envelope.id ?? '');
  const { rows: repeated } = await sql<{ stream: string }>`
    SELECT stream FROM commands JOIN unnest(${streams}::text[], ${ids}::text[]) AS call (stream, command_id) USING (stream, command_id)`.execute(queries);
  for (const { stream } of repeated) byStream.delete(stream);
  return [...byStream].flatMap(([stream, call]) => {
    const head = heads.get(stream) ?? { ...emptyHead, at: null, task: null, otherTask: null };
    return head.seq === call.known.seq && !(head.task && hasOpenRun(head.task)) ? [{ call, head }] : [];
  });
}

async function headsOf(queries: Queries, streams: readonly string[]): Promise<ReadonlyMap<string, LockedHead>> {
  const rows = await queries
    .selectFrom('tasks')
    .select(['stream', 'head_seq', 'head_hash', 'head_at', 'task'])
    .where('stream', 'in', streams)
    .orderBy('stream')
    .forUpdate()
    .execute();
  return new Map(rows.map((row) => [row.stream, { seq: row.head_seq, hash: row.head_hash, at: row.head_at, task: row.task, otherTask: null }]));
}

/** What every one of the decisions stands on. */
interface Background {
  readonly offices: Offices;
  readonly clauses: readonly KnownClause[];
  readonly programmes: ReadonlySet<string>;
  readonly calendars: VersionsInForce;
  readonly newestPolicy: string;
}

async function readBackground(queries: Queries, taken: readonly Taken[]): Promise<Background> {
  const clauses = new Map(taken.flatMap(({ call }) => clausesNamedBy(call.envelope.command)).map((reference) => [clauseKey(reference), reference]));
  const programmes = await queries.selectFrom('programmes').select('name').execute();
  const policy = await queries.selectFrom('policies').select('version').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return {
    offices: await readOffices(queries, {
      offices: [...new Set(taken.flatMap(({ call, head }) => supervisingOffices(head.task, call.envelope.command)))],
      departments: [...new Set(taken.flatMap(({ call, head }) => departmentsOf(head, call.envelope.command)))],
    }),
    clauses: await namedClauses(queries, [...clauses.values()]),
    programmes: new Set(programmes.map(({ name }) => name)),
    calendars: await versionsInForce(queries),
    newestPolicy: policy?.version ?? '',
  };
}

interface Place extends Pick<Work, 'ledger' | 'queries'> {
  readonly taken: Taken;
}

async function workOf({ ledger, queries, taken: { call, head } }: Place, background: Background): Promise<Work> {
  const { offices, clauses, programmes, calendars, newestPolicy } = background;
  const surroundings = {
    first: null,
    standing: [],
    actor: 'system',
    standsInFor: [],
    offices,
    named: { entry: null, policyNamed: null, clauses, persons: [], suggestion: null, meetingOnRecord: false, gatesPassed: [], reporting: noReporting },
    programmeExists: programmes.has(call.known.programme),
    calendarInForce: versionFor(calendars, officeOf(offices, leadAfter(head.task, call.envelope.command))?.code ?? null),
    newestPolicy,
  } as const;
  return {
    ledger,
    queries,
    call,
    head,
    surroundings,
    rules: await rulesOf(ledger, versionsFor(head, surroundings), queries),
    calendarInForce: await calendarOf(ledger, surroundings.calendarInForce, queries),
    now: laterOf(call.now, head.at),
  };
}
