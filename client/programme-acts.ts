import { randomUUID } from 'node:crypto';
import type { ProgrammeCommand } from '../domain/programme-commands.ts';
import type { ClauseReference, ProgrammeName } from '../domain/values.ts';
import { carryOutOnProgramme } from '../ledger/carry-out-on-programme.ts';
import { nowOf, readClock } from '../ledger/clock.ts';
import { refusedBy } from './answers.ts';
import type { CommandDesk } from './command-order.ts';
import { saidPlainly } from './failures.ts';
import type { By } from './task-acts.ts';

export interface ProgrammeAnswer {
  readonly programme: ProgrammeName;
  /** Places in the programme's journal. */
  readonly seqs: readonly number[];
  /** The same request id had been carried out before: this is its first outcome. */
  readonly repeated: boolean;
}

/** One method per command on a programme as a whole. No workflow keeps one, so the ledger's transaction is executed here. */
export function programmeActs(desk: CommandDesk) {
  const act = async (programme: ProgrammeName, { actor, requestId: id = randomUUID() }: By, command: ProgrammeCommand): Promise<ProgrammeAnswer> => {
    const outcome = await saidPlainly(
      async () => carryOutOnProgramme(desk.ledger, { programme, id, actor, ranBy: desk.ranBy, command, now: nowOf(await readClock(desk.ledger)) }),
      id,
    );
    if (outcome.refusal) throw refusedBy(outcome.refusal);
    return { programme, seqs: outcome.seqs, repeated: outcome.repeated };
  };
  return {
    completeProgramme: (programme: ProgrammeName, by: By) => act(programme, by, { type: 'completeProgramme' }),
    waiveClause: (programme: ProgrammeName, by: By, content: ClauseReference & { readonly reason: string }) =>
      act(programme, by, { type: 'waiveClause', ...content }),
    withdrawWaiver: (programme: ProgrammeName, by: By, content: ClauseReference & { readonly reason: string }) =>
      act(programme, by, { type: 'withdrawWaiver', ...content }),
  };
}
