import { nextCutOffAt } from '../domain/cut-offs.ts';
import { isMeetingEvent } from '../domain/meeting-events.ts';
import type { OfficeMeetings } from '../domain/meetings.ts';
import { cyclesOf, evolveMeetings, noMeetings } from '../domain/meetings.ts';
import type { Instant, OfficeCode } from '../domain/values.ts';
import { meetingEventOf } from './journal.ts';
import type { JournalRow } from './journal.ts';
import type { Queries } from './ledger.ts';

/** The meetings of an office, folded from their stream: a few dozen events a year. */

export const meetingsStream = (office: OfficeCode): string => `meetings:${office}`;

export interface StandingMeetings {
  readonly meetings: OfficeMeetings;
  /** When the last event was recorded; null where there is none. */
  readonly at: Instant | null;
}

export async function readMeetings(queries: Queries, office: OfficeCode): Promise<StandingMeetings> {
  const rows = await queries
    .selectFrom('journal')
    .select(['type', 'at', 'actor', 'data'])
    .where('stream', '=', meetingsStream(office))
    .orderBy('seq')
    .execute();
  return { meetings: foldMeetings(office, rows), at: rows.at(-1)?.at ?? null };
}

/** What else stands in the stream, as the papers of a meeting, is passed over. */
export const foldMeetings = (office: OfficeCode, rows: readonly Pick<JournalRow, 'type' | 'at' | 'actor' | 'data'>[]): OfficeMeetings =>
  rows.map(meetingEventOf).filter(isMeetingEvent).reduce(evolveMeetings, noMeetings(office));

/** The tables as they are after the last event; when it is recorded, and when they are rebuilt. */
export async function projectMeetings(queries: Queries, meetings: OfficeMeetings): Promise<void> {
  const { office } = meetings;
  for (const table of ['meetings', 'cycles', 'gates'] as const) await queries.deleteFrom(table).where('office', '=', office).execute();
  const rows = meetings.meetings.map(({ id, date, meetingType, topic, cutOff, state, movedCount, attendance, heard }) => ({
    id,
    office,
    date,
    meeting_type: meetingType,
    topic,
    cut_off: cutOff,
    state,
    moved_count: movedCount,
    attendance: JSON.stringify(attendance),
    heard: JSON.stringify(heard),
  }));
  if (rows.length > 0) await queries.insertInto('meetings').values(rows).execute();
  const cycles = cyclesOf(meetings).map(({ cutOff, reminders, ...cycle }) => ({ office, ...cycle, cut_off: cutOff, reminders: JSON.stringify(reminders) }));
  if (cycles.length > 0) await queries.insertInto('cycles').values(cycles).execute();
  const gates = meetings.gates.map(({ endedOn, cutOff, ...gate }) => ({ office, ...gate, ended_on: endedOn, cut_off: cutOff }));
  if (gates.length > 0) await queries.insertInto('gates').values(gates).execute();
  await projectRun(queries, meetings);
}

/** The offset of the clock that the run began with stays with it. */
async function projectRun(queries: Queries, meetings: OfficeMeetings): Promise<void> {
  const { office } = meetings;
  const next = nextCutOffAt(meetings);
  const clock = await queries.selectFrom('clock').select('offset_ms').executeTakeFirst();
  await queries
    .insertInto('meeting_runs')
    .values({ office, next_cut_off_at: next, clock_offset_ms: clock?.offset_ms ?? 0 })
    .onConflict((conflict) => conflict.column('office').doUpdateSet({ next_cut_off_at: next }))
    .execute();
}
