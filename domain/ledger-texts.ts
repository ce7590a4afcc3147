import { dateOf } from './dates.ts';
import { none } from './empty-phrases.ts';
import { missingFieldNames, missingForIssue } from './issuing.ts';
import type { LastReport, PlannedMeasure, Task } from './task.ts';
import type { DateText, Measure } from './values.ts';

/** The longer cells of 台账, as people read them. */

/** 落实举措, one to a line; what was proposed and is not decided yet says so. */
export function measuresText(task: Task): string {
  const work = 'before' in task ? task.before : task;
  if ('measures' in work) return work.measures.map(measureLine).join('\n');
  const proposal = 'proposal' in work ? work.proposal : null;
  return proposal ? ['（待审定）', ...proposal.measures.map(measureLine)].join('\n') : '';
}

const measureLine = (measure: Measure | PlannedMeasure, index: number): string => {
  const { text, responsible, start, finish, deliverable } = measure;
  const done = 'doneAt' in measure && measure.doneAt !== null ? `，${dateOf(measure.doneAt)} 完成` : '';
  return `${index + 1}. ${text}（${responsible}，${start} 至 ${finish}，成果：${deliverable}）${done}`;
};

/** A report that suggests nothing has said so. */
export function suggestionsText(report: LastReport | null): string {
  if (report === null) return '';
  return report.suggestions.length === 0 ? none : report.suggestions.map(({ id, text }) => `${id} ${text}`).join('\n');
}

/** 成果 with 成效, and the files that show it. */
export function resultText(task: Task): string {
  if (!('application' in task)) return '';
  const { result, effect, evidence } = task.application;
  const files = evidence.map(({ name }) => name).join('、');
  return [result, effect && `成效：${effect}`, files && `佐证：${files}`].filter((line) => line).join('\n');
}

/** 备注: what a reader of the row would ask next. */
export function noteText(task: Task, { mark, today }: { readonly mark: string; readonly today: DateText }): string {
  const corrected = task.correctedCount ? `已更正 ${task.correctedCount} 处` : '';
  const escalated = task.escalationLevel > 0 ? `已升级至第 ${task.escalationLevel} 级` : '';
  return [mark, stateNote(task, today), escalated, corrected].filter((line) => line !== '').join('\n');
}

function stateNote(task: Task, today: DateText): string {
  switch (task.state) {
    case 'registered':
      return task.declined ? `${dateOf(task.declined.at)} 退签：${task.declined.reason}` : draftNote(task, today);
    case 'inProgress':
      return task.resubmitBy === null ? '' : `已退回，应在 ${task.resubmitBy} 24:00 前重新申请办结`;
    case 'suspended':
      return `暂缓至 ${task.resumeOn}：${task.reason}`;
    case 'terminated':
      return `终止：${task.reason}（${task.decision}）`;
    case 'merged':
      return `并入 ${task.into}`;
    case 'issued':
    case 'received':
    case 'closureReview':
    case 'verifying':
    case 'struckOff':
      return '';
  }
}

function draftNote({ assignment }: Task, today: DateText): string {
  const missing = missingForIssue(assignment, today).map((field) => missingFieldNames[field]);
  return missing.length === 0 ? '' : `草稿，缺${missing.join('、')}`;
}
