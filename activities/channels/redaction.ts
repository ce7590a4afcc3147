import type { Channel } from './channel.ts';
import { ChannelFault } from './channel.ts';

const longestSentence = 500;

/** No secret in what a channel says of its failures: that is stored in the outbox, and shown by Temporal and in logs. */
export function withoutSecrets(channel: Channel, secrets: readonly string[]): Channel {
  const clean = cleaner(secrets);
  return {
    ...channel,
    async send(message) {
      try {
        const { note } = await channel.send(message);
        return note === undefined ? {} : { note: clean(note) };
      } catch (error) {
        const sentence = clean(error instanceof Error ? error.message : String(error));
        // The cause is left behind: its texts and addresses are not ours.
        throw new ChannelFault(error instanceof ChannelFault ? error.scope : 'message', sentence);
      }
    },
  };
}

/** As it is, and as it travels: in base64 and in an address. The longest first, since one may be part of another. */
function cleaner(secrets: readonly string[]): (text: string) => string {
  const forms = secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => [secret, Buffer.from(secret).toString('base64'), encodeURIComponent(secret)])
    .toSorted((a, b) => b.length - a.length);
  return (text) => forms.reduce((rest, form) => rest.replaceAll(form, '[secret]'), text).slice(0, longestSentence);
}
