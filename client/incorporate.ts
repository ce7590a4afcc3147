import { randomUUID } from 'node:crypto';
import type { Incorporate } from '../domain/incorporation-commands.ts';
import type { TakenIn } from '../ledger/queries/incorporations-of.ts';
import { incorporationsOf } from '../ledger/queries/incorporations-of.ts';
import type { CommandDesk, CommandOrder, TaskAnswer, TaskKey } from './command-order.ts';
import { saidPlainly } from './failures.ts';
import { sendCommand } from './send-command.ts';
import type { By } from './task-acts.ts';

export interface IncorporateAnswer extends TaskAnswer {
  /** What it changed; of a repeated command, what it changed then. */
  readonly incorporation: TakenIn | null;
}

/** 纳入: its method, beside those of the other acts, since it has more to answer. */
export const incorporateAct = (desk: CommandDesk) => ({
  incorporate: (task: TaskKey, { actor, requestId = randomUUID() }: By, content: Omit<Incorporate, 'type'>) =>
    incorporate(desk, { task, actor, requestId, command: { ...content, type: 'incorporate' } }),
});

async function incorporate(desk: CommandDesk, order: CommandOrder): Promise<IncorporateAnswer> {
  const answer = await sendCommand(desk, order);
  const [incorporation = null] = await saidPlainly(() => incorporationsOf(desk.ledger, order.task, answer.seqs));
  return { ...answer, incorporation };
}
