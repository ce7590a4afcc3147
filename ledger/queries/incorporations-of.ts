import type { ClauseIncorporated } from '../../domain/incorporation-events.ts';
import type { ProgrammeName, TaskNumber } from '../../domain/values.ts';
import type { JournalRow } from '../journal.ts';
import { taskEventOf, taskStream } from '../journal.ts';
import type { Ledger } from '../ledger.ts';
import type { DifferencePart } from '../text-difference.ts';
import { differenceOf } from '../text-difference.ts';

/** What was taken into a task, and what that changed in its requirement. */
export interface TakenIn extends Pick<ClauseIncorporated, 'source' | 'clause' | 'clauseText' | 'version' | 'at' | 'by' | 'reason'> {
  readonly seq: number;
  readonly receivedOn: string | null;
  /** From the receipt of the document to here. */
  readonly workingDays: number | null;
  readonly difference: readonly DifferencePart[];
  readonly due: { readonly before: string | null; readonly after: string | null };
}

/** The earliest first; only these places of the task's journal, where some are named. */
export async function incorporationsOf(
  { db }: Ledger,
  task: { readonly programme: ProgrammeName; readonly number: TaskNumber },
  seqs?: readonly number[],
): Promise<readonly TakenIn[]> {
  const rows = await db
    .selectFrom('journal')
    .select(['seq', 'type', 'at', 'actor', 'data'])
    .where('stream', '=', taskStream(task))
    .where('type', '=', 'clauseIncorporated')
    .$if(seqs !== undefined, (some) => some.where('seq', 'in', [0, ...(seqs ?? [])]))
    .orderBy('seq')
    .execute();
  return rows.map(takenIn);
}

/** Of a row that says `clauseIncorporated`. */
export function takenIn({ seq, ...row }: Pick<JournalRow, 'seq' | 'type' | 'at' | 'actor' | 'data'>): TakenIn {
  const event = taskEventOf(row) as ClauseIncorporated;
  const { source, clause, clauseText, version, at, by, reason, before, requirement, due, incorporation } = event;
  return {
    seq,
    source,
    clause,
    clauseText,
    version,
    at,
    by,
    reason,
    receivedOn: incorporation?.receivedOn ?? null,
    workingDays: incorporation?.workingDays ?? null,
    difference: differenceOf(before.requirement, requirement),
    due: { before: before.due, after: due },
  };
}
