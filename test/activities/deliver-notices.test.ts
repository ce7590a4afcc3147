import { readdirSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Channel } from '../../activities/channels/channel.ts';
import { ChannelFault } from '../../activities/channels/channel.ts';
import { folderChannel } from '../../activities/channels/folder-channel.ts';
import { deliverNotices } from '../../activities/deliver-notices.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { NoticeRow } from '../../ledger/queries/list-notices.ts';
import { listNotices } from '../../ledger/queries/list-notices.ts';
import { aCommand } from '../support/commands.ts';
import { act, aLedgerWithProgramme, aRegistration } from '../support/ledger.ts';
import { aTemporaryFolder } from '../support/temporary-folder.ts';

const fault = new ChannelFault('channel', 'The mail server cannot be reached.');

/** Answers when the test says so. */
function heldUp(): { readonly channel: Channel; readonly asked: () => number; readonly end: () => void } {
  let asked = 0;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const send = async (): Promise<never> => {
    asked++;
    await ended;
    throw fault;
  };
  return { channel: { name: 'smtp', lanes: 2, send, close: () => undefined }, asked: () => asked, end };
}

describe('several channels', () => {
  let ledger: Ledger;
  let ids: readonly string[];
  let folder: string;
  beforeEach(async () => {
    folder = aTemporaryFolder();
    ({ ledger } = await aLedgerWithProgramme());
    await act(ledger, '改-12', aRegistration('改-12'));
    const { deliveries } = await act(ledger, '改-12', aCommand('issue'));
    ids = deliveries.flatMap(({ noticeIds }) => noticeIds);
  });

  const notices = async (): Promise<readonly NoticeRow[]> => (await listNotices(ledger, {})).notices;

  test('one that does not answer holds up none of the messages of another', async () => {
    const dead = heldUp();

    const delivering = deliverNotices({ ledger, channels: [dead.channel, folderChannel(folder)] }, ids);

    await vi.waitFor(() => expect(readdirSync(folder)).toHaveLength(ids.length));
    expect((await notices()).map(({ status }) => status)).toEqual(['pending', 'pending']);
    dead.end();
    await expect(delivering).rejects.toMatchObject({ type: 'NOTICES_UNDELIVERED' });
    expect(await notices()).toMatchObject([
      { status: 'failed', channel: 'smtp', attempts: 2, lastError: fault.message },
      { status: 'failed', channel: 'smtp', attempts: 2, lastError: fault.message },
    ]);
  });

  test('a notice is delivered when it has left by all; a repeat sends only by those that are left', async () => {
    const dead = heldUp();
    dead.end();
    await deliverNotices({ ledger, channels: [folderChannel(folder), dead.channel] }, ids).catch(() => undefined);
    const sent: string[] = [];
    const send: Channel['send'] = ({ id }) => Promise.resolve(sent.push(id)).then(() => ({}));
    const folderAgain: Channel = { ...folderChannel(folder), send: () => Promise.reject(new Error('sent twice')) };

    await deliverNotices({ ledger, channels: [folderAgain, { ...dead.channel, send }] }, ids);

    expect(sent.toSorted()).toEqual([...ids].toSorted());
    expect(await notices()).toMatchObject([
      { status: 'delivered', channel: 'folder, smtp', lastError: null },
      { status: 'delivered', channel: 'folder, smtp', lastError: null },
    ]);
  });

  test('a notice that waited only for a channel that is no longer configured counts as delivered, and is not sent again', async () => {
    const dead = heldUp();
    dead.end();
    await deliverNotices({ ledger, channels: [folderChannel(folder), dead.channel] }, ids).catch(() => undefined);
    const folderAgain: Channel = { ...folderChannel(folder), send: () => Promise.reject(new Error('sent twice')) };

    await deliverNotices({ ledger, channels: [folderAgain] }, ids);

    expect((await notices()).map(({ status, channel }) => [status, channel])).toEqual([
      ['delivered', 'folder'],
      ['delivered', 'folder'],
    ]);
  });

  test('once stopped, nothing further is begun, and what was not tried is left as it was', async () => {
    const stop = new AbortController();
    stop.abort();

    await expect(deliverNotices({ ledger, channels: [folderChannel(folder)] }, ids, stop.signal)).rejects.toMatchObject({ type: 'NOTICES_UNDELIVERED' });

    expect(await notices()).toMatchObject([
      { status: 'pending', attempts: 0 },
      { status: 'pending', attempts: 0 },
    ]);
    expect(readdirSync(folder)).toEqual([]);
  });
});
