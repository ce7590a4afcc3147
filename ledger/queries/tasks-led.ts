import type { Task } from '../../domain/task.ts';
import type { DepartmentCode, ProgrammeName } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';

/** Every task that a department leads, whatever its state; of one programme, or of all. */
export async function tasksLedBy({ db }: Ledger, lead: DepartmentCode, programme: ProgrammeName | null): Promise<readonly Task[]> {
  const rows = await db
    .selectFrom('tasks')
    .select('task')
    .where('lead', '=', lead)
    .$if(programme !== null, (some) => some.where('programme', '=', programme ?? ''))
    .orderBy('programme')
    .orderBy('sort_key')
    .execute();
  return rows.map(({ task }) => task);
}
