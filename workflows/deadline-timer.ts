import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import { msOf } from '../domain/dates.ts';
import type { NextDeadline } from '../domain/deadlines.ts';
import { deadlineText } from '../domain/deadlines.ts';

interface Armed {
  readonly deadline: NextDeadline;
  readonly scope: CancellationScope;
}

/** The one timer of a task. It is touched only when the deadline has changed: a report on time moves nothing. */
export class DeadlineTimer {
  private armed: Armed | null = null;
  private gone: NextDeadline | null = null;
  private readonly nowMs: () => number;

  constructor(nowMs: () => number) {
    this.nowMs = nowMs;
  }

  arm(next: NextDeadline | null): void {
    if ((this.armed?.deadline.at ?? this.gone?.at ?? null) === (next?.at ?? null)) return;
    this.cancel();
    if (next) this.wait(next);
  }

  hasFired(): boolean {
    return this.gone !== null;
  }

  takeFired(): NextDeadline | null {
    const taken = this.gone;
    this.gone = null;
    return taken;
  }

  cancel(): void {
    this.armed?.scope.cancel();
    this.armed = null;
    this.gone = null;
  }

  private wait(deadline: NextDeadline): void {
    const mine: Armed = { deadline, scope: new CancellationScope() };
    this.armed = mine;
    const waitMs = Math.max(1, msOf(deadline.at) - this.nowMs());
    mine.scope.run(() => sleep(waitMs, { summary: deadlineText(deadline) })).then(() => this.fire(mine), ignoreCancellation);
  }

  private fire(mine: Armed): void {
    if (this.armed !== mine) return;
    this.armed = null;
    this.gone = mine.deadline;
  }
}

const ignoreCancellation = (error: unknown): void => {
  if (!isCancellation(error)) throw error;
};
