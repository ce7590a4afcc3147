import type { Report, Urge } from './commands.ts';
import { dateOf } from './dates.ts';
import type { Decision } from './decision.ts';
import { accept, refuse } from './decision.ts';
import type { Facts } from './facts.ts';
import { colourOf } from './paper-colours.ts';
import { countsOn, receiptFault } from './receipt.ts';
import { eventOf } from './record.ts';
import { realSuggestions, reportFaults } from './report-content.ts';
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
    receiptFault(receipt, { ...facts, issuedAt: task.issuedAt }) ?? reportFaults(command, task)[0]?.refusal ?? cycleFault({ cycle: command.cycle, day }, facts);
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

/** `3-1`: first suggestion of the task's third report; the name by which it is answered (R43). */
const namedSuggestions = (task: InProgress, { suggestions }: Report): readonly Suggestion[] =>
  realSuggestions(suggestions).map((text, index) => ({ id: `${task.reportCount + 1}-${index + 1}`, text }));
