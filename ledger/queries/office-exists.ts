import type { OfficeCode } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';

export const officeExists = async ({ db }: Ledger, code: OfficeCode): Promise<boolean> =>
  (await db.selectFrom('offices').select('code').where('code', '=', code).executeTakeFirst()) !== undefined;
