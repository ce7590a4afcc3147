import { byDate, dateOf, earlier } from './dates.ts';
import type { Facts } from './facts.ts';
import type { Planned } from './horizons.ts';
import { contradictsDue, lastDayOf, yearsWithoutMilestone } from './horizons.ts';
import type { Refusal } from './refusals.ts';
import { refusal } from './refusals.ts';
import { settledDue, settledMilestones } from './rest-days.ts';
import { isSameContent } from './same-content.ts';
import type { Received } from './task.ts';
import type { DateText, Horizon, Milestone } from './values.ts';
import { horizonNames } from './values.ts';

/** The horizon as a decision (R24): 上半年 and 年底前 bring their last day, 长线 must promise something in each of its years. */

interface Ground {
  readonly task: Received;
  /** By the supervision unit, beside those that stand. */
  readonly added: readonly Milestone[];
  readonly facts: Facts;
}

/** What the task promises under its horizon. */
export interface Plan {
  readonly due: DateText;
  readonly milestones: readonly Milestone[];
}

export function planUnder(horizon: Horizon, ground: Ground): { readonly plan: Plan } | { readonly refusal: Refusal } {
  const { task, facts } = ground;
  const issuedOn = dateOf(task.issuedAt);
  const added = settledMilestones(ground.added, facts);
  const lastDay = lastDayOf(horizon, issuedOn);
  // Earlier only: a later day needs an extension (t9).
  const due = lastDay === null ? task.currentDue : earlier(settledDue(lastDay, facts), task.currentDue);
  if (due !== task.currentDue && due < dateOf(facts.now)) return { refusal: refusal('HORIZON_OVER', { horizon: horizonNames[horizon], lastDay: due }) };
  const milestones = [...task.assignment.milestones, ...added].toSorted(byDate);
  // As it was stated: that a due day falls on a rest day carries no task into another year.
  const stated = { issuedOn, due: earlier(task.baselineDue, due) };
  const fault = addedFault(added, { issuedOn, due }) ?? (lastDay === null ? longTermFault(milestones, stated) : null);
  return fault ? { refusal: fault } : { plan: { due, milestones } };
}

/** Only what differs from what stands. */
export const changesOf = ({ due, milestones }: Plan, { currentDue, assignment }: Received): Partial<Plan> => ({
  ...(due !== currentDue && { due }),
  ...(!isSameContent(milestones, assignment.milestones) && { milestones }),
});

function addedFault(added: readonly Milestone[], { issuedOn, due }: Planned): Refusal | null {
  for (const { date, text } of added) {
    if (text.trim() === '') return refusal('TEXT_MISSING');
    if (date < issuedOn) return refusal('MILESTONE_BEFORE_ISSUE', { date, issued: issuedOn });
    if (date > due) return refusal('MILESTONE_AFTER_DUE', { date, due });
  }
  return null;
}

function longTermFault(milestones: readonly Milestone[], planned: Planned): Refusal | null {
  if (contradictsDue('longTerm', planned)) return refusal('HORIZON_CONTRADICTS_DUE', { horizon: horizonNames.longTerm, due: planned.due });
  return yearsFault(milestones, planned);
}

/** 长线 promises something in each year of the span. */
export function yearsFault(milestones: readonly Milestone[], span: Planned): Refusal | null {
  const years = yearsWithoutMilestone(milestones, span);
  return years.length === 0 ? null : refusal('MILESTONE_YEAR_MISSING', { years: years.map(String) });
}
