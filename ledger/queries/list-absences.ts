import { sql } from 'kysely';
import type { RecordedAbsence } from '../../domain/absence.ts';
import type { DateText, PersonId } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';

export interface AbsenceFilter {
  /** Away, or standing in. */
  readonly person?: PersonId | undefined;
  readonly on?: DateText | undefined;
}

export interface ListedAbsence extends RecordedAbsence {
  readonly personName: string;
  readonly deputyName: string;
}

/** The earliest first. */
export async function listAbsences({ db }: Ledger, { person, on }: AbsenceFilter): Promise<readonly ListedAbsence[]> {
  const rows = await db
    .selectFrom('absences')
    .leftJoin('persons as absent', 'absent.id', 'absences.person')
    .leftJoin('persons as standing', 'standing.id', 'absences.deputy')
    .select(['absences.id', 'absences.person', 'absent.name as personName', 'from_day as from', 'to_day as to', 'deputy', 'standing.name as deputyName'])
    .$if(person !== undefined, (some) => some.where(sql<boolean>`${person} IN (absences.person, deputy)`))
    .$if(on !== undefined, (some) => some.where(sql<boolean>`${on}::date BETWEEN from_day AND to_day`))
    .orderBy('from_day')
    .orderBy('absences.id')
    .execute();
  return rows.map((row) => ({ ...row, personName: row.personName ?? row.person, deputyName: row.deputyName ?? row.deputy }));
}
