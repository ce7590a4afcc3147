import { dateOf, endOf } from '../../domain/dates.ts';
import type { LedgerEntry } from '../../domain/ledger-cells.ts';
import type { LightConditions } from '../../domain/lights.ts';
import { lightOf, overdueWorkingDays } from '../../domain/lights.ts';
import type { Task } from '../../domain/task.ts';
import type { DateText, Instant } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';
import { rulesOf } from '../rules.ts';
import { askedFor, beginning, behind } from './asked-for.ts';
import type { LedgerFilter } from './ledger-row.ts';
import { tasksAsOf } from './tasks-as-of.ts';

/** All that a filter lets through, in the order of the ledger, some hundred tasks in memory at a time; pages are not its business. */
export type LedgerEntries = AsyncGenerator<readonly LedgerEntry[]>;

const tasksAtATime = 500;

/** As the ledger is. In one transaction it is one consistent view. */
export async function* presentEntries(ledger: Ledger, filter: LedgerFilter, now: Instant): LedgerEntries {
  const today = dateOf(now);
  let last = beginning;
  for (;;) {
    const page = await behind(askedFor(ledger.db.selectFrom('tasks'), filter, today), last)
      .select(['tasks.task', 'tasks.programme', 'tasks.sort_key', 'tasks.number'])
      .limit(tasksAtATime)
      .execute();
    yield await reckoned(
      ledger,
      page.map(({ task }) => task),
      today,
    );
    const end = page.at(-1);
    if (!end || page.length < tasksAtATime) return;
    last = end;
  }
}

/** As the journal had it at the end of a day. */
export async function* pastEntries(ledger: Ledger, filter: LedgerFilter, date: DateText): LedgerEntries {
  for await (const tasks of tasksAsOf(ledger, { programme: filter.programme, before: endOf(date) }))
    yield (await reckoned(ledger, tasks, date)).filter((entry) => isAskedFor(entry, filter));
}

async function reckoned(ledger: Ledger, tasks: readonly Task[], today: DateText): Promise<readonly LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for (const task of tasks) entries.push(entryOf(task, { today, ...(await rulesOf(ledger, task)) }));
  return entries;
}

const entryOf = (task: Task, conditions: LightConditions): LedgerEntry => ({
  task,
  light: lightOf(task, conditions),
  overdueWorkingDays: overdueWorkingDays(task, conditions),
});

const isAskedFor = ({ task, light }: LedgerEntry, filter: LedgerFilter): boolean =>
  (filter.state ?? task.state) === task.state && (filter.lead ?? task.assignment.lead) === task.assignment.lead && (filter.light ?? light) === light;
