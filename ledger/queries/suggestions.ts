import { dateOf, endOf } from '../../domain/dates.ts';
import type { ReportedSuggestion } from '../../domain/suggestions.ts';
import type { DateText, DepartmentCode, OfficeCode, ProgrammeName, TaskNumber } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';
import { departmentName } from './department-name.ts';

/** 建议 of a report, and whose it is. */
export interface SuggestionOnRecord extends ReportedSuggestion {
  readonly programme: ProgrammeName;
  readonly number: TaskNumber;
  readonly title: string;
  readonly lead: DepartmentCode;
  readonly leadName: string;
  /** The day for its answer has gone by without one. */
  readonly overdue: boolean;
}

export interface WantedSuggestions {
  /** As it was at the end of this day. */
  readonly day: DateText;
  /** Both, if it is left out. */
  readonly answered?: boolean;
}

/** What the reports of an office's tasks have suggested, the oldest first. */
export async function suggestionsOf({ db }: Ledger, office: OfficeCode, { day, answered }: WantedSuggestions): Promise<readonly SuggestionOnRecord[]> {
  const rows = await db
    .selectFrom('suggestions')
    .innerJoin('tasks', (join) => join.onRef('tasks.programme', '=', 'suggestions.programme').onRef('tasks.number', '=', 'suggestions.number'))
    .select([
      'suggestions.programme',
      'suggestions.number',
      'suggestions.id',
      'suggestions.text',
      'suggestions.cycle',
      'suggestions.reported_at as reportedAt',
      'suggestions.answer_by as answerBy',
      'suggestions.answer',
      'tasks.task',
      'tasks.lead',
      departmentName('tasks.lead').as('leadName'),
    ])
    .where('tasks.supervising_office', '=', office)
    .where('suggestions.reported_at', '<', endOf(day))
    .orderBy('suggestions.reported_at')
    .orderBy('suggestions.programme')
    .orderBy('tasks.sort_key')
    .orderBy('suggestions.id')
    .execute();
  const found = rows.map(({ task, answer, ...row }) => {
    const given = answer && dateOf(answer.at) <= day ? answer : null;
    return { ...row, title: task.assignment.title, answer: given, overdue: given === null && row.answerBy !== null && row.answerBy < day };
  });
  return answered === undefined ? found : found.filter(({ answer }) => (answer !== null) === answered);
}
