import { sql } from 'kysely';
import type { StandingNotice } from '../domain/standing-notices.ts';
import type { Instant } from '../domain/values.ts';
import { canonicalJson, sm3Hex } from './digest.ts';
import type { Queries } from './ledger.ts';
import { usualChannel } from './telling.ts';

/** Puts them into the outbox, from which the run of the day takes them at once; what was composed before under the same key stays as it is. Says how many are new. */
export async function composeStandingNotices(queries: Queries, notices: readonly StandingNotice[], composedAt: Instant): Promise<number> {
  if (notices.length === 0) return 0;
  const rows = notices.map((notice) => rowOf(notice, composedAt));
  const { numAffectedRows } = await sql`
    INSERT INTO notices SELECT * FROM jsonb_populate_recordset(null::notices, ${JSON.stringify(rows)}::jsonb) ON CONFLICT (id) DO NOTHING`.execute(queries);
  return Number(numAffectedRows);
}

/** One for each addressee, kind and key. */
export const standingNoticeId = ({ kind, to, key }: Pick<StandingNotice, 'kind' | 'to' | 'key'>): string =>
  `s-${sm3Hex(canonicalJson([kind, to, key])).slice(0, 32)}`;

const rowOf = ({ kind, to, key, content, numbers = [] }: StandingNotice, composedAt: Instant) => ({
  id: standingNoticeId({ kind, to, key }),
  kind,
  channel_of_duty: 'notify',
  to_office: to.office,
  to_department: to.department,
  to_role: to.role,
  numbers,
  composed_at: composedAt,
  status: 'pending',
  attempts: 0,
  channel: usualChannel,
  content,
});
