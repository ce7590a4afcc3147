import { dateOf } from './dates.ts';
import type { LedgerHeading } from './ledger-columns.ts';
import { ledgerHeadings } from './ledger-columns.ts';
import { measuresText, noteText, resultText, suggestionsText } from './ledger-texts.ts';
import type { Light } from './lights.ts';
import { lightNames } from './lights.ts';
import type { NameBook } from './name-book.ts';
import { programmeTexts } from './programme-text.ts';
import type { Task } from './task.ts';
import { baselineDueOf, currentDueOf, fullNumberOf, stateNames } from './task.ts';
import type { DateText, Instant, PersonId } from './values.ts';

/** A task with what is reckoned for the day. */
export interface LedgerEntry {
  readonly task: Task;
  readonly light: Light;
  readonly overdueWorkingDays: number;
}

/** What a cell of the ledger holds. Text stands for itself; empty text is an empty cell. */
export type LedgerCell = string | { readonly count: number } | { readonly date: DateText } | { readonly at: Instant };

/** How a sheet is written. */
export interface SheetSetting {
  readonly names: NameBook;
  readonly phoneOf: (person: PersonId) => string;
  /** Where a sheet holds several programmes, a number says its own: 2019/改-12. Such a sheet is not for importing. */
  readonly hasFullNumbers: boolean;
  /** 演示数据, where rows have to say so themselves; else empty. */
  readonly mark: string;
  /** The day of the sheet. */
  readonly today: DateText;
}

/** One line of 台账, cell by cell in the order of its headings. */
export function ledgerCells(entry: LedgerEntry, setting: SheetSetting): readonly LedgerCell[] {
  const cells = { ...assignmentCells(entry.task, setting), ...courseCells(entry.task), ...reckonedCells(entry, setting) };
  return ledgerHeadings.map((heading) => cells[heading]);
}

type Cells<Heading extends LedgerHeading> = Readonly<Record<Heading, LedgerCell>>;

function assignmentCells(task: Task, { names, phoneOf, hasFullNumbers }: SheetSetting) {
  const { 完成时限: _, ...texts } = programmeTexts(task, names);
  const { responsible } = task.assignment;
  return {
    ...texts,
    编号: hasFullNumbers ? fullNumberOf(task) : task.number,
    联系电话: responsible === null ? '' : phoneOf(responsible),
    '完成时限(原)': dateCell(baselineDueOf(task)),
    '完成时限(现)': dateCell(currentDueOf(task)),
  } satisfies Partial<Cells<LedgerHeading>>;
}

function courseCells(task: Task) {
  const { lastReport } = task;
  return {
    落实举措: measuresText(task),
    进展情况: lastReport === null ? '' : `${dateOf(lastReport.at)}：${lastReport.progress}`,
    下一步打算: lastReport?.intention ?? '',
    存在问题: lastReport?.problems ?? '',
    建议: suggestionsText(lastReport),
    '成果/佐证': resultText(task),
  } satisfies Partial<Cells<LedgerHeading>>;
}

function reckonedCells({ task, light, overdueWorkingDays }: LedgerEntry, { names, mark, today }: SheetSetting) {
  return {
    状态: stateNames[task.state],
    灯: lightNames[light],
    '超期(工作日)': { count: overdueWorkingDays },
    催办次数: { count: task.urgedCount },
    退回次数: { count: task.returnedCount },
    办结申请时间: 'application' in task ? { at: task.application.at } : '',
    销号时间: task.state === 'struckOff' ? { at: task.struckOffAt } : '',
    销号人: task.state === 'struckOff' ? names.personName(task.struckOffBy) : '',
    备注: noteText(task, { mark, today }),
  } satisfies Partial<Cells<LedgerHeading>>;
}

const dateCell = (date: DateText | null): LedgerCell => (date === null ? '' : { date });
