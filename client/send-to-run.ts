import type { Task } from '../domain/task.ts';
import { hasOpenRun } from '../domain/task.ts';
import { readClock } from '../ledger/clock.ts';
import { digestOf } from '../ledger/digest.ts';
import { taskStream } from '../ledger/journal.ts';
import { demonstrationMark } from '../ledger/queries/demonstration-mark.ts';
import { isKnownCommand } from '../ledger/queries/known-command.ts';
import type { Acknowledgement } from '../workflows/contract.ts';
import { taskWorkflowId, workflowTypes } from '../workflows/contract.ts';
import type { superviseTask } from '../workflows/supervise-task.ts';
import { envelopeOf } from './command-order.ts';
import type { CommandDesk, CommandOrder, TaskAnswer } from './command-order.ts';
import type { RunStart } from './send-update.ts';
import { sendUpdate } from './send-update.ts';
import { taskStartOptions } from './task-start.ts';

export interface RunOrder {
  readonly order: CommandOrder;
  readonly head: { readonly task: Task; readonly leadName?: string };
  readonly giveUpAtMs: number;
}

/** A command to the workflow of its task, as an Update. The server answers an Update that it knows with its first answer, so whether it is a repeat is asked of the ledger before. */
export async function sendToRun(desk: CommandDesk, { order, head, giveUpAtMs }: RunOrder): Promise<TaskAnswer | 'again' | 'noRun'> {
  const { requestId } = order;
  const { programme, number } = head.task;
  const repeated = await isKnownCommand(desk.ledger, { stream: taskStream({ programme, number }), id: requestId });
  const envelope = envelopeOf(desk, order);
  const temporal = await desk.temporal.connect();
  const answer = await sendUpdate<Acknowledgement>(temporal, {
    workflowId: taskWorkflowId(programme, number),
    updateId: `${requestId}:${digestOf(envelope)}`,
    envelope,
    start: hasOpenRun(head.task) ? null : await startOf(desk, head, temporal.taskQueue),
    giveUpAtMs,
  });
  if (typeof answer === 'string') return answer;
  const { state, seqs, repeated: actedBefore } = answer.acknowledged;
  return { programme, number, state, seqs, repeated: repeated || actedBefore };
}

/** The offset of the clock is fixed for the life of the run. */
async function startOf({ ledger }: CommandDesk, { task, leadName }: RunOrder['head'], taskQueue: string): Promise<RunStart<typeof superviseTask>> {
  const clock = await readClock(ledger);
  const setting = { taskQueue, clockOffsetMs: clock?.offsetMs ?? 0, leadName: leadName ?? task.assignment.lead, mark: await demonstrationMark(ledger) };
  return { type: workflowTypes.superviseTask, options: taskStartOptions(task, setting) };
}
