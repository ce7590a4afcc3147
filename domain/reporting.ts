import type { Report, Urge } from './commands.ts';
import { dateOf } from './dates.ts';
import type { Decision } from './decision.ts';
import { accept, refuse } from './decision.ts';
import { bare, isEmptyPhrase, none } from './empty-phrases.ts';
import type { Facts } from './facts.ts';
import { colourOf } from './paper-colours.ts';
import { countsOn, receiptFault } from './receipt.ts';
import { eventOf } from './record.ts';
import type { Refusal } from './refusals.ts';
import { refusal } from './refusals.ts';
import { cycleFault, isUnprompted, missingAfterAll, reportedCycle } from './reported-cycle.ts';
import { answerSuggestionsBy } from './suggestions.ts';
import type { InProgress, Suggestion, SupervisedTask } from './task.ts';
import { addWorkingDays } from './working-calendar.ts';

/** Reports 反馈 (t6, R13) and urging 催办 (t7). A report says what is intended, what stands in the way and what is suggested; nothing may be left unsaid. */

export function report(task: InProgress, command: Report, facts: Facts): Decision {
  const { progress, intention, problems } = command;
  const receipt = command.receipt ?? null;
  const { measuresDone = [], milestonesReached = [] } = command;
  const day = countsOn(receipt, facts.now);
  const fault =
    receiptFault(receipt, { ...facts, issuedAt: task.issuedAt }) ??
    contentFault(command) ??
    doneFault(task, command) ??
    cycleFault({ cycle: command.cycle, day }, facts);
  if (fault) return { refusal: fault };
  const cycle = command.cycle ?? reportedCycle(task, day, facts);
  const suggestions = namedSuggestions(task, command);
  const answerBy = suggestions.length > 0 && { answerBy: answerSuggestionsBy(facts.now, facts) };
  const done = { measuresDone, ...(milestonesReached.length > 0 && { milestonesReached }) };
  const said = { cycle, progress, intention, problems, suggestions, ...answerBy, ...done, unprompted: isUnprompted({ cycle, day }, facts), receipt };
  const withdrawn = missingAfterAll(task, { cycle, day }) ? [eventOf('missingWithdrawn', { cycle }, facts)] : [];
  return accept(eventOf('taskReported', said, facts), ...withdrawn);
}

/** In any open state: who, when and why are recorded, and counted. */
export function urge(task: SupervisedTask, { reason }: Urge, facts: Facts): Decision {
  if (reason.trim() === '') return refuse('REASON_MISSING');
  const replyBy = addWorkingDays(facts.calendar, dateOf(facts.now), facts.policy.replyWorkingDays);
  const { actor } = facts;
  const elsewhere = typeof actor === 'object' && actor.office !== task.supervisingOffice ? { office: actor.office } : {};
  return accept(eventOf('taskUrged', { reason, replyBy, colour: colourOf(task, facts.now), ...elsewhere }, facts));
}

/** Also of whoever asks for more time: what has been done until now. */
export function progressFault(progress: string): Refusal | null {
  if (progress.trim() === '') return refusal('PROGRESS_MISSING');
  return isEmptyPhrase(progress) ? refusal('PROGRESS_EMPTY', { text: progress.trim() }) : null;
}

function contentFault({ progress, intention, problems, suggestions }: Report): Refusal | null {
  const fault = progressFault(progress);
  if (fault) return fault;
  if (intention.trim() === '') return refusal('INTENTION_MISSING');
  if (isEmptyPhrase(intention)) return refusal('PROGRESS_EMPTY', { text: intention.trim() });
  if (problems.trim() === '') return refusal('PROBLEMS_MISSING');
  if (suggestions.length === 0 || suggestions.some((text) => text.trim() === '')) return refusal('SUGGESTIONS_MISSING');
  return null;
}

function doneFault({ measures, assignment }: InProgress, { measuresDone = [], milestonesReached = [] }: Report): Refusal | null {
  const measure = measuresDone.find((id) => !measures.some((known) => known.id === id));
  if (measure !== undefined) return refusal('MEASURE_UNKNOWN', { measure });
  const date = milestonesReached.find((day) => !assignment.milestones.some((known) => known.date === day));
  return date === undefined ? null : refusal('MILESTONE_UNKNOWN', { date });
}

/** `3-1`: first suggestion of the task's third report; the name by which it is answered (R43). */
const namedSuggestions = (task: InProgress, { suggestions }: Report): readonly Suggestion[] =>
  suggestions.filter((text) => bare(text) !== none).map((text, index) => ({ id: `${task.reportCount + 1}-${index + 1}`, text }));
