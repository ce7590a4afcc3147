import type { Task } from '../../domain/task.ts';
import type { OfficeCode, TaskNumber } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';

/** Tasks of an office that have one of these numbers, in whatever programme. */
export async function tasksNamed({ db }: Ledger, office: OfficeCode, numbers: readonly TaskNumber[]): Promise<readonly Task[]> {
  if (numbers.length === 0) return [];
  const rows = await db
    .selectFrom('tasks')
    .select('task')
    .where('supervising_office', '=', office)
    .where('number', 'in', numbers)
    .orderBy('programme')
    .orderBy('sort_key')
    .execute();
  return rows.map(({ task }) => task);
}
