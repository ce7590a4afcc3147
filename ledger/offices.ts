import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Office, Offices } from '../domain/organisation.ts';
import type { DepartmentCode, OfficeCode } from '../domain/values.ts';
import type { Queries } from './ledger.ts';

/** Which offices matter: these, those of these departments, and all above them. */
export interface OfficeChoice {
  readonly offices: readonly OfficeCode[];
  readonly departments: readonly DepartmentCode[];
}

/** As one value of a larger query; null where none is known. */
export const officesJson = ({ offices, departments }: OfficeChoice): RawBuilder<readonly Office[] | null> => sql`(
  WITH RECURSIVE chosen AS (
    SELECT code, name, level, parent FROM offices
    WHERE code = ANY(${offices}::text[] || ARRAY(SELECT office FROM departments WHERE code = ANY(${departments})))
    UNION
    SELECT above.code, above.name, above.level, above.parent FROM offices above JOIN chosen ON above.code = chosen.parent
  )
  SELECT json_agg(json_build_object(
    'code', chosen.code, 'name', chosen.name, 'level', chosen.level, 'parent', chosen.parent,
    'departments', (
      SELECT coalesce(json_agg(json_build_object('code', d.code, 'name', d.name, 'lines', d.lines, 'kind', d.kind, 'leader', p.leader) ORDER BY d.code), '[]'::json)
      FROM departments d LEFT JOIN portfolios p ON p.department = d.code WHERE d.office = chosen.code
    )) ORDER BY chosen.code) FROM chosen
)`;

export async function readOffices(queries: Queries, choice: OfficeChoice): Promise<Offices> {
  const { rows } = await sql<{ offices: readonly Office[] | null }>`SELECT ${officesJson(choice)} AS offices`.execute(queries);
  return rows[0]?.offices ?? [];
}
