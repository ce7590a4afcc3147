import { dateOf, endOf, later } from './dates.ts';
import type { DeadlineKind } from './deadlines.ts';
import { deadlineNames, rememberedDeadlines } from './deadlines.ts';
import { usualExtension } from './extension.ts';
import type { Facts } from './facts.ts';
import type { MovedClock } from './policy-events.ts';
import type { Policy } from './policy.ts';
import type { Task } from './task.ts';
import type { DateText } from './values.ts';
import { usualVerificationWorkingDays } from './verifying.ts';
import { addWorkingDays } from './working-calendar.ts';

/** The clocks that a policy sets; the ladder is moved beside them. The others are stated days, by a plan or by people, and no policy moves them. */

type StatedDay = 'milestone' | 'report' | 'due' | 'contribution' | 'resumption' | 'escalation';
export type PolicyClock = Exclude<DeadlineKind, StatedDay>;

const workingDays: Readonly<Record<PolicyClock, (policy: Policy, task: Task) => number>> = {
  sign: ({ signWorkingDays }) => signWorkingDays,
  reassign: ({ reassignWorkingDays }) => reassignWorkingDays,
  measures: ({ measuresWorkingDays, resubmitWorkingDays }, task) =>
    task.state === 'received' && task.rejectedCount > 0 ? resubmitWorkingDays : measuresWorkingDays,
  approval: ({ approvalWorkingDays }) => approvalWorkingDays,
  resubmit: ({ resubmitWorkingDays }) => resubmitWorkingDays,
  review: ({ reviewWorkingDays }) => reviewWorkingDays,
  verification: ({ verificationWorkingDays = usualVerificationWorkingDays }) => verificationWorkingDays,
  extension: ({ extension = usualExtension }) => extension.decisionWorkingDays,
  reply: ({ replyWorkingDays }) => replyWorkingDays,
};

export const policyClocks = Object.keys(workingDays) as readonly PolicyClock[];

/** How many working days the clock runs. */
export const clockWorkingDays = (kind: PolicyClock, policy: Policy, task: Task): number => workingDays[kind](policy, task);

export const isPolicyClock = (kind: DeadlineKind): kind is PolicyClock => policyClocks.some((clock) => clock === kind);

/** As people read it: `签收：2019-02-14 改为 2019-02-19`. */
export const clockText = ({ kind, from, to }: { readonly kind: DeadlineKind; readonly from: DateText; readonly to: DateText }): string =>
  `${deadlineNames[kind]}：${from}${to === from ? '，不变' : ` 改为 ${to}`}`;

/** What becomes of the clocks of a task that moves to another policy. What has gone by stays, and none is over before anybody could know of it. */
export function clocksUnder(task: Task, to: Policy, { now, calendar, policy: from }: Pick<Facts, 'now' | 'calendar' | 'policy'>): readonly MovedClock[] {
  // The clocks of a suspended task stand where they stood when it was suspended.
  const moment = task.state === 'suspended' ? task.suspendedAt : now;
  const moved = (kind: PolicyClock, date: DateText): DateText => {
    const more = workingDays[kind](to, task) - workingDays[kind](from, task);
    // Counted from where it stands: a period is whole working days, so this is the same as counting it anew from its beginning.
    const anew = addWorkingDays(calendar, date, more);
    return more < 0 ? later(anew, dateOf(moment)) : anew;
  };
  const clocks = new Map(rememberedDeadlines(task).map(({ kind, date }) => [kind, date]));
  return [...clocks].flatMap(([kind, date]) => (isPolicyClock(kind) ? [{ kind, from: date, to: endOf(date) <= moment ? date : moved(kind, date) }] : []));
}
