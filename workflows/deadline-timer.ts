import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import { msOf } from '../domain/dates.ts';
import type { Instant } from '../domain/values.ts';

interface Moment {
  readonly at: Instant;
}

interface Armed<Awaited extends Moment> {
  readonly deadline: Awaited;
  readonly scope: CancellationScope;
}

/** The one timer of a task, or of the meetings of an office. It is touched only when the deadline has changed: a report on time moves nothing. */
export class DeadlineTimer<Awaited extends Moment> {
  private armed: Armed<Awaited> | null = null;
  private gone: Awaited | null = null;
  private readonly nowMs: () => number;
  private readonly textOf: (deadline: Awaited) => string;

  constructor(nowMs: () => number, textOf: (deadline: Awaited) => string) {
    this.nowMs = nowMs;
    this.textOf = textOf;
  }

  arm(next: Awaited | null): void {
    if ((this.armed?.deadline.at ?? this.gone?.at ?? null) === (next?.at ?? null)) return;
    this.cancel();
    if (next) this.wait(next);
  }

  hasFired(): boolean {
    return this.gone !== null;
  }

  takeFired(): Awaited | null {
    const taken = this.gone;
    this.gone = null;
    return taken;
  }

  cancel(): void {
    this.armed?.scope.cancel();
    this.armed = null;
    this.gone = null;
  }

  private wait(deadline: Awaited): void {
    const mine: Armed<Awaited> = { deadline, scope: new CancellationScope() };
    this.armed = mine;
    const waitMs = Math.max(1, msOf(deadline.at) - this.nowMs());
    mine.scope.run(() => sleep(waitMs, { summary: this.textOf(deadline) })).then(() => this.fire(mine), ignoreCancellation);
  }

  private fire(mine: Armed<Awaited>): void {
    if (this.armed !== mine) return;
    this.armed = null;
    this.gone = mine.deadline;
  }
}

const ignoreCancellation = (error: unknown): void => {
  if (!isCancellation(error)) throw error;
};
