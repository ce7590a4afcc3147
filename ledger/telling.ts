import type { NoticeOrder } from '../domain/effects.ts';
import { effects } from '../domain/effects.ts';
import type { Delivery, StandingEvent } from '../domain/envelope.ts';
import { evolve } from '../domain/evolve.ts';
import type { Offices } from '../domain/organisation.ts';
import { departmentOf, officeByCode } from '../domain/organisation.ts';
import { paperNames } from '../domain/standing-notices.ts';
import type { Task } from '../domain/task.ts';
import { fullNumberOf } from '../domain/task.ts';
import type { Instant } from '../domain/values.ts';
import { sm3Hex } from './digest.ts';
import type { NoticeItemsTable, NoticesTable } from './schema.ts';

/** What the events of a command must tell: a row for each (event, addressee), grouped into notices unless a batch will do that. */

export type NoticeItem = NoticeItemsTable;

export type NewNotice = Omit<NoticesTable, 'numbers' | 'delivered_at' | 'left_by' | 'content'> & {
  readonly numbers: readonly string[];
  readonly delivered_at: null;
};

export interface Telling {
  readonly items: readonly NoticeItem[];
  readonly notices: readonly NewNotice[];
}

export interface Told {
  /** The task before the first of the events. */
  readonly before: Task | null;
  readonly events: readonly StandingEvent[];
  readonly offices: Offices;
  readonly batch: string | null;
}

export function tellingOf({ before, events, offices, batch }: Told): Telling {
  let task = before;
  const items: NoticeItem[] = [];
  for (const { seq, event } of events) {
    task = evolve(task, event);
    if (!task) continue;
    const { programme, number } = task;
    for (const order of effects(event, task, offices)) items.push({ programme, number, seq, ...itemOf(order), batch, notice_id: null });
  }
  const distinct = [...new Map(items.map((item) => [`${item.seq} ${groupKey(item)}`, item])).values()];
  const composedAt = events.at(-1)?.event.at;
  return batch !== null || composedAt === undefined ? { items: distinct, notices: [] } : compose(distinct, { batch, composedAt });
}

const itemOf = ({ kind, channelOfDuty, to }: NoticeOrder) => ({
  kind,
  channel_of_duty: channelOfDuty,
  office: to.office,
  department: to.department,
  role: to.role,
});

/** One notice per addressee and kind, whatever the number of tasks. */
export function compose(items: readonly NoticeItem[], { batch, composedAt }: { readonly batch: string | null; readonly composedAt: Instant }): Telling {
  const groups = new Map<string, [NoticeItem, ...NoticeItem[]]>();
  for (const item of items) {
    const group = groups.get(groupKey(item));
    if (group) group.push(item);
    else groups.set(groupKey(item), [item]);
  }
  const notices = [...groups.values()].map((group) => noticeOf(group, { batch, composedAt }));
  const idOf = new Map([...groups.keys()].map((key, index) => [key, notices[index]?.id ?? null]));
  return { items: items.map((item) => ({ ...item, notice_id: idOf.get(groupKey(item)) ?? null })), notices };
}

function noticeOf(
  group: readonly [NoticeItem, ...NoticeItem[]],
  { batch, composedAt }: { readonly batch: string | null; readonly composedAt: Instant },
): NewNotice {
  const [first] = group;
  return {
    id: noticeId(first),
    kind: first.kind,
    channel_of_duty: first.channel_of_duty,
    to_office: first.office,
    to_department: first.department,
    to_role: first.role,
    to_person: null,
    numbers: [...new Set(group.map((item) => fullNumberOf(item)))],
    batch,
    composed_at: composedAt,
    status: 'pending',
    attempts: 0,
    channel: usualChannel,
    last_error: null,
    delivered_at: null,
  };
}

/** Where it is meant to leave, until a channel says that it has. */
export const usualChannel = 'folder';

/** Follows from the first item alone, so a repeat composes the same notice; short and plain, for file names and Message-IDs. */
const noticeId = ({ programme, number, seq, ...addressed }: NoticeItem): string =>
  `n-${sm3Hex(`${programme}/${number}#${seq} ${groupKey(addressed)}`).slice(0, 32)}`;

const groupKey = ({ kind, channel_of_duty, office, department, role }: Omit<NoticeItem, 'programme' | 'number' | 'seq'>): string =>
  JSON.stringify([kind, channel_of_duty, office, department, role]);

type Deliverable = Pick<NewNotice, 'id' | 'kind' | 'channel_of_duty' | 'to_office' | 'to_department'>;

/** What the task's own activities have to do: one for those who act, one for those who are called in. */
export const deliveriesOf = (notices: readonly Deliverable[], offices: Offices): readonly Delivery[] =>
  (['notify', 'escalate'] as const).flatMap((channelOfDuty) => {
    const some = notices.filter(({ channel_of_duty }) => channel_of_duty === channelOfDuty);
    return some.length === 0 ? [] : [{ channelOfDuty, summary: summaryOf(some, offices), noticeIds: some.map(({ id }) => id) }];
  });

/** `送达催办单：第六检察厅`; the Web UI shows one line, so a long list is cut. */
function summaryOf(notices: readonly Deliverable[], offices: Offices): string {
  const kinds = [...new Set(notices.map(({ kind }) => kind))];
  const texts = kinds.map((kind) => {
    const names = notices.filter((notice) => notice.kind === kind).map((notice) => nameOf(notice, offices));
    return `${paperNames[kind]}：${names.slice(0, namesShown).join('、')}${names.length > namesShown ? `等${names.length}个部门` : ''}`;
  });
  return `送达${texts.join('；')}`;
}

const namesShown = 3;

const nameOf = ({ to_office, to_department }: Deliverable, offices: Offices): string =>
  departmentOf(offices, to_department)?.name ?? officeByCode(offices, to_office)?.name ?? to_office;
