import { expect, test, vi } from 'vitest';
import type { Channel } from '../../activities/channels/channel.ts';
import { ChannelFault } from '../../activities/channels/channel.ts';
import { resting } from '../../activities/channels/resting.ts';
import { aMessage } from './channel-contract.ts';

/** Says what it is told to say, and counts how often it was asked. */
function aChannel(outcome: () => ChannelFault | null): Channel & { readonly asked: () => number } {
  let asked = 0;
  return {
    name: 'smtp',
    lanes: 4,
    close: () => undefined,
    asked: () => asked,
    send: () => {
      asked++;
      const fault = outcome();
      return fault ? Promise.reject(fault) : Promise.resolve({});
    },
  };
}

const dead = (): ChannelFault => new ChannelFault('channel', 'The mail server cannot be reached.');

test('a channel that is dead is not asked again for a while, and says why', async () => {
  const channel = aChannel(dead);
  const sender = resting(channel, { afterFaults: 3, restMs: 60_000 });

  for (let index = 0; index < 10; index++) await sender.send(aMessage()).catch(() => undefined);

  expect(channel.asked()).toBe(3);
  await expect(sender.send(aMessage())).rejects.toThrow('Not tried, since smtp has just failed 3 times: The mail server cannot be reached.');
});

test('it is asked again after its rest', async () => {
  let isDead = true;
  const channel = aChannel(() => (isDead ? dead() : null));
  const sender = resting(channel, { afterFaults: 1, restMs: 50 });
  await expect(sender.send(aMessage())).rejects.toThrow('cannot be reached');

  isDead = false;

  await vi.waitFor(async () => expect(await sender.send(aMessage())).toEqual({}));
});

test('a message that is refused for itself says nothing of the channel', async () => {
  const channel = aChannel(() => new ChannelFault('message', 'refused the addresses'));
  const sender = resting(channel, { afterFaults: 1, restMs: 60_000 });

  for (let index = 0; index < 5; index++) await sender.send(aMessage()).catch(() => undefined);

  expect(channel.asked()).toBe(5);
});
