import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { folderChannel } from '../../activities/channels/folder-channel.ts';
import { decodedMail } from '../support/decoded-mail.ts';
import { describeChannel } from './channel-contract.ts';

const home = mkdtempSync(join(tmpdir(), 'duban-folder-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

describeChannel(
  'folder',
  () => {
    const outbox = join(home, 'outbox');
    mkdirSync(outbox);
    writeFileSync(join(home, 'file'), '');
    return Promise.resolve({
      healthy: folderChannel(outbox),
      arrived: () => readdirSync(outbox).map((file) => decodedMail(readFileSync(join(outbox, file), 'utf8'))),
      repeatReplaces: true,
      faults: [
        {
          name: 'a file where the folder should be',
          channel: folderChannel(join(home, 'file')),
          sentence: /^The folder .+ does not take the message: (EEXIST|ENOTDIR)/,
          scope: 'channel',
        },
      ],
      secrets: [],
    });
  },
  ['a file where the folder should be'],
);
