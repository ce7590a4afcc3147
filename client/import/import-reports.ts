import type { CellFault } from '../../domain/cell-faults.ts';
import type { Report } from '../../domain/commands.ts';
import type { Receipt } from '../../domain/receipt.ts';
import { refusal } from '../../domain/refusals.ts';
import type { FormReference } from '../../domain/report-form.ts';
import { formReferenceIn, formShape, referenceText } from '../../domain/report-form.ts';
import type { FormFault, ReportedRow } from '../../domain/report-row.ts';
import { numbersIn, readForm, tasksByNumber } from '../../domain/report-table.ts';
import type { FormReading } from '../../domain/report-table.ts';
import { isSaidAlready } from '../../domain/standing-report.ts';
import type { Table } from '../../domain/table.ts';
import type { Task } from '../../domain/task.ts';
import { fullNumberOf } from '../../domain/task.ts';
import type { DateText, Instant, OfficeCode, PersonId, TaskNumber } from '../../domain/values.ts';
import { nowOf, readClock } from '../../ledger/clock.ts';
import { actorOf } from '../../ledger/queries/actor-of.ts';
import { namesOf } from '../../ledger/queries/names-of.ts';
import { standingReports } from '../../ledger/queries/standing-reports.ts';
import { tasksNamed } from '../../ledger/queries/tasks-named.ts';
import { invalidInput, refusedBy } from '../answers.ts';
import type { RefusedNumber } from '../bulk-act.ts';
import { answerWithinBulk, bulkLanes, foreseeWithinBulk, tellProgrammes } from '../bulk-act.ts';
import type { CommandDesk } from '../command-order.ts';
import { refuseUnknownOffice } from '../department-lookup.ts';
import { saidPlainly } from '../failures.ts';
import { inParallel } from '../in-parallel.ts';
import { readSheets } from './read-sheets.ts';
import { tableIn } from './read-table.ts';

export interface ReportImport {
  readonly file: string;
  readonly cycle: string;
  /** Null: the form's own. */
  readonly office: OfficeCode | null;
  readonly actor: PersonId;
  readonly requestId: string;
  readonly receipt: Receipt | null;
  readonly dryRun: boolean;
}

/** Other programs read this shape: fields may be added, none renamed. */
export interface ReportsImported extends FormReference {
  readonly dryRun: boolean;
  readonly accepted: readonly { readonly row: number; readonly number: TaskNumber; readonly warnings: readonly CellFault[] }[];
  /** By what stands in the cells. */
  readonly rejected: readonly { readonly row: number; readonly number: TaskNumber | null; readonly errors: readonly FormFault[] }[];
  /** By a rule, whatever the cells say. */
  readonly refused: readonly (RefusedNumber & { readonly row: number })[];
  readonly ignored: readonly { readonly row: number; readonly reason: string; readonly number?: TaskNumber }[];
  /** The ledger says the same already. */
  readonly unchanged: readonly { readonly row: number; readonly number: TaskNumber }[];
}

/** A form that comes back: one report for each row that was filled in, by the command that reports on one task. The same form again changes nothing. */
export async function importReports(desk: CommandDesk, order: ReportImport): Promise<ReportsImported> {
  const { table, reference } = await readFormFile(order);
  const reading = await saidPlainly(async () => {
    await refuseStrangers(desk, order, reference);
    return readForm(table, await settingOf(desk, reference, table));
  });
  const unchanged = await saidPlainly(() => saidBefore(desk, order, reading));
  const rows = reading.reported.filter((row) => !unchanged.includes(row));
  const refused = await (order.dryRun ? foreseeAll(desk, order, rows) : reportAll(desk, order, rows));
  const isRefused = new Set(refused.map(({ row }) => row));
  return {
    ...reference,
    dryRun: order.dryRun,
    accepted: rows.filter(({ row }) => !isRefused.has(row)).map(({ row, task, warnings }) => ({ row, number: task.number, warnings })),
    rejected: reading.rejected.map(({ row, number, errors }) => ({ row, number, errors })),
    refused,
    ignored: ignoredOf(table, reading),
    unchanged: unchanged.map(({ row, task }) => ({ row, number: task.number })),
  };
}

