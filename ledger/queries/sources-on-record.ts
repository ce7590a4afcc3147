import { sql } from 'kysely';
import type { ClauseOnRecord } from '../../domain/coverage.ts';
import type { SourceOnRecord } from '../../domain/incorporation-alarm.ts';
import type { DateText, OfficeCode } from '../../domain/values.ts';
import type { Queries } from '../ledger.ts';
import { clausesOnRecord } from './clauses-on-record.ts';

export interface SourceChoice {
  /** Only documents that came in before this day; all, those of an unknown day too, if absent. */
  readonly receivedBefore?: DateText;
}

/** Documents by name with their clauses and whoever takes them up. */
export async function sourcesOnRecord(queries: Queries, { receivedBefore }: SourceChoice = {}): Promise<readonly SourceOnRecord[]> {
  const { rows } = await sql<Omit<SourceOnRecord, 'clauses'>>`
    SELECT sources.name AS source, received_on AS received, sources.office, coalesce(takers.programmes, '[]') AS programmes
    FROM sources LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object('programme', name, 'office', programmes.office, 'assigned', taken.assigned) ORDER BY name) AS programmes
      FROM (
        SELECT programme, bool_or(assigned) AS assigned FROM (
          SELECT programme, true AS assigned FROM programme_sources WHERE source = sources.name
          UNION ALL SELECT programme, false FROM links WHERE source = sources.name
        ) named GROUP BY programme
      ) taken JOIN programmes ON name = taken.programme
    ) takers ON true
    WHERE ${receivedBefore ?? null}::date IS NULL OR received_on < ${receivedBefore ?? null}::date
    ORDER BY sources.name`.execute(queries);
  const clauses = bySource(
    await clausesOnRecord(
      queries,
      rows.map(({ source }) => source),
    ),
  );
  return rows.map((row) => ({ ...row, clauses: clauses.get(row.source) ?? [] }));
}

function bySource(clauses: readonly ClauseOnRecord[]): ReadonlyMap<string, readonly ClauseOnRecord[]> {
  const groups = new Map<string, ClauseOnRecord[]>();
  for (const clause of clauses) {
    const group = groups.get(clause.source);
    if (group) group.push(clause);
    else groups.set(clause.source, [clause]);
  }
  return groups;
}

/** The one above which there is none; empty before the first import of a directory. */
export const nationalOffice = async (queries: Queries): Promise<OfficeCode> =>
  (await queries.selectFrom('offices').select('code').where('parent', 'is', null).orderBy('code').limit(1).executeTakeFirst())?.code ?? '';
