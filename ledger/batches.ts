import { sql } from 'kysely';
import type { Instant } from '../domain/values.ts';
import type { Ledger, Queries } from './ledger.ts';
import { compose } from './telling.ts';

export interface BatchCall {
  readonly batch: string;
  readonly now: Instant;
}

/** Every notice of a bulk act, composing those that are not yet: what was told of by an earlier, interrupted run keeps its notice. */
export async function composeBatch(ledger: Ledger, { batch, now }: BatchCall): Promise<readonly string[]> {
  await composeLoose(ledger, { batch, now });
  return idsOf(ledger.db, batch);
}

/** Where a list goes on: after this notice; null at its beginning. */
export type Cursor = string | null;

/** A few notices of a list that may be long; `next` is null where it ends. */
export interface NoticePage {
  readonly noticeIds: readonly string[];
  readonly next: Cursor;
}

export interface BatchPageCall extends BatchCall {
  readonly after: Cursor;
  readonly limit: number;
}

/** The same list page by page, those of one department together; what is loose is composed with the first page. */
export async function batchPage(ledger: Ledger, { batch, now, after, limit }: BatchPageCall): Promise<NoticePage> {
  if (after === null) await composeLoose(ledger, { batch, now });
  return pageOf(await idsOf(ledger.db, batch, { after, limit }), limit);
}

export const pageOf = (noticeIds: readonly string[], limit: number): NoticePage => ({
  noticeIds,
  next: noticeIds.length < limit ? null : (noticeIds.at(-1) ?? null),
});

/** Bulk acts with something to tell that nobody has composed: their own run was lost. */
export async function looseBatches({ db }: Ledger, before: Instant): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('notice_items')
    .innerJoin('tasks', (join) => join.onRef('tasks.programme', '=', 'notice_items.programme').onRef('tasks.number', '=', 'notice_items.number'))
    .innerJoin('journal', (join) => join.onRef('journal.stream', '=', 'tasks.stream').onRef('journal.seq', '=', 'notice_items.seq'))
    .select('batch')
    .distinct()
    .where('notice_id', 'is', null)
    .where('batch', 'is not', null)
    .where('journal.at', '<=', before)
    .orderBy('batch')
    .execute();
  return rows.flatMap(({ batch }) => (batch === null ? [] : [batch]));
}

async function composeLoose(ledger: Ledger, { batch, now }: BatchCall): Promise<void> {
  await ledger.db.transaction().execute(async (queries) => {
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`batch:${batch}`}, 0))`.execute(queries);
    const loose = await queries
      .selectFrom('notice_items')
      .selectAll('notice_items')
      .innerJoin('tasks', (join) => join.onRef('tasks.programme', '=', 'notice_items.programme').onRef('tasks.number', '=', 'notice_items.number'))
      .where('batch', '=', batch)
      .where('notice_id', 'is', null)
      .orderBy('notice_items.programme')
      .orderBy('sort_key')
      .orderBy('seq')
      .execute();
    if (loose.length === 0) return;
    const { notices, items } = compose(loose, { batch, composedAt: now });
    await sql`INSERT INTO notices SELECT * FROM jsonb_populate_recordset(null::notices, ${JSON.stringify(notices)}::jsonb)`.execute(queries);
    await sql`
      UPDATE notice_items SET notice_id = composed.notice_id
      FROM jsonb_populate_recordset(null::notice_items, ${JSON.stringify(items)}::jsonb) composed
      WHERE (notice_items.programme, notice_items.number, notice_items.seq, notice_items.kind, notice_items.office, notice_items.department, notice_items.role)
        = (composed.programme, composed.number, composed.seq, composed.kind, composed.office, composed.department, composed.role)`.execute(queries);
  });
}

async function idsOf(queries: Queries, batch: string, page?: { readonly after: Cursor; readonly limit: number }): Promise<readonly string[]> {
  const place = sql`(SELECT to_office, to_department, id FROM notices WHERE id = ${page?.after ?? null})`;
  const rows = await queries
    .selectFrom('notices')
    .select('id')
    .where('batch', '=', batch)
    .$if(page !== undefined && page.after !== null, (some) => some.where(sql<boolean>`(to_office, to_department, id) > ${place}`))
    .orderBy('to_office')
    .orderBy('to_department')
    .orderBy('id')
    .$if(page !== undefined, (some) => some.limit(page?.limit ?? 0))
    .execute();
  return rows.map(({ id }) => id);
}
