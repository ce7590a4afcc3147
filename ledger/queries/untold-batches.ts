import type { ProgrammeName } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';

/** Bulk acts on a programme that have something to tell for which no notice was composed yet: whoever began them may have died before. */
export async function untoldBatches({ db }: Ledger, programme: ProgrammeName): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('notice_items')
    .select('batch')
    .distinct()
    .where('programme', '=', programme)
    .where('notice_id', 'is', null)
    .where('batch', 'is not', null)
    .orderBy('batch')
    .execute();
  return rows.flatMap(({ batch }) => (batch === null ? [] : [batch]));
}
