import { msOf } from '../../domain/dates.ts';
import type { Instant } from '../../domain/values.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { cyclesOf, missingOf } from '../../ledger/queries/cycles.ts';
import { openMeetings } from '../../ledger/queries/open-meetings.ts';
import { openTasks } from '../../ledger/queries/open-tasks.ts';
import { meetingsWorkflowId, taskWorkflowId } from '../../workflows/contract.ts';

/** An open run: in a rehearsal each has a time of its own. */
export interface Lane {
  readonly workflowId: string;
  readonly of: 'task' | 'meetings';
  readonly nextDeadlineAt: Instant | null;
  /** What the run began with; fixed for its life. */
  readonly clockOffsetMs: number;
}

export async function openLanes(ledger: Ledger, taskQueue: string): Promise<readonly Lane[]> {
  const tasks = await openTasks(ledger);
  const meetings = await openMeetings(ledger);
  return [
    ...tasks.map(({ programme, number, ...lane }) => ({ workflowId: taskWorkflowId(programme, number), of: 'task', ...lane }) as const),
    ...meetings.map(({ office, ...lane }) => ({ workflowId: meetingsWorkflowId(office, taskQueue), of: 'meetings', ...lane }) as const),
  ];
}

export const isDueBy = ({ nextDeadlineAt }: Lane, ms: number): boolean => nextDeadlineAt !== null && msOf(nextDeadlineAt) <= ms;

/** The cut-offs on the way, in order. */
export async function cutOffsUntil(ledger: Ledger, to: Instant): Promise<readonly Instant[]> {
  const meetings = await openMeetings(ledger);
  const next = meetings.flatMap(({ nextDeadlineAt }) => (nextDeadlineAt !== null && nextDeadlineAt <= to ? [nextDeadlineAt] : []));
  return [...new Set(next)].toSorted();
}

/** Whom the next cut-offs of these offices would tell: they must stand there before. */
export async function aboutToBeTold(ledger: Ledger): Promise<ReadonlySet<string>> {
  const told = new Set<string>();
  for (const { office } of await openMeetings(ledger)) {
    const next = (await cyclesOf(ledger, office)).find(({ passed }) => !passed);
    for (const { programme, number } of next ? await missingOf(ledger, next) : []) told.add(taskWorkflowId(programme, number));
  }
  return told;
}
