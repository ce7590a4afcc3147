import type { WorkflowStartOptions } from '@temporalio/client';
import type { Task } from '../domain/task.ts';
import { fullNumberOf } from '../domain/task.ts';
import type { Life, TaskMemo, TaskStart } from '../workflows/contract.ts';
import { taskWorkflowId } from '../workflows/contract.ts';
import type { superviseTask } from '../workflows/supervise-task.ts';

/** The server cuts a summary at 200 bytes, in the middle of a character if need be. */
const summaryLimitBytes = 200;

export interface TaskStartSetting {
  readonly taskQueue: string;
  readonly clockOffsetMs: number;
  /** As people call it: codes mean nothing in a list of the Web UI. */
  readonly leadName: string;
  /** 演示数据, or nothing. */
  readonly mark: string;
  /** Where it stood, if an earlier run was lost. */
  readonly life?: Life;
}

/** How the run of a task begins, and how it looks before it has done anything. */
export function taskStartOptions(task: Task, { taskQueue, clockOffsetMs, leadName, mark, life }: TaskStartSetting): WorkflowStartOptions<typeof superviseTask> {
  const { programme, number, assignment } = task;
  const start: TaskStart = { programme, number, clockOffsetMs, ...(life && { life }) };
  const memo: TaskMemo = { title: assignment.title, category: assignment.category, lead: assignment.lead, leadName, mark };
  return {
    workflowId: taskWorkflowId(programme, number),
    taskQueue,
    args: [start],
    memo: { ...memo },
    staticSummary: withinBytes(`${fullNumberOf(task)} ${assignment.title}`, summaryLimitBytes),
  };
}

export function withinBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text;
  let kept = '';
  for (const character of text) {
    if (Buffer.byteLength(kept) + Buffer.byteLength(character) + Buffer.byteLength('…') > limit) break;
    kept += character;
  }
  return `${kept}…`;
}
