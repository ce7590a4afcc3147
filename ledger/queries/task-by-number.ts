import type { CalendarStanding } from '../../domain/calendar-standing.ts';
import { calendarStanding } from '../../domain/calendar-standing.ts';
import { dateOf } from '../../domain/dates.ts';
import type { NextDeadline } from '../../domain/deadlines.ts';
import { nextDeadline } from '../../domain/deadlines.ts';
import type { Duty } from '../../domain/duties.ts';
import { dutiesOf } from '../../domain/duties.ts';
import type { Light } from '../../domain/lights.ts';
import { lightOf, overdueWorkingDays } from '../../domain/lights.ts';
import { officeOf } from '../../domain/organisation.ts';
import type { Progress } from '../../domain/planning.ts';
import { progressOf } from '../../domain/planning.ts';
import type { Task } from '../../domain/task.ts';
import { stateNames } from '../../domain/task.ts';
import type { Instant, ProgrammeName, TaskNumber } from '../../domain/values.ts';
import type { WorkingTime } from '../../domain/working-time.ts';
import { workingTimeOf } from '../../domain/working-time.ts';
import type { Ledger } from '../ledger.ts';
import { readOffices } from '../offices.ts';
import { officeCalendars, rulesOf } from '../rules.ts';
import { departmentName } from './department-name.ts';
import type { TakenIn } from './incorporations-of.ts';
import { incorporationsOf } from './incorporations-of.ts';

export interface TaskDetails extends CalendarStanding {
  readonly task: Task;
  /** Place of the last event in the task's journal. */
  readonly seq: number;
  readonly stateName: string;
  readonly light: Light;
  readonly overdueWorkingDays: number;
  /** In working days, from 交办 to the present due day; null where no clock runs or stands. */
  readonly workingTime: WorkingTime | null;
  readonly progress: Progress | null;
  readonly nextDeadline: NextDeadline | null;
  readonly duties: readonly Duty[];
  /** The earliest first. */
  readonly incorporations: readonly TakenIn[];
  readonly names: { readonly lead: string; readonly participants: readonly string[]; readonly persons: Readonly<Record<string, string>> };
}

/** The task as the ledger has it; null where there is none. */
export async function taskByNumber(
  ledger: Ledger,
  { programme, number }: { readonly programme: ProgrammeName; readonly number: TaskNumber },
  now: Instant,
): Promise<TaskDetails | null> {
  const row = await ledger.db
    .selectFrom('tasks')
    .select(['task', 'head_seq', departmentName('tasks.lead').as('lead_name')])
    .where('programme', '=', programme)
    .where('number', '=', number)
    .executeTakeFirst();
  if (!row) return null;
  const { task } = row;
  const { lead, participants } = task.assignment;
  const rules = await rulesOf(ledger, task);
  const offices = await readOffices(ledger.db, { offices: [task.supervisingOffice], departments: [lead, ...participants] });
  const inForceFor = await officeCalendars(ledger);
  const conditions = { today: dateOf(now), ...rules };
  const nameOf = (code: string): string => offices.flatMap(({ departments }) => departments).find((department) => department.code === code)?.name ?? code;
  return {
    task,
    seq: row.head_seq,
    stateName: stateNames[task.state],
    light: lightOf(task, conditions),
    overdueWorkingDays: overdueWorkingDays(task, conditions),
    progress: progressOf(task),
    workingTime: workingTimeOf(task, conditions),
    nextDeadline: nextDeadline(task),
    duties: dutiesOf(task, offices, conditions.today),
    incorporations: await incorporationsOf(ledger, task),
    ...calendarStanding(task, await inForceFor(officeOf(offices, lead)?.code ?? null), { now, ...rules }),
    names: { lead: row.lead_name, participants: participants.map(nameOf), persons: await personNames(ledger, task) },
  };
}

/** Of whoever the task names, by id. */
async function personNames({ db }: Ledger, task: Task): Promise<Readonly<Record<string, string>>> {
  const { leader, responsible } = task.assignment;
  const named = [
    leader,
    responsible,
    task.lastReport?.by,
    'application' in task ? task.application.by : null,
    task.state === 'struckOff' ? task.struckOffBy : null,
  ];
  const ids = named.filter((id): id is string => typeof id === 'string');
  if (ids.length === 0) return {};
  const persons = await db.selectFrom('persons').select(['id', 'name']).where('id', 'in', ids).execute();
  return Object.fromEntries(persons.map(({ id, name }) => [id, name]));
}
