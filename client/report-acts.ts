import { refusal } from '../domain/refusals.ts';
import type { OfficeCode } from '../domain/values.ts';
import { nowOf, readClock } from '../ledger/clock.ts';
import { programmeByName } from '../ledger/queries/programmes.ts';
import { refusedBy } from './answers.ts';
import type { CommandDesk } from './command-order.ts';
import { officeMeant } from './department-lookup.ts';
import { saidPlainly } from './failures.ts';
import type { ReportImport } from './import/import-reports.ts';
import type { FormsOrder } from './report-forms/write-forms.ts';

export interface WantedForms extends Omit<FormsOrder, 'office'> {
  /** Null: the national one. */
  readonly office: OfficeCode | null;
}

/** Forms of reports, out and in again. What reads and writes files is loaded when it is needed. */
export const reportActs = (desk: CommandDesk) => ({
  writeForms: (wanted: WantedForms) => saidPlainly(() => writeFormsOf(desk, wanted)),
  importReports: async (order: ReportImport) => (await import('./import/import-reports.ts')).importReports(desk, order),
});

async function writeFormsOf({ ledger }: CommandDesk, wanted: WantedForms) {
  const { programme } = wanted;
  if (programme !== null && !(await programmeByName(ledger, programme))) throw refusedBy(refusal('PROGRAMME_NOT_FOUND', { programme }));
  const { writeForms } = await import('./report-forms/write-forms.ts');
  return writeForms(ledger, { ...wanted, office: await officeMeant(ledger, wanted.office) }, nowOf(await readClock(ledger)));
}
