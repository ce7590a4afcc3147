import type { MovedClock } from '../../domain/policy-events.ts';
import type { TaskNumber } from '../../domain/values.ts';
import { taskStream } from '../journal.ts';
import type { Ledger } from '../ledger.ts';

export interface PolicyMove {
  readonly number: TaskNumber;
  readonly from: string;
  readonly clocks: readonly MovedClock[];
}

type Tasks = readonly { readonly programme: string; readonly number: TaskNumber }[];

/** What a bulk act has moved, as the journal says it. */
export async function policyMovesOf(
  { db }: Ledger,
  { tasks, requestId }: { readonly tasks: Tasks; readonly requestId: string },
): Promise<readonly PolicyMove[]> {
  if (tasks.length === 0) return [];
  const rows = await db
    .selectFrom('journal')
    .select(['stream', 'data'])
    .where('stream', 'in', tasks.map(taskStream))
    .where('type', '=', 'policyMoved')
    .where(
      'command_id',
      'in',
      tasks.map(({ number }) => `${requestId}/${number}`),
    )
    .execute();
  const moves = new Map(rows.map(({ stream, data }) => [stream, data as unknown as Omit<PolicyMove, 'number'>]));
  return tasks.flatMap((task) => {
    const move = moves.get(taskStream(task));
    return move ? [{ number: task.number, from: move.from, clocks: move.clocks }] : [];
  });
}
