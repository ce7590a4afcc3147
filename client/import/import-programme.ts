import type { CellFault } from '../../domain/cell-faults.ts';
import { clauseBook } from '../../domain/clause-book.ts';
import { isMeetingReference, meetingReferenceLimit } from '../../domain/meeting-reference.ts';
import { nameBook } from '../../domain/name-book.ts';
import type { Office } from '../../domain/organisation.ts';
import { programmeShape } from '../../domain/programme-columns.ts';
import type { ImportSetting, MissingCell, RejectedRow } from '../../domain/programme-row.ts';
import { readProgrammeTable } from '../../domain/programme-table.ts';
import { isSameContent } from '../../domain/same-content.ts';
import type { DateText, OfficeCode, ProgrammeName, TaskNumber } from '../../domain/values.ts';
import { nowOf, readClock } from '../../ledger/clock.ts';
import type { Programme } from '../../ledger/programmes.ts';
import { createProgramme } from '../../ledger/programmes.ts';
import type { DirectoryOffice, DirectoryView } from '../../ledger/queries/directory-view.ts';
import { directoryView } from '../../ledger/queries/directory-view.ts';
import { knownClauses } from '../../ledger/queries/known-clauses.ts';
import { programmeByName } from '../../ledger/queries/programmes.ts';
import { tasksOfProgramme } from '../../ledger/queries/tasks-of-programme.ts';
import { invalidInput, notFound, refused } from '../answers.ts';
import type { CommandDesk } from '../command-order.ts';
import { readTable } from './read-table.ts';
import type { SettledRows } from './settle-rows.ts';
import { settleRows } from './settle-rows.ts';

export interface ProgrammeImport {
  readonly file: string;
  readonly programme: ProgrammeName;
  /** What is left out is as it was said the first time. */
  readonly issuedOn?: DateText | undefined;
  readonly office?: OfficeCode | undefined;
  readonly meeting?: string | undefined;
  readonly title?: string | undefined;
  readonly dryRun: boolean;
}

/** Other programs read this shape: fields may be added, none renamed. */
export interface ProgrammeImported {
  readonly programme: ProgrammeName;
  readonly dryRun: boolean;
  readonly accepted: readonly { readonly row: number; readonly number: TaskNumber; readonly warnings: readonly CellFault[] }[];
  readonly rejected: readonly (RejectedRow | SettledRows['refused'][number])[];
  readonly ignored: readonly { readonly row: number; readonly reason: string }[];
  readonly drafts: readonly {
    readonly row: number;
    readonly number: TaskNumber;
    readonly missing: readonly MissingCell[];
    readonly warnings: readonly CellFault[];
  }[];
}

/** Reads everything, names every fault, and takes the good rows. The same file again changes nothing. */
export async function importProgramme(desk: CommandDesk, order: ProgrammeImport): Promise<ProgrammeImported> {
  const table = await readTable(order.file, programmeShape);
  const directory = await directoryOf(desk);
  const programme = await programmeOf(desk, order, directory);
  const known = await tasksOfProgramme(desk.ledger, programme.name);
  const standing = new Map(known.map(({ task }) => [task.number, task]));
  const reading = readProgrammeTable(table, { ...(await settingOf(desk, programme, directory)), standing });
  if (!order.dryRun) await createProgramme(desk.ledger, programme, { now: nowOf(await readClock(desk.ledger)), ranBy: desk.ranBy });
  const { settled, ignored, refused: notTaken } = await settleRows(desk, { known, rows: reading.accepted, dryRun: order.dryRun });
  const blank = reading.blank.map((row) => ({ row, reason: '空行' }));
  const { ignored: notRead = [] } = table;
  const complete = settled.filter(({ missing }) => missing.length === 0);
  const drafts = settled.filter(({ missing }) => missing.length > 0);
  return {
    programme: programme.name,
    dryRun: order.dryRun,
    accepted: complete.map(({ row, number, warnings }) => ({ row, number, warnings })),
    rejected: [...reading.rejected, ...notTaken].toSorted(byRow),
    ignored: [...notRead, ...ignored, ...blank].toSorted(byRow),
    drafts: drafts.map(({ row, number, missing, warnings }) => ({ row, number, missing, warnings })),
  };
}

const byRow = (a: { readonly row: number }, b: { readonly row: number }): number => a.row - b.row;

async function directoryOf({ ledger }: CommandDesk): Promise<DirectoryView> {
  const directory = await directoryView(ledger);
  if (directory.offices.length === 0) throw invalidInput('DIRECTORY_MISSING', '还没有导入组织目录：请先运行 duban directory import。');
  return directory;
}

const nameLimit = 40;

async function programmeOf({ ledger }: CommandDesk, order: ProgrammeImport, { offices }: DirectoryView): Promise<Programme> {
  const name = order.programme;
  if (name.trim() !== name || name === '' || name.length > nameLimit || /[/\p{Cc}\p{Cs}]/u.test(name))
    throw invalidInput('PROGRAMME_NAME_INVALID', `方案名称“${name}”不能接受：应为 1 至 ${nameLimit} 字，不含“/”。`, { programme: name });
  if (order.meeting !== undefined && !isMeetingReference(order.meeting)) throw meetingMalformed(order.meeting);
  const known = await programmeByName(ledger, name);
  const issuedOn = order.issuedOn ?? known?.issuedOn;
  if (issuedOn === undefined)
    throw invalidInput('ISSUED_REQUIRED', '第一次导入须用 --issued 写明方案印发日期，例如 --issued 2019-02-12。', { programme: name });
  const office = order.office ?? known?.office ?? offices.find(({ parent }) => parent === null)?.code ?? '';
  if (!offices.some(({ code }) => code === office))
    throw notFound('OFFICE_NOT_FOUND', `组织目录中没有单位“${office}”：请检查 --office 的单位代码。`, { office });
  const programme = { name, issuedOn, office, title: order.title ?? known?.title ?? `${name} 年度方案`, meeting: order.meeting ?? known?.meeting ?? null };
  if (known && !isSameContent(known, programme)) throw differs(known, programme);
  return programme;
}

const meetingMalformed = (meeting: string): Error =>
  invalidInput('MEETING_MALFORMED', `会议编号“${meeting}”不能接受：应为 1 至 ${meetingReferenceLimit} 字，首尾没有空白，不含控制字符。`, { value: meeting });

/** Said before a dry run too, which never asks the ledger to write. */
const differs = (known: Programme, given: Programme): Error =>
  refused({
    code: 'PROGRAMME_DIFFERS',
    message: `方案“${known.name}”已经立项（单位 ${known.office}，${known.issuedOn} 印发，标题“${known.title}”，会议 ${known.meeting ?? '无'}），与这次的内容不同：请去掉不同的参数，或另取方案名称。`,
    details: { known, given },
  });

async function settingOf({ ledger }: CommandDesk, { name, office, issuedOn, meeting }: Programme, directory: DirectoryView): Promise<ImportSetting> {
  return {
    programme: name,
    office,
    meeting,
    decidedOn: issuedOn,
    names: nameBook(directory, office),
    clauses: clauseBook(await knownClauses(ledger)),
    offices: directory.offices.filter(({ code }) => code === office).map((issuing) => withDepartments(issuing, directory)),
  };
}

const withDepartments = (office: DirectoryOffice, { departments }: DirectoryView): Office => ({
  ...office,
  departments: departments.filter((department) => department.office === office.code),
});
