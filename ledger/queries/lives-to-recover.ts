import { dateOf } from '../../domain/dates.ts';
import { nextDeadline } from '../../domain/deadlines.ts';
import type { NextDeadline } from '../../domain/deadlines.ts';
import type { Light } from '../../domain/lights.ts';
import { lightOf } from '../../domain/lights.ts';
import type { Task } from '../../domain/task.ts';
import { hasOpenRun } from '../../domain/task.ts';
import type { Instant } from '../../domain/values.ts';
import { foldStreams } from '../fold-streams.ts';
import type { Ledger } from '../ledger.ts';
import { rulesOf } from '../rules.ts';
import { departmentName } from './department-name.ts';

/** A task whose run should be open, with all that a run must know of it. */
export interface LifeToRecover {
  readonly seq: number;
  readonly task: Task;
  readonly nextDeadline: NextDeadline | null;
  readonly light: Light;
  readonly region: string;
  readonly leadName: string;
}

export interface LivesPage {
  /** In the order of programme and number. */
  readonly lives: readonly LifeToRecover[];
  /** Of which the projection says that a run should be open, and the journal does not: the projections want a rebuild. */
  readonly contradicted: readonly string[];
  /** Where the next page begins; null at the end. */
  readonly next: string | null;
}

/** Folded from the journal, which may know more than the projection, and never less. A few hundred at a time. */
export async function livesToRecover(
  ledger: Ledger,
  { now, after, limit }: { readonly now: Instant; readonly after: string; readonly limit: number },
): Promise<LivesPage> {
  const rows = await ledger.db
    .selectFrom('tasks')
    .select(['stream', 'region', departmentName('tasks.lead').as('lead_name')])
    .where('has_open_run', '=', true)
    .where('stream', '>', after)
    .orderBy('stream')
    .limit(limit)
    .execute();
  const tasks = await foldStreams(
    ledger.db,
    rows.map(({ stream }) => stream),
  );
  const lives: LifeToRecover[] = [];
  const contradicted: string[] = [];
  for (const { stream, region, lead_name: leadName } of rows) {
    const { task, seq } = tasks.get(stream) ?? { task: null, seq: 0 };
    if (!task || !hasOpenRun(task)) {
      contradicted.push(stream.slice('task:'.length));
      continue;
    }
    const light = lightOf(task, { today: dateOf(now), ...(await rulesOf(ledger, task)) });
    lives.push({ seq, task, nextDeadline: nextDeadline(task), light, region, leadName });
  }
  return { lives, contradicted, next: rows.length < limit ? null : (rows.at(-1)?.stream ?? null) };
}
