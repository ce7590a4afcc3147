import { sql } from 'kysely';
import type { PaperKind } from '../../domain/standing-notices.ts';
import type { Instant, PersonId, Role } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';

export interface NoticeFilter {
  readonly status?: 'pending' | 'delivered' | 'failed' | undefined;
  /** A role, a person, a department or an office. */
  readonly to?: string | undefined;
}

export interface NoticeRow {
  readonly id: string;
  readonly kind: PaperKind;
  readonly to: { readonly role: Role; readonly person: PersonId | null; readonly department: string; readonly office: string };
  /** `2019/改-12`. */
  readonly numbers: readonly string[];
  /** Of a notice that hangs on no event of a task. */
  readonly subject: string | null;
  readonly composedAt: Instant;
  readonly status: 'pending' | 'delivered' | 'failed';
  readonly attempts: number;
  readonly channel: string;
  readonly lastError: string | null;
}

/** In the order in which they were composed. */
export async function listNotices({ db }: Ledger, { status, to }: NoticeFilter): Promise<{ readonly notices: readonly NoticeRow[] }> {
  const rows = await db
    .selectFrom('notices')
    .selectAll()
    .$if(status !== undefined, (some) => some.where('status', '=', status ?? 'pending'))
    .$if(to !== undefined, (some) => some.where(sql<boolean>`${to} IN (to_role, to_person, to_department, to_office)`))
    .orderBy('composed_at')
    .orderBy('id')
    .execute();
  return {
    notices: rows.map(
      ({ id, kind, to_role, to_person, to_department, to_office, numbers, content, composed_at, status: stands, attempts, channel, last_error }) => ({
        id,
        kind,
        to: { role: to_role, person: to_person, department: to_department, office: to_office },
        numbers,
        subject: content?.subject ?? null,
        composedAt: composed_at,
        status: stands,
        attempts,
        channel,
        lastError: last_error,
      }),
    ),
  };
}
