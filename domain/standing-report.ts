import type { Report } from './commands.ts';
import type { ReportTexts } from './report-content.ts';
import { realSuggestions } from './report-content.ts';
import { isSameContent } from './same-content.ts';
import type { DateText } from './values.ts';

/** The last report of a cycle, as the ledger has it. */
export interface StandingReport extends ReportTexts {
  readonly measuresDone: readonly string[];
  readonly countsOn: DateText;
}

/** The same form a second time says nothing new; on another day of receipt it does. */
export function isSaidAlready(standing: StandingReport, said: Report, receivedOn: DateText | null): boolean {
  const isSameDay = receivedOn === null || receivedOn === standing.countsOn;
  return isSameDay && isSameContent(contentOf(standing), contentOf(said));
}

const contentOf = ({ progress, intention, problems, suggestions, measuresDone = [] }: ReportTexts & Pick<Report, 'measuresDone'>) => ({
  progress,
  intention,
  problems,
  suggestions: realSuggestions(suggestions),
  measuresDone: measuresDone.toSorted(),
});
