import { sql } from 'kysely';
import type { KnownTask } from '../domain/envelope.ts';
import type { Queries } from './ledger.ts';
import type { NoticesTable } from './schema.ts';

type Undelivered = Pick<NoticesTable, 'id' | 'kind' | 'channel_of_duty' | 'to_office' | 'to_department'>;

/** Notices of these events that have not left; those of a bulk act are its own to deliver. Two looks by key, however little PostgreSQL knows of the tables yet. */
export async function undeliveredNotices(queries: Queries, { programme, number }: KnownTask, seqs: readonly number[]): Promise<readonly Undelivered[]> {
  const { rows } = await sql<Undelivered>`
    SELECT id, kind, channel_of_duty, to_office, to_department FROM notices
    WHERE id = ANY(ARRAY(SELECT notice_id FROM notice_items WHERE programme = ${programme} AND number = ${number} AND seq = ANY(${seqs})))
      AND batch IS NULL AND status <> 'delivered'
    ORDER BY composed_at, id`.execute(queries);
  return rows;
}
