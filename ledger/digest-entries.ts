import type { RawBuilder, Selectable } from 'kysely';
import { sql } from 'kysely';
import { addDays, instantOn } from '../domain/dates.ts';
import type { AddressedEntry } from '../domain/digest-entries.ts';
import { digestEntriesOf } from '../domain/digest-entries.ts';
import { digestKey } from '../domain/digest.ts';
import type { Reminder, SaidRung } from '../domain/reminders.ts';
import type { Task } from '../domain/task.ts';
import type { DateText } from '../domain/values.ts';
import type { Ledger } from './ledger.ts';
import { readOffices } from './offices.ts';
import type { DigestEntriesTable } from './reminder-tables.ts';
import { rulesOf } from './rules.ts';
import { standingNoticeId } from './standing-notices.ts';
import { sortKeyOf } from './task-row.ts';

export interface Morning {
  readonly day: DateText;
  /** The last day whose run is complete; null before the first. */
  readonly since: DateText | null;
}

/** Where a look at many tasks goes on: after this stream. */
type StreamCursor = string | null;

const tasksAtATime = 500;

/**
 * Writes down what the digests of a morning have to say, a few hundred tasks at a time; gives back where to go on, null at the end. Only tasks are read that are
 * overdue or have a reminder since the last run. Whoever has his digest of the day already is told no more.
 */
export async function collectEntries(ledger: Ledger, morning: Morning, after: StreamCursor): Promise<StreamCursor> {
  const rows = await selectTasks(ledger, morning, after);
  const tasks = rows.map(({ task }) => task);
  const offices = await readOffices(ledger.db, {
    offices: [...new Set(tasks.map(({ supervisingOffice }) => supervisingOffice))],
    departments: [...new Set(tasks.flatMap(({ assignment }) => [assignment.lead, ...assignment.participants]))],
  });
  const { day } = morning;
  const entries: EntryRow[] = [];
  for (const { task, reminders, said } of rows) {
    const facts = { day, offices, reminders: reminders ?? [], said: said ?? [], ...(await rulesOf(ledger, task)) };
    entries.push(...digestEntriesOf(task, facts).map((addressed) => rowOf(addressed, task, day)));
  }
  await insert(ledger, entries);
  return rows.length < tasksAtATime ? null : (rows.at(-1)?.stream ?? null);
}

interface TaskRow {
  readonly stream: string;
  readonly task: Task;
  readonly reminders: readonly Reminder[] | null;
  readonly said: readonly SaidRung[] | null;
}

async function selectTasks({ db }: Ledger, { day, since }: Morning, after: StreamCursor): Promise<readonly TaskRow[]> {
  const isSince = (reminder: string): RawBuilder<boolean> =>
    sql`${sql.ref(`${reminder}.remind_on`)} > ${since ?? addDays(day, -1)} AND ${sql.ref(`${reminder}.remind_on`)} <= ${day}`;
  const { rows } = await sql<TaskRow>`
    WITH candidates AS (
      SELECT programme, number FROM reminders WHERE ${isSince('reminders')}
      UNION SELECT programme, number FROM tasks WHERE overdue_since IS NOT NULL
      -- Gone by, and nobody has taken note of it yet.
      UNION SELECT programme, number FROM tasks WHERE has_open_run AND next_deadline_at <= ${instantOn(day, 0)}
    )
    SELECT stream, task,
      (SELECT json_agg(json_build_object('kind', r.kind, 'date', r.due_on, 'rung', r.rung, 'on', r.remind_on, 'cycle', nullif(r.cycle, '')))
        FROM reminders r WHERE r.programme = tasks.programme AND r.number = tasks.number AND ${isSince('r')}) AS reminders,
      (SELECT json_agg(json_build_object('kind', e.kind, 'date', e.due_on, 'rung', e.rung, 'cycle', nullif(e.cycle, '')))
        FROM digest_entries e WHERE e.programme = tasks.programme AND e.number = tasks.number AND e.rung IS NOT NULL AND e.day < ${day}) AS said
    FROM candidates JOIN tasks USING (programme, number)
    WHERE stream > ${after ?? ''} ORDER BY stream LIMIT ${tasksAtATime}`.execute(db);
  return rows;
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

async function insert({ db }: Ledger, entries: readonly EntryRow[]): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    INSERT INTO digest_entries SELECT entry.* FROM jsonb_populate_recordset(null::digest_entries, ${JSON.stringify(entries)}::jsonb) entry
    WHERE NOT EXISTS (SELECT FROM notices WHERE id = entry.notice_id) ON CONFLICT DO NOTHING`.execute(db);
}
