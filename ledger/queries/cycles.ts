import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { CycleOnRecord, ReportStanding } from '../../domain/cycles.ts';
import { isClosed, previousCutOff, reportStanding } from '../../domain/cycles.ts';
import { endOf } from '../../domain/dates.ts';
import type { CycleReminder } from '../../domain/meeting-events.ts';
import type { DateText, DepartmentCode, Instant, OfficeCode, PersonId, ProgrammeName, TaskNumber } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';
import { departmentName } from './department-name.ts';

/** A cycle of an office's reports, and what it asks of whom. */
export interface OfficeCycle extends CycleOnRecord {
  readonly office: OfficeCode;
  /** The meeting that hears it; null: 未开会. */
  readonly meeting: string | null;
  /** Whoever is missing has been told. */
  readonly told: boolean;
  /** The cut-off of the cycle after it has gone by: no report is taken any more that did not come in time. */
  readonly closed: boolean;
  /** Owed by tasks that were in progress at the end of this day. */
  readonly previousCutOff: DateText;
  readonly reminders: readonly CycleReminder[];
}

/** Every cycle of an office for which a meeting was scheduled, the earliest first. */
export async function cyclesOf({ db }: Ledger, office: OfficeCode): Promise<readonly OfficeCycle[]> {
  const rows = await db
    .selectFrom('cycles')
    .select(['office', 'cycle', 'cut_off as cutOff', 'meeting', 'passed', 'told', 'reminders'])
    .where('office', '=', office)
    .orderBy('cycle')
    .execute();
  return rows.map((row) => ({ ...row, closed: isClosed(rows, row.cycle), previousCutOff: previousCutOff(rows, row) }));
}

/** `2019-05` of an office; null where no meeting has set it, so that the calendar month is all there is. */
export const cycleOf = async (ledger: Ledger, office: OfficeCode, cycle: string): Promise<OfficeCycle | null> =>
  (await cyclesOf(ledger, office)).find((one) => one.cycle === cycle) ?? null;

/** A task that owes a report for a cycle, and the report that counts, if there is one. */
export interface ReportDue {
  readonly programme: ProgrammeName;
  readonly number: TaskNumber;
  readonly stream: string;
  readonly title: string;
  readonly lead: DepartmentCode;
  readonly leadName: string;
  readonly standing: ReportStanding;
  readonly report: CountingReport | null;
}

export interface CountingReport {
  /** Its place in the task's journal. */
  readonly seq: number;
  readonly at: Instant;
  readonly by: PersonId;
  readonly countsOn: DateText;
  readonly unprompted: boolean | null;
}

/**
 * Who owes a report for a cycle, in the order of departments: every task of the office that was in progress at the cut-off before. What was handed
 * in for closure, suspended or ended since without a report has none to give. Several reports in a cycle: the last before the cut-off counts.
 */
export async function reportsDue({ db }: Ledger, cycle: OfficeCycle): Promise<readonly ReportDue[]> {
  const { rows } = await sql<DueRow>`${owing(cycle)} ORDER BY tasks.lead, tasks.programme, tasks.sort_key`.execute(db);
  return rows.map((row) => dueOf(row, cycle));
}

/** Those of them of whom no report came before the cut-off: still missing, or late. One query; by pages, in the order of their streams, where they may be many. */
export async function missingOf({ db }: Ledger, cycle: OfficeCycle, page?: MissingPage): Promise<readonly ReportDue[]> {
  const order = page
    ? sql`AND tasks.stream > ${page.after} ORDER BY tasks.stream LIMIT ${page.limit}`
    : sql`ORDER BY tasks.lead, tasks.programme, tasks.sort_key`;
  const { rows } = await sql<DueRow>`${owing(cycle)} AND (report.seq IS NULL OR report.counts_on > ${cycle.cutOff}::date) ${order}`.execute(db);
  return rows.map((row) => dueOf(row, cycle));
}

export interface MissingPage {
  /** The stream of the last one of the page before; empty for the first. */
  readonly after: string;
  readonly limit: number;
}

interface DueRow extends Omit<ReportDue, 'standing' | 'report'> {
  readonly seq: number | null;
  readonly at: Instant;
  readonly by: PersonId;
  readonly countsOn: DateText;
  readonly unprompted: boolean | null;
}

const dueOf = ({ seq, at, by, countsOn, unprompted, ...task }: DueRow, cycle: OfficeCycle): ReportDue => {
  const report = seq === null ? null : { seq, at, by, countsOn, unprompted };
  return { ...task, report, standing: reportStanding(report?.countsOn ?? null, cycle) };
};

const owing = ({ office, cycle, cutOff, previousCutOff: previous }: OfficeCycle): RawBuilder<DueRow> => sql`
  SELECT tasks.programme, tasks.number, tasks.stream, tasks.task -> 'assignment' ->> 'title' AS title, tasks.lead, ${departmentName('tasks.lead')} AS "leadName",
    report.seq, report.at, report.by, report.counts_on AS "countsOn", report.unprompted
  FROM tasks
  LEFT JOIN LATERAL (
    SELECT seq, at, by, counts_on, unprompted FROM reports
    WHERE reports.programme = tasks.programme AND reports.number = tasks.number AND reports.cycle = ${cycle}
    ORDER BY counts_on <= ${cutOff}::date DESC, seq DESC LIMIT 1
  ) report ON true
  WHERE tasks.supervising_office = ${office} AND ${wasInProgress(previous)} AND (report.seq IS NOT NULL OR ${wasInProgress(cutOff)})`;

/** At the end of a day. */
const wasInProgress = (day: DateText): RawBuilder<boolean> => sql`coalesce((
  SELECT in_progress FROM progress_marks mark
  WHERE mark.programme = tasks.programme AND mark.number = tasks.number AND mark.at < ${endOf(day)}
  ORDER BY mark.seq DESC LIMIT 1), false)`;
