import { createHash } from 'node:crypto';
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Channel, Message } from './channel.ts';

const composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });

/** Every message as one .eml file that any mail program opens. The name follows from the notice, so a repeat replaces its own file and nothing is there twice. */
export function folderChannel(folder: string): Channel {
  return {
    name: 'folder',
    async send(message) {
      await mkdir(folder, { recursive: true });
      await writeWhole(join(folder, fileNameOf(message)), await composed(message));
    },
  };
}

/** Sorted by the day on which it was composed; the hash keeps ids with slashes and Chinese letters out of file names. */
export const fileNameOf = ({ id, composedAt }: Message): string =>
  `${composedAt.slice(0, 10)}-${createHash('sha256').update(id).digest('hex').slice(0, 24)}.eml`;

async function composed({ id, composedAt, to, subject, body }: Message): Promise<Buffer> {
  const { message } = await composer.sendMail({
    from: { name: '督查部门', address: 'duban@example.invalid' },
    to: to.map(({ name, email }) => ({ name, address: email })),
    date: composedAt,
    messageId: `<${createHash('sha256').update(id).digest('hex').slice(0, 32)}@duban>`,
    subject,
    text: body,
  });
  return message as Buffer;
}

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
