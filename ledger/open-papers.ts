import { addDays, dateOf } from '../domain/dates.ts';
import type { OpenPaper } from '../domain/draft-notices.ts';
import { draftNotices } from '../domain/draft-notices.ts';
import type { Offices } from '../domain/organisation.ts';
import { papersOf, signatoryOf } from '../domain/papers.ts';
import type { DateText, Instant, OfficeCode, ProgrammeName } from '../domain/values.ts';
import type { Ledger } from './ledger.ts';
import { readOffices } from './offices.ts';
import { rulesOf } from './rules.ts';
import { composeStandingNotices } from './standing-notices.ts';

export interface PaperFilter {
  /** Of tasks that it supervises. */
  readonly office?: OfficeCode | undefined;
  readonly programme?: ProgrammeName | undefined;
}

export interface OpenPapers {
  readonly papers: readonly OpenPaper[];
  readonly offices: Offices;
}

/** No rest between two working days is longer. */
const longestRestDays = 14;

/** Papers of the ladders that lie open to be signed or held, or are held. Only tasks are read that may have one. */
export async function openPapers(ledger: Ledger, { office, programme }: PaperFilter, now: Instant): Promise<OpenPapers> {
  const rows = await ledger.db
    .selectFrom('tasks')
    .select('task')
    .where('paper_on', '<=', addDays(dateOf(now), longestRestDays))
    .$if(office !== undefined, (some) => some.where('supervising_office', '=', office ?? ''))
    .$if(programme !== undefined, (some) => some.where('programme', '=', programme ?? ''))
    .orderBy('paper_on')
    .orderBy('programme')
    .orderBy('sort_key')
    .execute();
  const tasks = rows.map(({ task }) => task);
  const offices = await readOffices(ledger.db, {
    offices: [...new Set(tasks.map(({ supervisingOffice }) => supervisingOffice))],
    departments: [...new Set(tasks.map(({ assignment }) => assignment.lead))],
  });
  const papers: OpenPaper[] = [];
  for (const task of tasks) {
    const { calendar } = await rulesOf(ledger, task);
    papers.push(...papersOf(task, { offices, calendar, now }).map((paper) => ({ task, paper, signatory: signatoryOf(paper, task, offices) })));
  }
  return { papers, offices };
}

/** Tells those who may sign what leaves on the next working day; once a day, however often it runs. Says how many notices are new. */
export async function composeDraftNotices(ledger: Ledger, { day, now }: { readonly day: DateText; readonly now: Instant }): Promise<number> {
  const { papers, offices } = await openPapers(ledger, {}, now);
  return composeStandingNotices(ledger.db, draftNotices(papers, { day, offices }), now);
}
