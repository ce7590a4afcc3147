import { sql } from 'kysely';
import type { Ledger } from '../ledger.ts';

export interface UnfinishedMerger {
  /** `2019/改-12`, which has taken over … */
  readonly survivor: string;
  /** … `2019/改-13`, which has not ended in it, or stands on its own again. */
  readonly task: string;
}

/** Mergers of which one half was done only: whoever began them has not come back to them. */
export async function unfinishedMergers({ db }: Ledger): Promise<readonly UnfinishedMerger[]> {
  const { rows } = await sql<UnfinishedMerger>`
    SELECT t.programme || '/' || t.number AS survivor, absorbed ->> 'task' AS task
    FROM tasks t CROSS JOIN jsonb_array_elements(t.task -> 'merging' -> 'absorbed') AS absorbed
    LEFT JOIN tasks other ON other.stream = 'task:' || (absorbed ->> 'task')
    WHERE t.task ? 'merging' AND t.state NOT IN ('struckOff', 'terminated', 'merged')
      AND (other.task ->> 'into') IS DISTINCT FROM t.programme || '/' || t.number
    ORDER BY t.programme, t.sort_key, 2`.execute(db);
  return rows;
}
