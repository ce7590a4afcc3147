import { createHash } from 'node:crypto';
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Channel, Message } from './channel.ts';
import { ChannelFault } from './channel.ts';
import { composedMail } from './composed-mail.ts';

const sender = { name: '督查部门', email: 'duban@example.invalid' };

/** Every message as one .eml file that any mail program opens. The name follows from the notice, so a repeat replaces its own file and nothing is there twice. */
export function folderChannel(folder: string): Channel {
  return {
    name: 'folder',
    lanes: 8,
    async send(message) {
      const mail = await composedMail(message, sender);
      await mkdir(folder, { recursive: true })
        .then(() => writeWhole(join(folder, fileNameOf(message)), mail))
        .catch((error: unknown) => {
          throw new ChannelFault('channel', `The folder ${folder} does not take the message: ${error instanceof Error ? error.message : String(error)}.`);
        });
      return {};
    },
    close: () => undefined,
  };
}

/** Sorted by the day on which it was composed; the hash keeps ids with slashes and Chinese letters out of file names. */
export const fileNameOf = ({ id, composedAt }: Message): string =>
  `${composedAt.slice(0, 10)}-${createHash('sha256').update(id).digest('hex').slice(0, 24)}.eml`;

/** Nobody ever reads half a message: written beside, then put in place. */
async function writeWhole(path: string, content: Buffer): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  const file = await open(beside, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
}
