import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { DateText, PersonId, Role } from '../domain/values.ts';
import type { Ledger } from './ledger.ts';

export interface Recipient {
  readonly person: PersonId;
  readonly name: string;
  readonly email: string;
  /** 代行: the names of those who are away and in whose place he gets it. */
  readonly standsInFor?: readonly string[];
}

export interface Recipients {
  /** Whoever holds the role on that day, or his deputy while he is away: people move, tasks stay (R32). */
  readonly recipients: readonly Recipient[];
  /** Nobody holds it: that is itself a fault, so the office's supervision unit gets the notice and is told so. */
  readonly roleVacant: boolean;
}

interface Addressed {
  readonly to_office: string;
  readonly to_department: string;
  readonly to_role: Role;
  readonly day: DateText;
}

/** For each addressee in turn. A leader is addressed by the department that he holds; a unit without a contact is reached through its head. */
export async function recipientsOf({ db }: Ledger, addressees: readonly Addressed[]): Promise<readonly Recipients[]> {
  if (addressees.length === 0) return [];
  const wanted = JSON.stringify(
    addressees.map(({ to_office, to_department, to_role, day }, position) => ({ position, to_office, to_department, to_role, day })),
  );
  const { rows } = await sql<Recipients>`
    SELECT coalesce(holding.people, supervising.people, '[]'::json) AS recipients, holding.people IS NULL AS "roleVacant"
    FROM jsonb_to_recordset(${wanted}::jsonb) AS a(position int, to_office text, to_department text, to_role text, day date)
    CROSS JOIN LATERAL (
      ${present(sql`CASE WHEN a.to_role = 'supervising_leader' THEN p.id = (SELECT leader FROM portfolios WHERE department = a.to_department)
        ELSE p.department = a.to_department AND p.roles @> ARRAY[CASE
          WHEN a.to_role = 'lead_contact' AND NOT EXISTS (SELECT FROM persons c WHERE c.department = a.to_department AND c.roles @> ARRAY['lead_contact'])
          THEN 'department_head' ELSE a.to_role END] END`)}
    ) holding
    CROSS JOIN LATERAL (
      ${present(sql`p.office = a.to_office AND p.roles @> ARRAY['supervisor']`)}
    ) supervising
    ORDER BY a.position`.execute(db);
  return rows;
}

/** Those to whom the condition applies, each once; in the place of one who is away that day, his deputy. */
const present = (condition: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  SELECT json_agg(json_strip_nulls(json_build_object('person', id, 'name', name, 'email', email, 'standsInFor', absent)) ORDER BY id) AS people FROM (
    SELECT q.id, q.name, q.email, json_agg(p.name ORDER BY p.id) FILTER (WHERE q.id != p.id) AS absent
    FROM persons p
    LEFT JOIN absences x ON x.person = p.id AND a.day BETWEEN x.from_day AND x.to_day
    JOIN persons q ON q.id = coalesce((SELECT id FROM persons WHERE id = x.deputy), p.id)
    WHERE ${condition} GROUP BY q.id, q.name, q.email
  ) AS each_once`;
