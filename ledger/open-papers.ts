import { addDays, compareTexts, dateOf } from '../domain/dates.ts';
import type { OpenPaper } from '../domain/draft-notices.ts';
import { draftNotices } from '../domain/draft-notices.ts';
import type { Office, Offices } from '../domain/organisation.ts';
import { papersOf, signatoryOf } from '../domain/papers.ts';
import type { Task } from '../domain/task.ts';
import type { DateText, Instant, OfficeCode, ProgrammeName } from '../domain/values.ts';
import type { Ledger } from './ledger.ts';
import { readOffices } from './offices.ts';
import { rulesOf } from './rules.ts';
import { composeStandingNotices } from './standing-notices.ts';
import { sortKeyOf } from './task-row.ts';

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

/** So many tasks are in memory at once. */
const tasksPerPage = 500;

/** Papers of the ladders that lie open to be signed or held, or are held; the next to leave first. Only tasks are read that may have one. */
export async function openPapers(ledger: Ledger, filter: PaperFilter, now: Instant): Promise<OpenPapers> {
  const papers: OpenPaper[] = [];
  const offices = new Map<OfficeCode, Office>();
  const pageFrom = (stream: string) => pageAfter(stream, ledger, { ...filter, now });
  for (let page = await pageFrom(''); page.length > 0; page = await pageFrom(page.at(-1)?.stream ?? '')) {
    const found = await papersOfTasks(
      ledger,
      page.map(({ task }) => task),
      now,
    );
    papers.push(...found.papers);
    for (const office of found.offices) offices.set(office.code, office);
  }
  return { papers: papers.toSorted(byDay), offices: [...offices.values()] };
}

const pageAfter = (stream: string, { db }: Ledger, { office, programme, now }: PaperFilter & { readonly now: Instant }) =>
  db
    .selectFrom('tasks')
    .select(['stream', 'task'])
    .where('paper_on', '<=', addDays(dateOf(now), longestRestDays))
    .where('stream', '>', stream)
    .$if(office !== undefined, (some) => some.where('supervising_office', '=', office ?? ''))
    .$if(programme !== undefined, (some) => some.where('programme', '=', programme ?? ''))
    .orderBy('stream')
    .limit(tasksPerPage)
    .execute();

async function papersOfTasks(ledger: Ledger, tasks: readonly Task[], now: Instant): Promise<OpenPapers> {
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

const byDay = (a: OpenPaper, b: OpenPaper): number => compareTexts(placeOf(a), placeOf(b));

const placeOf = ({ task, paper }: OpenPaper): string => `${paper.leavesOn} ${task.programme}/${sortKeyOf(task.number)}`;

/** Tells those who may sign what leaves on the next working day; once a day, however often it runs. Says how many notices are new. */
export async function composeDraftNotices(ledger: Ledger, { day, now }: { readonly day: DateText; readonly now: Instant }): Promise<number> {
  const { papers, offices } = await openPapers(ledger, {}, now);
  return composeStandingNotices(ledger.db, draftNotices(papers, { day, offices }), now);
}
