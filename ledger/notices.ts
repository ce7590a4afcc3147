import { sql } from 'kysely';
import type { NoticeKind } from '../domain/effects.ts';
import type { TaskEvent } from '../domain/events.ts';
import type { Task } from '../domain/task.ts';
import { fullNumberOf } from '../domain/task.ts';
import type { Instant, PersonId, Role } from '../domain/values.ts';
import { taskEventOf } from './journal.ts';
import type { Ledger } from './ledger.ts';
import type { Recipients } from './recipients.ts';
import { recipientsOf } from './recipients.ts';
import { compose } from './telling.ts';

/** A notice that has not left yet, with everything that its paper says. */
export interface NoticeToDeliver extends Recipients {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly to: { readonly office: string; readonly officeName: string; readonly department: string; readonly departmentName: string; readonly role: Role };
  readonly composedAt: Instant;
  /** In the order of their numbers. */
  readonly items: readonly NoticeToDeliverItem[];
}

export interface NoticeToDeliverItem {
  /** `2019/改-12`. */
  readonly number: string;
  readonly seq: number;
  /** What happened. */
  readonly event: TaskEvent;
  /** The task as it stands now. */
  readonly task: Task;
  readonly leadName: string;
}

/** Of these notices, those that have not been delivered; a repeat gets only what is left. */
export async function noticesToDeliver(ledger: Ledger, ids: readonly string[]): Promise<readonly NoticeToDeliver[]> {
  if (ids.length === 0) return [];
  const notices = await selectUndelivered(ledger, ids);
  const items = await selectItems(
    ledger,
    notices.map(({ id }) => id),
  );
  const recipients = await recipientsOf(ledger, notices);
  return notices.map(({ id, kind, composed_at, to_office, to_department, to_role, office_name, department_name }, index) => ({
    id,
    kind,
    to: { office: to_office, officeName: office_name ?? to_office, department: to_department, departmentName: department_name ?? to_department, role: to_role },
    composedAt: composed_at,
    items: items.filter(({ notice_id }) => notice_id === id).map(itemOf),
    ...(recipients[index] ?? { recipients: [], roleVacant: true }),
  }));
}

/** Every notice of a bulk act, composing those that are not yet: what was told of by an earlier, interrupted run keeps its notice. */
export async function composeBatch(ledger: Ledger, { batch, now }: { readonly batch: string; readonly now: Instant }): Promise<readonly string[]> {
  return ledger.db.transaction().execute(async (queries) => {
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
    const { notices, items } = compose(loose, { batch, composedAt: now });
    await sql`INSERT INTO notices SELECT * FROM jsonb_populate_recordset(null::notices, ${JSON.stringify(notices)}::jsonb)`.execute(queries);
    await sql`
      UPDATE notice_items SET notice_id = composed.notice_id
      FROM jsonb_populate_recordset(null::notice_items, ${JSON.stringify(items)}::jsonb) composed
      WHERE (notice_items.programme, notice_items.number, notice_items.seq, notice_items.kind, notice_items.office, notice_items.department, notice_items.role)
        = (composed.programme, composed.number, composed.seq, composed.kind, composed.office, composed.department, composed.role)`.execute(queries);
    const all = await queries
      .selectFrom('notices')
      .select('id')
      .where('batch', '=', batch)
      .orderBy('to_office')
      .orderBy('to_department')
      .orderBy('id')
      .execute();
    return all.map(({ id }) => id);
  });
}

export interface DeliveryRecord {
  readonly id: string;
  readonly channel: string;
  readonly status: 'delivered' | 'failed';
  readonly error?: string;
  /** Who got it, or the first of them. */
  readonly person?: PersonId;
}

/** Each try is counted. What has once been delivered stays so: a late report of a failed try changes nothing. */
export async function recordDelivery({ db }: Ledger, { id, channel, status, error, person }: DeliveryRecord): Promise<void> {
  await db
    .updateTable('notices')
    .set((expression) => ({
      attempts: expression('attempts', '+', 1),
      status,
      channel,
      last_error: error ?? null,
      to_person: person ?? expression.ref('to_person'),
      delivered_at: status === 'delivered' ? sql<Instant>`now() + coalesce((SELECT offset_ms FROM clock), 0) * interval '1 millisecond'` : null,
    }))
    .where('id', '=', id)
    .where('status', '!=', 'delivered')
    .execute();
}

const selectUndelivered = ({ db }: Ledger, ids: readonly string[]) =>
  db
    .selectFrom('notices')
    .leftJoin('offices', 'offices.code', 'to_office')
    .leftJoin('departments', 'departments.code', 'to_department')
    .select([
      'id',
      'notices.kind',
      'composed_at',
      'to_office',
      'to_department',
      'to_role',
      'offices.name as office_name',
      'departments.name as department_name',
    ])
    .where('id', 'in', ids)
    .where('status', '!=', 'delivered')
    .orderBy('id')
    .execute();

const selectItems = ({ db }: Ledger, noticeIds: readonly string[]) =>
  db
    .selectFrom('notice_items')
    .innerJoin('tasks', (join) => join.onRef('tasks.programme', '=', 'notice_items.programme').onRef('tasks.number', '=', 'notice_items.number'))
    .innerJoin('journal', (join) => join.onRef('journal.stream', '=', 'tasks.stream').onRef('journal.seq', '=', 'notice_items.seq'))
    .leftJoin('departments', 'departments.code', 'tasks.lead')
    .select([
      'notice_id',
      'tasks.task',
      'tasks.lead',
      'departments.name as lead_name',
      'journal.seq',
      'journal.at',
      'journal.type',
      'journal.actor',
      'journal.data',
    ])
    .where('notice_id', 'in', noticeIds.length > 0 ? noticeIds : [''])
    .orderBy('tasks.programme')
    .orderBy('tasks.sort_key')
    .orderBy('journal.seq')
    .execute();

const itemOf = (row: Awaited<ReturnType<typeof selectItems>>[number]): NoticeToDeliverItem => ({
  number: fullNumberOf(row.task),
  seq: row.seq,
  event: taskEventOf(row),
  task: row.task,
  leadName: row.lead_name ?? row.lead,
});
