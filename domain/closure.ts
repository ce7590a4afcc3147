import { isLeaderInCharge } from './authority.ts';
import type { ApplyForClosure, ReturnClosure, WithdrawClosure } from './commands.ts';
import { dateOf } from './dates.ts';
import type { Decision } from './decision.ts';
import { accept, refuse } from './decision.ts';
import { isEmptyPhrase } from './empty-phrases.ts';
import type { Facts } from './facts.ts';
import { countsOn, receiptFault } from './receipt.ts';
import { eventOf } from './record.ts';
import type { ClosureReview, InProgress, Verifying } from './task.ts';
import { fullNumberOf } from './task.ts';
import { doerFault } from './verifying.ts';
import { addWorkingDays } from './working-calendar.ts';

/** Closure 办结: t10 apply, t12 strike off 销号, t13 return. A task ends with a result that somebody else has checked (R10, R12, R19). */

export function applyForClosure(task: InProgress, command: ApplyForClosure, facts: Facts): Decision {
  const { action, result, evidence } = command;
  const receipt = command.receipt ?? null;
  if (isEmptyPhrase(action)) return refuse('ACTION_MISSING');
  if (isEmptyPhrase(result)) return refuse('RESULT_MISSING');
  if (evidence.length === 0) return refuse('EVIDENCE_MISSING');
  const fault = receiptFault(receipt, { ...facts, issuedAt: task.issuedAt });
  if (fault) return { refusal: fault };
  const effect = command.effect?.trim() ? command.effect : null;
  const reviewBy = addWorkingDays(facts.calendar, dateOf(facts.now), facts.policy.reviewWorkingDays);
  return accept(eventOf('closureApplied', { action, result, effect, evidence, countsOn: countsOn(receipt, facts.now), reviewBy, receipt }, facts));
}

export function returnClosure(task: ClosureReview | Verifying, { reason }: ReturnClosure, facts: Facts): Decision {
  const bias = doerFault(task, facts);
  if (bias) return { refusal: bias };
  if (reason.trim() === '') return refuse('REASON_MISSING');
  const resubmitBy = addWorkingDays(facts.calendar, dateOf(facts.now), facts.policy.resubmitWorkingDays);
  return accept(eventOf('closureReturned', { reason, resubmitBy }, facts));
}

/** For a 重点 task the leader signs before it is struck off. */
export function consentToStrikeOff(task: ClosureReview | Verifying, facts: Facts): Decision {
  if (!task.assignment.isKey) return refuse('CONSENT_NOT_NEEDED', { number: fullNumberOf(task) });
  if (task.consent) return refuse('ALREADY_CONSENTED', { number: fullNumberOf(task) });
  return accept(eventOf('consentGiven', { to: 'strikeOff' }, facts));
}

/** Recorded the moment it is decided, not at the end of a month (R19). */
export function strikeOff(task: ClosureReview | Verifying, facts: Facts): Decision {
  const bias = doerFault(task, facts);
  if (bias) return { refusal: bias };
  if (task.state === 'verifying' && !task.verification) return refuse('VERIFICATION_NOT_RECORDED', { number: fullNumberOf(task) });
  const { incorporatedAt = '', requirementVersion: version = 1, application } = task;
  // What was applied for is not what is asked for by now: struck off, the new requirement would be lost.
  if (incorporatedAt >= application.at) return refuse('INCORPORATED_SINCE', { number: fullNumberOf(task), version });
  const { actor, offices } = facts;
  const leaderActs = typeof actor === 'object' && isLeaderInCharge(actor, { task, offices });
  if (task.assignment.isKey && !task.consent && !leaderActs) return refuse('CONSENT_MISSING', { number: fullNumberOf(task) });
  return accept(eventOf('taskStruckOff', {}, facts));
}

/** Not once a verification is under way: the supervised cannot call off the check of themselves. Not counted as a return. */
export function withdrawClosure(task: ClosureReview, { reason }: WithdrawClosure, facts: Facts): Decision {
  if (reason.trim() === '') return refuse('REASON_MISSING');
  const resubmitBy = task.returnedCount > 0 ? addWorkingDays(facts.calendar, dateOf(facts.now), facts.policy.resubmitWorkingDays) : null;
  return accept(eventOf('closureWithdrawn', { reason, resubmitBy }, facts));
}
