import type { Task } from '../../domain/task.ts';
import type { Ledger } from '../ledger.ts';
import { departmentName } from './department-name.ts';

export interface TaskAtHead {
  readonly task: Task;
  /** Place of the last event in the task's journal. */
  readonly seq: number;
  readonly leadName: string;
}

/** Just enough to know where a command must go; null where there is no task. */
export async function taskHead(ledger: Ledger, { programme, number }: { readonly programme: string; readonly number: string }): Promise<TaskAtHead | null> {
  const row = await ledger.db
    .selectFrom('tasks')
    .select(['task', 'head_seq as seq', departmentName('tasks.lead').as('leadName')])
    .where('programme', '=', programme)
    .where('number', '=', number)
    .executeTakeFirst();
  return row ?? null;
}
