import type { Ledger } from '../ledger.ts';

/** Addresses under `.invalid` can never be delivered to, so a directory that has no others is invented: what is made from it shows 演示数据. */
export async function isDemonstration({ db }: Ledger): Promise<boolean> {
  const real = await db.selectFrom('persons').select('id').where('email', 'not like', '%.invalid').limit(1).executeTakeFirst();
  const any = await db.selectFrom('persons').select('id').limit(1).executeTakeFirst();
  return any !== undefined && real === undefined;
}
