import type { Task } from '../domain/task.ts';
import type { OfficeCode } from '../domain/values.ts';
import type { Ledger } from './ledger.ts';

/** Records the offset of the clock with which the run of a task has begun. In real time there is nothing to record. */
export async function recordTaskOffset({ db }: Ledger, { programme, number }: Pick<Task, 'programme' | 'number'>, clockOffsetMs: number): Promise<void> {
  await db
    .updateTable('tasks')
    .set({ clock_offset_ms: clockOffsetMs })
    .where('programme', '=', programme)
    .where('number', '=', number)
    .where('clock_offset_ms', '!=', clockOffsetMs)
    .execute();
}

/** The same of the meetings of an office. */
export async function recordMeetingsOffset({ db }: Ledger, office: OfficeCode, clockOffsetMs: number): Promise<void> {
  await db
    .updateTable('meeting_runs')
    .set({ clock_offset_ms: clockOffsetMs })
    .where('office', '=', office)
    .where('clock_offset_ms', '!=', clockOffsetMs)
    .execute();
}
