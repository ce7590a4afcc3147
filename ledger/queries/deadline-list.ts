import type { Expression, SqlBool } from 'kysely';
import { sql } from 'kysely';
import { isProvisionalDate } from '../../domain/calendar-standing.ts';
import { byDate, dateOf, endOf } from '../../domain/dates.ts';
import type { Deadline, DeadlineKind, NextDeadline, Side } from '../../domain/deadlines.ts';
import { deadlineNames, nextDeadline, sideOf, standingDeadlines } from '../../domain/deadlines.ts';
import type { Duty } from '../../domain/duties.ts';
import { dutiesOf, dutyNames } from '../../domain/duties.ts';
import type { Light } from '../../domain/lights.ts';
import { lightOf } from '../../domain/lights.ts';
import { movesFor } from '../../domain/moves.ts';
import type { Offices } from '../../domain/organisation.ts';
import { departmentOf, officeOf } from '../../domain/organisation.ts';
import { nextReminder } from '../../domain/reminders.ts';
import type { Task, TaskState } from '../../domain/task.ts';
import { stateNames } from '../../domain/task.ts';
import type { DateText, Instant, ProgrammeName, TaskNumber } from '../../domain/values.ts';
import type { WorkingCalendar } from '../../domain/working-calendar.ts';
import { workingDaysBetween } from '../../domain/working-calendar.ts';
import type { Ledger } from '../ledger.ts';
import { readOffices } from '../offices.ts';
import type { Rules } from '../rules.ts';
import { officeCalendars, rulesOf } from '../rules.ts';
import { departmentName } from './department-name.ts';

export interface DeadlineFilter {
  readonly programme?: ProgrammeName | undefined;
  /** What falls due up to the end of this day, beside what is overdue; null: only what is overdue. */
  readonly until: DateText | null;
  readonly side?: Side | undefined;
}

export interface DeadlineRow {
  readonly programme: ProgrammeName;
  readonly number: TaskNumber;
  readonly title: string;
  readonly lead: string;
  readonly state: TaskState;
  readonly stateName: string;
  readonly light: Light;
  readonly kind: DeadlineKind;
  readonly name: string;
  readonly date: DateText;
  /** It rests on a year without an official list. */
  readonly provisional: boolean;
  readonly side: Side;
  /** Whose move it is. */
  readonly moves: readonly Move[];
  readonly overdue: boolean;
  readonly overdueWorkingDays: number;
  /** When time itself acts on the task next, and by what; null where nothing is to come. */
  readonly next: NextDeadline | null;
  /** On which morning somebody is next reminded of it, today included; null where it is overdue, or nobody will be. */
  readonly remindOn: DateText | null;
}

export interface Move {
  readonly duty: Duty['kind'];
  readonly dutyName: string;
  readonly holder: Duty['holder'] & { readonly departmentName: string };
  readonly person: Duty['person'];
}

export interface DeadlineList {
  readonly programme: ProgrammeName | null;
  readonly asOf: Instant;
  readonly until: DateText | null;
  readonly rows: readonly DeadlineRow[];
}

/** What falls due, and what is overdue, the oldest first. Only tasks are read that have something of the kind. */
export async function deadlineList(ledger: Ledger, filter: DeadlineFilter, now: Instant): Promise<DeadlineList> {
  const today = dateOf(now);
  const selected = await selectTasks(ledger, filter, now);
  const offices = await readOffices(ledger.db, {
    offices: [...new Set(selected.map(({ task }) => task.supervisingOffice))],
    departments: [...new Set(selected.flatMap(({ task }) => [task.assignment.lead, ...task.assignment.participants]))],
  });
  const rows: DeadlineRow[] = [];
  const inForceFor = await officeCalendars(ledger);
  for (const { task, leadName } of selected) {
    const duties = dutiesOf(task, offices, today);
    const office = officeOf(offices, task.assignment.lead)?.code ?? null;
    const matter = { task, leadName, offices, duties, rules: await rulesOf(ledger, task), inForce: await inForceFor(office), today };
    rows.push(...deadlinesFor(task, filter, today).map((deadline) => rowOf(deadline, matter)));
  }
  const { programme = null, until } = filter;
  return { programme, asOf: now, until, rows: rows.toSorted(byDate) };
}

/** A deadline of which nobody has taken note yet, because the worker was away, has still passed. */
function selectTasks({ db }: Ledger, { programme, until }: DeadlineFilter, now: Instant) {
  const before = until === null ? now : endOf(until);
  const isNear: Expression<SqlBool> = sql`overdue_since IS NOT NULL OR next_deadline_at <= ${before}`;
  return db
    .selectFrom('tasks')
    .select(['tasks.task', departmentName('tasks.lead').as('leadName')])
    .where('has_open_run', '=', true)
    .where(isNear)
    .$if(programme !== undefined, (some) => some.where('programme', '=', programme ?? ''))
    .orderBy('programme')
    .orderBy('sort_key')
    .execute();
}

const deadlinesFor = (task: Task, { until, side }: DeadlineFilter, today: DateText): readonly Deadline[] =>
  standingDeadlines(task).filter(({ kind, date }) => (date < today || (until !== null && date <= until)) && (side === undefined || sideOf(kind) === side));

interface Matter {
  readonly task: Task;
  readonly leadName: string;
  readonly offices: Offices;
  readonly duties: readonly Duty[];
  readonly rules: Rules;
  /** That of the lead's office today. */
  readonly inForce: WorkingCalendar;
  readonly today: DateText;
}

function rowOf(deadline: Deadline, { task, leadName, offices, duties, rules, inForce, today }: Matter): DeadlineRow {
  const { kind, date } = deadline;
  return {
    programme: task.programme,
    number: task.number,
    title: task.assignment.title,
    lead: leadName,
    state: task.state,
    stateName: stateNames[task.state],
    light: lightOf(task, { today, ...rules }),
    kind,
    name: deadlineNames[kind],
    date,
    provisional: isProvisionalDate(deadline, inForce, rules.policy),
    side: sideOf(kind),
    moves: movesFor(deadline, duties).map((duty) => moveOf(duty, offices)),
    overdue: date < today,
    overdueWorkingDays: Math.max(0, workingDaysBetween(rules.calendar, date, today)),
    next: nextDeadline(task),
    remindOn: nextReminder(task, deadline, { day: today, ...rules }),
  };
}

const moveOf = ({ kind, holder, person }: Duty, offices: Offices): Move => ({
  duty: kind,
  dutyName: dutyNames[kind],
  holder: { ...holder, departmentName: departmentOf(offices, holder.department)?.name ?? holder.department },
  person,
});
