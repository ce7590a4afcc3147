import { dateOf, endOf } from '../../domain/dates.ts';
import type { ReportedSuggestion } from '../../domain/suggestions.ts';
import { isToSubmit, packetsSince } from '../../domain/suggestions.ts';
import type { Task } from '../../domain/task.ts';
import type { DateText, DepartmentCode, OfficeCode, ProgrammeName, TaskNumber } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';
import { rulesOf } from '../rules.ts';
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
  /** In how many packets it has stood before this day. */
  readonly packets: number;
  /** 转督查室提请答复. */
  readonly toSubmit: boolean;
}

export interface WantedSuggestions {
  /** As it was at the end of this day. */
  readonly day: DateText;
  /** Both, if it is left out. */
  readonly answered?: boolean;
}

/** What the reports of an office's tasks have suggested, the oldest first. */
export const suggestionsOf = async (ledger: Ledger, office: OfficeCode, wanted: WantedSuggestions): Promise<readonly SuggestionOnRecord[]> =>
  (await suggestionsWithTasks(ledger, office, wanted)).map(({ suggestion }) => suggestion);

export async function suggestionsWithTasks(ledger: Ledger, office: OfficeCode, wanted: WantedSuggestions) {
  const { day } = wanted;
  const cutOffs = await cutOffsOf(ledger, office);
  const found: { readonly suggestion: SuggestionOnRecord; readonly task: Task }[] = [];
  for (const { task, answer, ...row } of await selectSuggestions(ledger, office, wanted)) {
    const { policy } = await rulesOf(ledger, task);
    const given = answer && dateOf(answer.at) <= day ? answer : null;
    const packets = packetsSince(dateOf(row.reportedAt), cutOffs, day);
    const waits = given === null;
    const reckoned = { overdue: waits && row.answerBy !== null && row.answerBy < day, packets, toSubmit: waits && isToSubmit(packets, policy) };
    found.push({ task, suggestion: { ...row, title: task.assignment.title, answer: given, ...reckoned } });
  }
  return found;
}

/** Of the packets that an office has had, and of those to come. */
const cutOffsOf = async ({ db }: Ledger, office: OfficeCode): Promise<readonly DateText[]> =>
  (await db.selectFrom('cycles').select('cut_off').where('office', '=', office).execute()).map((cycle) => cycle.cut_off);

const selectSuggestions = ({ db }: Ledger, office: OfficeCode, { day, answered }: WantedSuggestions) =>
  db
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
    .$if(answered === true, (some) => some.where('suggestions.answered_at', '<', endOf(day)))
    .$if(answered === false, (some) => some.where((is) => is.or([is('suggestions.answered_at', 'is', null), is('suggestions.answered_at', '>=', endOf(day))])))
    .orderBy('suggestions.reported_at')
    .orderBy('suggestions.programme')
    .orderBy('tasks.sort_key')
    .orderBy('suggestions.id')
    .execute();
