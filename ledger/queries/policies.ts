import { sql } from 'kysely';
import type { EventActor } from '../../domain/events.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Instant } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';

export interface PolicyVersion {
  readonly version: string;
  readonly addedAt: Instant;
  readonly addedBy: EventActor;
  /** What tasks that are registered now will go by. */
  readonly isNewest: boolean;
  /** Tasks that go by it and have not ended. */
  readonly openTasks: number;
  readonly policy: Policy;
}

interface Row extends Omit<PolicyVersion, 'addedAt'> {
  readonly addedAt: string;
}

/** The newest first. */
export async function policyVersions({ db }: Ledger): Promise<readonly PolicyVersion[]> {
  const { rows } = await sql<Row>`
    SELECT p.version, j.at AS "addedAt", j.actor AS "addedBy", p.seq = max(p.seq) OVER () AS "isNewest", coalesce(t.count, 0)::integer AS "openTasks", p.policy
    FROM policies p JOIN journal j ON j.stream = 'policy' AND j.seq = p.seq
    LEFT JOIN (
      SELECT task ->> 'policyVersion' AS version, count(*) AS count FROM tasks WHERE state NOT IN ('struckOff', 'terminated', 'merged') GROUP BY 1
    ) t ON t.version = p.version
    ORDER BY p.seq DESC`.execute(db);
  return rows;
}
