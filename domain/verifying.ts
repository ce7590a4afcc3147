import type { OrderVerification, RecordVerification } from './commands.ts';
import { dateOf } from './dates.ts';
import type { Decision } from './decision.ts';
import { accept, refuse } from './decision.ts';
import type { Facts } from './facts.ts';
import { eventOf, nameOf } from './record.ts';
import type { Refusal } from './refusals.ts';
import { refusal } from './refusals.ts';
import type { ClosureReview, Verifying } from './task.ts';
import { fullNumberOf } from './task.ts';
import { addWorkingDays } from './working-calendar.ts';

/** 核查 (t11): a check of what the application says, by its own record; what does not pass goes back like a return. */

/** Ways that are usual. The list is open: any other is recorded as it is named (R36). */
export const usualMethods = ['书面', '电话', '实地', '暗访', '座谈', '调阅', '视频', '数据比对', '互联网+督查'] as const;

/** For policy versions that say nothing of it. */
export const usualVerificationWorkingDays = 10;

export function orderVerification(task: ClosureReview, { reason }: OrderVerification, facts: Facts): Decision {
  const bias = doerFault(task, facts);
  if (bias) return { refusal: bias };
  if (reason.trim() === '') return refuse('REASON_MISSING');
  const verifyBy = addWorkingDays(facts.calendar, dateOf(facts.now), facts.policy.verificationWorkingDays ?? usualVerificationWorkingDays);
  return accept(eventOf('verificationOrdered', { reason, verifyBy }, facts));
}

export function recordVerification(task: Verifying, { finding, method, passed }: RecordVerification, facts: Facts): Decision {
  const bias = doerFault(task, facts);
  if (bias) return { refusal: bias };
  if (task.verification) return refuse('ALREADY_VERIFIED', { number: fullNumberOf(task) });
  if (finding.trim() === '') return refuse('FINDING_MISSING');
  const resubmitBy = passed ? null : addWorkingDays(facts.calendar, dateOf(facts.now), facts.policy.resubmitWorkingDays);
  return accept(eventOf('verificationRecorded', { finding, method, passed, resubmitBy }, facts));
}

/** Whoever applied, in his own name or in another's, and whoever is or was responsible, does not judge, though he may have moved to the reviewers since (R12). */
export function doerFault({ application, assignment, formerHolders }: UnderReview, { actor, deputy }: Pick<Facts, 'actor' | 'deputy'>): Refusal | null {
  const { by, onBehalfOf } = application;
  const judges = [nameOf(actor), deputy?.person].filter((person) => person !== undefined);
  if (judges.some((person) => person === by || person === onBehalfOf)) return refusal('REVIEWER_IS_APPLICANT');
  const responsible = [assignment.responsible, ...(formerHolders?.persons ?? [])];
  return judges.some((person) => responsible.includes(person)) ? refusal('REVIEWER_TOOK_PART') : null;
}

type UnderReview = Pick<ClosureReview, 'application' | 'assignment' | 'formerHolders'>;
