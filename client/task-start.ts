import type { WorkflowStartOptions } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { endOf } from '../domain/dates.ts';
import type { Task } from '../domain/task.ts';
import { currentDueOf, fullNumberOf, horizonOf } from '../domain/task.ts';
import type { TaskStart } from '../workflows/contract.ts';
import { searchAttributeKeys as keys, taskWorkflowId } from '../workflows/contract.ts';
import type { superviseTask } from '../workflows/supervise-task.ts';

/** The server cuts a summary at 200 bytes, in the middle of a character if need be. */
const summaryLimitBytes = 200;

export interface TaskStartSetting {
  readonly taskQueue: string;
  readonly clockOffsetMs: number;
  /** As people call it: codes mean nothing in a list of the Web UI. */
  readonly leadName: string;
}

/** How the run of a task begins, and how it looks before it has done anything. */
export function taskStartOptions(task: Task, { taskQueue, clockOffsetMs, leadName }: TaskStartSetting): WorkflowStartOptions<typeof superviseTask> {
  const { programme, number, assignment } = task;
  const start: TaskStart = { programme, number, clockOffsetMs };
  return {
    workflowId: taskWorkflowId(programme, number),
    taskQueue,
    args: [start],
    memo: { programme, number, category: assignment.category, title: assignment.title, lead: leadName },
    staticSummary: withinBytes(`${fullNumberOf(task)} ${assignment.title}`, summaryLimitBytes),
    typedSearchAttributes: new TypedSearchAttributes(attributesOf(task)),
  };
}

function attributesOf(task: Task): ConstructorParameters<typeof TypedSearchAttributes>[0] {
  const due = currentDueOf(task);
  return [
    { key: keys.programme, value: task.programme },
    { key: keys.category, value: task.assignment.category },
    { key: keys.lead, value: task.assignment.lead },
    { key: keys.line, value: task.assignment.line },
    { key: keys.horizon, value: horizonOf(task) ?? '' },
    { key: keys.state, value: task.state },
    { key: keys.escalation, value: task.escalationLevel },
    ...(due ? [{ key: keys.due, value: new Date(endOf(due)) }] : []),
  ];
}

function withinBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text;
  let kept = '';
  for (const character of text) {
    if (Buffer.byteLength(kept) + Buffer.byteLength(character) + Buffer.byteLength('…') > limit) break;
    kept += character;
  }
  return `${kept}…`;
}
