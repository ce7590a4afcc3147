import type { TaskCommand } from '../domain/commands.ts';
import type { CommandEnvelope } from '../domain/envelope.ts';
import type { EventActor } from '../domain/events.ts';
import type { TaskState } from '../domain/task.ts';
import type { ProgrammeName, TaskNumber } from '../domain/values.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Temporal } from './temporal.ts';

/** From where commands are sent. */
export interface CommandDesk {
  readonly ledger: Ledger;
  readonly temporal: Temporal;
  /** The account that runs this program, journalled beside the actor. */
  readonly ranBy: string;
}

export interface TaskKey {
  readonly programme: ProgrammeName;
  readonly number: TaskNumber;
}

export interface CommandOrder {
  readonly task: TaskKey;
  readonly actor: EventActor;
  readonly requestId: string;
  readonly command: TaskCommand;
  /** The request id of the bulk act that this is part of. */
  readonly batch?: string;
}

export interface TaskAnswer extends TaskKey {
  readonly state: TaskState;
  readonly seqs: readonly number[];
  /** The same request id had been carried out before: this is its first outcome. */
  readonly repeated: boolean;
}

export const envelopeOf = ({ ranBy }: CommandDesk, { requestId, actor, command, batch }: CommandOrder): CommandEnvelope => ({
  id: requestId,
  actor,
  ranBy,
  command,
  ...(batch !== undefined && { batch }),
});
