import type { MovedDate } from '../../domain/calendar-events.ts';
import type { CalendarForecast } from '../../domain/calendar-forecast.ts';
import { foreseeCalendar } from '../../domain/calendar-forecast.ts';
import type { CalendarInForce } from '../../domain/calendar-overlay.ts';
import { calendarOfOffice } from '../../domain/calendar-overlay.ts';
import { datesUnder } from '../../domain/dates-under.ts';
import type { Task } from '../../domain/task.ts';
import type { Instant, OfficeCode, ProgrammeName, TaskNumber } from '../../domain/values.ts';
import type { WorkingCalendar } from '../../domain/working-calendar.ts';
import type { Ledger } from '../ledger.ts';
import { readOffices } from '../offices.ts';
import type { Rules } from '../rules.ts';
import { rulesOf } from '../rules.ts';
import { saidRungs } from './said-rungs.ts';

/** What becomes of the tasks that have not ended, if these calendars are in force. */
export interface CalendarQuestion {
  readonly inForce: readonly CalendarInForce[];
  readonly programme?: ProgrammeName | undefined;
  readonly now: Instant;
}

export interface TaskMoved {
  readonly programme: ProgrammeName;
  readonly number: TaskNumber;
  /** Versions of the calendar. */
  readonly from: string;
  readonly to: string;
  readonly dates: readonly MovedDate[];
}

/** Those with dates that a reprojection would move. */
export async function tasksToReproject(ledger: Ledger, question: CalendarQuestion): Promise<readonly TaskMoved[]> {
  const moved: TaskMoved[] = [];
  for await (const page of tasksUnder(ledger, question))
    for (const { task, to, rules } of page) {
      const dates = datesUnder(task, to, { ...rules, now: question.now });
      if (dates.length > 0) moved.push({ ...namesOf(task, to), dates });
    }
  return moved;
}

export type TaskForeseen = TaskMoved & Pick<CalendarForecast, 'moves'>;

/** Those to which anything would happen on another day, with what a reprojection would move of it. */
export async function tasksForeseen(ledger: Ledger, question: CalendarQuestion): Promise<readonly TaskForeseen[]> {
  const foreseen: TaskForeseen[] = [];
  for await (const page of tasksUnder(ledger, question)) {
    const departments = page.flatMap(({ task }) => [task.assignment.lead, ...task.assignment.participants]);
    const offices = await readOffices(ledger.db, { offices: page.map(({ task }) => task.supervisingOffice), departments });
    const said = await saidRungs(
      ledger,
      page.map(({ task }) => task),
    );
    for (const [index, { task, to, rules }] of page.entries()) {
      const { dates, moves } = foreseeCalendar(task, to, { ...rules, offices, said: said[index] ?? [], now: question.now, actor: 'system' });
      if (dates.length + moves.length > 0) foreseen.push({ ...namesOf(task, to), dates, moves });
    }
  }
  return foreseen;
}

const namesOf = ({ programme, number, calendarVersion }: Task, { version }: WorkingCalendar) => ({ programme, number, from: calendarVersion, to: version });

interface TaskUnder {
  readonly task: Task;
  readonly to: WorkingCalendar;
  /** By which it goes now. */
  readonly rules: Rules;
}

const tasksAtATime = 1_000;

/** Of those that go by another calendar than would be in force for the office of their lead. */
async function* tasksUnder(ledger: Ledger, { inForce, programme }: CalendarQuestion): AsyncGenerator<readonly TaskUnder[]> {
  for (let after = ''; ;) {
    const rows = await selectTasks(ledger, { after, programme });
    const page: TaskUnder[] = [];
    for (const { task, office } of rows) {
      const to = calendarOfOffice(inForce, office);
      if (to && to.version !== task.calendarVersion) page.push({ task, to, rules: await rulesOf(ledger, task) });
    }
    yield page;
    const last = rows.at(-1);
    if (!last || rows.length < tasksAtATime) return;
    after = last.stream;
  }
}

interface Row {
  readonly stream: string;
  readonly task: Task;
  /** Of the lead; null where the directory no longer knows it. */
  readonly office: OfficeCode | null;
}

const selectTasks = (
  { db }: Ledger,
  { after, programme }: { readonly after: string; readonly programme: ProgrammeName | undefined },
): Promise<readonly Row[]> =>
  db
    .selectFrom('tasks')
    .leftJoin('departments', 'departments.code', 'tasks.lead')
    .select(['tasks.stream', 'tasks.task', 'departments.office'])
    .where('tasks.state', 'not in', ['struckOff', 'terminated', 'merged'])
    .where('tasks.stream', '>', after)
    .$if(programme !== undefined, (some) => some.where('tasks.programme', '=', programme ?? ''))
    .orderBy('tasks.stream')
    .limit(tasksAtATime)
    .execute();
