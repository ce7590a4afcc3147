import { withRequirement } from './evolve-requirement.ts';
import type { LeadershipEvent, SuggestionAnswered } from './leadership-events.ts';
import type { Task } from './task.ts';
import { isEnded } from './task.ts';

export function evolveLeadership(task: Task, event: LeadershipEvent): Task {
  switch (event.type) {
    case 'instructionGiven':
      return isEnded(task) ? task : withRequirement(task, { ...event, clauses: task.assignment.clauses });
    case 'suggestionAnswered':
      return answered(task, event);
  }
}

/** The last report shows what became of its suggestions; of earlier ones the ledger knows. */
function answered(task: Task, { suggestion: id, answer }: SuggestionAnswered): Task {
  const { lastReport, answeredCount = 0 } = task;
  const counted = { ...task, answeredCount: answeredCount + 1 };
  if (!lastReport) return counted;
  const suggestions = lastReport.suggestions.map((suggestion) => (suggestion.id === id ? { ...suggestion, answer } : suggestion));
  return { ...counted, lastReport: { ...lastReport, suggestions } };
}
