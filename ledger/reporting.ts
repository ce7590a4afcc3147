import { sql } from 'kysely';
import type { CarryOutCall } from '../domain/envelope.ts';
import type { Reporting } from '../domain/missing-reports.ts';
import { noReporting } from '../domain/missing-reports.ts';
import type { Task } from '../domain/task.ts';
import { taskStream } from './journal.ts';
import type { Queries } from './ledger.ts';

interface ReportingRow {
  readonly cycles: Reporting['cycles'] | null;
  readonly reported_on: Reporting['reportedOn'] | null;
  readonly urged_at: string | null;
}

/** What a report, and the want of one, are judged by: the cycles of the supervising office, and what the task has said and was asked in them. */
export async function readReporting(queries: Queries, { known, envelope: { command } }: CarryOutCall, task: Task | null): Promise<Reporting> {
  if (!task || (command.type !== 'report' && command.type !== 'reportMissed')) return noReporting;
  const { programme, number } = known;
  const { rows } = await sql<ReportingRow>`SELECT
    (SELECT json_agg(json_build_object('cycle', cycle, 'cutOff', cut_off, 'passed', passed, 'heardOn', coalesce(
        (SELECT date FROM meetings WHERE id = cycles.meeting),
        (SELECT min(date) FROM meetings WHERE meetings.office = cycles.office AND to_char(date, 'YYYY-MM') = cycles.cycle))) ORDER BY cycle)
      FROM cycles WHERE office = ${task.supervisingOffice}) AS cycles,
    (SELECT json_object_agg(cycle, first) FROM (
      SELECT cycle, min(counts_on) AS first FROM reports WHERE programme = ${programme} AND number = ${number} GROUP BY cycle) AS earliest) AS reported_on,
    (SELECT max(at) FROM journal WHERE stream = ${taskStream(known)} AND type = 'taskUrged') AS urged_at`.execute(queries);
  const [row] = rows;
  return { cycles: row?.cycles ?? [], reportedOn: row?.reported_on ?? {}, urgedAt: row?.urged_at ?? null };
}
