import { sql } from 'kysely';
import type { StandingEvent } from '../domain/envelope.ts';
import type { EventActor, TaskEvent } from '../domain/events.ts';
import type { MeetingEvent } from '../domain/meeting-events.ts';
import type { PacketComposed } from '../domain/packet-events.ts';
import type { PeriodicalEvent } from '../domain/periodical-events.ts';
import type { ProgrammeEvent } from '../domain/programme-events.ts';
import type { Instant } from '../domain/values.ts';
import { canonicalJson, sm3Hex } from './digest.ts';
import type { Queries } from './ledger.ts';

/** One fact as the journal keeps it. `data` is whatever the fact says beyond when, what and who. */
export interface JournalRow {
  readonly stream: string;
  readonly seq: number;
  readonly at: Instant;
  readonly type: string;
  readonly version: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly actor: EventActor;
  readonly ran_by: string;
  readonly command_id: string;
  readonly previous_hash: string;
  readonly hash: string;
}

export type Fact = Pick<JournalRow, 'at' | 'type' | 'actor' | 'data'>;

/** Where a stream stands: the place and hash of its last row. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** The head of a stream in which nothing stands yet. */
export const emptyHead: Head = { seq: 0, hash: '0'.repeat(64) };

/** Version of the shape of `data`; readers of old versions are kept. */
const factVersion = 1;

export interface Succession {
  readonly stream: string;
  readonly head: Head;
  readonly ranBy: string;
  readonly commandId: string;
}

/** The rows that follow the head, each carrying the hash of the one before. */
export function chain({ stream, head, ranBy, commandId }: Succession, facts: readonly Fact[]): readonly JournalRow[] {
  let last = head;
  return facts.map((fact) => {
    const content = { stream, seq: last.seq + 1, ...fact, version: factVersion, ran_by: ranBy, command_id: commandId };
    const row = { ...content, previous_hash: last.hash, hash: hashOf(content, last.hash) };
    last = row;
    return row;
  });
}

/** SM3 of the previous hash and the canonical JSON of the row without its hashes. */
export const hashOf = (
  { stream, seq, at, type, version, data, actor, ran_by, command_id }: Omit<JournalRow, 'previous_hash' | 'hash'>,
  previousHash: string,
): string => sm3Hex(previousHash + canonicalJson({ stream, seq, at, type, version, data, actor, ran_by, command_id }));

export const taskStream = ({ programme, number }: { readonly programme: string; readonly number: string }): string => `task:${programme}/${number}`;

export const factOf = ({ type, at, by, ...data }: TaskEvent | ProgrammeEvent | MeetingEvent | PacketComposed | PeriodicalEvent): Fact => ({
  type,
  at,
  actor: by,
  data,
});

/** The event as it was decided, key for key. */
export const taskEventOf = ({ type, at, actor, data }: Pick<JournalRow, 'type' | 'at' | 'actor' | 'data'>): TaskEvent =>
  ({ type, at, by: actor, ...data }) as TaskEvent;

export const programmeEventOf = ({ type, at, actor, data }: Pick<JournalRow, 'type' | 'at' | 'actor' | 'data'>): ProgrammeEvent =>
  ({ type, at, by: actor, ...data }) as ProgrammeEvent;

export const meetingEventOf = ({ type, at, actor, data }: Pick<JournalRow, 'type' | 'at' | 'actor' | 'data'>): MeetingEvent =>
  ({ type, at, by: actor, ...data }) as MeetingEvent;

export const periodicalEventOf = ({ type, at, actor, data }: Pick<JournalRow, 'type' | 'at' | 'actor' | 'data'>): PeriodicalEvent =>
  ({ type, at, by: actor, ...data }) as PeriodicalEvent;

export const standingEvent = (row: JournalRow): StandingEvent => ({ seq: row.seq, event: taskEventOf(row) });

/** Rows for a stream that is no task's: locks its head, chains, moves the head. Within the caller's transaction. */
export async function appendToStream(
  queries: Queries,
  { stream, ranBy, commandId }: Omit<Succession, 'head'>,
  facts: readonly Fact[],
): Promise<readonly JournalRow[]> {
  const head = await lockStream(queries, stream);
  const rows = chain({ stream, head, ranBy, commandId }, facts);
  const last = rows.at(-1);
  if (!last) return rows;
  await sql`INSERT INTO journal SELECT * FROM jsonb_populate_recordset(null::journal, ${JSON.stringify(rows)}::jsonb)`.execute(queries);
  await queries.updateTable('streams').set({ head_seq: last.seq, head_hash: last.hash, head_at: last.at }).where('stream', '=', stream).execute();
  return rows;
}

/** Whoever comes second waits here until the first has committed. */
export async function lockStream(queries: Queries, stream: string): Promise<Head> {
  const fresh = { stream, head_seq: emptyHead.seq, head_hash: emptyHead.hash, head_at: null };
  await queries
    .insertInto('streams')
    .values(fresh)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { head_seq, head_hash } = await queries
    .selectFrom('streams')
    .select(['head_seq', 'head_hash'])
    .where('stream', '=', stream)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { seq: head_seq, hash: head_hash };
}
