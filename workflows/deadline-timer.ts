import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import { msOf } from '../domain/dates.ts';
import type { NextDeadline } from '../domain/deadlines.ts';
import { deadlineText } from './task-appearance.ts';

/** The one timer of a task. It is touched only when the deadline has changed: a report on time moves nothing. */
export function oneTimer(nowMs: () => number) {
  let armed: { readonly deadline: NextDeadline; readonly scope: CancellationScope } | null = null;
  let gone: NextDeadline | null = null;

  function arm(next: NextDeadline | null): void {
    if ((armed?.deadline.at ?? gone?.at ?? null) === (next?.at ?? null)) return;
    cancel();
    if (!next) return;
    const mine = (armed = { deadline: next, scope: new CancellationScope() });
    const waitMs = Math.max(1, msOf(next.at) - nowMs());
    mine.scope
      .run(() => sleep(waitMs, { summary: deadlineText(next) }))
      .then(
        () => {
          if (armed !== mine) return;
          armed = null;
          gone = next;
        },
        (error: unknown) => {
          if (!isCancellation(error)) throw error;
        },
      );
  }

  function cancel(): void {
    armed?.scope.cancel();
    armed = null;
    gone = null;
  }

  function takeFired(): NextDeadline | null {
    const taken = gone;
    gone = null;
    return taken;
  }

  return { arm, cancel, fired: () => gone, takeFired };
}
