import { z } from 'zod';
import type { WebhookSettings } from './channel-settings.ts';
import type { Channel, Message } from './channel.ts';
import { ChannelFault } from './channel.ts';
import { messageIdOf } from './composed-mail.ts';
import { networkFault, timeOutFault } from './network-fault.ts';
import type { SendLimit } from './send-window.ts';
import { SendWindow } from './send-window.ts';
import { bytesOf, textParts } from './text-parts.ts';

/** Limits of the 企业微信 group robot: bytes of UTF-8 per message, and 20 messages a minute (a second more, for clocks that differ). */
const mostBytes = { text: 2048, markdown: 4096 } as const;
const robotLimit: SendLimit = { most: 20, spanMs: 61_000 };

const usualLimitMs = 10_000;

export interface WebhookOptions {
  readonly limitMs?: number;
  readonly sendLimit?: SendLimit;
}

/** A robot in a chat group. A long text goes in numbered parts; a message has left when its last part has. */
export function webhookChannel(settings: WebhookSettings, { limitMs = usualLimitMs, sendLimit = robotLimit }: WebhookOptions = {}): Channel {
  const window = new SendWindow(sendLimit);
  return {
    name: 'webhook',
    lanes: 2,
    async send(message) {
      for (const content of contents(message, mostBytes[settings.format])) {
        await window.turn();
        await post(settings, { message, content, limitMs });
      }
      return {};
    },
    close: () => undefined,
  };
}

/** What is said in a chat is kept by whoever runs it, so 内部 texts stay out. Each part names the notice, so that one that comes again is known. */
function contents({ id, discreet, ...whole }: Message, most: number): readonly string[] {
  const { subject, body } = discreet ?? whole;
  const text = `${subject}\n\n${body.trimEnd()}\n`;
  const longestMark = bytesOf(markOf(id, 999, 999));
  const parts = textParts(text, most - longestMark);
  return parts.map((part, index) => `${part.trimEnd()}${markOf(id, index + 1, parts.length)}`);
}

const markOf = (id: string, part: number, parts: number): string => (parts === 1 ? `\n（${id}）` : `\n（${id}，${part}/${parts}）`);

interface Post {
  readonly message: Message;
  readonly content: string;
  readonly limitMs: number;
}

async function post({ url, format }: WebhookSettings, { message, content, limitMs }: Post): Promise<void> {
  const place = `The webhook at ${new URL(url).host}`;
  const signal = AbortSignal.timeout(limitMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'message-id': messageIdOf(message.id) },
      body: JSON.stringify({ msgtype: format, [format]: { content } }),
      redirect: 'error',
      signal,
    });
    assertTaken(place, { status: response.status, text: await response.text() });
  } catch (error) {
    if (error instanceof ChannelFault) throw error;
    if (signal.aborted) throw timeOutFault(place, limitMs);
    throw networkFault(place, error) ?? new ChannelFault('channel', `${place} did not take the message: ${String(error)}.`, { cause: error });
  }
}

const answerSchema = z.object({ errcode: z.number(), errmsg: z.string().default('') });

/** The robot says what is wrong in its answer, with status 200. */
function assertTaken(place: string, { status, text }: { readonly status: number; readonly text: string }): void {
  const heading = text.slice(0, 200);
  if (status < 200 || status > 299) throw new ChannelFault('channel', `${place} answered with HTTP status ${status}: ${heading || 'nothing more'}.`);
  const answer = answerSchema.safeParse(parsed(text));
  if (!answer.success)
    throw new ChannelFault('channel', `${place} gave an answer that no robot of 企业微信 gives: ${heading || 'nothing at all'}. Check the address.`);
  const { errcode, errmsg } = answer.data;
  if (errcode !== 0) throw new ChannelFault(messageCodes.has(errcode) ? 'message' : 'channel', `${place} refused the message: errcode ${errcode} ${errmsg}.`);
}

/** About this one message (its length, its form), not about the robot. */
const messageCodes: ReadonlySet<number> = new Set([40008, 40035, 40058, 44004, 45002]);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
