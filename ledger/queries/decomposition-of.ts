import { sql } from 'kysely';
import type { Completion, Coverage } from '../../domain/coverage.ts';
import { coverageOf, standingStates } from '../../domain/coverage.ts';
import type { DateText, OfficeCode, ProgrammeName, TaskNumber } from '../../domain/values.ts';
import type { Ledger, Queries } from '../ledger.ts';
import { clausesOnRecord } from './clauses-on-record.ts';

/** How far a programme is decomposed, and what hangs loose beside it. */
export interface DecompositionView extends Coverage {
  /** Standing tasks that name no clause on record. */
  readonly tasksWithoutClause: readonly TaskNumber[];
  /** Documents of the issuing office that no programme has taken up. */
  readonly unassigned: readonly UnassignedSource[];
}

export interface UnassignedSource {
  readonly source: string;
  readonly clauses: number;
  readonly receivedOn: DateText | null;
}

/** Null where there is no such programme. */
export async function decompositionOf({ db }: Ledger, programme: ProgrammeName): Promise<DecompositionView | null> {
  const known = await db.selectFrom('programmes').select(['office', 'completion']).where('name', '=', programme).executeTakeFirst();
  if (!known) return null;
  return {
    ...(await coverageOnRecord(db, { programme, completion: known.completion })),
    tasksWithoutClause: await tasksWithoutClause(db, programme),
    unassigned: await unassignedSources(db, known.office),
  };
}

/** Within the transaction that decides on it, too. */
export async function coverageOnRecord(
  queries: Queries,
  { programme, completion }: { readonly programme: ProgrammeName; readonly completion: Completion | null },
): Promise<Coverage> {
  const { rows } = await sql<{ source: string; assigned: boolean }>`
    SELECT source, bool_or(assigned) AS assigned FROM (
      SELECT source, true AS assigned FROM programme_sources WHERE programme = ${programme}
      UNION ALL SELECT source, false FROM links WHERE programme = ${programme}
    ) taken_up GROUP BY source ORDER BY source`.execute(queries);
  const clauses = await clausesOnRecord(
    queries,
    rows.map(({ source }) => source),
  );
  return coverageOf({ programme, assigned: rows.filter(({ assigned }) => assigned).map(({ source }) => source), clauses, completion });
}

async function tasksWithoutClause(queries: Queries, programme: ProgrammeName): Promise<readonly TaskNumber[]> {
  const { rows } = await sql<{ number: TaskNumber }>`
    SELECT number FROM tasks WHERE programme = ${programme} AND state = ANY(${standingStates}) AND NOT EXISTS (
      SELECT FROM links JOIN clauses USING (source, clause) WHERE links.programme = tasks.programme AND links.number = tasks.number)
    ORDER BY sort_key`.execute(queries);
  return rows.map(({ number }) => number);
}

/** Where nobody said to which office a document came, it is the national one's. */
async function unassignedSources(queries: Queries, office: OfficeCode): Promise<readonly UnassignedSource[]> {
  const { rows } = await sql<UnassignedSource>`
    SELECT name AS source, received_on AS "receivedOn", (SELECT count(*)::int FROM clauses WHERE source = name) AS clauses FROM sources
    WHERE coalesce(office, (SELECT code FROM offices WHERE parent IS NULL LIMIT 1)) = ${office}
      AND NOT EXISTS (SELECT FROM programme_sources WHERE source = name) AND NOT EXISTS (SELECT FROM links WHERE source = name)
    ORDER BY name`.execute(queries);
  return rows;
}
