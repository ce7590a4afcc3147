import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NameBook } from '../../domain/name-book.ts';
import { nameBook } from '../../domain/name-book.ts';
import type { FormTask } from '../../domain/report-form.ts';
import { formCells } from '../../domain/report-form.ts';
import { fullNumberOf } from '../../domain/task.ts';
import type { DateText, DepartmentCode, Instant, OfficeCode, ProgrammeName } from '../../domain/values.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { OfficeCycle } from '../../ledger/queries/cycles.ts';
import { cycleOf, reportsDue } from '../../ledger/queries/cycles.ts';
import { demonstrationMark } from '../../ledger/queries/demonstration-mark.ts';
import { directoryView } from '../../ledger/queries/directory-view.ts';
import { tasksToReport } from '../../ledger/queries/tasks-to-report.ts';
import { invalidInput } from '../answers.ts';
import { makeOutputFolder } from '../output-folder.ts';
import { writeWholeFile } from '../whole-file.ts';
import type { SheetRow } from '../workbook/sheet-xml.ts';
import { writeWorkbook } from '../workbook/workbook.ts';
import type { FormHead } from './form-layout.ts';
import { formLayout } from './form-layout.ts';

export interface FormsOrder {
  readonly cycle: string;
  readonly office: OfficeCode;
  /** Null: of all programmes. */
  readonly programme: ProgrammeName | null;
  readonly folder: string;
}

export interface WrittenForms {
  readonly cycle: string;
  readonly office: OfficeCode;
  /** 报告截止; null where no meeting has set it. */
  readonly cutOff: DateText | null;
  readonly forms: readonly WrittenForm[];
}

export interface WrittenForm {
  readonly lead: DepartmentCode;
  readonly name: string;
  readonly file: string;
  readonly tasks: number;
}

/** One form for each department that owes a report for the cycle. What lies in the folder already may have been filled in: it is never overwritten. */
export async function writeForms(ledger: Ledger, order: FormsOrder, now: Instant): Promise<WrittenForms> {
  const { cycle, office, folder } = order;
  const directory = await directoryView(ledger);
  const names = nameBook(directory, office);
  const officeName = directory.offices.find(({ code }) => code === office)?.name ?? office;
  const onRecord = await cycleOf(ledger, office, cycle);
  const cutOff = onRecord?.cutOff ?? null;
  const tasks = onRecord ? await owing(ledger, order, onRecord) : await tasksToReport(ledger, order);
  const heading = { cycle, office, officeName, cutOff, mark: await demonstrationMark(ledger), hasFullNumbers: isOfSeveralProgrammes(tasks) };
  const forms = formsOf(tasks, { names, cycle, folder });
  await openFolder(folder, forms);
  for (const form of forms) await writeForm(form, heading, now);
  return { cycle, office, cutOff, forms: forms.map(({ lead, name, file, tasks: some }) => ({ lead, name, file, tasks: some.length })) };
}

/** Of the cycle of a meeting; without one the month asks everything that is in progress. */
async function owing(ledger: Ledger, order: FormsOrder, onRecord: OfficeCycle): Promise<readonly FormTask[]> {
  const due = new Set((await reportsDue(ledger, onRecord)).map(fullNumberOf));
  return (await tasksToReport(ledger, order)).filter(({ task }) => due.has(fullNumberOf(task)));
}

interface Form extends Omit<WrittenForm, 'tasks'> {
  readonly tasks: readonly FormTask[];
}

const isOfSeveralProgrammes = (tasks: readonly FormTask[]): boolean => new Set(tasks.map(({ task }) => task.programme)).size > 1;

function formsOf(tasks: readonly FormTask[], { names, cycle, folder }: Pick<FormsOrder, 'cycle' | 'folder'> & { readonly names: NameBook }): readonly Form[] {
  const leads = [...new Set(tasks.map(({ task }) => task.assignment.lead))];
  const files = fileNames(leads, names);
  return leads.map((lead, place) => ({
    lead,
    name: names.writtenName(lead),
    file: join(folder, `${cycle} ${files[place]}.xlsx`),
    tasks: tasks.filter(({ task }) => task.assignment.lead === lead),
  }));
}

/** By name, as any file system takes it; with the code where two departments are called the same. */
function fileNames(leads: readonly DepartmentCode[], names: NameBook): readonly string[] {
  const plain = leads.map((lead) => names.writtenName(lead).replaceAll(/[\p{Cc}/\\:*?"<>|]/gu, '_'));
  return plain.map((name, place) => (plain.indexOf(name) === plain.lastIndexOf(name) ? name : `${name} ${leads[place]}`));
}

async function openFolder(folder: string, forms: readonly Form[]): Promise<void> {
  await makeOutputFolder(folder);
  const standing = forms.find(({ file }) => existsSync(file));
  if (standing)
    throw invalidInput('FILE_EXISTS', `${standing.file} 已经存在，可能已经填报，没有覆盖，也没有写出其他报表：请换一个目录。`, { file: standing.file });
}

interface Heading extends Pick<FormHead, 'officeName' | 'cutOff' | 'mark'> {
  readonly cycle: string;
  readonly office: OfficeCode;
  readonly hasFullNumbers: boolean;
}

const umaskDecides = 0o666;

async function writeForm({ lead, name, file, tasks }: Form, { cycle, office, hasFullNumbers, ...head }: Heading, now: Instant): Promise<void> {
  const layout = formLayout({ ...head, reference: { cycle, office, lead }, leadName: name });
  const rows = tasks.map((task): SheetRow => ({ cells: formCells(task, { hasFullNumbers }) }));
  await writeWholeFile(file, umaskDecides, (target) => writeWorkbook(target, { layout, sheetName: '汇报表', asOf: now, rows: onePage(rows) }));
}

async function* onePage(rows: readonly SheetRow[]): AsyncGenerator<readonly SheetRow[]> {
  yield await Promise.resolve(rows);
}
