import type { TaskCommand } from './commands.ts';
import type { NextDeadline } from './deadlines.ts';
import type { EventActor, TaskEvent } from './events.ts';
import type { Light } from './lights.ts';
import type { Refusal } from './refusals.ts';
import type { Task } from './task.ts';
import type { Instant, ProgrammeName, TaskNumber } from './values.ts';

/** A command on its way: who acts, who runs it, and the id under which it acts once. */
export interface CommandEnvelope {
  /** The request id; unique per task for ever. The same id with the same content has its first outcome, with other content it is refused. */
  readonly id: string;
  readonly actor: EventActor;
  /** The account that typed it, journalled beside the actor. */
  readonly ranBy: string;
  readonly command: TaskCommand;
  /** The request id of the bulk act that this is part of: what it tells waits for the batch. */
  readonly batch?: string;
}

/** An event and its place in the task's journal. */
export interface StandingEvent {
  readonly seq: number;
  readonly event: TaskEvent;
}

/** The task as far as the caller knows it; seq 0 and null where it knows nothing. */
export interface KnownTask {
  readonly programme: ProgrammeName;
  readonly number: TaskNumber;
  readonly seq: number;
  readonly task: Task | null;
}

export interface CarryOutCall {
  readonly known: KnownTask;
  readonly envelope: CommandEnvelope;
  readonly now: Instant;
}

/** What must be delivered for a command, by the task's own activities. */
export interface Delivery {
  readonly channelOfDuty: 'notify' | 'escalate';
  /** Chinese, as people read it on the task's timeline. */
  readonly summary: string;
  readonly noticeIds: readonly string[];
}

/** The answer of the transaction that decided and recorded. */
export interface CarriedOut {
  /** Everything in the journal after the caller's seq, whoever caused it. */
  readonly standing: readonly StandingEvent[];
  /** The events of this very command. */
  readonly seqs: readonly number[];
  /** The command id had been carried out before; this is its first outcome. */
  readonly repeated: boolean;
  readonly refusal: Refusal | null;
  readonly nextDeadline: NextDeadline | null;
  /** As of `now`; it is a function of the day, so only for showing. */
  readonly light: Light;
  /** `regionOf` the lead; empty where there is no task. */
  readonly region: string;
  /** Where the lead has changed: its name, which a workflow has no other way to know. */
  readonly leadName?: string;
  readonly deliveries: readonly Delivery[];
}
