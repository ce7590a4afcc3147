import type { Instant } from '../../domain/values.ts';

/** A message as every channel can carry it. */
export interface Message {
  /** The notice's id: the same message sent twice is recognised by it. */
  readonly id: string;
  readonly composedAt: Instant;
  readonly to: readonly Recipient[];
  readonly subject: string;
  readonly body: string;
}

export interface Recipient {
  readonly name: string;
  readonly email: string;
}

/** A way out. `send` returns once the message has surely left, and throws if it has not. */
export interface Channel {
  readonly name: string;
  send(message: Message): Promise<void>;
}
