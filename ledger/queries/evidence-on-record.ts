import { sql } from 'kysely';
import type { Evidence } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';

export interface EvidenceOnRecord extends Evidence {
  /** The journal row that names it first. */
  readonly stream: string;
  readonly seq: number;
}

/** Every file that the journal names, once, however often it was handed in. */
export async function evidenceOnRecord({ db }: Ledger): Promise<readonly EvidenceOnRecord[]> {
  const { rows } = await sql<EvidenceOnRecord>`
    SELECT DISTINCT ON (file ->> 'sm3') journal.stream, journal.seq, file ->> 'name' AS name, file ->> 'sm3' AS sm3, (file ->> 'sizeBytes')::bigint AS "sizeBytes"
    FROM journal CROSS JOIN LATERAL jsonb_array_elements(journal.data -> 'evidence') file
    WHERE jsonb_typeof(journal.data -> 'evidence') = 'array'
    ORDER BY file ->> 'sm3', journal.stream, journal.seq`.execute(db);
  return rows;
}
