import { sql } from 'kysely';
import type { LeadershipEvent } from '../../domain/leadership-events.ts';
import type { Instant, ProgrammeName, TaskNumber } from '../../domain/values.ts';
import type { JournalRow } from '../journal.ts';
import { taskEventOf } from '../journal.ts';
import type { Ledger } from '../ledger.ts';

/** An instruction, or an answer to a suggestion, that was given at a meeting. */
export interface SaidAtMeeting {
  readonly programme: ProgrammeName;
  readonly number: TaskNumber;
  readonly at: Instant;
  readonly said: LeadershipEvent;
}

/** The earliest first. */
export async function saidAtMeeting({ db }: Ledger, id: string): Promise<readonly SaidAtMeeting[]> {
  const { rows } = await sql<Pick<JournalRow, 'type' | 'at' | 'actor' | 'data'> & { readonly programme: string; readonly number: string }>`
    SELECT programme, number, type, at, actor, data FROM journal JOIN tasks USING (stream)
    WHERE type IN ('instructionGiven', 'suggestionAnswered') AND data->>'meeting' = ${id} ORDER BY at, stream, seq`.execute(db);
  return rows.map(({ programme, number, ...row }) => {
    const said = taskEventOf(row) as LeadershipEvent;
    return { programme, number, at: said.at, said };
  });
}
