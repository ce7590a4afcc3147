import type { TaskCommand } from '../domain/commands.ts';
import type { CarryOutCall } from '../domain/envelope.ts';
import type { Facts } from '../domain/facts.ts';
import type { Policy } from '../domain/policy.ts';
import { namedEntry } from './entry.ts';
import type { Queries } from './ledger.ts';

/** What only some commands name: asked for by those alone, each with a statement of its own. */
export type NamedFacts = Required<Pick<Facts, 'entry' | 'policyNamed'>>;

export const readNamedFacts = async (queries: Queries, call: CarryOutCall): Promise<NamedFacts> => ({
  entry: await namedEntry(queries, call),
  policyNamed: await namedPolicy(queries, call.envelope.command),
});

async function namedPolicy(queries: Queries, command: TaskCommand): Promise<Policy | null> {
  if (command.type !== 'movePolicy') return null;
  const row = await queries.selectFrom('policies').select('policy').where('version', '=', command.to).executeTakeFirst();
  return row?.policy ?? null;
}