/** The file says itself which form it is: another month's or another office's is not taken for this one. */
async function readFormFile({ file, cycle, office }: ReportImport): Promise<{ readonly table: Table; readonly reference: FormReference }> {
  const sheets = await readSheets(file);
  const table = tableIn(sheets, { file, shape: formShape });
  const reference = formReferenceIn(sheets);
  const example = referenceText({ cycle, office: office ?? '单位代码', lead: '部门代码' });
  if (!reference)
    throw invalidInput('FORM_UNMARKED', `文件 ${file} 中没有表号，不知是哪一期、哪个部门的报表：请用 duban meeting forms 写出的表填报，或补上“${example}”。`, {
      file,
    });
  if (reference.cycle !== cycle)
    throw invalidInput('FORM_OF_OTHER_CYCLE', `文件 ${file} 是 ${reference.cycle} 的报表，不是 --cycle ${cycle} 的：请核对汇报周期。`, {
      file,
      cycle,
      ...found(reference),
    });
  if (office !== null && reference.office !== office)
    throw invalidInput('FORM_OF_OTHER_OFFICE', `文件 ${file} 是单位 ${reference.office} 的报表，不是 --office ${office} 的：请核对单位。`, {
      file,
      office,
      ...found(reference),
    });
  return { table, reference };
}

const found = (reference: FormReference) => ({ found: reference });

async function refuseStrangers({ ledger }: CommandDesk, { actor }: ReportImport, { office }: FormReference): Promise<void> {
  await refuseUnknownOffice(ledger, office);
  if (!(await actorOf(ledger, actor))) throw refusedBy(refusal('PERSON_NOT_FOUND', { person: actor }));
}

async function settingOf({ ledger }: CommandDesk, { cycle, office, lead }: FormReference, table: Table) {
  const tasks = await tasksNamed(ledger, office, numbersIn(table));
  const names = await namesOf(
    ledger,
    tasks.map(({ assignment }) => assignment.lead),
  );
  return { cycle, lead, tasksCalled: tasksByNumber(tasks), departmentName: (code: string) => names[code] ?? code };
}

async function saidBefore({ ledger }: CommandDesk, { cycle, receipt }: ReportImport, { reported }: FormReading): Promise<readonly ReportedRow[]> {
  const tasks = reported.map(({ task }) => task);
  const standing = await standingReports(ledger, cycle, tasks);
  return reported.filter(({ task, command }) => {
    const report = standing.get(fullNumberOf(task));
    return report !== undefined && isSaidAlready({ ...report, milestonesReached: reachedIn(task) }, command, receipt?.date ?? null);
  });
}

const reachedIn = ({ assignment }: Task): readonly DateText[] => assignment.milestones.flatMap(({ date, reachedAt }) => (reachedAt ? [date] : []));

type RefusedRow = ReportsImported['refused'][number];

async function reportAll(desk: CommandDesk, order: ReportImport, rows: readonly ReportedRow[]): Promise<readonly RefusedRow[]> {
  const outcomes = await inParallel(rows, bulkLanes, (row) => answerWithinBulk(desk, order, { task: row.task, command: commandOf(row, order) }));
  await tellProgrammes(desk, order, [...new Set(rows.map(({ task }) => task.programme))]);
  return outcomes.flatMap((outcome, place) => ('code' in outcome ? atRow(rows[place], outcome) : []));
}

async function foreseeAll(desk: CommandDesk, order: ReportImport, rows: readonly ReportedRow[]): Promise<readonly RefusedRow[]> {
  return saidPlainly(async () => {
    const now = nowOf(await readClock(desk.ledger));
    const outcomes = await inParallel(rows, bulkLanes, (row) => foreseeWithinBulk(desk, order, foreseenOf(row, order, now)));
    return outcomes.flatMap((outcome, place) => ('code' in outcome ? atRow(rows[place], outcome) : []));
  });
}

const foreseenOf = (row: ReportedRow, order: ReportImport, now: Instant) => ({ task: row.task, command: commandOf(row, order), now });

const commandOf = ({ command }: ReportedRow, { receipt }: ReportImport): Report => ({ ...command, receipt });

const atRow = (row: ReportedRow | undefined, refused: RefusedNumber): readonly RefusedRow[] => (row ? [{ row: row.row, ...refused }] : []);

function ignoredOf({ ignored = [] }: Table, { unfilled, blank }: FormReading): ReportsImported['ignored'] {
  const left = unfilled.map(({ row, number }) => ({ row, number, reason: '未填' }));
  return [...ignored, ...left, ...blank.map((row) => ({ row, reason: '空行' }))].toSorted((a, b) => a.row - b.row);
}
