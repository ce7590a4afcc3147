import { endOf } from '../../domain/dates.ts';
import type { ContentOrder, EntryWithLead, PeriodicalSources, ReportOwed } from '../../domain/periodical-content.ts';
import type { Ledger } from '../ledger.ts';
import { cyclesOf, reportsDue } from './cycles.ts';
import { pastEntries } from './ledger-entries.ts';
import { readNames } from './ledger-names.ts';

/** What the papers on 完成情况 are made from, as the journal had it at the end of their day. */
export const periodicalSources = async (ledger: Ledger, order: ContentOrder): Promise<PeriodicalSources> => ({
  entries: await entriesFor(ledger, order),
  reports: await reportsFor(ledger, order),
});

/** The tasks that an office supervises, in the order of the ledger, with the names that their leads had. */
async function entriesFor(ledger: Ledger, { office: { code: office }, programme, period: { day } }: ContentOrder): Promise<readonly EntryWithLead[]> {
  const { bookOf } = await readNames(ledger, endOf(day));
  const found: EntryWithLead[] = [];
  for await (const entries of pastEntries(ledger, { programme: programme ?? undefined }, day))
    for (const entry of entries.filter(({ task }) => task.supervisingOffice === office)) {
      const { lead } = entry.task.assignment;
      const names = bookOf(entry.task.programme);
      found.push({ ...entry, leadName: names.writtenName(lead), leadOffice: names.officeOf(lead) ?? office });
    }
  return found;
}

/** Of the cycles whose cut-off fell in the period. */
async function reportsFor(ledger: Ledger, { office, programme, period: { from, day } }: ContentOrder): Promise<readonly ReportOwed[]> {
  const owed: ReportOwed[] = [];
  for (const cycle of await cyclesOf(ledger, office.code)) {
    if (cycle.cutOff > day || cycle.cutOff < (from ?? cycle.cutOff)) continue;
    const due = (await reportsDue(ledger, cycle)).filter((report) => report.standing !== 'awaited' && report.programme === (programme ?? report.programme));
    owed.push(...due.map(({ lead, standing }) => ({ lead, isOnTime: standing === 'onTime' })));
  }
  return owed;
}
