import type { Delivery } from '../domain/envelope.ts';
import { escalateToReviewers, notifyDepartments } from './activity-proxies.ts';

/** What a task still has to tell. It is told beside the life, not in it: while a channel is dead, commands and deadlines go on. */
export class Deliveries {
  private readonly waiting: Delivery[] = [];
  private underWay = 0;

  add(deliveries: readonly Delivery[]): void {
    this.waiting.push(...deliveries);
  }

  isWaiting(): boolean {
    return this.waiting.length > 0;
  }

  take(): Delivery | undefined {
    return this.waiting.shift();
  }

  begin({ channelOfDuty, summary, noticeIds }: Delivery): void {
    this.underWay++;
    const tell = channelOfDuty === 'notify' ? notifyDepartments : escalateToReviewers;
    tell
      .executeWithOptions({ summary }, [noticeIds])
      .catch(() => undefined) // undelivered notices stay in the outbox
      .finally(() => void this.underWay--);
  }

  beginAll(): void {
    for (const delivery of this.waiting.splice(0)) this.begin(delivery);
  }

  areDone(): boolean {
    return this.underWay === 0 && this.waiting.length === 0;
  }
}
