import type { Task } from '../../domain/task.ts';
import type { ProgrammeName } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';
import { beginning, behind } from './asked-for.ts';

export interface StandingTask {
  readonly task: Task;
  /** Its place in the journal. */
  readonly seq: number;
}

/** Answers of megabytes would stand beside what is made of them. */
const tasksAtATime = 500;

/** Every task of a programme, in the order of their numbers. */
export async function tasksOfProgramme({ db }: Ledger, programme: ProgrammeName): Promise<readonly StandingTask[]> {
  const tasks: StandingTask[] = [];
  let last = beginning;
  for (;;) {
    const page = await behind(db.selectFrom('tasks'), last)
      .select(['tasks.task', 'tasks.head_seq as seq', 'tasks.programme', 'tasks.sort_key', 'tasks.number'])
      .where('tasks.programme', '=', programme)
      .limit(tasksAtATime)
      .execute();
    for (const { task, seq } of page) tasks.push({ task, seq });
    const end = page.at(-1);
    if (!end || page.length < tasksAtATime) return tasks;
    last = end;
  }
}
