import { sql } from 'kysely';
import type { Ledger } from '../ledger.ts';

/** 演示数据, where the whole directory is invented: addresses under `.invalid` can never be delivered to. Else empty; shown wherever people see what is made from it. */
export async function demonstrationMark({ db }: Ledger): Promise<string> {
  const { rows } = await sql<{ invented: boolean | null }>`SELECT bool_and(email LIKE '%.invalid') AS invented FROM persons`.execute(db);
  return rows[0]?.invented ? '演示数据' : '';
}
