import type { Task } from '../../domain/task.ts';
import type { Ledger } from '../ledger.ts';

/** Every task of a programme with its place in the journal, in the order of their numbers. */
export async function tasksOfProgramme(ledger: Ledger, programme: string): Promise<readonly { readonly task: Task; readonly seq: number }[]> {
  return ledger.db.selectFrom('tasks').select(['task', 'head_seq as seq']).where('programme', '=', programme).orderBy('sort_key').execute();
}
