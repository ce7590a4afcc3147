import type { OfficeCode } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';

export const officeExists = async ({ db }: Ledger, code: OfficeCode): Promise<boolean> =>
  (await db.selectFrom('offices').select('code').where('code', '=', code).executeTakeFirst()) !== undefined;

/** The one above which there is none; null before any directory was imported. */
export const nationalOffice = async ({ db }: Ledger): Promise<OfficeCode | null> =>
  (await db.selectFrom('offices').select('code').where('parent', 'is', null).orderBy('code').executeTakeFirst())?.code ?? null;
