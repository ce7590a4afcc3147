import { sql } from 'kysely';
import type { TaskCommand } from '../domain/commands.ts';
import type { KnownTask, StandingEvent } from '../domain/envelope.ts';
import type { TaskReported } from '../domain/events.ts';
import type { GivenAnswer, ReportedSuggestion } from '../domain/suggestions.ts';
import { answerOf } from '../domain/suggestions.ts';
import type { Task } from '../domain/task.ts';
import type { Instant } from '../domain/values.ts';
import type { Queries } from './ledger.ts';
import type { SuggestionsTable } from './schema.ts';

/** What the reports of tasks suggest, and what the leadership has answered. */

type SuggestionRow = Omit<SuggestionsTable, 'answer'> & { readonly answer: null };

export interface AnswerRow {
  readonly programme: string;
  readonly number: string;
  readonly id: string;
  readonly answered_at: Instant;
  readonly answer: GivenAnswer;
}

/** A row for each suggestion among the events. */
export const suggestionRows = ({ programme, number }: Task, events: readonly StandingEvent[]): readonly SuggestionRow[] =>
  events.flatMap(({ seq, event }) => (event.type === 'taskReported' ? rowsOf({ programme, number, seq }, event) : []));

const rowsOf = (place: Pick<SuggestionRow, 'programme' | 'number' | 'seq'>, { suggestions, cycle, at, answerBy }: TaskReported) =>
  suggestions.map(({ id, text }) => ({ ...place, id, cycle, text, reported_at: at, answer_by: answerBy ?? null, answered_at: null, answer: null }));

export const answerRows = ({ programme, number }: Task, events: readonly StandingEvent[]): readonly AnswerRow[] =>
  events.flatMap(({ event }) =>
    event.type === 'suggestionAnswered' ? [{ programme, number, id: event.suggestion, answered_at: event.at, answer: answerOf(event) }] : [],
  );

/** In the order of the journal, after the suggestions themselves. */
export async function recordAnswers(queries: Queries, answers: readonly AnswerRow[]): Promise<void> {
  if (answers.length === 0) return;
  await sql`
    UPDATE suggestions SET answered_at = given.answered_at, answer = given.answer
    FROM jsonb_to_recordset(${JSON.stringify(answers)}::jsonb) AS given (programme text, number text, id text, answered_at timestamptz, answer jsonb)
    WHERE (suggestions.programme, suggestions.number, suggestions.id) = (given.programme, given.number, given.id)`.execute(queries);
}

/** The one that a command names; null where it names none, or no report has it. */
export async function namedSuggestion(queries: Queries, { programme, number }: KnownTask, command: TaskCommand): Promise<ReportedSuggestion | null> {
  if (command.type !== 'answerSuggestion') return null;
  const row = await queries
    .selectFrom('suggestions')
    .select(['id', 'text', 'cycle', 'reported_at as reportedAt', 'answer_by as answerBy', 'answer'])
    .where('programme', '=', programme)
    .where('number', '=', number)
    .where('id', '=', command.suggestion)
    .executeTakeFirst();
  return row ?? null;
}
