import type { Task } from '../../domain/task.ts';
import type { DateText, Instant } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';
import { pastEntries } from './ledger-entries.ts';
import { readNames } from './ledger-names.ts';
import type { LedgerFilter, LedgerPage, LedgerRow, LedgerTotals, NamedEntry } from './ledger-row.ts';
import { countOf, isOnPage, ledgerPage, ledgerRow, totalsOf } from './ledger-row.ts';

export interface LedgerDay {
  readonly date: DateText;
  /** The end of that day; of today, the present moment. */
  readonly asOf: Instant;
}

/**
 * The ledger of a past day, folded from the journal: what had been entered by the end of it, lights and lateness as of that day, departments by the
 * names that they had.
 */
export async function ledgerAsOf(ledger: Ledger, filter: LedgerFilter, day: LedgerDay): Promise<LedgerPage> {
  const naming = await readNaming(ledger, day);
  const rows: LedgerRow[] = [];
  const counts: ReturnType<typeof countOf>[] = [];
  for await (const entries of pastEntries(ledger, filter, day.date)) {
    for (const entry of entries) {
      if (isOnPage(filter, counts.length)) rows.push(ledgerRow({ ...entry, ...naming(entry.task) }));
      counts.push(countOf(entry));
    }
  }
  return ledgerPage(filter, { asOf: day.asOf, rows, totals: totalsOf(counts) });
}

/** Of everything that the filter lets through. */
export async function totalsAsOf(ledger: Ledger, filter: LedgerFilter, { date }: LedgerDay): Promise<LedgerTotals> {
  const counts: ReturnType<typeof countOf>[] = [];
  for await (const entries of pastEntries(ledger, filter, date)) counts.push(...entries.map(countOf));
  return totalsOf(counts);
}

async function readNaming(ledger: Ledger, { asOf }: LedgerDay): Promise<(task: Task) => Omit<NamedEntry, 'task' | 'light' | 'overdueWorkingDays'>> {
  const { bookOf, personNames } = await readNames(ledger, asOf);
  return (task) => {
    const { writtenName } = bookOf(task.programme);
    return {
      leadName: writtenName(task.assignment.lead),
      participantNames: task.assignment.participants.map(writtenName),
      struckOffByName: 'struckOffBy' in task ? (personNames.get(task.struckOffBy) ?? null) : null,
    };
  };
}
