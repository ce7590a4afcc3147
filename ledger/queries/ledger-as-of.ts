import { endOf } from '../../domain/dates.ts';
import { lightOf, overdueWorkingDays } from '../../domain/lights.ts';
import type { Task } from '../../domain/task.ts';
import type { DateText, DepartmentCode, Instant } from '../../domain/values.ts';
import { departmentNameAt, readDirectoryHistory } from '../directory-history.ts';
import type { Ledger } from '../ledger.ts';
import { rulesOf } from '../rules.ts';
import { tasksAsOf } from '../tasks-as-of.ts';
import type { LedgerEntry, LedgerFilter, LedgerPage, LedgerRow, TaskCount } from './ledger-row.ts';
import { ledgerPage, ledgerRow, rowsPerPage, totalsOf } from './ledger-row.ts';
import { listProgrammes } from './programmes.ts';

export interface LedgerDay {
  readonly date: DateText;
  /** The end of that day; of today, the present moment. */
  readonly asOf: Instant;
}

/**
 * The ledger of a past day, folded from the journal: what had been entered by the end of it, lights and lateness as of that day, departments by the
 * names that they had. People are called as they are today: the journal knows them by their numbers alone.
 */
export async function ledgerAsOf(ledger: Ledger, filter: LedgerFilter, day: LedgerDay): Promise<LedgerPage> {
  const naming = await readNaming(ledger, day);
  const shown = shownPlaces(filter);
  const rows: LedgerRow[] = [];
  const counts: TaskCount[] = [];
  for await (const entries of entriesAsOf(ledger, filter, day)) {
    for (const entry of entries) {
      if (shown(counts.length)) rows.push(ledgerRow({ ...entry, ...naming(entry.task) }));
      counts.push({ state: entry.task.state, light: entry.light, count: 1 });
    }
  }
  return ledgerPage(filter, { asOf: day.asOf, rows, totals: totalsOf(counts) });
}

/** What the filter lets through, in the order of the ledger, some hundred tasks at a time. */
async function* entriesAsOf(ledger: Ledger, filter: LedgerFilter, { date }: LedgerDay): AsyncGenerator<readonly LedgerEntry[]> {
  for await (const tasks of tasksAsOf(ledger, { programme: filter.programme, before: endOf(date) })) {
    const entries: LedgerEntry[] = [];
    for (const task of tasks) {
      const conditions = { today: date, ...(await rulesOf(ledger, task)) };
      entries.push({ task, light: lightOf(task, conditions), overdueWorkingDays: overdueWorkingDays(task, conditions) });
    }
    yield entries.filter((entry) => isAskedFor(entry, filter));
  }
}

const isAskedFor = ({ task, light }: LedgerEntry, filter: LedgerFilter): boolean =>
  (filter.state ?? task.state) === task.state && (filter.lead ?? task.assignment.lead) === task.assignment.lead && (filter.light ?? light) === light;

/** The places that are on the page that was asked for. */
function shownPlaces({ page }: LedgerFilter): (place: number) => boolean {
  if (page === undefined) return () => true;
  return (place) => Math.floor(place / rowsPerPage) === page - 1;
}

type Naming = (task: Task) => Pick<Parameters<typeof ledgerRow>[0], 'leadName' | 'participantNames' | 'struckOffByName'>;

async function readNaming(ledger: Ledger, { asOf }: LedgerDay): Promise<Naming> {
  const directory = await readDirectoryHistory(ledger.db);
  const writers = new Map((await listProgrammes(ledger)).map(({ name, office }) => [name, office]));
  const persons = await ledger.db.selectFrom('persons').select(['id', 'name']).execute();
  const personNames = new Map(persons.map(({ id, name }) => [id, name]));
  return (task) => {
    const nameOf = (code: DepartmentCode): string => departmentNameAt(directory, asOf, { code, writer: writers.get(task.programme) ?? '' });
    return {
      leadName: nameOf(task.assignment.lead),
      participantNames: task.assignment.participants.map(nameOf),
      struckOffByName: 'struckOffBy' in task ? (personNames.get(task.struckOffBy) ?? null) : null,
    };
  };
}
