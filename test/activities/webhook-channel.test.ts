import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createServer as createSocketServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import type { WebhookSettings } from '../../activities/channels/channel-settings.ts';
import { secretsOf } from '../../activities/channels/channel-settings.ts';
import type { Channel } from '../../activities/channels/channel.ts';
import { withoutSecrets } from '../../activities/channels/redaction.ts';
import type { SendLimit } from '../../activities/channels/send-window.ts';
import type { WebhookOptions } from '../../activities/channels/webhook-channel.ts';
import { webhookChannel } from '../../activities/channels/webhook-channel.ts';
import { certificate, key } from '../support/certificate.ts';
import { aMessage, describeChannel } from './channel-contract.ts';

const closing: (() => void)[] = [];
afterAll(() => {
  for (const close of closing.splice(0)) close();
});

const robotKey = '693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa';
/** Short for servers that never answer; those that do must have time on a busy machine. */
const impatientMs = 400;
const patientMs = 10_000;
const unhurried: SendLimit = { most: 1000, spanMs: 1 };

interface Received {
  readonly atMs: number;
  readonly messageId: string;
  readonly body: { readonly msgtype: string; readonly text?: { readonly content: string }; readonly markdown?: { readonly content: string } };
}

interface Robot {
  readonly url: string;
  readonly received: Received[];
}

type Answer = (response: ServerResponse, text: string) => void;

const ok: Answer = (response) => void response.end('{"errcode":0,"errmsg":"ok"}');

/** A real HTTP server on loopback that answers as the robot does. */
async function aRobot(answer: Answer = ok, secured = false): Promise<Robot> {
  const received: Received[] = [];
  const listener = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    received.push({ atMs: performance.now(), messageId: String(request.headers['message-id']), body: JSON.parse(text) as Received['body'] });
    answer(response, text);
  };
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => void listener(request, response);
  const server: Server = secured ? createSecureServer({ key, cert: certificate }, onRequest) : createServer(onRequest);
  const port = await listening(server);
  return { url: addressOf(port, secured), received };
}

const addressOf = (port: number, secured = false): string => `http${secured ? 's' : ''}://127.0.0.1:${port}/cgi-bin/webhook/send?key=${robotKey}`;

