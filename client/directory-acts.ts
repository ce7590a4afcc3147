import type { RecordedAbsence } from '../domain/absence.ts';
import type { DateText } from '../domain/values.ts';
import type { AbsenceOutcome } from '../ledger/absences.ts';
import { endAbsence, recordAbsence } from '../ledger/absences.ts';
import { nowOf, readClock } from '../ledger/clock.ts';
import type { DirectoryDiff } from '../ledger/directory.ts';
import type { ListedAbsence } from '../ledger/queries/list-absences.ts';
import { listAbsences } from '../ledger/queries/list-absences.ts';
import { refusedBy } from './answers.ts';
import type { CommandDesk } from './command-order.ts';
import { departmentLookup } from './department-lookup.ts';
import { saidPlainly } from './failures.ts';

/** Persons by their number, or by a name that only one of them has. */
export interface AbsenceSaid {
  readonly person: string;
  readonly from: DateText;
  readonly to: DateText;
  readonly deputy: string;
  /** The number of the absence that this one replaces. */
  readonly correct?: number | undefined;
}

export interface AbsenceAnswer {
  readonly absence: RecordedAbsence;
  /** False where it stood on record just so. */
  readonly changed: boolean;
}

/** What happens to the directory: it is administration, so it is journalled under the system and the account that typed it. */
export function directoryActs(desk: CommandDesk) {
  const { ledger, ranBy } = desk;
  const entry = async () => ({ now: nowOf(await readClock(ledger)), ranBy });
  const personCalled = async (...names: readonly string[]): Promise<string[]> => {
    const { person } = await departmentLookup(ledger, null);
    return names.map((name) => person(name, null));
  };
  const absent = async ({ person, deputy, ...period }: AbsenceSaid): Promise<AbsenceAnswer> => {
    const [absentee = '', standIn = ''] = await personCalled(person, deputy);
    return accepted(await recordAbsence(ledger, { person: absentee, deputy: standIn, ...period }, await entry()));
  };
  const back = async (name: string, on: DateText): Promise<AbsenceAnswer> => {
    const [person = ''] = await personCalled(name);
    return accepted(await endAbsence(ledger, { person, on }, await entry()));
  };
  const absences = async (name: string | undefined, on: DateText | undefined): Promise<readonly ListedAbsence[]> => {
    const [person] = name === undefined ? [] : await personCalled(name);
    return listAbsences(ledger, { person, on });
  };
  return {
    importDirectory: (folder: string, choice: { readonly dryRun?: boolean } = {}): Promise<DirectoryDiff> =>
      saidPlainly(async () => (await import('./import/import-directory.ts')).importDirectory(desk, folder, choice)),
    absent: (said: AbsenceSaid) => saidPlainly(() => absent(said)),
    back: (person: string, on: DateText) => saidPlainly(() => back(person, on)),
    absences: (person?: string, on?: DateText) => saidPlainly(() => absences(person, on)),
  };
}

function accepted(outcome: AbsenceOutcome): AbsenceAnswer {
  if ('refusal' in outcome) throw refusedBy(outcome.refusal);
  return outcome;
}
