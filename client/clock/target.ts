import { msOf } from '../../domain/dates.ts';
import type { Lane } from './lanes.ts';

/** Where a fast-forward ends just after a timer, real time overtakes it while the timer is worked on, and the server skips on to the next. */
const clearanceMs = 10 * 60_000;

/** Real time goes on while the workflows are moved, so a deadline this soon after the target falls into the move too. */
const soonMs = 60_000;

/** The target, or 10 minutes after a deadline that it would come too close behind. */
export function beyondDeadlines(targetMs: number, lanes: readonly Pick<Lane, 'nextDeadlineAt'>[]): number {
  const deadlines = lanes.flatMap(({ nextDeadlineAt }) => (nextDeadlineAt === null ? [] : [msOf(nextDeadlineAt)]));
  return deadlines
    .toSorted((a, b) => a - b)
    .reduce((target, deadline) => (deadline > target - clearanceMs && deadline <= target + soonMs ? deadline + clearanceMs : target), targetMs);
}
