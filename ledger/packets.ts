import { sql } from 'kysely';
import type { NumberedPacket } from '../domain/packet-document.ts';
import type { PacketComposed } from '../domain/packet-events.ts';
import type { OfficeCode } from '../domain/values.ts';
import type { JournalRow } from './journal.ts';
import type { Queries } from './ledger.ts';

/** The packets of an office: whole in the journal, listed in a table. */

const stem = 'packets:';

export const packetsStream = (office: OfficeCode): string => stem + office;

const packetEventOf = ({ type, at, actor, data }: Pick<JournalRow, 'type' | 'at' | 'actor' | 'data'>): PacketComposed =>
  ({ type, at, by: actor, ...data }) as unknown as PacketComposed;

/** The one at this place of the office's stream; null where there is none. */
export async function packetAt(queries: Queries, office: OfficeCode, seq: number): Promise<NumberedPacket | null> {
  const row = await queries
    .selectFrom('journal')
    .select(['type', 'at', 'actor', 'data'])
    .where('stream', '=', packetsStream(office))
    .where('seq', '=', seq)
    .executeTakeFirst();
  if (!row) return null;
  const { packet, edition, reason, sm3, at } = packetEventOf(row);
  return { ...packet, edition, reason, sm3, composedAt: at };
}

export interface RecordedPacket {
  readonly office: OfficeCode;
  readonly seq: number;
  readonly event: PacketComposed;
}

export async function projectPacket(queries: Queries, { office, seq, event: { cycle, edition, at, by, reason, sm3 } }: RecordedPacket): Promise<void> {
  await queries.insertInto('packets').values({ office, cycle, edition, seq, composed_at: at, by, reason, sm3 }).execute();
}

export async function rebuildPackets(queries: Queries): Promise<void> {
  await sql`DELETE FROM packets`.execute(queries);
  await sql`
    INSERT INTO packets (office, cycle, edition, seq, composed_at, by, reason, sm3)
    SELECT substr(stream, ${stem.length + 1}), data ->> 'cycle', (data ->> 'edition')::integer, seq, at, actor, data ->> 'reason', data ->> 'sm3'
    FROM journal WHERE starts_with(stream, ${stem})`.execute(queries);
}
