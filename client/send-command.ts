import { setTimeout as pause } from 'node:timers/promises';
import { shapeFaults } from '../domain/command-shapes.ts';
import type { TaskCommand } from '../domain/commands.ts';
import { refusal } from '../domain/refusals.ts';
import type { Task } from '../domain/task.ts';
import { fullNumberOf, hasOpenRun } from '../domain/task.ts';
import type { TaskAtHead } from '../ledger/queries/task-head.ts';
import { taskHead } from '../ledger/queries/task-head.ts';
import { malformed, outcomeUnknown, refusedBy, runMissing } from './answers.ts';
import { carryOutDirectly } from './carry-out-directly.ts';
import type { CommandDesk, CommandOrder, TaskAnswer } from './command-order.ts';
import { saidPlainly } from './failures.ts';
import type { RunOrder } from './send-to-run.ts';

const answerLimitMs = 30_000;
const resendAfterMs = 200;

/** One command, to whoever keeps the task: its workflow while a run is open, the ledger itself before 交办 and after the end. */
export async function sendCommand(desk: CommandDesk, order: CommandOrder): Promise<TaskAnswer> {
  const faults = shapeFaults(order.command);
  if (faults.length > 0) throw malformed(faults);
  const giveUpAtMs = Date.now() + answerLimitMs;
  for (let missingRuns = 0; ;) {
    const head = await saidPlainly(() => headOf(desk, order));
    if (!needsRun(head, order.command)) return actInLedger(desk, order, giveUpAtMs);
    const answer = await actInRun(desk, { order, head, giveUpAtMs });
    if (typeof answer === 'object') return answer;
    // The run may have ended since the head was read: then the ledger answers, on the second look.
    if (answer === 'noRun' && missingRuns++ > 0) throw runMissing(fullNumberOf(head.task));
    if (Date.now() >= giveUpAtMs) throw outcomeUnknown(order.requestId, new Error('30 秒内没有答复'));
    await pause(resendAfterMs);
  }
}

async function headOf({ ledger }: CommandDesk, { task, command }: CommandOrder): Promise<TaskAtHead | null> {
  const head = await taskHead(ledger, task);
  if (!head && command.type !== 'register') throw refusedBy(refusal('TASK_NOT_FOUND', { number: fullNumberOf(task) }));
  return head;
}

/** 交办 begins the run, 撤销并入 begins another; on a task that has ended any other way they are refused like every act, without a run. */
const needsRun = (head: TaskAtHead | null, command: TaskCommand): head is TaskAtHead =>
  head !== null && (hasOpenRun(head.task) || beginsRun(head.task, command));

const beginsRun = (task: Task, command: TaskCommand): boolean =>
  (command.type === 'issue' && task.state === 'registered') || (command.type === 'unmerge' && task.state === 'merged' && hasOpenRun(task.before));

async function actInLedger(desk: CommandDesk, order: CommandOrder, giveUpAtMs: number): Promise<TaskAnswer> {
  const { answer, head } = await saidPlainly(() => carryOutDirectly(desk, order), order.requestId);
  // Issued by somebody else in between: its run must learn what now stands in the journal.
  if (hasOpenRun(head.task)) await actInRun(desk, { order, head, giveUpAtMs });
  return answer;
}

/** The SDK is loaded only here: whoever never sends to a run, never waits for it. */
async function actInRun(desk: CommandDesk, run: RunOrder): Promise<TaskAnswer | 'again' | 'noRun'> {
  const { sendToRun } = await import('./send-to-run.ts');
  return saidPlainly(() => sendToRun(desk, run));
}
