import type { Task } from '../domain/task.ts';
import type { Ledger } from './ledger.ts';

/** Begins a run, then records the offset of the clock that it began with; a run that is open already keeps its own. In real time there is nothing to record. */
export async function withClockOffset(
  { db }: Ledger,
  { task, clockOffsetMs }: { readonly task: Pick<Task, 'programme' | 'number'>; readonly clockOffsetMs: number },
  begin: () => Promise<unknown>,
): Promise<void> {
  await begin();
  await db
    .updateTable('tasks')
    .set({ clock_offset_ms: clockOffsetMs })
    .where('programme', '=', task.programme)
    .where('number', '=', task.number)
    .where('clock_offset_ms', '!=', clockOffsetMs)
    .execute();
}
