import { sql } from 'kysely';
import type { Task } from '../../domain/task.ts';
import type { DepartmentCode, PersonId, ProgrammeName } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';

export type HolderOfTasks = { readonly department: DepartmentCode } | { readonly person: PersonId };

/** Open tasks that a department leads or takes part in, or of which a person is 责任人 or 责任领导; of one programme, or of all. */
export async function tasksHeldBy({ db }: Ledger, holder: HolderOfTasks, programme: ProgrammeName | null): Promise<readonly Task[]> {
  const holds =
    'department' in holder
      ? sql<boolean>`(lead = ${holder.department} OR task -> 'assignment' -> 'participants' ? ${holder.department})`
      : sql<boolean>`${holder.person} IN (task -> 'assignment' ->> 'responsible', task -> 'assignment' ->> 'leader')`;
  const rows = await db
    .selectFrom('tasks')
    .select('task')
    .where('state', 'not in', ['struckOff', 'terminated', 'merged'])
    .where(holds)
    .$if(programme !== null, (some) => some.where('programme', '=', programme ?? ''))
    .orderBy('programme')
    .orderBy('sort_key')
    .execute();
  return rows.map(({ task }) => task);
}
