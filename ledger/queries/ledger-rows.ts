import { sql } from 'kysely';
import type { SelectQueryBuilder } from 'kysely';
import { dateOf } from '../../domain/dates.ts';
import type { Light } from '../../domain/lights.ts';
import { lights, overdueWorkingDays } from '../../domain/lights.ts';
import type { Task, TaskState } from '../../domain/task.ts';
import { baselineDueOf, currentDueOf, horizonOf, stateNames, taskStates } from '../../domain/task.ts';
import type { Category, DateText, DepartmentCode, Horizon, Instant, PersonId, ProgrammeName, TaskNumber } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';
import { rulesOf } from '../rules.ts';
import type { Schema } from '../schema.ts';
import { departmentName } from './department-name.ts';
import { lightExpression } from './light.ts';

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

const rowsPerPage = 50;

/** 台账: the tasks in the order of programme and number. */
export async function ledgerRows(ledger: Ledger, filter: LedgerFilter, now: Instant): Promise<LedgerPage> {
  const today = dateOf(now);
  const selected = await selectRows(ledger, filter, today);
  const totals = await countTotals(ledger, filter, today);
  const rows: LedgerRow[] = [];
  for (const row of selected) rows.push(await ledgerRow(ledger, row, today));
  const shown = { programme: filter.programme ?? null, asOf: now, rows, totals };
  if (filter.page === undefined) return shown;
  return { ...shown, page: filter.page, pages: Math.max(1, Math.ceil(totals.tasks / rowsPerPage)), total: totals.tasks };
}

type TasksQuery<Output> = SelectQueryBuilder<Schema, 'tasks', Output>;

function filtered<Output>(query: TasksQuery<Output>, { programme, state, lead, light }: LedgerFilter, today: DateText): TasksQuery<Output> {
  return query
    .$if(programme !== undefined, (some) => some.where('tasks.programme', '=', programme ?? ''))
    .$if(state !== undefined, (some) => some.where(sql<boolean>`tasks.state = ${state}`))
    .$if(lead !== undefined, (some) => some.where('tasks.lead', '=', lead ?? ''))
    .$if(light !== undefined, (some) => some.where(sql<boolean>`${lightExpression(today)} = ${light}`));
}

function selectRows(ledger: Ledger, filter: LedgerFilter, today: DateText) {
  return filtered(ledger.db.selectFrom('tasks'), filter, today)
    .select(['tasks.programme', 'tasks.number', 'tasks.task', 'tasks.closure_applied_at', 'tasks.struck_off_at', 'tasks.struck_off_by'])
    .select((expression) => [
      lightExpression(today).as('light'),
      departmentName('tasks.lead').as('lead_name'),
      participantNames.as('participant_names'),
      expression.selectFrom('persons').select('persons.name').whereRef('persons.id', '=', 'tasks.struck_off_by').as('struck_off_by_name'),
    ])
    .orderBy('tasks.programme')
    .orderBy('tasks.sort_key')
    .$if(filter.page !== undefined, (some) => some.where(sql<boolean>`(tasks.programme, tasks.number) IN (${numbersOnPage(ledger, filter, today)})`))
    .execute();
}

/** First the numbers alone: names are looked up only for what is shown, not for all the rows before it. */
const numbersOnPage = ({ db }: Ledger, filter: LedgerFilter, today: DateText) =>
  filtered(db.selectFrom('tasks'), filter, today)
    .select(['tasks.programme', 'tasks.number'])
    .orderBy('tasks.programme')
    .orderBy('tasks.sort_key')
    .limit(rowsPerPage)
    .offset(((filter.page ?? 1) - 1) * rowsPerPage);

const participantNames = sql<readonly string[]>`(
  SELECT coalesce(json_agg(${departmentName('participant.code')} ORDER BY participant.position), '[]'::json)
  FROM jsonb_array_elements_text(tasks.task -> 'assignment' -> 'participants') WITH ORDINALITY AS participant(code, position))`;

type SelectedRow = Awaited<ReturnType<typeof selectRows>>[number];

async function ledgerRow(ledger: Ledger, row: SelectedRow, today: DateText): Promise<LedgerRow> {
  const task: Task = row.task;
  const { programme, number, assignment, state } = task;
  const rules = await rulesOf(ledger, task);
  return {
    programme,
    number,
    category: assignment.category,
    title: assignment.title,
    lead: row.lead_name,
    participants: row.participant_names,
    horizon: horizonOf(task),
    state,
    stateName: stateNames[state],
    light: row.light,
    baselineDue: baselineDueOf(task),
    currentDue: currentDueOf(task),
    overdueWorkingDays: overdueWorkingDays(task, { today, ...rules }),
    escalationLevel: task.escalationLevel,
    urgedCount: task.urgedCount,
    returnedCount: task.returnedCount,
    lastReportAt: task.lastReport?.at ?? null,
    closureAppliedAt: row.closure_applied_at,
    struckOffAt: row.struck_off_at,
    struckOffBy: row.struck_off_by,
    struckOffByName: row.struck_off_by_name,
  };
}

async function countTotals({ db }: Ledger, filter: LedgerFilter, today: DateText): Promise<LedgerTotals> {
  const counted = await filtered(db.selectFrom('tasks'), filter, today)
    .select(({ fn }) => ['tasks.state', lightExpression(today).as('light'), fn.countAll<number>().as('count')])
    .groupBy(['tasks.state', 'light'])
    .execute();
  const sum = (fits: (row: (typeof counted)[number]) => boolean): number => counted.filter(fits).reduce((total, { count }) => total + count, 0);
  const byState = Object.fromEntries(taskStates.map((state) => [state, sum((row) => row.state === state)])) as Record<TaskState, number>;
  const byLight = Object.fromEntries(lights.map((light) => [light, sum((row) => row.light === light)])) as Record<Light, number>;
  const tasks = sum(() => true);
  return { tasks, byState, byLight, struckOffWithResult: byState.struckOff, due: tasks - byState.terminated - byState.merged };
}
