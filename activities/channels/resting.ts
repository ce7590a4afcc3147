import type { Channel } from './channel.ts';
import { ChannelFault } from './channel.ts';

export interface Rest {
  /** So many faults of the channel itself in a row. */
  readonly afterFaults: number;
  readonly restMs: number;
}

const usualRest: Rest = { afterFaults: 8, restMs: 30_000 };

/** A channel that is dead is not asked again for half a minute: 5,000 messages must not wait 5,000 times for one time-out. */
export function resting(channel: Channel, { afterFaults, restMs }: Rest = usualRest): Channel {
  let inARow = 0;
  let restUntilMs = 0;
  let lastSentence = '';
  return {
    ...channel,
    async send(message) {
      if (performance.now() < restUntilMs)
        throw new ChannelFault('channel', `Not tried, since ${channel.name} has just failed ${inARow} times: ${lastSentence}`);
      try {
        const sent = await channel.send(message);
        inARow = 0;
        return sent;
      } catch (error) {
        if (!(error instanceof ChannelFault) || error.scope === 'message') throw error;
        inARow++;
        lastSentence = error.message;
        if (inARow >= afterFaults) restUntilMs = performance.now() + restMs;
        throw error;
      }
    },
  };
}
