import { sql } from 'kysely';
import type { Task } from '../../domain/task.ts';
import type { DepartmentCode } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';

/** Every task that a department leads, whatever its state. */
export async function tasksLedBy({ db }: Ledger, lead: DepartmentCode): Promise<readonly Task[]> {
  const rows = await db.selectFrom('tasks').select('task').where('lead', '=', lead).orderBy('programme').orderBy('sort_key').execute();
  return rows.map(({ task }) => task);
}

/** Those of these tasks that exist, in the order of departments. */
export async function tasksCalled({ db }: Ledger, names: readonly Pick<Task, 'programme' | 'number'>[]): Promise<readonly Task[]> {
  const programmes = names.map(({ programme }) => programme);
  const numbers = names.map(({ number }) => number);
  const rows = await db
    .selectFrom('tasks')
    .select('task')
    .where(sql<boolean>`(programme, number) IN (SELECT * FROM unnest(${programmes}::text[], ${numbers}::text[]))`)
    .orderBy('lead')
    .orderBy('programme')
    .orderBy('sort_key')
    .execute();
  return rows.map(({ task }) => task);
}
