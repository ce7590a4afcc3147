import type { ApproveMeasures, RejectMeasures, SubmitMeasures } from './commands.ts';
import { dateOf } from './dates.ts';
import type { Decision } from './decision.ts';
import { accept, refuse } from './decision.ts';
import type { Facts } from './facts.ts';
import { changesOf, planUnder } from './horizon-decision.ts';
import { receiptFault } from './receipt.ts';
import { eventOf } from './record.ts';
import type { Refusal } from './refusals.ts';
import { refusal } from './refusals.ts';
import type { Proposal, Received, Task } from './task.ts';
import type { DateText, Measure } from './values.ts';
import { addWorkingDays } from './working-calendar.ts';

/** Measures 落实举措 (t5, R26): the lead proposes steps with owner, day and deliverable; the supervision unit approves them and decides the horizon (R24). */

export function submitMeasures(task: Received, command: SubmitMeasures, facts: Facts): Decision {
  const { horizon, measures } = command;
  const receipt = command.receipt ?? null;
  const fault = receiptFault(receipt, { ...facts, issuedAt: task.issuedAt }) ?? measuresFault(measures, task.currentDue);
  if (fault) return { refusal: fault };
  // From the day of entry: the supervision unit cannot approve what it has not seen.
  const approveBy = addWorkingDays(facts.calendar, dateOf(facts.now), facts.policy.approvalWorkingDays);
  return accept(eventOf('measuresSubmitted', { horizon, measures, approveBy, receipt }, facts));
}

export function approveMeasures(task: Received, { basis, horizon, milestones }: ApproveMeasures, facts: Facts): Decision {
  if (!task.proposal) return refuse('NO_MEASURES_SUBMITTED');
  if (basis.trim() === '') return refuse('BASIS_MISSING');
  const decided = planUnder(horizon ?? task.proposal.horizon, { task, added: milestones ?? [], facts });
  if ('refusal' in decided) return decided;
  const fault = measuresFault(task.proposal.measures, decided.plan.due);
  if (fault) return { refusal: fault };
  return accept(eventOf('measuresApproved', { horizon: horizon ?? task.proposal.horizon, basis, ...changesOf(decided.plan, task) }, facts));
}

export function rejectMeasures(task: Received, { reason }: RejectMeasures, facts: Facts): Decision {
  if (!task.proposal) return refuse('NO_MEASURES_SUBMITTED');
  if (reason.trim() === '') return refuse('REASON_MISSING');
  const measuresBy = addWorkingDays(facts.calendar, dateOf(facts.now), facts.policy.resubmitWorkingDays);
  return accept(eventOf('measuresRejected', { reason, measuresBy }, facts));
}

/** `1`, `2`, … in the order in which they were proposed. */
export const measureId = (index: number): string => String(index + 1);

export const plannedMeasures = ({ measures }: Proposal) => measures.map((measure, index) => ({ ...measure, id: measureId(index), doneAt: null }));

export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** How many of its measures are done; null before there are any. */
export function progressOf(task: Task): Progress | null {
  if ('before' in task) return progressOf(task.before);
  return 'measures' in task ? { done: task.measures.filter(({ doneAt }) => doneAt !== null).length, total: task.measures.length } : null;
}

const requiredParts = { text: '举措', responsible: '责任人', finish: '完成', deliverable: '成果' } as const;

function measuresFault(measures: readonly Measure[], due: DateText): Refusal | null {
  if (measures.length === 0) return refusal('MEASURES_MISSING');
  const faults = measures.map((measure, index) => measureFault(measure, { position: index + 1, due }));
  return faults.find((fault) => fault !== null) ?? null;
}

function measureFault(measure: Measure, { position, due }: { readonly position: number; readonly due: DateText }): Refusal | null {
  const missing = Object.entries(requiredParts).filter(([part]) => measure[part as keyof typeof requiredParts].trim() === '');
  if (missing.length > 0) return refusal('MEASURE_INCOMPLETE', { position, missing: missing.map(([, name]) => name) });
  if (measure.finish < measure.start) return refusal('MEASURE_DATES_REVERSED', { position, start: measure.start, finish: measure.finish });
  if (measure.finish > due) return refusal('MEASURE_AFTER_DUE', { position, finish: measure.finish, due });
  return null;
}
