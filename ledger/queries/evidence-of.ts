import { evidenceIn } from '../../domain/evidence.ts';
import type { Evidence, ProgrammeName, TaskNumber } from '../../domain/values.ts';
import { taskEventOf, taskStream } from '../journal.ts';
import type { Ledger } from '../ledger.ts';

/** Every file that the journal of a task knows; null where nothing stands in it. */
export async function evidenceOf(
  { db }: Ledger,
  task: { readonly programme: ProgrammeName; readonly number: TaskNumber },
): Promise<readonly Evidence[] | null> {
  const rows = await db.selectFrom('journal').select(['type', 'at', 'actor', 'data']).where('stream', '=', taskStream(task)).orderBy('seq').execute();
  return rows.length === 0 ? null : evidenceIn(rows.map(taskEventOf));
}
