import { byDate, dateOf } from './dates.ts';
import { bare } from './empty-phrases.ts';
import type { Facts } from './facts.ts';
import { yearsFault } from './horizon-decision.ts';
import type { Refusal } from './refusals.ts';
import { refusal } from './refusals.ts';
import { settledDue, settledMilestones } from './rest-days.ts';
import type { OpenTask } from './task.ts';
import { currentDueOf, fullNumberOf, horizonOf } from './task.ts';
import type { DateText, Milestone } from './values.ts';

/** Another version of what a task is asked to do (纳入, 批示): it may be due earlier by it, and never later (R18). */

export interface AskedDays {
  readonly due?: DateText;
  readonly milestones?: readonly Milestone[];
}

/** A day that is stated and not worked is settled like that of 交办; a draft's, when it is issued. */
export function settledDays<Asked extends AskedDays>(task: OpenTask, command: Asked, facts: Facts): Asked {
  const { due, milestones } = command;
  if (task.state === 'registered') return command;
  return { ...command, ...(due !== undefined && { due: settledDue(due, facts) }), ...(milestones && { milestones: settledMilestones(milestones, facts) }) };
}

interface Promised {
  readonly due: DateText | null;
  readonly milestones: readonly Milestone[];
}

/** What the task promises with this version. */
export const promisedWith = (task: OpenTask, { due, milestones }: AskedDays): Promised => ({
  due: due ?? currentDueOf(task),
  milestones: milestones?.toSorted(byDate) ?? task.assignment.milestones,
});

export const daysFault = (task: OpenTask, asked: AskedDays, facts: Facts): Refusal | null =>
  dueFault(task, asked, facts) ?? milestonesFault(task, asked, promisedWith(task, asked));

/** Earlier is a decision of those who ordered it; later needs an extension, whatever a document says (R18). */
function dueFault(task: OpenTask, { due }: AskedDays, { now }: Facts): Refusal | null {
  const present = currentDueOf(task);
  if (due === undefined || due === present) return null;
  if (task.state === 'suspended') return refusal('DUE_STANDS_WHILE_SUSPENDED', { number: fullNumberOf(task) });
  if (present !== null && due > present) return refusal('LATER_DUE_NEEDS_EXTENSION', { date: due, due: present });
  return due < dateOf(now) ? refusal('NEW_DUE_PAST', { date: due }) : null;
}

/** What a task promises on its way lies before its end; whoever moves the end says anew what comes before it. */
function milestonesFault(task: OpenTask, asked: AskedDays, { due, milestones }: Promised): Refusal | null {
  if (due === null || (asked.due === undefined && asked.milestones === undefined)) return null;
  if (milestones.some(({ text }) => bare(text) === '')) return refusal('TEXT_MISSING');
  const after = milestones.filter(({ date }) => date > due).map(({ date }) => date);
  if (after.length > 0) return refusal('MILESTONES_AFTER_DUE', { dates: after, due });
  return 'issuedAt' in task && horizonOf(task) === 'longTerm' ? yearsFault(milestones, { issuedOn: dateOf(task.issuedAt), due }) : null;
}
