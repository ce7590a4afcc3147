import { setTimeout as pause } from 'node:timers/promises';

export interface SendLimit {
  readonly most: number;
  readonly spanMs: number;
}

/** Lets no more than `most` begin in any span of time; who comes too early waits for the turn. */
export class SendWindow {
  private readonly begun: number[] = [];
  private last: Promise<void> = Promise.resolve();
  private readonly limit: SendLimit;

  constructor(limit: SendLimit) {
    this.limit = limit;
  }

  turn(): Promise<void> {
    this.last = this.last.then(() => this.wait());
    return this.last;
  }

  private async wait(): Promise<void> {
    const { most, spanMs } = this.limit;
    const oldest = this.begun.length < most ? undefined : this.begun.shift();
    if (oldest !== undefined) await pause(Math.max(0, oldest + spanMs - performance.now()));
    this.begun.push(performance.now());
  }
}
