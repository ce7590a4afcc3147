import type { OrderVerification, RecordVerification } from './commands.ts';
import { dateOf } from './dates.ts';
import type { Decision } from './decision.ts';
import { accept, refuse } from './decision.ts';
import type { Facts } from './facts.ts';
import { eventOf, nameOf } from './record.ts';
import type { ClosureReview, Verifying } from './task.ts';
import { fullNumberOf } from './task.ts';
import { addWorkingDays } from './working-calendar.ts';

/** 核查 (t11): a check of what the application says, by its own record; what does not pass goes back like a return. */

/** Ways that are usual. The list is open: any other is recorded as it is named (R36). */
export const usualMethods = ['书面', '电话', '实地', '暗访', '座谈', '调阅', '视频', '数据比对', '互联网+督查'] as const;

/** For policy versions that say nothing of it. */
export const usualVerificationWorkingDays = 10;

export function orderVerification(task: ClosureReview, { reason }: OrderVerification, facts: Facts): Decision {
  if (isApplicant(task, facts)) return refuse('REVIEWER_IS_APPLICANT');
  if (reason.trim() === '') return refuse('REASON_MISSING');
  const verifyBy = addWorkingDays(facts.calendar, dateOf(facts.now), facts.policy.verificationWorkingDays ?? usualVerificationWorkingDays);
  return accept(eventOf('verificationOrdered', { reason, verifyBy }, facts));
}

export function recordVerification(task: Verifying, { finding, method, passed }: RecordVerification, facts: Facts): Decision {
  if (isApplicant(task, facts)) return refuse('REVIEWER_IS_APPLICANT');
  if (task.verification) return refuse('ALREADY_VERIFIED', { number: fullNumberOf(task) });
  if (finding.trim() === '') return refuse('FINDING_MISSING');
  const resubmitBy = passed ? null : addWorkingDays(facts.calendar, dateOf(facts.now), facts.policy.resubmitWorkingDays);
  return accept(eventOf('verificationRecorded', { finding, method, passed, resubmitBy }, facts));
}

/** He may have moved to the reviewers since, or one of the two be a deputy (R12): neither the hand that applied nor the one it applied for judges. */
export const isApplicant = (
  { application: { by, onBehalfOf } }: Pick<ClosureReview, 'application'>,
  { actor, deputy }: Pick<Facts, 'actor' | 'deputy'>,
): boolean => [nameOf(actor), deputy?.person].some((person) => person !== undefined && (person === by || person === onBehalfOf));
