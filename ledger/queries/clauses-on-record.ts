import { sql } from 'kysely';
import type { ClauseOnRecord } from '../../domain/coverage.ts';
import type { Queries } from '../ledger.ts';

/** The clauses of these sources in the order in which they came, each with every task that ever named it, survivors of mergers among them, and its waivers. */
export async function clausesOnRecord(queries: Queries, sources: readonly string[]): Promise<readonly ClauseOnRecord[]> {
  const { rows } = await sql<ClauseOnRecord>`
    WITH RECURSIVE naming AS (
      SELECT source, clause, tasks.programme, tasks.number, sort_key, state, task ->> 'into' AS survivor
      FROM links JOIN tasks ON tasks.programme = links.programme AND tasks.number = links.number WHERE source = ANY(${sources})
      UNION
      SELECT source, clause, tasks.programme, tasks.number, tasks.sort_key, tasks.state, task ->> 'into'
      FROM naming JOIN tasks ON stream = 'task:' || survivor WHERE naming.state = 'merged'
    ), carried AS (
      SELECT source, clause, json_agg(json_build_object('programme', programme, 'number', number, 'state', state) ORDER BY programme, sort_key) AS carriers
      FROM naming GROUP BY source, clause
    ), waived AS (
      SELECT source, clause, json_agg(json_build_object(
        'programme', programme, 'by', by, 'at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reason', reason) ORDER BY programme) AS waivers
      FROM waivers WHERE source = ANY(${sources}) GROUP BY source, clause
    )
    SELECT source, clause, text, coalesce(carriers, '[]') AS carriers, coalesce(waivers, '[]') AS waivers
    FROM clauses LEFT JOIN carried USING (source, clause) LEFT JOIN waived USING (source, clause)
    WHERE source = ANY(${sources}) ORDER BY position`.execute(queries);
  return rows;
}
