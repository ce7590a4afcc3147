import type { Ledger } from '../ledger.ts';

/** Whether this command id has an outcome already: what the server answers of an old Update does not say so. */
export async function isKnownCommand(ledger: Ledger, { stream, id }: { readonly stream: string; readonly id: string }): Promise<boolean> {
  const row = await ledger.db.selectFrom('commands').select('command_id').where('stream', '=', stream).where('command_id', '=', id).executeTakeFirst();
  return row !== undefined;
}
