import { dateOf, later } from '../domain/dates.ts';
import type { TaskEvent } from '../domain/events.ts';
import { letterhead, speakingOffice } from '../domain/letterhead.ts';
import type { NoticeKind } from '../domain/notice-names.ts';
import type { NoticeContent, StandingNoticeKind } from '../domain/standing-notices.ts';
import type { Task } from '../domain/task.ts';
import { fullNumberOf } from '../domain/task.ts';
import type { Instant, Role } from '../domain/values.ts';
import { nowOf, readClock } from './clock.ts';
import { taskEventOf } from './journal.ts';
import type { Ledger } from './ledger.ts';
import type { Background } from './notice-background.ts';
import { backgroundOf } from './notice-background.ts';
import type { Recipients } from './recipients.ts';
import { recipientsOf } from './recipients.ts';
import type { NoticesTable } from './schema.ts';

/** A notice that has not left yet, with everything that its paper says. */
export type NoticeToDeliver = Addressed & Matter;

interface Addressed extends Recipients {
  readonly id: string;
  readonly to: { readonly office: string; readonly officeName: string; readonly department: string; readonly departmentName: string; readonly role: Role };
  readonly composedAt: Instant;
  /** 落款. */
  readonly letterhead: string;
  /** The channels by which it has left already. */
  readonly leftBy: readonly string[];
}

/** What events of tasks say, in the order of their numbers; or what the notice says itself. */
export type Matter =
  | { readonly kind: NoticeKind; readonly items: readonly NoticeToDeliverItem[]; readonly content: null }
  | { readonly kind: StandingNoticeKind; readonly content: NoticeContent };

export interface NoticeToDeliverItem {
  /** `2019/改-12`. */
  readonly number: string;
  readonly seq: number;
  /** What happened. */
  readonly event: TaskEvent;
  /** The task as it stands now. */
  readonly task: Task;
  /** With its office, where another one reads it. */
  readonly leadName: string;
  /** Of the departments and persons that the paper names, as the directory has them now. */
  readonly names: Readonly<Record<string, string>>;
  /** What was urged, answered and escalated before, where the paper tells of it. */
  readonly past?: readonly TaskEvent[];
}

/** Of these notices, those that have not been delivered; a repeat gets only what is left. */
export async function noticesToDeliver(ledger: Ledger, ids: readonly string[]): Promise<readonly NoticeToDeliver[]> {
  if (ids.length === 0) return [];
  const notices = await selectUndelivered(ledger, ids);
  const items = (
    await selectItems(
      ledger,
      notices.map(({ id }) => id),
    )
  ).map((row) => ({ ...row, event: taskEventOf(row) }));
  const background = await backgroundOf(ledger, items);
  const today = dateOf(nowOf(await readClock(ledger)));
  // In a rehearsal the run that tells may be ahead of the ledger's clock.
  const dated = notices.map((notice) => ({ ...notice, day: later(today, dateOf(notice.composed_at)) }));
  const recipients = await recipientsOf(ledger, dated);
  return notices.map(({ id, kind, content, composed_at, left_by, to_office, to_department, to_role, office_name, department_name }, index) => ({
    id,
    ...matterOf(
      { kind, content },
      items.filter(({ notice_id }) => notice_id === id).map((item) => itemOf(item, to_office, background)),
    ),
    letterhead: letterheadOf(
      items.filter(({ notice_id }) => notice_id === id),
      { department: to_department, role: to_role },
      background,
    ),
    to: { office: to_office, officeName: office_name ?? to_office, department: to_department, departmentName: department_name ?? to_department, role: to_role },
    composedAt: composed_at,
    leftBy: left_by ?? [],
    ...(recipients[index] ?? { recipients: [], roleVacant: true }),
  }));
}

const matterOf = ({ kind, content }: Pick<NoticesTable, 'kind'> & { readonly content: NoticeContent | null }, items: readonly NoticeToDeliverItem[]): Matter =>
  content === null ? { kind: kind as NoticeKind, items, content } : { kind: kind as StandingNoticeKind, content };

const selectUndelivered = ({ db }: Ledger, ids: readonly string[]) =>
  db
    .selectFrom('notices')
    .leftJoin('offices', 'offices.code', 'to_office')
    .leftJoin('departments', 'departments.code', 'to_department')
    .select([
      'id',
      'notices.kind',
      'content',
      'composed_at',
      'left_by',
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
    .leftJoin('offices', 'offices.code', 'departments.office')
    .select([
      'notice_id',
      'notice_items.kind',
      'journal.stream',
      'tasks.task',
      'tasks.lead',
      'departments.name as lead_name',
      'offices.code as lead_office',
      'offices.name as lead_office_name',
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

type ItemRow = Awaited<ReturnType<typeof selectItems>>[number] & { readonly event: TaskEvent };

function itemOf(row: ItemRow, toOffice: string, { names, pastOf }: Background): NoticeToDeliverItem {
  const past = pastOf(row);
  const officeName = row.lead_office === toOffice ? '' : (row.lead_office_name ?? '');
  return {
    number: fullNumberOf(row.task),
    seq: row.seq,
    event: row.event,
    task: row.task,
    leadName: `${officeName}${row.lead_name ?? row.lead}`,
    names,
    ...(past && { past }),
  };
}

/** Of tasks of several offices all of them sign. */
const letterheadOf = (items: readonly ItemRow[], to: Parameters<typeof letterhead>[1], { offices }: Background): string =>
  [...new Set(items.map(({ event, task }) => letterhead(speakingOffice(event, task), to, offices)))].join('、') || '督查部门';
