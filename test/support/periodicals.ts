import type { Period } from '../../domain/accomplishment.ts';
import type { PeriodicalCommand } from '../../domain/periodical-commands.ts';
import type { EntryWithLead, PeriodicalContent } from '../../domain/periodical-content.ts';
import { periodicalContent } from '../../domain/periodical-content.ts';
import type { PeriodicalEvent } from '../../domain/periodical-events.ts';
import type { PeriodicalDecision, PeriodicalFacts } from '../../domain/periodicals.ts';
import { decideOnPeriodicals, evolvePeriodicals } from '../../domain/periodicals.ts';
import type { Task } from '../../domain/task.ts';
import { anEvent, historyOf, taskAfter } from './events.ts';
import { nationalOffice, supervisor } from './offices.ts';

/** Papers of the national office on 改-12 and others like it, which were due on 2019-06-30. */

const entryOf = (task: Task): EntryWithLead => ({ task, light: 'grey', overdueWorkingDays: 1, leadName: '第六检察厅', leadOffice: 'SPP' });

export const someTasks: readonly Task[] = [
  taskAfter([...historyOf('inProgress', { number: '改-1' }), anEvent('closureApplied'), anEvent('taskStruckOff')]),
  taskAfter(historyOf('inProgress', { number: '改-2' })),
  taskAfter([...historyOf('suspended', { number: '改-3' })]),
  taskAfter(historyOf('terminated', { number: '改-4' })),
  taskAfter(historyOf('registered', { number: '改-5' })),
];

/** One came in time, one did not, and one was owed by a department that leads nothing here. */
const someReports = [
  { lead: 'SPP-06', isOnTime: true },
  { lead: 'SPP-06', isOnTime: false },
  { lead: 'SPP-08', isOnTime: true },
];

export const aContent = (
  tasks: readonly Task[] = someTasks,
  period: Period = { from: '2019-07-01', day: '2019-09-30' },
  programme: string | null = null,
): PeriodicalContent =>
  periodicalContent(
    { entries: tasks.map(entryOf), reports: someReports },
    { office: nationalOffice, title: '2019 年第三季度重点任务完成情况', programme, period },
  );

/** After these events: by the supervisor, in October, on the tasks above, if nothing else is said. */
export const deciding = (events: readonly PeriodicalEvent[], command: PeriodicalCommand, facts: Partial<PeriodicalFacts> = {}): PeriodicalDecision =>
  decideOnPeriodicals(command, {
    now: '2019-10-09T01:00:00.000Z',
    actor: supervisor,
    office: nationalOffice,
    standing: events.reduce(evolvePeriodicals, []),
    content: { content: aContent(), sm3: 'sm3 of it' },
    ...facts,
  });

/** What it came to; a refusal is a fault of the test. */
export function eventsOf(decision: PeriodicalDecision): readonly PeriodicalEvent[] {
  if ('refusal' in decision) throw new Error(JSON.stringify(decision.refusal));
  return decision.events;
}
