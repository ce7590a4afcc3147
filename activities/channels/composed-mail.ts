import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { Message, Recipient } from './channel.ts';

const composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });

/** The message as mail, the same to the letter whenever it is composed. */
export async function composedMail({ id, composedAt, to, subject, body }: Message, from: Recipient): Promise<Buffer> {
  const { message } = await composer.sendMail({
    from: { name: from.name, address: from.email },
    to: to.map(({ name, email }) => ({ name, address: email })),
    date: composedAt,
    messageId: messageIdOf(id),
    subject,
    text: body,
  });
  return message as Buffer;
}

/** Follows from the notice alone, whatever the channel: who gets a message twice can tell. */
export const messageIdOf = (id: string): string => `<${createHash('sha256').update(id).digest('hex').slice(0, 32)}@duban>`;
