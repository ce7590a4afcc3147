import type { Report } from './commands.ts';
import type { ReportTexts } from './report-content.ts';
import { realSuggestions } from './report-content.ts';
import { isSameContent } from './same-content.ts';
import type { DateText } from './values.ts';

/** The last report of a cycle, as the ledger has it. */
export interface StandingReport extends ReportTexts {
  readonly measuresDone: readonly string[];
  /** By then, by this report or another. */
  readonly milestonesReached: readonly DateText[];
  readonly countsOn: DateText;
}

/** The same form a second time says nothing new; on another day of receipt it does. */
export function isSaidAlready(standing: StandingReport, said: Report, receivedOn: DateText | null): boolean {
  const isSameDay = receivedOn === null || receivedOn === standing.countsOn;
  const isReached = (said.milestonesReached ?? []).every((day) => standing.milestonesReached.includes(day));
  return isSameDay && isReached && isSameContent(contentOf(standing), contentOf(said));
}

const contentOf = ({ progress, intention, problems, suggestions, measuresDone = [] }: ReportTexts & Pick<Report, 'measuresDone'>) => ({
  progress,
  intention,
  problems,
  suggestions: realSuggestions(suggestions),
  measuresDone: measuresDone.toSorted(),
});
