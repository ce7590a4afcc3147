import { fold } from '../domain/evolve.ts';
import type { Task } from '../domain/task.ts';
import { carryOut } from '../ledger/carry-out.ts';
import { nowOf, readClock } from '../ledger/clock.ts';
import { refusedBy } from './answers.ts';
import { envelopeOf } from './command-order.ts';
import type { CommandDesk, CommandOrder, TaskAnswer } from './command-order.ts';

export interface DirectAnswer {
  readonly answer: TaskAnswer;
  /** As the journal has it after the command. */
  readonly head: { readonly task: Task };
}

/** The ledger's transaction, executed here: no workflow keeps a task before 交办 and after its end. */
export async function carryOutDirectly(desk: CommandDesk, order: CommandOrder): Promise<DirectAnswer> {
  const { programme, number } = order.task;
  const now = nowOf(await readClock(desk.ledger));
  const { standing, seqs, repeated, refusal } = await carryOut(desk.ledger, {
    known: { programme, number, seq: 0, task: null },
    envelope: envelopeOf(desk, order),
    now,
  });
  if (refusal) throw refusedBy(refusal);
  const task = fold(standing.map(({ event }) => event));
  if (!task) throw new Error(`command ${order.requestId} was accepted, but no task stands in the journal`);
  return { answer: { programme, number, state: task.state, seqs, repeated }, head: { task } };
}
