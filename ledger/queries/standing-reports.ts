import { sql } from 'kysely';
import type { StandingReport } from '../../domain/standing-report.ts';
import type { Suggestion, Task } from '../../domain/task.ts';
import { fullNumberOf } from '../../domain/task.ts';
import type { Ledger } from '../ledger.ts';

type TaskName = Pick<Task, 'programme' | 'number'>;

/** Milestones stand with the task. */
export type ReportOnRecord = Omit<StandingReport, 'milestonesReached'>;

interface Row extends TaskName, Omit<ReportOnRecord, 'suggestions'> {
  readonly suggestions: readonly Suggestion[];
}

/** Of those of these tasks that have been reported on for a cycle, the last report; by their full numbers. */
export async function standingReports({ db }: Ledger, cycle: string, tasks: readonly TaskName[]): Promise<ReadonlyMap<string, ReportOnRecord>> {
  const { rows } = await sql<Row>`
    SELECT DISTINCT ON (programme, number)
      programme, number, progress, intention, problems, suggestions, measures_done AS "measuresDone", counts_on AS "countsOn"
    FROM reports
    WHERE cycle = ${cycle} AND (programme, number) IN (SELECT * FROM unnest(${tasks.map(({ programme }) => programme)}::text[], ${tasks.map(({ number }) => number)}::text[]))
    ORDER BY programme, number, seq DESC`.execute(db);
  return new Map(
    rows.map(({ programme, number, suggestions, ...report }) => [
      fullNumberOf({ programme, number }),
      { ...report, suggestions: suggestions.map(({ text }) => text) },
    ]),
  );
}
