import { sql } from 'kysely';
import type { TaskHandedOver } from '../../domain/hand-over-events.ts';
import type { Ledger } from '../ledger.ts';

export interface HandOverOnRecord extends Pick<TaskHandedOver, 'unit' | 'from' | 'to' | 'requests'> {
  /** `2019/改-12`. */
  readonly number: string;
}

/** What a bulk act has handed over so far, as the journal says it; in the order of the numbers. */
export async function handOversOf({ db }: Ledger, requestId: string): Promise<readonly HandOverOnRecord[]> {
  const { rows } = await sql<{ number: string; data: TaskHandedOver }>`
    SELECT programme || '/' || number AS number, data
    FROM commands JOIN journal USING (stream, command_id) JOIN tasks USING (stream)
    WHERE batch = ${requestId} AND type = 'taskHandedOver' ORDER BY programme, sort_key`.execute(db);
  return rows.map(({ number, data: { unit, from, to, requests } }) => ({ number, unit, from, to, requests }));
}

/** What one command has handed over. */
export async function handOverAt(
  { db }: Ledger,
  place: { readonly programme: string; readonly number: string; readonly seqs: readonly number[] },
): Promise<HandOverOnRecord | null> {
  const { programme, number, seqs } = place;
  const row = await db
    .selectFrom('journal')
    .select('data')
    .where('stream', '=', `task:${programme}/${number}`)
    .where('type', '=', 'taskHandedOver')
    .where('seq', 'in', seqs.length > 0 ? [...seqs] : [0])
    .executeTakeFirst();
  if (!row) return null;
  const { unit, from, to, requests } = row.data as unknown as TaskHandedOver;
  return { number: `${programme}/${number}`, unit, from, to, requests };
}
