import { taskStream } from '../journal.ts';
import type { Ledger } from '../ledger.ts';

/** Whether this command id has an outcome already: what the server answers of an old Update does not say so. */
export async function isKnownCommand(
  ledger: Ledger,
  { programme, number, id }: { readonly programme: string; readonly number: string; readonly id: string },
): Promise<boolean> {
  const row = await ledger.db
    .selectFrom('commands')
    .select('command_id')
    .where('stream', '=', taskStream({ programme, number }))
    .where('command_id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}
