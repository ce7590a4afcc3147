import { msOf } from '../domain/dates.ts';
import type { Instant, OfficeCode } from '../domain/values.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { deadlineList } from '../ledger/queries/deadline-list.ts';
import type { InboxItem } from '../ledger/queries/inbox-of.ts';
import type { NoticeRow } from '../ledger/queries/list-notices.ts';
import { listNotices } from '../ledger/queries/list-notices.ts';
import { openTasks } from '../ledger/queries/open-tasks.ts';
import { taskWorkflowId, workflowTypes } from '../workflows/contract.ts';
import { inParallel } from './in-parallel.ts';
import type { ConnectedTemporal, Temporal } from './temporal.ts';

export interface StuckWorkflow {
  readonly workflowId: string;
  /** As the server names them: `category=WorkflowTaskFailed`, `cause=…`. */
  readonly problems: readonly string[];
}

export interface StuckRuns {
  /** Their workflow tasks fail again and again: a new release must mend them. */
  readonly workflowsWithProblems: readonly StuckWorkflow[];
  /** The ledger supervises them, the Temporal server does not know them: `duban recover`. */
  readonly tasksWithoutRun: readonly string[];
}

/** What the Temporal server shows and the ledger alone cannot know. */
export async function stuckRuns(ledger: Ledger, temporal: Temporal): Promise<StuckRuns> {
  const server = await temporal.connect();
  const running = new Set<string>();
  const workflowsWithProblems: StuckWorkflow[] = [];
  const { workflow } = server.client;
  for await (const { workflowId } of workflow.list({ query: `WorkflowType = "${workflowTypes.superviseTask}" AND ExecutionStatus = "Running"` }))
    running.add(workflowId);
  for await (const { workflowId, searchAttributes } of workflow.list({ query: 'ExecutionStatus = "Running" AND TemporalReportedProblems IS NOT NULL' }))
    workflowsWithProblems.push({ workflowId, problems: (searchAttributes['TemporalReportedProblems'] ?? []).map(String) });
  const open = (await openTasks(ledger)).map(({ programme, number }) => taskWorkflowId(programme, number));
  return {
    workflowsWithProblems,
    tasksWithoutRun: await withoutRun(
      server,
      open.filter((id) => !running.has(id)),
    ),
  };
}

/** The list may be a moment behind; one by one they are asked for only while there are few. */
const askedOneByOne = 1_000;
const lanes = 10;

async function withoutRun(server: ConnectedTemporal, missing: readonly string[]): Promise<readonly string[]> {
  if (missing.length > askedOneByOne) return missing;
  const runs = await inParallel(missing, lanes, (id) => isRunning(server, id));
  return missing.filter((_, position) => !runs[position]);
}

async function isRunning({ client }: ConnectedTemporal, workflowId: string): Promise<boolean> {
  const { WorkflowNotFoundError } = await import('@temporalio/common');
  try {
    return (await client.workflow.getHandle(workflowId).describe()).status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/** Longer than any delivery takes that is still on its way. */
const onItsWayMs = 60 * 60_000;

/** Notices that could not leave, or should have left long ago. */
export async function undeliveredNotices(ledger: Ledger, now: Instant): Promise<readonly NoticeRow[]> {
  const { notices: failed } = await listNotices(ledger, { status: 'failed' });
  const { notices: pending } = await listNotices(ledger, { status: 'pending' });
  return [...failed, ...pending.filter(({ composedAt }) => msOf(now) - msOf(composedAt) > onItsWayMs)];
}

export interface OverdueDuty extends Pick<InboxItem, 'programme' | 'number' | 'title' | 'duty' | 'dutyName' | 'by'> {
  readonly office: OfficeCode;
  readonly department: string;
}

/** What waits too long for the supervising side itself: its clock runs like everybody's (R37). */
export async function overdueSupervision(ledger: Ledger, now: Instant): Promise<readonly OverdueDuty[]> {
  const { rows } = await deadlineList(ledger, { until: null, side: 'supervision' }, now);
  return rows.flatMap(({ programme, number, title, date, moves }) =>
    moves.map(({ duty, dutyName, holder }) => ({
      office: holder.office,
      department: holder.departmentName,
      programme,
      number,
      title,
      duty,
      dutyName,
      by: date,
    })),
  );
}
