import type { Task } from '../../domain/task.ts';
import type { Instant, ProgrammeName } from '../../domain/values.ts';
import { foldStreams } from '../fold-streams.ts';
import type { Ledger } from '../ledger.ts';
import { beginning, behind } from './asked-for.ts';

export interface PastTasks {
  /** All programmes if it is left out. */
  readonly programme?: ProgrammeName | undefined;
  readonly before: Instant;
}

/** Of tasks that are years old, some megabytes of journal. */
const tasksAtATime = 200;

/** Tasks as the journal had them before a moment, in the order of the ledger. Whoever was not registered by then is not there. */
export async function* tasksAsOf({ db }: Ledger, { programme, before }: PastTasks): AsyncGenerator<readonly Task[]> {
  let last = beginning;
  for (;;) {
    const page = await behind(db.selectFrom('tasks'), last)
      .select(['tasks.stream', 'tasks.programme', 'tasks.sort_key', 'tasks.number'])
      .$if(programme !== undefined, (some) => some.where('tasks.programme', '=', programme ?? ''))
      .limit(tasksAtATime)
      .execute();
    const streams = page.map(({ stream }) => stream);
    const folded = await foldStreams(db, streams, before);
    yield streams.flatMap((stream) => folded.get(stream)?.task ?? []);
    const end = page.at(-1);
    if (!end || page.length < tasksAtATime) return;
    last = end;
  }
}

/** When the first of these tasks was registered; null where there is none. */
export async function firstEntryAt({ db }: Ledger, programme: ProgrammeName | undefined): Promise<Instant | null> {
  const { first } = await db
    .selectFrom('tasks')
    .innerJoin('journal', (join) => join.onRef('journal.stream', '=', 'tasks.stream').on('journal.seq', '=', 1))
    .$if(programme !== undefined, (some) => some.where('tasks.programme', '=', programme ?? ''))
    .select(({ fn }) => fn.min('journal.at').as('first'))
    .executeTakeFirstOrThrow();
  return first;
}
