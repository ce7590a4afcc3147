import { refusal } from '../domain/refusals.ts';
import type { PersonId } from '../domain/values.ts';
import { nowOf, readClock } from '../ledger/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { addPolicy as writePolicy } from '../ledger/policies.ts';
import { actorOf } from '../ledger/queries/actor-of.ts';
import type { PolicyVersion } from '../ledger/queries/policies.ts';
import { policyVersions } from '../ledger/queries/policies.ts';
import { refusedBy } from './answers.ts';
import type { CommandDesk } from './command-order.ts';
import { saidPlainly } from './failures.ts';
import { readPolicyFile } from './policy-file.ts';

export interface PolicyAdded {
  readonly version: string;
  /** False where the very same version stands already. */
  readonly added: boolean;
}

/** Versions of the policy: what new tasks go by, and what running ones keep. */
export function policyActs({ ledger, ranBy }: CommandDesk) {
  const add = async (file: string, actor: PersonId | null): Promise<PolicyAdded> => {
    const policy = await readPolicyFile(file);
    if (actor !== null && !(await actorOf(ledger, actor))) throw refusedBy(refusal('PERSON_NOT_FOUND', { person: actor }));
    const entry = { now: nowOf(await readClock(ledger)), actor: actor ?? ('system' as const), ranBy };
    const { added } = await ledger.db.transaction().execute((queries) => writePolicy(queries, policy, entry));
    return { version: policy.version, added };
  };
  return {
    addPolicy: (file: string, actor: PersonId | null) => saidPlainly(() => add(file, actor)),
    policies: () => saidPlainly(() => policyVersions(ledger)),
    policy: (version: string | null) => policyCalled(ledger, version),
  };
}

/** The newest, where none is named; refused where there is none of that name. */
export const policyCalled = (ledger: Ledger, version: string | null): Promise<PolicyVersion> =>
  saidPlainly(async () => found(await policyVersions(ledger), version));

function found(versions: readonly PolicyVersion[], version: string | null): PolicyVersion {
  const policy = versions.find((one) => (version === null ? one.isNewest : one.version === version));
  if (!policy) throw refusedBy(refusal('POLICY_NOT_FOUND', { version: version ?? '' }));
  return policy;
}
