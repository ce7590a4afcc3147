import type { KnownTask } from '../domain/envelope.ts';
import type { Queries } from './ledger.ts';
import type { NoticesTable } from './schema.ts';

type Undelivered = Pick<NoticesTable, 'id' | 'kind' | 'channel_of_duty' | 'to_office' | 'to_department'>;

/** Notices of these events that have not left; those of a bulk act are its own to deliver. */
export const undeliveredNotices = (queries: Queries, { programme, number }: KnownTask, seqs: readonly number[]): Promise<readonly Undelivered[]> =>
  queries
    .selectFrom('notices')
    .select(['id', 'kind', 'channel_of_duty', 'to_office', 'to_department'])
    .where('status', '!=', 'delivered')
    .where('batch', 'is', null)
    .where('id', 'in', (items) =>
      items
        .selectFrom('notice_items')
        .select('notice_id')
        .where('programme', '=', programme)
        .where('number', '=', number)
        .where('seq', 'in', seqs)
        .where('notice_id', 'is not', null)
        .$castTo<{ notice_id: string }>(),
    )
    .orderBy('id')
    .execute();
