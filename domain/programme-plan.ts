import type { Amend, Register } from './commands.ts';
import { changed } from './issuing.ts';
import type { Assignment, Task } from './task.ts';
import { isSingle, stateNames } from './task.ts';

/** What a row of a file comes to, given the task that stands in the ledger. */
export type RowPlan =
  | { readonly act: 'register'; readonly command: Register }
  | { readonly act: 'amend'; readonly command: Amend }
  | { readonly act: 'none' }
  | { readonly act: 'ignore'; readonly reason: string };

/** The same row again changes nothing; a corrected row changes what is not yet issued, and nothing behind the back of those who work on it. */
export function planRow(task: Task | null, command: Register): RowPlan {
  if (!task) return { act: 'register', command };
  const { leader, ...assignment } = command.assignment;
  // An empty 责任领导 says nothing: whoever was derived from the portfolios stays.
  const changes = changed(task.assignment, leader === null ? assignment : command.assignment);
  const fields = Object.keys(changes) as (keyof Assignment)[];
  if (fields.length === 0) return { act: 'none' };
  if (isSingle(task)) return { act: 'ignore', reason: ignored(task, fields, '是单独立项的任务，请用 duban task amend 更改') };
  // The file knows nothing of what was merged into it: taken at its word, it would undo that.
  if (task.state === 'registered' && task.merging) return { act: 'ignore', reason: ignored(task, fields, '已承接并入的任务，请用 duban task amend 更改') };
  // Its wording is no longer the file's alone: what was taken in would be lost unseen.
  if (task.state === 'registered' && task.requirementVersion)
    return { act: 'ignore', reason: ignored(task, fields, '已纳入新的要求，请用 duban task amend 更改') };
  if (task.state === 'registered' && !task.declined) return { act: 'amend', command: { type: 'amend', changes } };
  const state = task.state === 'registered' ? '已被退签，请用 duban task amend 更改后 reissue' : `${stateNames[task.state]}，导入不改变已交办的任务`;
  return { act: 'ignore', reason: ignored(task, fields, state) };
}

const ignored = ({ number }: Task, fields: readonly (keyof Assignment)[], why: string): string =>
  `${number} ${why}。与台账不同的是：${fields.map((field) => fieldColumns[field]).join('、')}`;

/** Where the assignment stands in a programme's file. */
const fieldColumns: Readonly<Record<keyof Assignment, string>> = {
  category: '类别',
  title: '任务内容',
  requirement: '工作要求',
  expectedResult: '预期成果',
  lead: '牵头单位',
  participants: '参与单位',
  leader: '责任领导',
  responsible: '责任人',
  proposedHorizon: '时限类型',
  due: '完成时限',
  milestones: '阶段目标',
  line: '条线',
  depth: '下沉层级',
  isKey: '重点',
  clauses: '来源条款',
  secrecy: '密级',
};
