import type { EventActor } from '../domain/events.ts';
import { policyFaults } from '../domain/policy-faults.ts';
import type { Policy } from '../domain/policy.ts';
import type { Instant } from '../domain/values.ts';
import { canonicalJson } from './digest.ts';
import { appendToStream, lockStream } from './journal.ts';
import { LedgerError } from './ledger-error.ts';
import type { Queries } from './ledger.ts';

export interface PolicyEntry {
  readonly now: Instant;
  readonly actor: EventActor;
  readonly ranBy: string;
}

/** A version is added and never replaced: tasks stand on it (R14). Said again it changes nothing; with other content under the same name it is refused. */
export async function addPolicy(queries: Queries, policy: Policy, { now, actor, ranBy }: PolicyEntry): Promise<{ readonly added: boolean }> {
  refuseIfFaulty(policy);
  const { version } = policy;
  const { seq } = await lockStream(queries, 'policy');
  const known = await queries.selectFrom('policies').select('policy').where('version', '=', version).executeTakeFirst();
  if (known && canonicalJson(known.policy) !== canonicalJson(policy)) throw differs(version);
  if (known) return { added: false };
  await appendToStream(queries, { stream: 'policy', ranBy, commandId: version }, [{ at: now, type: 'policyAdded', actor, data: { ...policy } }]);
  await queries
    .insertInto('policies')
    .values({ version, seq: seq + 1, policy: JSON.stringify(policy) })
    .execute();
  return { added: true };
}

function refuseIfFaulty(policy: Policy): void {
  const errors = policyFaults(policy);
  const [first] = errors;
  if (!first) return;
  const { field, value, expected } = first;
  throw new LedgerError('POLICY_INVALID', `督办规则有 ${errors.length} 处错误，未作任何更改；第一处：${field} 的值 ${JSON.stringify(value)} 应为${expected}`, {
    errors,
  });
}

const differs = (version: string): LedgerError =>
  new LedgerError('POLICY_DIFFERS', `督办规则 ${version} 已经存在，内容与这次的不同：版本一经使用不再改动，请另取版本名称。`, { version });
