import { endOf } from '../../domain/dates.ts';
import type { EntryWithLead } from '../../domain/periodical-content.ts';
import type { DateText, OfficeCode, ProgrammeName } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';
import { pastEntries } from './ledger-entries.ts';
import { readNames } from './ledger-names.ts';

export interface WantedEntries {
  readonly office: OfficeCode;
  /** All programmes if it is left out. */
  readonly programme?: ProgrammeName | undefined;
  /** As the journal had it at the end of this day. */
  readonly day: DateText;
}

/** The tasks that an office supervises, in the order of the ledger, with the names that their leads had. */
export async function officeEntries(ledger: Ledger, { office, programme, day }: WantedEntries): Promise<readonly EntryWithLead[]> {
  const { bookOf } = await readNames(ledger, endOf(day));
  const found: EntryWithLead[] = [];
  for await (const entries of pastEntries(ledger, { programme }, day))
    for (const entry of entries.filter(({ task }) => task.supervisingOffice === office)) {
      const { lead } = entry.task.assignment;
      const names = bookOf(entry.task.programme);
      found.push({ ...entry, leadName: names.writtenName(lead), leadOffice: names.officeOf(lead) ?? office });
    }
  return found;
}
