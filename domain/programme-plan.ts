import type { Amend, Register } from './commands.ts';
import { changed } from './issuing.ts';
import { shownAssignment } from './programme-text.ts';
import type { Assignment, SupervisedTask, Task } from './task.ts';
import { isEnded, isSingle, stateNames } from './task.ts';

/** What a row of a file comes to, given the task that stands in the ledger. */
export type RowPlan =
  | { readonly act: 'register'; readonly command: Register }
  | { readonly act: 'amend'; readonly command: Amend }
  | { readonly act: 'none' }
  | { readonly act: 'ignore'; readonly reason: string };

/** The same row again changes nothing; a corrected row changes what is not yet issued, and nothing behind the back of those who work on it. */
export function planRow(task: Task | null, command: Register): RowPlan {
  if (!task) return { act: 'register', command };
  const changes = differences(task, command.assignment);
  const fields = Object.keys(changes) as (keyof Assignment)[];
  if (fields.length === 0) return { act: 'none' };
  if (isSingle(task)) return { act: 'ignore', reason: ignored(task, fields, '是单独立项的任务，请用 duban task amend 更改') };
  // The file knows nothing of what was merged into it: taken at its word, it would undo that.
  if (task.state === 'registered' && task.merging) return { act: 'ignore', reason: ignored(task, fields, '已承接并入的任务，请用 duban task amend 更改') };
  // Its wording is no longer the file's alone: what was taken in would be lost unseen.
  if (task.state === 'registered' && task.requirementVersion)
    return { act: 'ignore', reason: ignored(task, fields, '已纳入新的要求，请用 duban task amend 更改') };
  if (task.state === 'registered' && !task.declined) return { act: 'amend', command: { type: 'amend', changes } };
  if (task.state === 'registered') return { act: 'ignore', reason: ignored(task, fields, '已被退签，请用 duban task amend 更改后 reissue') };
  if (isEnded(task)) return { act: 'ignore', reason: ignored(task, fields, `${stateNames[task.state]}，不再更改`) };
  const parts = fields.map((field) => `${fieldColumns[field]}（${changedBy(field, changes, task)}）`);
  return { act: 'ignore', reason: `${task.number} ${stateNames[task.state]}，导入不改变已交办的任务。与台账不同的是：${parts.join('、')}` };
}

/** Against the task as the ledger shows it: a file that the ledger wrote differs in nothing. */
function differences(task: Task, { leader, ...assignment }: Assignment): Partial<Assignment> {
  const standing = shownAssignment(task);
  const shown = assignment.due === standing.due ? standing : { ...standing, due: task.assignment.due };
  // An empty 责任领导 says nothing: whoever was derived from the portfolios stays.
  return changed(shown, leader === null ? assignment : { ...assignment, leader });
}

/** The act by which a task that is issued changes in this field, if there is one. */
function changedBy(field: keyof Assignment, { due }: Partial<Assignment>, task: SupervisedTask): string {
  const act = field === 'due' && due && due > task.currentDue ? 'extend' : actsBy[field];
  return act === null ? '交办后不变' : `可用 duban task ${act}`;
}

const actsBy: Readonly<Record<keyof Assignment, string | null>> = {
  category: null,
  title: null,
  requirement: 'incorporate',
  expectedResult: 'incorporate',
  lead: 'hand-over',
  participants: 'hand-over',
  leader: null,
  responsible: 'hand-over',
  proposedHorizon: 'approve-measures',
  due: 'incorporate',
  milestones: 'incorporate',
  line: null,
  depth: null,
  isKey: null,
  clauses: 'incorporate',
  secrecy: null,
};

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
