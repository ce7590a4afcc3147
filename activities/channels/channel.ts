import type { Instant } from '../../domain/values.ts';

/** A message as every channel can carry it. */
export interface Message {
  /** The notice's id: the same message sent twice is recognised by it. */
  readonly id: string;
  readonly composedAt: Instant;
  readonly to: readonly Recipient[];
  readonly subject: string;
  readonly body: string;
  /** The same without the texts of 内部 tasks, for ways out that others keep; absent where there are none. */
  readonly discreet?: Pick<Message, 'subject' | 'body'>;
}

export interface Recipient {
  readonly name: string;
  readonly email: string;
}

/** A way out. */
export interface Channel {
  readonly name: string;
  /** How many messages it takes at once. */
  readonly lanes: number;
  /** Returns once the message has surely left, within the channel's own time limit; throws, mostly a `ChannelFault`, if it has not. */
  send(message: Message): Promise<Sent>;
  /** Gives back what is kept open between messages. */
  close(): void;
}

export interface Sent {
  /** What went wrong although the message left: an address that was refused among others. */
  readonly note?: string;
}

/** Why a message has not left, in a sentence for whoever runs the system. */
export class ChannelFault extends Error {
  /** `channel`: the next message would fare no better. */
  readonly scope: 'channel' | 'message';

  constructor(scope: 'channel' | 'message', sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'ChannelFault';
    this.scope = scope;
  }
}
