import type { ChannelSettings } from './channel-settings.ts';
import { secretsOf } from './channel-settings.ts';
import type { Channel } from './channel.ts';
import { folderChannel } from './folder-channel.ts';
import { withoutSecrets } from './redaction.ts';
import { resting } from './resting.ts';
import { smtpChannel } from './smtp-channel.ts';
import { webhookChannel } from './webhook-channel.ts';

/** The ways out, as configured. Nothing connects before the first message. */
export const openChannels = (settings: readonly ChannelSettings[]): readonly Channel[] =>
  settings.map((some) => resting(withoutSecrets(channelOf(some), secretsOf(some))));

function channelOf(settings: ChannelSettings): Channel {
  switch (settings.kind) {
    case 'folder':
      return folderChannel(settings.folder);
    case 'smtp':
      return smtpChannel(settings);
    case 'webhook':
      return webhookChannel(settings);
  }
}
