import { sql } from 'kysely';
import type { PersonId, Role } from '../domain/values.ts';
import type { Ledger } from './ledger.ts';

export interface Recipient {
  readonly person: PersonId;
  readonly name: string;
  readonly email: string;
}

export interface Recipients {
  /** Whoever holds the role now: people move, tasks stay (R32). */
  readonly recipients: readonly Recipient[];
  /** Nobody holds it: that is itself a fault, so the office's supervision unit gets the notice and is told so. */
  readonly roleVacant: boolean;
}

interface Addressed {
  readonly to_office: string;
  readonly to_department: string;
  readonly to_role: Role;
}

/** For each addressee in turn. A leader is addressed by the department that he holds; a unit without a contact is reached through its head. */
export async function recipientsOf({ db }: Ledger, addressees: readonly Addressed[]): Promise<readonly Recipients[]> {
  if (addressees.length === 0) return [];
  const wanted = JSON.stringify(addressees.map(({ to_office, to_department, to_role }, position) => ({ position, to_office, to_department, to_role })));
  const { rows } = await sql<Recipients>`
    SELECT coalesce(holding.people, supervising.people, '[]'::json) AS recipients, holding.people IS NULL AS "roleVacant"
    FROM jsonb_to_recordset(${wanted}::jsonb) AS a(position int, to_office text, to_department text, to_role text)
    CROSS JOIN LATERAL (
      SELECT json_agg(json_build_object('person', p.id, 'name', p.name, 'email', p.email) ORDER BY p.id) AS people FROM persons p
      WHERE CASE WHEN a.to_role = 'supervising_leader' THEN p.id = (SELECT leader FROM portfolios WHERE department = a.to_department)
        ELSE p.department = a.to_department AND p.roles @> ARRAY[CASE
          WHEN a.to_role = 'lead_contact' AND NOT EXISTS (SELECT FROM persons c WHERE c.department = a.to_department AND c.roles @> ARRAY['lead_contact'])
          THEN 'department_head' ELSE a.to_role END] END
    ) holding
    CROSS JOIN LATERAL (
      SELECT json_agg(json_build_object('person', p.id, 'name', p.name, 'email', p.email) ORDER BY p.id) AS people FROM persons p
      WHERE p.office = a.to_office AND p.roles @> ARRAY['supervisor']
    ) supervising
    ORDER BY a.position`.execute(db);
  return rows;
}
