import { dateOf } from '../domain/dates.ts';
import { nextDeadline, overdueSince } from '../domain/deadlines.ts';
import type { StandingEvent } from '../domain/envelope.ts';
import type { TaskEvent } from '../domain/events.ts';
import { evolve } from '../domain/evolve.ts';
import { incorporationsIn } from '../domain/incorporation.ts';
import { regionOf } from '../domain/organisation.ts';
import type { Offices } from '../domain/organisation.ts';
import { firstPaperDay } from '../domain/papers.ts';
import { countsOn } from '../domain/receipt.ts';
import { remindersFor } from '../domain/reminders.ts';
import type { Task } from '../domain/task.ts';
import { baselineDueOf, currentDueOf, hasOpenRun, horizonOf } from '../domain/task.ts';
import type { JournalRow } from './journal.ts';
import type { RemindersTable } from './reminder-tables.ts';
import type { Rules } from './rules.ts';
import type { IncorporationsTable, ProgressMarksTable, ReportsTable, TasksTable } from './schema.ts';
import { yellowDaysOf } from './yellow-days.ts';

/** A row of `tasks` but for the clock's offset, which is the transaction's own reading. */
export type TaskRow = Omit<TasksTable, 'task' | 'clock_offset_ms'> & { readonly task: Task };

/** What follows from a task and the journal row at its head. */
export function taskRow(task: Task, last: JournalRow, { offices, ...rules }: Rules & { readonly offices: Offices }): TaskRow {
  const { programme, number, assignment } = task;
  return {
    programme,
    number,
    stream: last.stream,
    sort_key: sortKeyOf(number),
    head_seq: last.seq,
    head_hash: last.hash,
    head_at: last.at,
    state: task.state,
    task,
    has_open_run: hasOpenRun(task),
    next_deadline_at: nextDeadline(task)?.at ?? null,
    category: assignment.category,
    lead: assignment.lead,
    supervising_office: task.supervisingOffice,
    region: regionOf(assignment.lead, offices),
    line: assignment.line,
    horizon: horizonOf(task),
    baseline_due: baselineDueOf(task),
    current_due: currentDueOf(task),
    yellow_days: yellowDaysOf(task, rules),
    overdue_since: overdueSince(task),
    escalation_level: task.escalationLevel,
    agenda_since: task.ladder?.agendaSince ?? null,
    missed_cycle: task.missedCycle?.cycle ?? null,
    missed_cut_off: task.missedCycle?.cutOff ?? null,
    paper_on: firstPaperDay(task),
    urged_count: task.urgedCount,
    returned_count: task.returnedCount,
    last_report_at: task.lastReport?.at ?? null,
    ...closureColumns(task),
  };
}

type ClosureColumns = Pick<TaskRow, 'resubmit_by' | 'done_on' | 'closure_applied_at' | 'struck_off_at' | 'struck_off_by'>;

const closureColumns = (task: Task): ClosureColumns => ({
  resubmit_by: task.state === 'inProgress' ? task.resubmitBy : null,
  done_on: 'application' in task ? task.application.countsOn : null,
  closure_applied_at: 'application' in task ? task.application.at : null,
  struck_off_at: task.state === 'struckOff' ? task.struckOffAt : null,
  struck_off_by: task.state === 'struckOff' ? task.struckOffBy : null,
});

/** 改-2 comes before 改-12. */
export const sortKeyOf = (number: string): string => number.replaceAll(/\d+/g, (digits) => digits.padStart(9, '0'));

/** A row of `incorporations` for each clause whose way into the task was measured. */
export const incorporationRows = ({ programme, number }: Task, events: readonly StandingEvent[]): readonly IncorporationsTable[] =>
  events.flatMap(({ seq, event }) =>
    incorporationsIn(event).map(({ source, clause, receivedOn, workingDays }) => ({
      programme,
      number,
      seq,
      source,
      clause,
      received_on: receivedOn,
      incorporated_on: dateOf(event.at),
      working_days: workingDays,
    })),
  );

/** A row of `progress_marks` for each event that brings a task into progress or takes it out of it. */
export function progressRows(before: Task | null, events: readonly StandingEvent[]): readonly ProgressMarksTable[] {
  let task = before;
  return events.flatMap(({ seq, event }) => {
    const was = task?.state === 'inProgress';
    task = evolve(task, event);
    if (!task || (task.state === 'inProgress') === was) return [];
    const { programme, number } = task;
    return [{ programme, number, seq, at: event.at, in_progress: !was }];
  });
}

/** A row of `reminders` for each rung of each of its days. */
export const reminderRows = (task: Task, rules: Rules): readonly RemindersTable[] =>
  remindersFor(task, rules).map(({ kind, date, rung, on }) => ({
    programme: task.programme,
    number: task.number,
    kind,
    due_on: date,
    rung,
    remind_on: on,
  }));

/** A row of `reports` for each report among the events. */
export const reportRows = ({ programme, number }: Task, events: readonly StandingEvent[]) =>
  events.flatMap(({ seq, event }) => (event.type === 'taskReported' ? [reportRow({ programme, number, seq }, event)] : []));

const reportRow = (place: Pick<ReportsTable, 'programme' | 'number' | 'seq'>, event: Extract<TaskEvent, { type: 'taskReported' }>) => {
  const { cycle, at, by, progress, intention, problems, suggestions, measuresDone, unprompted = null, receipt } = event;
  const said = { progress, intention, problems, suggestions, measures_done: measuresDone };
  return { ...place, cycle, at, by, counts_on: countsOn(receipt, at), ...said, unprompted };
};
