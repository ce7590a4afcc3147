import { sql } from 'kysely';
import type { CarryOutCall } from '../domain/envelope.ts';
import type { EntryCorrected } from '../domain/events.ts';
import type { JournalEntry } from '../domain/facts.ts';
import type { DepartmentCode } from '../domain/values.ts';
import type { JournalRow } from './journal.ts';
import { taskEventOf, taskStream } from './journal.ts';
import type { Queries } from './ledger.ts';

type EntryRow = Pick<JournalRow, 'seq' | 'type' | 'at' | 'actor' | 'data'> & { readonly department: DepartmentCode | null };

/** The entry that a correction names, with the corrections it has had; null where the command names none, or none stands there. */
export async function namedEntry(queries: Queries, { known, envelope: { command } }: CarryOutCall): Promise<JournalEntry | null> {
  if (command.type !== 'correct') return null;
  const { seq } = command;
  const { rows } = await sql<EntryRow>`
    SELECT seq, type, at, actor, data, department FROM journal LEFT JOIN persons ON persons.id = actor
    WHERE stream = ${taskStream(known)} AND (seq = ${seq} OR (type = 'entryCorrected' AND (data->>'seq')::bigint = ${seq})) ORDER BY seq`.execute(queries);
  const [entry, ...corrections] = rows;
  if (entry?.seq !== seq) return null;
  return { event: taskEventOf(entry), department: entry.department, corrections: corrections.map((row) => taskEventOf(row) as EntryCorrected) };
}
