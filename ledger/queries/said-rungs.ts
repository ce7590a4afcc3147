import { sql } from 'kysely';
import type { SaidRung } from '../../domain/reminders.ts';
import type { Task } from '../../domain/task.ts';
import type { Ledger } from '../ledger.ts';

/** Of each task in turn, of which rungs of which days its people have been told: in a digest that stands. */
export async function saidRungs({ db }: Ledger, tasks: readonly Pick<Task, 'programme' | 'number'>[]): Promise<readonly (readonly SaidRung[])[]> {
  const asked = JSON.stringify(tasks.map(({ programme, number }, position) => ({ programme, number, position })));
  const { rows } = await sql<{ said: readonly SaidRung[] }>`
    SELECT coalesce((SELECT json_agg(json_build_object('kind', kind, 'date', due_on, 'rung', rung, 'cycle', nullif(cycle, '')))
      FROM digest_entries e WHERE e.programme = asked.programme AND e.number = asked.number AND rung IS NOT NULL
        AND EXISTS (SELECT FROM notices WHERE id = e.notice_id)), '[]') AS said
    FROM jsonb_to_recordset(${asked}::jsonb) AS asked (position int, programme text, number text) ORDER BY position`.execute(db);
  return rows.map(({ said }) => said);
}
