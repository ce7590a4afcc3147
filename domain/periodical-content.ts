import type { Accomplishment, Period, Quarter, Share } from './accomplishment.ts';
import { accomplishmentOf, accomplishmentSentence, periodIn, problemsOf, standingOf } from './accomplishment.ts';
import { chineseDate, compareTexts, dateOf, yearOf } from './dates.ts';
import type { LedgerEntry } from './ledger-cells.ts';
import type { Office } from './organisation.ts';
import type { Task } from './task.ts';
import { baselineDueOf, currentDueOf, fullNumberOf, isEnded } from './task.ts';
import type { DateText, DepartmentCode, OfficeCode, ProgrammeName } from './values.ts';

/** What the papers on 完成情况 say, as data: the same rows and the same counting, whatever the paper. */
export interface PeriodicalContent {
  readonly office: OfficeCode;
  readonly officeName: string;
  readonly title: string;
  /** Null: all that the office has ordered. */
  readonly programme: ProgrammeName | null;
  readonly period: Period;
  readonly sentence: string;
  readonly accomplishment: Accomplishment;
  /** 反馈及时率: of the reports whose cut-off fell in the period, those that came in time. */
  readonly reports: Share;
  /** Those that lead something, in the order of their codes. */
  readonly departments: readonly DepartmentAccomplishment[];
  /** 本期销号. */
  readonly done: readonly DoneTask[];
  readonly overdue: readonly OverdueTask[];
  readonly withProblems: readonly ProblemTask[];
}

export interface DepartmentAccomplishment extends Accomplishment {
  readonly department: DepartmentCode;
  readonly name: string;
  /** Where the department is: a lead may sit in a lower office. */
  readonly departmentOffice: OfficeCode;
  readonly reports: Share;
}

interface NamedTask {
  /** `2019/改-12`. */
  readonly number: string;
  readonly title: string;
  readonly lead: DepartmentCode;
  readonly leadName: string;
}

export interface DoneTask extends NamedTask {
  readonly doneOn: DateText;
  readonly result: string;
}

export interface OverdueTask extends NamedTask {
  readonly baselineDue: DateText | null;
  readonly currentDue: DateText | null;
  readonly overdueWorkingDays: number;
}

export interface ProblemTask extends NamedTask {
  readonly problems: string;
}

export interface ContentOrder {
  readonly office: Pick<Office, 'code' | 'name'>;
  readonly title: string;
  readonly programme: ProgrammeName | null;
  readonly period: Period;
}

/** What a quarter comes to, until today where it is not over. */
export const quarterOrder = (quarter: Quarter, office: Office, today: DateText): ContentOrder => ({
  office,
  title: `${quarter.text}重点任务完成情况`,
  programme: null,
  period: periodIn(quarter, today),
});

export interface EntryWithLead extends LedgerEntry {
  readonly leadName: string;
  readonly leadOffice: OfficeCode;
}

/** A report that was due, whose it was, and whether it came in time. */
export interface ReportOwed {
  readonly lead: DepartmentCode;
  readonly isOnTime: boolean;
}

export interface PeriodicalSources {
  /** The tasks of an office, in the order of the ledger. */
  readonly entries: readonly EntryWithLead[];
  readonly reports: readonly ReportOwed[];
}

export function periodicalContent({ entries: all, reports }: PeriodicalSources, { office, title, programme, period }: ContentOrder): PeriodicalContent {
  const entries = all.filter(({ task }) => !isOfEarlierYears(task, period));
  const accomplishment = accomplishmentOf(
    entries.map(({ task }) => task),
    period,
  );
  return {
    office: office.code,
    officeName: office.name,
    title,
    programme,
    period,
    sentence: accomplishmentSentence(orderedBy(office.name, programme, period), accomplishment),
    accomplishment,
    reports: shareInTime(reports),
    departments: departmentsIn({ entries, reports }, period),
    done: entries.flatMap((entry) => doneTask(entry, period)),
    overdue: entries.filter(({ task }) => standingOf(task, period.day) === 'overdue').map(overdueTask),
    withProblems: entries.filter(({ task }) => standingOf(task, period.day) === 'onSchedule').flatMap(problemTask),
  };
}

const orderedBy = (officeName: string, programme: ProgrammeName | null, { day }: Period): string =>
  `截至${chineseDate(day)}，${officeName}${programme === null ? '' : `在方案 ${programme} 中`}`;

/** Open tasks go on from year to year; what had ended before the year of the period began is no longer news. */
function isOfEarlierYears(task: Task, { from }: Period): boolean {
  if (from === null || !isEnded(task)) return false;
  return dateOf(task.state === 'struckOff' ? task.struckOffAt : task.endedAt) < `${yearOf(from)}-01-01`;
}

const shareInTime = (reports: readonly ReportOwed[]): Share => ({ part: reports.filter(({ isOnTime }) => isOnTime).length, of: reports.length });

function departmentsIn({ entries, reports }: PeriodicalSources, period: Period): readonly DepartmentAccomplishment[] {
  const byDepartment = new Map<DepartmentCode, { readonly first: EntryWithLead; readonly tasks: Task[] }>();
  for (const entry of entries) {
    const { task } = entry;
    const known = byDepartment.get(task.assignment.lead);
    if (known) known.tasks.push(task);
    else byDepartment.set(task.assignment.lead, { first: entry, tasks: [task] });
  }
  return [...byDepartment]
    .map(([department, { first, tasks }]) => ({
      department,
      name: first.leadName,
      departmentOffice: first.leadOffice,
      ...accomplishmentOf(tasks, period),
      reports: shareInTime(reports.filter(({ lead }) => lead === department)),
    }))
    .toSorted((a, b) => compareTexts(a.department, b.department));
}

const named = ({ task, leadName }: EntryWithLead): NamedTask => ({
  number: fullNumberOf(task),
  title: task.assignment.title,
  lead: task.assignment.lead,
  leadName,
});

/** Struck off within the period. */
function doneTask(entry: EntryWithLead, { from }: Period): readonly DoneTask[] {
  const { task } = entry;
  if (task.state !== 'struckOff' || task.doneOn < (from ?? task.doneOn)) return [];
  return [{ ...named(entry), doneOn: task.doneOn, result: task.application.result }];
}

const overdueTask = (entry: EntryWithLead): OverdueTask => ({
  ...named(entry),
  baselineDue: baselineDueOf(entry.task),
  currentDue: currentDueOf(entry.task),
  overdueWorkingDays: entry.overdueWorkingDays,
});

function problemTask(entry: EntryWithLead): readonly ProblemTask[] {
  const problems = problemsOf(entry.task);
  return problems === null ? [] : [{ ...named(entry), problems }];
}
