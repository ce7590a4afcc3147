import { ApplicationFailure } from '@temporalio/activity';
import type { NoticeToDeliver } from '../ledger/notices.ts';
import { noticesToDeliver, recordDelivery } from '../ledger/notices.ts';
import type { OutsideWorld } from './index.ts';
import { noticeMessage } from './notice-message.ts';

/** Each notice on its own: one that cannot leave stays in the outbox and holds up none of the others. A repeat sends only what has not left. */
export async function deliverNotices(outside: OutsideWorld, noticeIds: readonly string[]): Promise<void> {
  const failed: string[] = [];
  for (const notice of await noticesToDeliver(outside.ledger, noticeIds)) {
    if (!(await delivered(outside, notice))) failed.push(notice.id);
  }
  if (failed.length > 0)
    throw ApplicationFailure.create({
      type: 'NOTICES_UNDELIVERED',
      message: `${failed.length} of ${noticeIds.length} notices could not leave: ${failed.join(', ')}`,
    });
}

async function delivered({ ledger, channel }: OutsideWorld, notice: NoticeToDeliver): Promise<boolean> {
  const { id, to, recipients } = notice;
  try {
    if (recipients.length === 0) throw new Error(`nobody at office ${to.office} holds the role ${to.role} or supervises; add a supervisor to the directory`);
    await channel.send(noticeMessage(notice));
  } catch (error) {
    await recordDelivery(ledger, { id, channel: channel.name, status: 'failed', error: String(error) });
    return false;
  }
  const [first] = recipients;
  await recordDelivery(ledger, { id, channel: channel.name, status: 'delivered', ...(first && { person: first.person }) });
  return true;
}
