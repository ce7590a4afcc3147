import type { RawBuilder, Selectable } from 'kysely';
import { sql } from 'kysely';
import { instantOn } from '../domain/dates.ts';
import type { AddressedEntry, DigestFacts } from '../domain/digest-entries.ts';
import { digestEntriesOf, nearEntriesOf } from '../domain/digest-entries.ts';
import { digestKey } from '../domain/digest.ts';
import type { Reminder, SaidRung } from '../domain/reminders.ts';
import type { Task } from '../domain/task.ts';
import type { DateText } from '../domain/values.ts';
import type { Ledger } from './ledger.ts';
import { readOffices } from './offices.ts';
import { cycleOf, missingOf } from './queries/cycles.ts';
import { saidRungs } from './queries/said-rungs.ts';
import type { DigestEntriesTable } from './reminder-tables.ts';
import { rulesOf } from './rules.ts';
import { standingNoticeId } from './standing-notices.ts';
import { sortKeyOf } from './task-row.ts';

/** What the digests of a morning have to say, written down a few hundred tasks at a time. Whoever has his digest of the day already is told no more. */

export interface Morning {
  readonly day: DateText;
  /** The mornings for which its run speaks. */
  readonly mornings: { readonly after: DateText; readonly until: DateText };
}

/** Of these tasks, what their own days say. */
export async function collectEntries(ledger: Ledger, morning: Morning, streams: readonly string[]): Promise<void> {
  const tasks = await readTasks(ledger, morning, streams);
  await writeDown(ledger, morning, { tasks, entriesOf: digestEntriesOf });
}

/** A cycle that is cut off soon. */
export interface DueCycle {
  readonly office: string;
  readonly cycle: string;
  readonly reminders: readonly Reminder[];
}

/** The cut-offs of which these mornings remind. */
export async function dueCycles({ db }: Ledger, { day, mornings }: Morning): Promise<readonly DueCycle[]> {
  const rows = await db.selectFrom('cycles').selectAll().where('passed', '=', false).where('cut_off', '>=', day).orderBy('office').orderBy('cycle').execute();
  const cycles = rows.map(({ office, cycle, cut_off: date, reminders }) => {
    const due = reminders.filter(({ on }) => on > mornings.after && on <= mornings.until);
    return { office, cycle, reminders: due.map(({ rung, on }) => ({ kind: 'report', date, rung, on, cycle }) as const) };
  });
  return cycles.filter(({ reminders }) => reminders.length > 0);
}

/** Of these tasks, that a cycle still waits for their reports. */
export async function collectReportEntries(ledger: Ledger, morning: Morning, { due, streams }: { due: DueCycle; streams: readonly string[] }): Promise<void> {
  const tasks = (await readTasks(ledger, morning, streams)).map((row) => ({ ...row, reminders: due.reminders }));
  await writeDown(ledger, morning, { tasks, entriesOf: nearEntriesOf });
}

const owingAtATime = 1_000;

/** The tasks that owe a report for it, page by page: each of them is asked for its report, and a statement has 4 s. */
export async function* streamsOwing(ledger: Ledger, { office, cycle }: DueCycle): AsyncGenerator<readonly string[]> {
  const found = await cycleOf(ledger, office, cycle);
  if (!found) return;
  for (let after: string | undefined = ''; after !== undefined;) {
    const streams: readonly string[] = (await missingOf(ledger, found, { after, limit: owingAtATime })).map(({ stream }) => stream);
    yield streams;
    after = streams.length < owingAtATime ? undefined : streams.at(-1);
  }
}

const isDue = ({ mornings }: Morning): RawBuilder<boolean> => sql`remind_on > ${mornings.after} AND remind_on <= ${mornings.until}`;

/** The tasks that are overdue or have a reminder since the last run: of all others there is nothing to say. */
export async function streamsWithNews({ db }: Ledger, morning: Morning): Promise<readonly string[]> {
  const { rows } = await sql<{ stream: string }>`
    SELECT stream FROM (
      SELECT programme, number FROM reminders WHERE ${isDue(morning)}
      UNION SELECT programme, number FROM tasks WHERE overdue_since IS NOT NULL
      -- Gone by, and nobody has taken note of it yet.
      UNION SELECT programme, number FROM tasks WHERE has_open_run AND next_deadline_at <= ${instantOn(morning.day, 0)}
    ) AS news JOIN tasks USING (programme, number) ORDER BY stream`.execute(db);
  return rows.map(({ stream }) => stream);
}

interface TaskToTell {
  readonly task: Task;
  readonly reminders: readonly Reminder[];
  readonly said: readonly SaidRung[];
}

async function readTasks(ledger: Ledger, morning: Morning, streams: readonly string[]): Promise<readonly TaskToTell[]> {
  const { rows } = await sql<Omit<TaskToTell, 'said'>>`
    SELECT task, coalesce((SELECT json_agg(json_build_object('kind', kind, 'date', due_on, 'rung', rung, 'on', remind_on, 'cycle', null)) FROM reminders
      WHERE reminders.programme = tasks.programme AND reminders.number = tasks.number AND ${isDue(morning)}), '[]') AS reminders
    FROM tasks WHERE stream = ANY(${streams}) ORDER BY stream`.execute(ledger.db);
  const said = await saidRungs(
    ledger,
    rows.map(({ task }) => task),
  );
  return rows.map((row, index) => ({ ...row, said: said[index] ?? [] }));
}

interface Page {
  readonly tasks: readonly TaskToTell[];
  readonly entriesOf: (task: Task, facts: DigestFacts) => readonly AddressedEntry[];
}

async function writeDown(ledger: Ledger, { day }: Morning, { tasks, entriesOf }: Page): Promise<void> {
  const offices = await readOffices(ledger.db, {
    offices: [...new Set(tasks.map(({ task }) => task.supervisingOffice))],
    departments: [...new Set(tasks.flatMap(({ task: { assignment } }) => [assignment.lead, ...assignment.participants]))],
  });
  const entries: EntryRow[] = [];
  for (const { task, ...found } of tasks) {
    const facts = { day, offices, ...found, ...(await rulesOf(ledger, task)) };
    entries.push(...entriesOf(task, facts).map((one) => rowOf(one, task, day)));
  }
  await sql`
    INSERT INTO digest_entries SELECT entry.* FROM jsonb_populate_recordset(null::digest_entries, ${JSON.stringify(entries)}::jsonb) entry
    WHERE NOT EXISTS (SELECT FROM notices WHERE id = entry.notice_id) ON CONFLICT DO NOTHING`.execute(ledger.db);
}

type EntryRow = Selectable<DigestEntriesTable>;

const rowOf = ({ to, entry }: AddressedEntry, { programme, number }: Task, day: DateText): EntryRow => ({
  notice_id: standingNoticeId(digestKey(to, day)),
  day,
  ...to,
  programme,
  number,
  sort_key: sortKeyOf(number),
  kind: entry.kind,
  cycle: entry.cycle ?? '',
  due_on: entry.date,
  rung: entry.rung,
  entry,
});
