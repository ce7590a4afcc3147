import { refusal } from '../domain/refusals.ts';
import type { ProgrammeName } from '../domain/values.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { programmeByName } from '../ledger/queries/programmes.ts';
import { refusedBy } from './answers.ts';

/** A programme that does not exist has nothing in any list, and must not look like one in which all is done. */
export async function refuseUnknownProgramme(ledger: Ledger, programme: ProgrammeName): Promise<void> {
  if (!(await programmeByName(ledger, programme))) throw refusedBy(refusal('PROGRAMME_NOT_FOUND', { programme }));
}
