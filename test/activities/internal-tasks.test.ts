import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Channel, Message } from '../../activities/channels/channel.ts';
import { webhookChannel } from '../../activities/channels/webhook-channel.ts';
import { deliverNotices } from '../../activities/deliver-notices.ts';
import type { Assignment } from '../../domain/assignment.ts';
import { undeliveredPage } from '../../ledger/daily-runs.ts';
import { composeDigests } from '../../ledger/digests.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { aCommand, shanghai } from '../support/commands.ts';
import { act, aLedgerWithProgramme, aRegistration } from '../support/ledger.ts';

interface Robot {
  readonly channel: Channel;
  readonly texts: string[];
}

/** A real HTTP server on loopback that answers as the robot of a chat does. */
async function aRobot(): Promise<Robot> {
  const texts: string[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      texts.push((JSON.parse(Buffer.concat(pieces).toString('utf8')) as { text: { content: string } }).text.content);
      response.end('{"errcode":0,"errmsg":"ok"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { texts, channel: webhookChannel({ kind: 'webhook', url: `http://127.0.0.1:${port}/send`, format: 'text' }) };
}

/** What came in by a way out of the house's own. */
function anOwnChannel(): { readonly channel: Channel; readonly messages: Message[] } {
  const messages: Message[] = [];
  const send: Channel['send'] = (message) => Promise.resolve(messages.push(message)).then(() => ({}));
  return { messages, channel: { name: 'folder', lanes: 1, send, close: () => undefined } };
}

const secret = { title: '保密的任务名', requirement: '保密的要求', expectedResult: '保密的成果' };

describe('an 内部 task', () => {
  let ledger: Ledger;
  beforeEach(async () => {
    ({ ledger } = await aLedgerWithProgramme());
  });

  /** The notices of 交办 of such a task. */
  async function issue(number: string, assignment: Partial<Assignment>): Promise<readonly string[]> {
    await act(ledger, number, aRegistration(number, assignment));
    const { deliveries } = await act(ledger, number, aCommand('issue'));
    return deliveries.flatMap(({ noticeIds }) => noticeIds);
  }

  test('leaves by webhook with its number only, and whole by the ways of the house', async () => {
    const robot = await aRobot();
    const own = anOwnChannel();
    const ids = await issue('改-12', { ...secret, secrecy: 'internal' });

    await deliverNotices({ ledger, channels: [robot.channel, own.channel] }, ids);

    expect(robot.texts).toHaveLength(2);
    for (const text of robot.texts) {
      expect(text).toContain('2019/改-12');
      expect(text).toContain('请登录台账查看');
      expect(text).not.toMatch(/保密/);
    }
    expect(own.messages.map(({ body }) => body.includes(secret.title))).toEqual([true, true]);
  });

  test('leaves by webhook with its number only in the digest of a morning, too', async () => {
    const robot = await aRobot();
    const own = anOwnChannel();
    await issue('改-12', { ...secret, secrecy: 'internal' });
    const now = shanghai('2019-02-13', '08:30');
    await composeDigests(ledger, { day: '2019-02-13', since: null, now });
    const { noticeIds } = await undeliveredPage(ledger, { now, after: null, limit: 50 });

    await deliverNotices({ ledger, channels: [robot.channel, own.channel] }, noticeIds);

    expect(robot.texts.find((text) => text.includes('督办提醒'))).toContain('1．2019/改-12（内部）：请登录台账查看。');
    expect(robot.texts.join()).not.toMatch(/保密/);
    expect(own.messages.find(({ subject }) => subject.includes('督办提醒'))?.body).toContain(secret.title);
  });

  test.for([undefined, 'public'] as const)('is none of those that are %s', async (secrecy) => {
    const robot = await aRobot();
    const ids = await issue('改-12', { title: '公开的任务名', ...(secrecy && { secrecy }) });

    await deliverNotices({ ledger, channels: [robot.channel] }, ids);

    expect(robot.texts.every((text) => text.includes('公开的任务名'))).toBe(true);
  });

  test('stays one when it is merged into another, and the survivor becomes one', async () => {
    const robot = await aRobot();
    await act(ledger, '改-12', aRegistration('改-12', { title: '公开的任务名' }));
    await act(ledger, '改-12', aCommand('issue'));
    await act(ledger, '改-13', aRegistration('改-13', { ...secret, secrecy: 'internal' }));
    const { deliveries, refusal } = await act(ledger, '改-12', { type: 'absorb', task: '2019/改-13', reason: '内容相同' });

    await deliverNotices(
      { ledger, channels: [robot.channel] },
      deliveries.flatMap(({ noticeIds }) => noticeIds),
    );

    expect(refusal).toBeNull();
    expect(robot.texts.length).toBeGreaterThan(0);
    for (const text of robot.texts) expect(text).not.toMatch(/保密/);
  });
});
