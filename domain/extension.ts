import { byDate, dateOf, endOf, yearOf } from './dates.ts';
import type { Decision } from './decision.ts';
import { accept, refuse } from './decision.ts';
import { bare } from './empty-phrases.ts';
import type { DecideExtension, ExtensionCommand, RequestExtension, ReviewExtension, SetDue } from './extension-commands.ts';
import type { Facts } from './facts.ts';
import { yearsFault } from './horizon-decision.ts';
import { eventOf } from './record.ts';
import type { Refusal } from './refusals.ts';
import { refusal } from './refusals.ts';
import { progressFault } from './report-content.ts';
import { settledDue, settledMilestones } from './rest-days.ts';
import type { InProgress, Issued, Received, Task } from './task.ts';
import { fullNumberOf, horizonOf } from './task.ts';
import type { DateText, Milestone } from './values.ts';
import { addWorkingDays } from './working-calendar.ts';

/** 延期 (t9) and 重定时限: a due day moves by the leader's decision alone, and evaluation keeps the baseline (按原定时间考核). */

/** What the issue of this system asks for, where a policy version says nothing. */
export const usualExtension = { mostTimes: 2, decisionWorkingDays: 3 };

/** null where the task's state does not fit the act. */
export function decideOnExtension(task: Task, command: ExtensionCommand, facts: Facts): Decision | null {
  switch (command.type) {
    case 'requestExtension':
      return task.state === 'inProgress' ? requestExtension(task, settled(command, facts), facts) : null;
    case 'reviewExtension':
      return task.state === 'inProgress' ? reviewExtension(task, command, facts) : null;
    case 'decideExtension':
      return task.state === 'inProgress' ? decideExtension(task, command, facts) : null;
    case 'setDue':
      return hasRunningDue(task) ? setDue(task, settled(command, facts), facts) : null;
  }
}

/** A day that is stated and not worked is settled like that of 交办. */
const settled = <Asked extends RequestExtension | SetDue>(command: Asked, facts: Facts): Asked => ({
  ...command,
  to: settledDue(command.to, facts),
  milestones: settledMilestones(command.milestones ?? [], facts),
});

/** Whoever applied for closure has said that it is done; a suspended task's clock stands. */
type WithRunningDue = Issued | Received | InProgress;

export const hasRunningDue = (task: Task): task is WithRunningDue => task.state === 'issued' || task.state === 'received' || task.state === 'inProgress';

function requestExtension(task: InProgress, command: RequestExtension, facts: Facts): Decision {
  const { to, reason, progress, milestones = [] } = command;
  const fault = requestFault(task, command, facts) ?? milestonesFault(task, { to, added: milestones, today: dateOf(facts.now) });
  if (fault) return { refusal: fault };
  const { decisionWorkingDays } = facts.policy.extension ?? usualExtension;
  const decideBy = addWorkingDays(facts.calendar, dateOf(facts.now), decisionWorkingDays);
  return accept(eventOf('extensionRequested', { to, reason, progress, milestones, decideBy }, facts));
}

function requestFault(task: InProgress, { to, reason, progress }: RequestExtension, { now, policy }: Facts): Refusal | null {
  const { currentDue, pendingExtension, extendedCount = 0 } = task;
  const { mostTimes } = policy.extension ?? usualExtension;
  if (pendingExtension) return refusal('EXTENSION_PENDING', { number: fullNumberOf(task), date: pendingExtension.decideBy });
  if (now >= endOf(currentDue)) return refusal('EXTENSION_TOO_LATE', { date: currentDue });
  if (extendedCount >= mostTimes) return refusal('EXTENSIONS_USED_UP', { number: fullNumberOf(task), times: extendedCount });
  if (to <= currentDue) return refusal('EXTENSION_NOT_LATER', { date: to, due: currentDue });
  return bare(reason) === '' ? refusal('REASON_MISSING') : progressFault(progress);
}

/** Its opinion goes to the leader, who decides with or without it. */
function reviewExtension(task: InProgress, { opinion, supports }: ReviewExtension, facts: Facts): Decision {
  const { pendingExtension } = task;
  if (!pendingExtension) return refuse('NO_EXTENSION_PENDING', { number: fullNumberOf(task) });
  if (pendingExtension.review) return refuse('EXTENSION_ALREADY_REVIEWED', { number: fullNumberOf(task) });
  if (bare(opinion) === '') return refuse('OPINION_MISSING');
  return accept(eventOf('extensionReviewed', { opinion, supports }, facts));
}

/** Counts though the due day has passed while it waited: the lead had applied in time. */
function decideExtension(task: InProgress, { approved, reason }: DecideExtension, facts: Facts): Decision {
  const { pendingExtension, currentDue, assignment } = task;
  if (!pendingExtension) return refuse('NO_EXTENSION_PENDING', { number: fullNumberOf(task) });
  if (bare(reason) === '') return refuse('REASON_MISSING');
  const { to, milestones } = pendingExtension;
  const standing = approved
    ? { currentDue: to, milestones: inOrder([...assignment.milestones, ...milestones]) }
    : { currentDue, milestones: assignment.milestones };
  return accept(eventOf('extensionDecided', { approved, reason, to, ...standing }, facts));
}

/** Any day from today on; an extension that still waits is thereby decided. */
function setDue(task: WithRunningDue, { to, reason, milestones = [] }: SetDue, facts: Facts): Decision {
  const today = dateOf(facts.now);
  if (today <= task.currentDue) return refuse('DUE_NOT_PASSED', { number: fullNumberOf(task), date: task.currentDue });
  if (to < today) return refuse('NEW_DUE_PAST', { date: to });
  if (bare(reason) === '') return refuse('REASON_MISSING');
  const fault = milestonesFault(task, { to, added: milestones, today });
  if (fault) return { refusal: fault };
  return accept(eventOf('dueSet', { reason, currentDue: to, milestones: inOrder([...task.assignment.milestones, ...milestones]) }, facts));
}

interface Addition {
  readonly to: DateText;
  readonly added: readonly Milestone[];
  readonly today: DateText;
}

function milestonesFault(task: WithRunningDue, { to, added, today }: Addition): Refusal | null {
  const { currentDue: due, assignment } = task;
  const misplaced = added.find(({ date }) => date <= due || date < today || date > to);
  if (misplaced) return refusal('MILESTONE_MISPLACED', { date: misplaced.date, due, to });
  if (added.some(({ text }) => bare(text) === '')) return refusal('TEXT_MISSING');
  if (horizonOf(task) !== 'longTerm') return null;
  const newYears = { issuedOn: `${yearOf(due) + 1}-01-01`, due: to };
  return yearsFault([...assignment.milestones, ...added], newYears);
}

const inOrder = (milestones: readonly Milestone[]): readonly Milestone[] => milestones.toSorted(byDate);
