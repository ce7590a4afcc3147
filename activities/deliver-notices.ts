import { ApplicationFailure } from '@temporalio/activity';
import { recordDelivery } from '../ledger/delivery-record.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { NoticeToDeliver } from '../ledger/notices.ts';
import { noticesToDeliver } from '../ledger/notices.ts';
import type { Channel } from './channels/channel.ts';
import { inLanes } from './in-lanes.ts';
import { noticeMessage } from './notice-message.ts';

export interface OutsideWorld {
  readonly ledger: Ledger;
  /** Each notice leaves by all of them. */
  readonly channels: readonly Channel[];
}

/**
 * Each notice on its own, by each channel on its own: what cannot leave stays in the outbox and holds up nothing else.
 * A repeat sends only what has not left. Once stopped, it begins no further message.
 */
export async function deliverNotices(outside: OutsideWorld, noticeIds: readonly string[], stopped?: AbortSignal): Promise<void> {
  const notices = await noticesToDeliver(outside.ledger, noticeIds);
  const failed = new Set<string>();
  const deliver = async (channel: Channel, notice: NoticeToDeliver): Promise<void> => {
    if (stopped?.aborted || !(await delivered(outside, { channel, notice }))) failed.add(notice.id);
  };
  const ends = await Promise.allSettled(
    outside.channels.map((channel) => inLanes(notices.filter(mustLeaveBy(channel, outside)), channel.lanes, (notice) => deliver(channel, notice))),
  );
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  if (failed.size > 0)
    throw ApplicationFailure.create({
      type: 'NOTICES_UNDELIVERED',
      message: `${failed.size} of ${noticeIds.length} notices could not leave: ${[...failed].join(', ')}`,
    });
}

/** Where it has left by every channel that is left, because one on which it failed is no longer configured, the first says that it has. */
const mustLeaveBy =
  (channel: Channel, { channels }: OutsideWorld) =>
  ({ leftBy }: NoticeToDeliver): boolean =>
    !leftBy.includes(channel.name) || (channel === channels[0] && channels.every(({ name }) => leftBy.includes(name)));

interface Try {
  readonly channel: Channel;
  readonly notice: NoticeToDeliver;
}

async function delivered({ ledger, channels }: OutsideWorld, attempt: Try): Promise<boolean> {
  const { hasLeft, note } = await tried(attempt);
  const { id, recipients } = attempt.notice;
  const [first] = recipients;
  await recordDelivery(ledger, {
    id,
    channel: attempt.channel.name,
    channels: channels.map(({ name }) => name),
    status: hasLeft ? 'delivered' : 'failed',
    ...(note !== undefined && { error: note }),
    ...(hasLeft && first && { person: first.person }),
  });
  return hasLeft;
}

async function tried({ channel, notice }: Try): Promise<{ readonly hasLeft: boolean; readonly note?: string }> {
  const { to, recipients, leftBy } = notice;
  if (leftBy.includes(channel.name)) return { hasLeft: true };
  if (recipients.length === 0)
    return { hasLeft: false, note: `Nobody at office ${to.office} holds the role ${to.role} or supervises: add a supervisor to the directory.` };
  try {
    return { hasLeft: true, ...(await channel.send(noticeMessage(notice))) };
  } catch (error) {
    return { hasLeft: false, note: error instanceof Error ? error.message : String(error) };
  }
}
