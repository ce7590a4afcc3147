import { sql } from 'kysely';
import type { PersonId } from '../domain/values.ts';
import type { Ledger } from './ledger.ts';

export interface DeliveryRecord {
  readonly id: string;
  readonly channel: string;
  readonly status: 'delivered' | 'failed';
  /** Why it has not left; or what went wrong although it has. */
  readonly error?: string;
  /** Who got it, or the first of them. */
  readonly person?: PersonId;
  /** All channels by which it must leave; only this one, if absent. */
  readonly channels?: readonly string[];
}

/**
 * Each try is counted. What has once been delivered stays so: a late report of a failed try changes nothing.
 * With several channels a notice is delivered when it has left by each; until then a failure of one of them stands.
 */
export async function recordDelivery({ db }: Ledger, { id, channel, status, error, person, channels = [channel] }: DeliveryRecord): Promise<void> {
  const hasLeft = status === 'delivered';
  const leftBy = hasLeft ? sql<string[]>`array_append(array_remove(left_by, ${channel}), ${channel})` : sql<string[]>`left_by`;
  const isComplete = sql<boolean>`${hasLeft} AND ${leftBy} @> ${[...channels]}::text[]`;
  await db
    .updateTable('notices')
    .set((expression) => ({
      attempts: expression('attempts', '+', 1),
      left_by: leftBy,
      status: sql`CASE WHEN ${isComplete} THEN 'delivered' WHEN ${hasLeft} THEN status ELSE 'failed' END`,
      channel: sql`CASE WHEN ${isComplete} THEN ${channels.join(', ')} WHEN ${hasLeft} THEN channel ELSE ${channel} END`,
      last_error: sql`CASE WHEN ${isComplete} OR ${!hasLeft} THEN ${error ?? null} ELSE last_error END`,
      to_person: person ?? expression.ref('to_person'),
      delivered_at: sql`CASE WHEN ${isComplete} THEN now() + coalesce((SELECT offset_ms FROM clock), 0) * interval '1 millisecond' END`,
    }))
    .where('id', '=', id)
    .where('status', '!=', 'delivered')
    .execute();
}