async function listening(server: Pick<Server, 'listen' | 'address' | 'close'> & { closeAllConnections?: () => void }): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  closing.push(() => {
    server.closeAllConnections?.();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

function channelTo(url: string, settings: Partial<WebhookSettings> = {}, options: WebhookOptions = {}): Channel {
  const whole: WebhookSettings = { kind: 'webhook', url, format: 'text', ...settings };
  return withoutSecrets(webhookChannel(whole, { limitMs: patientMs, sendLimit: unhurried, ...options }), secretsOf(whole));
}

const contentOf = ({ body }: Received): string => body.text?.content ?? body.markdown?.content ?? '';

const status =
  (code: number, text: string): Answer =>
  (response) =>
    void response.writeHead(code).end(text);

const answers: Readonly<Record<string, readonly [Answer, RegExp, 'channel' | 'message']>> = {
  'an address that is not there (404)': [status(404, 'not found'), /answered with HTTP status 404: not found/, 'channel'],
  'a server with trouble of its own (500)': [status(500, ''), /answered with HTTP status 500: nothing more/, 'channel'],
  'a server that is being restarted (503)': [status(503, 'restarting'), /HTTP status 503/, 'channel'],
  'a status 200 that brings an error': [
    (response) => void response.end(`{"errcode":93000,"errmsg":"invalid webhook url, key=${robotKey}"}`),
    /refused the message: errcode 93000 invalid webhook url, key=\[secret\]/,
    'channel',
  ],
  'too many messages (45009)': [(response) => void response.end('{"errcode":45009,"errmsg":"api freq out of limit"}'), /errcode 45009 api freq/, 'channel'],
  'a text that is refused (44004)': [(response) => void response.end('{"errcode":44004,"errmsg":"empty content"}'), /errcode 44004/, 'message'],
  'a status 200 from something else': [(response) => void response.end('<html>login</html>'), /no robot of 企业微信 gives: <html>login/, 'channel'],
  'an address that has moved': [(response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(), /did not take the message/, 'channel'],
  'a server that is slow': [(response) => void response.write('{'), /did not answer within 0\.4 s/, 'channel'],
  'a server that hangs up': [(response) => void response.destroy(), /broke the connection off/, 'channel'],
};

const limitFor = (name: string): WebhookOptions => (name === 'a server that is slow' || name === 'a server that never answers' ? { limitMs: impatientMs } : {});

const others = ['a server that never answers', 'a dead host', 'a host name that does not exist', 'a certificate that does not fit'];

describeChannel(
  'webhook',
  async () => {
    const healthy = await aRobot();
    const silent = await listening(createSocketServer() as unknown as Server);
    const dead = createServer();
    const deadPort = await listening(dead);
    dead.close();
    const channelFaults: readonly [string, string, RegExp][] = [
      ['a server that never answers', addressOf(silent), /did not answer within 0\.4 s/],
      ['a dead host', addressOf(deadPort), /127\.0\.0\.1:\d+ cannot be reached: nothing listens there/],
      ['a host name that does not exist', `https://robot.invalid/send?key=${robotKey}`, /robot\.invalid (cannot be reached|did not answer)/],
      ['a certificate that does not fit', (await aRobot(ok, true)).url, /The certificate of .* does not fit: self-signed certificate/],
    ];
    const answering = await Promise.all(
      Object.entries(answers).map(async ([name, [answer, sentence, scope]]) => ({
        name,
        channel: channelTo((await aRobot(answer)).url, {}, limitFor(name)),
        sentence,
        scope,
      })),
    );
    return {
      healthy: channelTo(healthy.url),
      arrived: () => healthy.received.map((some) => `message-id: ${some.messageId}\n${contentOf(some)}`),
      repeatReplaces: false,
      faults: [
        ...answering,
        ...channelFaults.map(([name, url, sentence]) => ({ name, channel: channelTo(url, {}, limitFor(name)), sentence, scope: 'channel' as const })),
      ],
      secrets: [robotKey, '/cgi-bin/webhook/send'],
    };
  },
  [...Object.keys(answers), ...others],
);

describe('a robot in a group', () => {
  test('gets the notice as the text message that 企业微信 knows', async () => {
    const robot = await aRobot();

    await channelTo(robot.url).send(aMessage());

    expect(robot.received.map(({ body }) => body)).toEqual([
      {
        msgtype: 'text',
        text: { content: '【催办单】2019/改-12 深化监督\n\n第六检察厅：\n\n    下列任务请抓紧办理。\n\n督查部门\n（n-0123456789abcdef）' },
      },
    ]);
  });

  test('gets markdown where the settings say so', async () => {
    const robot = await aRobot();

    await channelTo(robot.url, { format: 'markdown' }).send(aMessage());

    expect(robot.received.map(({ body }) => [body.msgtype, Object.keys(body)])).toEqual([['markdown', ['msgtype', 'markdown']]]);
  });

  test('gets a long text in numbered parts of at most 2,048 bytes, cut between characters, with nothing lost', async () => {
    const robot = await aRobot();
    const line = `${'贯彻落实民事诉讼监督😀'.repeat(120)}\n`;
    const body = [line, '第二段：要求\n', line, line].join('');

    await channelTo(robot.url).send(aMessage({ body }));

    const contents = robot.received.map(contentOf);
    expect(contents.length).toBeGreaterThan(4);
    for (const content of contents) {
      expect(Buffer.byteLength(content)).toBeLessThanOrEqual(2048);
      expect(content).not.toContain('\uFFFD');
    }
    const marks = contents.map((content) => /\n（n-0123456789abcdef，(\d+)\/(\d+)）$/.exec(content)?.slice(1).map(Number));
    expect(marks).toEqual(contents.map((_, index) => [index + 1, contents.length]));
    const whole = contents.map((content) => content.replace(/\n（[^）]*）$/, '')).join('');
    expect(whole.replaceAll('\n', '')).toBe(`【催办单】2019/改-12 深化监督${body.replaceAll('\n', '')}`);
  });

  test('gets no more messages in a span of time than it takes', async () => {
    const robot = await aRobot();
    const spanMs = 300;
    const channel = channelTo(robot.url, {}, { sendLimit: { most: 4, spanMs } });

    await Promise.all(Array.from({ length: 11 }, (_, index) => channel.send(aMessage({ id: `n-${index}` }))));

    const times = robot.received.map(({ atMs }) => atMs).toSorted((a, b) => a - b);
    const inSpan = times.map((from) => times.filter((at) => at >= from && at < from + spanMs - 50).length);
    expect(times).toHaveLength(11);
    expect(Math.max(...inSpan)).toBeLessThanOrEqual(4);
  });
});
