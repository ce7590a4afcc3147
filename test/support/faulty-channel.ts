import type { Channel } from '../../activities/channels/channel.ts';
import { ChannelFault } from '../../activities/channels/channel.ts';

export interface FaultyChannel extends Channel {
  readonly faults: () => number;
}

export interface Faults {
  /** Of the first tries; the second of the same message is spared. */
  readonly transientShare: number;
  /** The address of a department that nothing ever reaches. */
  readonly dead: string;
}

/** A real channel that fails as networks do: every so many messages once, and one department always. Which, follows from the messages. */
export function faulty(channel: Channel, { transientShare, dead }: Faults): FaultyChannel {
  const spared = new Set<string>();
  let faults = 0;
  const every = Math.round(1 / transientShare);
  return {
    ...channel,
    faults: () => faults,
    send(message) {
      const isDead = message.to.some(({ email }) => email === dead);
      const isTransient = !spared.has(message.id) && Number.parseInt(message.id.slice(-6), 16) % every === 0;
      spared.add(message.id);
      if (!isDead && !isTransient) return channel.send(message);
      faults++;
      return Promise.reject(new ChannelFault('message', isDead ? 'The department cannot be reached.' : '451 try again later'));
    },
  };
}
