import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Actor, DateText, PersonId } from '../domain/values.ts';
import type { Queries } from './ledger.ts';

/** 代行: the absent for whom somebody stands in on a day, as one value of a larger query; null where there is none. */
export const standsInForJson = (deputy: PersonId, day: DateText): RawBuilder<readonly Actor[] | null> => sql`(
  SELECT json_agg(json_build_object('person', p.id, 'office', p.office, 'department', p.department, 'roles', p.roles) ORDER BY p.id)
  FROM absences a JOIN persons p ON p.id = a.person
  WHERE a.deputy = ${deputy} AND ${day}::date BETWEEN a.from_day AND a.to_day
)`;

export async function readStandsInFor(queries: Queries, deputy: PersonId, day: DateText): Promise<readonly Actor[]> {
  const { rows } = await sql<{ absent: readonly Actor[] | null }>`SELECT ${standsInForJson(deputy, day)} AS absent`.execute(queries);
  return rows[0]?.absent ?? [];
}
