import { beforeAll, describe, expect, test } from 'vitest';
import type { Channel, Message } from '../../activities/channels/channel.ts';
import { deliverNotices } from '../../activities/deliver-notices.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { listNotices } from '../../ledger/queries/list-notices.ts';
import { aCommand } from '../support/commands.ts';
import { act, aLedgerWithProgramme, aRegistration, morningOfIssue } from '../support/ledger.ts';

/** What every channel owes, whatever it speaks; each brings real servers of its own. */
export interface ChannelTrial {
  readonly healthy: Channel;
  /** All that arrived, one entry per message, in which its texts and its Message-ID can be found. */
  readonly arrived: () => readonly string[];
  /** True where the repeat of a message takes the place of the first. */
  readonly repeatReplaces: boolean;
  readonly faults: readonly Fault[];
  /** Never to be seen in what the channel says. */
  readonly secrets: readonly string[];
}

export interface Fault {
  readonly name: string;
  readonly channel: Channel;
  readonly sentence: RegExp;
  readonly scope: 'channel' | 'message';
}

export const aMessage = (parts: Partial<Message> = {}): Message => ({
  id: 'n-0123456789abcdef',
  composedAt: morningOfIssue,
  to: [{ name: '张三', email: 'zhang.san@example.invalid' }],
  subject: '【催办单】2019/改-12 深化监督',
  body: '第六检察厅：\n\n    下列任务请抓紧办理。\n\n督查部门\n',
  ...parts,
});

export function describeChannel(name: string, prepare: () => Promise<ChannelTrial>, faultNames: readonly string[]): void {
  describe(`the ${name} channel`, () => {
    let trial: ChannelTrial;
    let ledger: Ledger;
    beforeAll(async () => {
      trial = await prepare();
      ({ ledger } = await aLedgerWithProgramme());
    });

    const countOf = (text: string): number => trial.arrived().filter((message) => message.includes(text)).length;
    const faultOf = (faultName: string): Fault => {
      const fault = trial.faults.find((some) => some.name === faultName);
      if (!fault) throw new Error(`the trial prepares no "${faultName}"`);
      return fault;
    };

    test('returns when the message has arrived, once', async () => {
      const messages = Array.from({ length: 12 }, (_, index) => aMessage({ id: `n-once-${index}`, body: `第 ${index} 件\n` }));

      await Promise.all(messages.map((message) => trial.healthy.send(message)));

      for (const { body } of messages) expect(countOf(body.trim())).toBe(1);
    });

    test('marks a repeat as the same message', async () => {
      const message = aMessage({ id: 'n-repeated', body: '重复的一件\n' });

      await trial.healthy.send(message);
      await trial.healthy.send(message);

      const arrived = trial.arrived().filter((text) => text.includes('重复的一件'));
      const ids = arrived.map((text) => /^message-id: (<[0-9a-f]{32}@duban>)\r?$/im.exec(text)?.[1]);
      expect(arrived).toHaveLength(trial.repeatReplaces ? 1 : 2);
      expect(new Set(ids).size).toBe(1);
      expect(ids[0]).toBeDefined();
    });

    test.each(faultNames)('%s: says so in one sentence, without a secret', async (faultName) => {
      const { channel, sentence, scope } = faultOf(faultName);

      const fault: unknown = await channel.send(aMessage()).then(
        () => 'it left',
        (error: unknown) => error,
      );

      expect(fault).toMatchObject({ name: 'ChannelFault', message: expect.stringMatching(sentence), scope });
      for (const secret of trial.secrets) expect(JSON.stringify([String(fault), fault])).not.toContain(secret);
    });

    test.each(faultNames)('%s: the notice stays in the outbox with the reason, and leaves by the next way that works', async (faultName) => {
      const { channel, sentence } = faultOf(faultName);
      const [id = ''] = await aNoticeToDeliver(ledger, `改-${faultNames.indexOf(faultName) + 1}`);

      await expect(deliverNotices({ ledger, channels: [channel] }, [id])).rejects.toMatchObject({ type: 'NOTICES_UNDELIVERED' });
      const [failed] = (await listNotices(ledger, { status: 'failed' })).notices;
      await deliverNotices({ ledger, channels: [trial.healthy] }, [id]);

      expect(failed).toMatchObject({ id, attempts: 1, lastError: expect.stringMatching(sentence) });
      for (const secret of trial.secrets) expect(failed?.lastError).not.toContain(secret);
      expect((await listNotices(ledger, {})).notices.find((notice) => notice.id === id)).toMatchObject({ status: 'delivered', attempts: 2, lastError: null });
      expect((await listNotices(ledger, { status: 'failed' })).notices).toEqual([]);
    });
  });
}

async function aNoticeToDeliver(ledger: Ledger, number: string): Promise<readonly string[]> {
  await act(ledger, number, aRegistration(number, { participants: [] }));
  const { deliveries } = await act(ledger, number, aCommand('issue'));
  return deliveries.flatMap(({ noticeIds }) => noticeIds);
}
