import type { LedgerEntry } from '../../domain/ledger-cells.ts';
import type { Light } from '../../domain/lights.ts';
import { lights } from '../../domain/lights.ts';
import type { Progress } from '../../domain/planning.ts';
import { progressOf } from '../../domain/planning.ts';
import type { TaskState } from '../../domain/task.ts';
import { baselineDueOf, currentDueOf, horizonOf, stateNames, taskStates } from '../../domain/task.ts';
import type { Category, DateText, DepartmentCode, Horizon, Instant, PersonId, ProgrammeName, TaskNumber } from '../../domain/values.ts';

/** What the ledger shows of its tasks, today and of any past day alike. */

export interface LedgerFilter {
  readonly programme?: ProgrammeName | undefined;
  readonly state?: TaskState | undefined;
  readonly lead?: DepartmentCode | undefined;
  readonly light?: Light | undefined;
  /** From 1; all rows if it is left out. */
  readonly page?: number | undefined;
}

export interface LedgerRow {
  readonly programme: ProgrammeName;
  readonly number: TaskNumber;
  readonly category: Category;
  readonly title: string;
  readonly lead: string;
  readonly participants: readonly string[];
  readonly horizon: Horizon | null;
  readonly state: TaskState;
  readonly stateName: string;
  readonly light: Light;
  readonly baselineDue: DateText | null;
  readonly currentDue: DateText | null;
  readonly overdueWorkingDays: number;
  /** Of its measures; null before there are any. */
  readonly progress: Progress | null;
  readonly escalationLevel: number;
  readonly urgedCount: number;
  readonly returnedCount: number;
  readonly lastReportAt: Instant | null;
  readonly closureAppliedAt: Instant | null;
  readonly struckOffAt: Instant | null;
  readonly struckOffBy: PersonId | null;
  readonly struckOffByName: string | null;
}

export interface LedgerTotals {
  readonly tasks: number;
  readonly byState: Readonly<Record<TaskState, number>>;
  readonly byLight: Readonly<Record<Light, number>>;
  /** 已销号且有成果; a task cannot be struck off without a result. */
  readonly struckOffWithResult: number;
  /** 应完成: what was decided and has been neither terminated nor merged. */
  readonly due: number;
}

export interface LedgerPage {
  readonly programme: ProgrammeName | null;
  readonly asOf: Instant;
  readonly rows: readonly LedgerRow[];
  /** Of everything that the filter lets through, whatever the page. */
  readonly totals: LedgerTotals;
  readonly page?: number;
  readonly pages?: number;
  readonly total?: number;
}

export const rowsPerPage = 50;

/** Whether the row at a place (from 0) is to be shown. */
export const isOnPage = ({ page }: LedgerFilter, place: number): boolean => page === undefined || Math.floor(place / rowsPerPage) === page - 1;

/** The page that was asked for, or everything. */
export function ledgerPage({ programme, page }: LedgerFilter, content: Pick<LedgerPage, 'asOf' | 'rows' | 'totals'>): LedgerPage {
  const shown = { programme: programme ?? null, ...content };
  if (page === undefined) return shown;
  const { tasks } = shown.totals;
  return { ...shown, page, pages: Math.max(1, Math.ceil(tasks / rowsPerPage)), total: tasks };
}

/** With the names of those whom a row names. */
export interface NamedEntry extends LedgerEntry {
  readonly leadName: string;
  readonly participantNames: readonly string[];
  /** Null where nobody has struck it off, or the directory no longer knows who did. */
  readonly struckOffByName: string | null;
}

export function ledgerRow({ task, leadName, participantNames, struckOffByName, ...reckoned }: NamedEntry): LedgerRow {
  const { programme, number, assignment, state } = task;
  return {
    programme,
    number,
    category: assignment.category,
    title: assignment.title,
    lead: leadName,
    participants: participantNames,
    horizon: horizonOf(task),
    state,
    stateName: stateNames[state],
    light: reckoned.light,
    baselineDue: baselineDueOf(task),
    currentDue: currentDueOf(task),
    overdueWorkingDays: reckoned.overdueWorkingDays,
    progress: progressOf(task),
    escalationLevel: task.escalationLevel,
    urgedCount: task.urgedCount,
    returnedCount: task.returnedCount,
    lastReportAt: task.lastReport?.at ?? null,
    closureAppliedAt: 'application' in task ? task.application.at : null,
    struckOffAt: 'struckOffAt' in task ? task.struckOffAt : null,
    struckOffBy: 'struckOffBy' in task ? task.struckOffBy : null,
    struckOffByName,
  };
}

export const countOf = ({ task, light }: LedgerEntry): TaskCount => ({ state: task.state, light, count: 1 });

interface TaskCount {
  readonly state: TaskState;
  readonly light: Light;
  readonly count: number;
}

export function totalsOf(counted: readonly TaskCount[]): LedgerTotals {
  const sum = (fits: (row: TaskCount) => boolean): number => counted.filter(fits).reduce((total, { count }) => total + count, 0);
  const byState = Object.fromEntries(taskStates.map((state) => [state, sum((row) => row.state === state)])) as Record<TaskState, number>;
  const byLight = Object.fromEntries(lights.map((light) => [light, sum((row) => row.light === light)])) as Record<Light, number>;
  const tasks = sum(() => true);
  return { tasks, byState, byLight, struckOffWithResult: byState.struckOff, due: tasks - byState.terminated - byState.merged };
}
