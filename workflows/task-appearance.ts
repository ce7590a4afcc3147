import type { SearchAttributePair } from '@temporalio/common';
import { setCurrentDetails, upsertMemo, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { endOf } from '../domain/dates.ts';
import { deadlineText } from '../domain/deadlines.ts';
import { lightNames } from '../domain/lights.ts';
import { progressOf } from '../domain/planning.ts';
import { baselineDueOf, currentDueOf, fullNumberOf, horizonOf, stateNames } from '../domain/task.ts';
import type { Task } from '../domain/task.ts';
import type { DateText } from '../domain/values.ts';
import { horizonNames } from '../domain/values.ts';
import type { Life, TaskMemo } from './contract.ts';
import { searchAttributeKeys as keys } from './contract.ts';

/** How a task looks in the Web UI: its current details and its search attributes. */
export function showTask({ task, nextDeadline, light, region }: Life, today: DateText): void {
  if (!task) return;
  setCurrentDetails(detailsOf(task, { light: `${lightNames[light]}（${today}）`, next: nextDeadline ? deadlineText(nextDeadline) : '无' }));
  upsertChanged(attributesOf(task, region));
}

/** Lists, not tables: the Web UI renders tables without borders. */
function detailsOf(task: Task, shown: { readonly light: string; readonly next: string }): string {
  const { assignment, lastReport } = task;
  const horizon = horizonOf(task);
  const { leadName, mark } = memoTexts(assignment.lead);
  const lines = [
    `### ${fullNumberOf(task)} ${assignment.title}${mark}`,
    `- **状态**：${stateNames[task.state]}`,
    `- **灯**：${shown.light}`,
    `- **牵头单位**：${leadName}${assignment.isKey ? '（重点任务）' : ''}`,
    `- **时限**：原 ${baselineDueOf(task) ?? '未定'}，现 ${currentDueOf(task) ?? '未定'}${horizon ? `（${horizonNames[horizon]}）` : ''}`,
    `- **下一期限**：${shown.next}`,
    `- **催办** ${task.urgedCount} 次，**退回** ${task.returnedCount} 次，**升级** ${task.escalationLevel} 级`,
  ];
  const progress = progressOf(task);
  if (progress) lines.push(`- **举措**：完成 ${progress.done} / ${progress.total} 条`);
  if (lastReport) lines.push(`- **最近报告**：${lastReport.cycle}，打算：${lastReport.intention}`);
  if (task.state === 'suspended') lines.push(`- **暂缓**：至 ${task.resumeOn}，${task.reason}`);
  if ('pendingExtension' in task && task.pendingExtension) lines.push(`- **延期申请**：延至 ${task.pendingExtension.to}，待批`);
  if ('application' in task) lines.push(`- **成果**：${task.application.result}`);
  return lines.join('\n');
}

/** Codes mean nothing to those who read the Web UI. */
export function rememberLead(lead: string, leadName: string): void {
  const memo: Partial<TaskMemo> = workflowInfo().memo ?? {};
  if (memo.lead !== lead || memo.leadName !== leadName) upsertMemo({ lead, leadName });
}

/** The name of the lead as it was at 交办, or when it was last handed on. 演示数据 is marked wherever it is shown. */
function memoTexts(lead: string): { readonly leadName: string; readonly mark: string } {
  const memo: Partial<TaskMemo> = workflowInfo().memo ?? {};
  return { leadName: memo.lead === lead ? (memo.leadName ?? lead) : lead, mark: memo.mark ? `（${memo.mark}）` : '' };
}

const attributesOf = (task: Task, region: string): readonly SearchAttributePair[] => {
  const due = currentDueOf(task);
  return [
    { key: keys.programme, value: task.programme },
    { key: keys.category, value: task.assignment.category },
    { key: keys.lead, value: task.assignment.lead },
    { key: keys.line, value: task.assignment.line },
    { key: keys.region, value: region },
    { key: keys.horizon, value: horizonOf(task) ?? '' },
    { key: keys.state, value: task.state },
    { key: keys.escalation, value: task.escalationLevel },
    ...(due ? [{ key: keys.due, value: new Date(endOf(due)) }] : []),
  ];
};

/** Each upsert is an event and a row on many indices: only what has changed. */
function upsertChanged(attributes: readonly SearchAttributePair[]): void {
  const current = workflowInfo().typedSearchAttributes;
  const text = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value));
  const changed = attributes.filter(({ key, value }) => text(current.get(key)) !== text(value));
  if (changed.length > 0) upsertSearchAttributes([...changed]);
}
