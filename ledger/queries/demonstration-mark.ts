import { sql } from 'kysely';
import type { Ledger } from '../ledger.ts';

/** 演示数据, where the whole directory is invented: addresses under `.invalid` can never be delivered to. Else empty; shown wherever people see what is made from it. */
export async function demonstrationMark({ db }: Ledger): Promise<string> {
  // Asked with every command: in a real directory the first person answers.
  const { rows } = await sql<{ invented: boolean }>`
    SELECT EXISTS (SELECT FROM persons) AND NOT EXISTS (SELECT FROM persons WHERE email NOT LIKE '%.invalid') AS invented`.execute(db);
  return rows[0]?.invented ? '演示数据' : '';
}
