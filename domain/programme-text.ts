import type { NameBook } from './name-book.ts';
import { leaderOf, participantsOf, responsibleOf } from './programme-names.ts';
import type { ClauseReference, DepartmentCode, Milestone, OfficeCode, PersonId } from './values.ts';

/** The cells of a programme, written so that an import reads the same out of them: what programme-names.ts and programme-milestones.ts take apart is put together here. */

/** By its name, as its programme's office writes it; by its code where the name would not lead back to it. */
export function departmentText(code: DepartmentCode, names: NameBook): string {
  const name = names.writtenName(code);
  const [found, ...others] = participantsOf({ column: '', value: name }, { names, lead: '' }).value;
  return found === code && others.length === 0 ? name : code;
}

export const departmentsText = (codes: readonly DepartmentCode[], names: NameBook): string => codes.map((code) => departmentText(code, names)).join('、');

interface Place {
  readonly names: NameBook;
  readonly lead: DepartmentCode;
  readonly office: OfficeCode;
}

/** By name; by number where several people of that name could be meant. */
export function leaderText(id: PersonId | null, place: Place): string {
  if (id === null) return '';
  const name = place.names.personName(id);
  return leaderOf({ column: '', value: name }, place).value === id ? name : id;
}

export function responsibleText(id: PersonId | null, place: Place): string {
  if (id === null) return '';
  const name = place.names.personName(id);
  return responsibleOf({ column: '', value: name }, place).value === id ? name : id;
}

/** Clauses of another document than the row's 任务来源 are written with it: 《规划》第3条. */
export const clausesText = (clauses: readonly ClauseReference[], source: string): string =>
  clauses.map((clause) => (clause.source === source ? clause.clause : `《${clause.source}》${clause.clause}`)).join('、');

export const milestonesText = (milestones: readonly Milestone[]): string => milestones.map(({ date, text }) => `${date}：${text}`).join('；');
