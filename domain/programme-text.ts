import type { NameBook } from './name-book.ts';
import type { ProgrammeColumn } from './programme-columns.ts';
import { leaderOf, participantsOf, responsibleOf } from './programme-names.ts';
import type { Assignment, Task } from './task.ts';
import { baselineDueOf, horizonOf } from './task.ts';
import type { ClauseReference, DepartmentCode, Milestone, OfficeCode, PersonId } from './values.ts';
import { horizonNames, secrecyNames } from './values.ts';

/** The cells of a programme, written so that an import reads the same out of them: what programme-names.ts and programme-milestones.ts take apart is put together here. */

/** Every cell of the task's row. */
export function programmeTexts(task: Task, names: NameBook): Readonly<Record<ProgrammeColumn, string>> {
  const { origin, supervisingOffice } = task;
  const shown = shownAssignment(task);
  const place = { names, lead: shown.lead, office: supervisingOffice };
  return {
    编号: task.number,
    类别: shown.category,
    任务来源: origin.text,
    来源条款: clausesText(shown.clauses, origin.text),
    任务内容: shown.title,
    工作要求: shown.requirement,
    预期成果: shown.expectedResult,
    牵头单位: departmentText(shown.lead, names),
    参与单位: departmentsText(shown.participants, names),
    责任领导: leaderText(shown.leader, place),
    责任人: responsibleText(shown.responsible, place),
    时限类型: shown.proposedHorizon === null ? '' : horizonNames[shown.proposedHorizon],
    完成时限: shown.due ?? '',
    阶段目标: milestonesText(shown.milestones),
    条线: shown.line,
    下沉层级: shown.depth,
    重点: shown.isKey ? '是' : '',
    密级: shown.secrecy ? secrecyNames[shown.secrecy] : '',
  };
}

/** As a file can say it: the horizon as decided, before that as proposed; the due day by which the task is evaluated; of a milestone not when it was reached. */
export const shownAssignment = (task: Task): Assignment => ({
  ...task.assignment,
  proposedHorizon: horizonOf(task),
  due: baselineDueOf(task),
  milestones: task.assignment.milestones.map(({ date, text }) => ({ date, text })),
});

/** By its name, as its programme's office writes it; by its code where the name would not lead back to it. */
function departmentText(code: DepartmentCode, names: NameBook): string {
  const name = names.writtenName(code);
  const [found, ...others] = participantsOf({ column: '', value: name }, { names, lead: '' }).value;
  return found === code && others.length === 0 ? name : code;
}

const departmentsText = (codes: readonly DepartmentCode[], names: NameBook): string => codes.map((code) => departmentText(code, names)).join('、');

interface Place {
  readonly names: NameBook;
  readonly lead: DepartmentCode;
  readonly office: OfficeCode;
}

/** By name; by number where several people of that name could be meant. */
function leaderText(id: PersonId | null, place: Place): string {
  if (id === null) return '';
  const name = place.names.personName(id);
  return leaderOf({ column: '', value: name }, place).value === id ? name : id;
}

function responsibleText(id: PersonId | null, place: Place): string {
  if (id === null) return '';
  const name = place.names.personName(id);
  return responsibleOf({ column: '', value: name }, place).value === id ? name : id;
}

/** Clauses of another document than the row's 任务来源 are written with it: 《规划》第3条. */
const clausesText = (clauses: readonly ClauseReference[], source: string): string =>
  clauses.map((clause) => (clause.source === source ? clause.clause : `《${clause.source}》${clause.clause}`)).join('、');

const milestonesText = (milestones: readonly Milestone[]): string => milestones.map(({ date, text }) => `${date}：${text}`).join('；\n');
