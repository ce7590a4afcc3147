import type { WorkflowHandle } from '@temporalio/client';

/** What a step of a task costs on the server, counted in its real history. Counts are exact; times are not. */
export interface Cost {
  readonly workflowTasks: number;
  readonly events: number;
  readonly updates: number;
  readonly localActivities: number;
  readonly activities: number;
  readonly timersMoved: number;
  readonly ledgerTransactions: number;
}

interface HistoryLike {
  readonly events?: readonly { readonly eventType?: number | null; readonly markerRecordedEventAttributes?: unknown }[] | null;
}

/** Numbers of temporal.api.enums.v1.EventType. */
const eventTypes = { workflowTaskCompleted: 7, activityScheduled: 10, timerStarted: 17, timerCanceled: 20, markerRecorded: 25, updateAccepted: 41 };

/** What a rehearsal adds where time is skipped: the order to skip, and that it was. Nothing of it exists in real time. */
const rehearsalTypes: readonly (number | null | undefined)[] = [55, 60];

const eventsOf = ({ events }: HistoryLike): number => (events ?? []).filter(({ eventType }) => !rehearsalTypes.includes(eventType)).length;

const countOf = (history: HistoryLike, type: number): number => (history.events ?? []).filter(({ eventType }) => eventType === type).length;

/** The difference that `step` makes in the history of the run, and the transactions that it makes in the ledger. */
export async function costOf(handle: WorkflowHandle, step: () => Promise<unknown>, transactionsSoFar: () => number): Promise<Cost> {
  const before: HistoryLike = await handle.fetchHistory();
  const transactionsBefore = transactionsSoFar();
  await step();
  const ledgerTransactions = transactionsSoFar() - transactionsBefore;
  const after: HistoryLike = await handle.fetchHistory();
  const more = (...types: readonly number[]): number => types.reduce((sum, type) => sum + countOf(after, type) - countOf(before, type), 0);
  return {
    workflowTasks: more(eventTypes.workflowTaskCompleted),
    events: eventsOf(after) - eventsOf(before),
    updates: more(eventTypes.updateAccepted),
    localActivities: more(eventTypes.markerRecorded),
    activities: more(eventTypes.activityScheduled),
    timersMoved: more(eventTypes.timerStarted, eventTypes.timerCanceled),
    ledgerTransactions,
  };
}
