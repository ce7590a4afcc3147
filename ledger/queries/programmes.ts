import type { ProgrammeName } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';
import type { Programme } from '../programmes.ts';

export const listProgrammes = ({ db }: Ledger): Promise<readonly Programme[]> =>
  db.selectFrom('programmes').select(['name', 'office', 'issued_on as issuedOn', 'title', 'meeting']).orderBy('name').execute();

export const programmeByName = async ({ db }: Ledger, name: ProgrammeName): Promise<Programme | null> =>
  (await db.selectFrom('programmes').select(['name', 'office', 'issued_on as issuedOn', 'title', 'meeting']).where('name', '=', name).executeTakeFirst()) ??
  null;
