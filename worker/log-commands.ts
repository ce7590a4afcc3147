import type { Logger } from 'pino';
import type { Activities } from '../activities/index.ts';
import type { CarriedOut, CarryOutCall } from '../domain/envelope.ts';
import { fullNumberOf } from '../domain/task.ts';
import { LedgerError } from '../ledger/ledger-error.ts';

/** One line for each command that was carried out, by which a task can be followed through the log; and an alarm where the ledger has lost what it had acknowledged. */
export const logCommands = <Some extends Pick<Activities, 'carryOut'>>(activities: Some, logger: Logger): Some => ({
  ...activities,
  async carryOut(call: CarryOutCall): Promise<CarriedOut> {
    const facts = factsOf(call);
    try {
      const outcome = await activities.carryOut(call);
      logger.info({ ...facts, ...outcomeOf(outcome) }, outcome.refusal ? 'command refused' : 'command carried out');
      return outcome;
    } catch (error) {
      logFailure(logger, facts, error);
      throw error;
    }
  },
});

const factsOf = ({ known, envelope }: CarryOutCall) => ({
  task: fullNumberOf(known),
  programme: known.programme,
  commandId: envelope.id,
  command: envelope.command.type,
});

const outcomeOf = ({ seqs, repeated, refusal }: CarriedOut) => ({
  seq: seqs.at(-1) ?? null,
  ...(repeated && { repeated }),
  ...(refusal && { refusal: refusal.code }),
});

/** Nobody need be called for a database that is away: the command waits. A ledger that has lost events needs somebody at once. */
function logFailure(logger: Logger, facts: ReturnType<typeof factsOf>, error: unknown): void {
  if (error instanceof LedgerError && error.code === 'LEDGER_BEHIND') {
    const { acknowledged, head } = error.details;
    logger.error(
      { ...facts, alarm: error.code, acknowledged, head },
      'the ledger ends before what it had acknowledged: stop the workers, see docs/operations.md',
    );
    return;
  }
  logger.warn({ ...facts, error }, 'command not carried out yet, it is tried again');
}
