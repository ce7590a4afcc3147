import { isLeaderInCharge } from './authority.ts';
import { dateOf } from './dates.ts';
import type { Decision } from './decision.ts';
import { accept, refuse } from './decision.ts';
import { bare } from './empty-phrases.ts';
import type { Facts } from './facts.ts';
import type { AnswerSuggestion } from './leadership-commands.ts';
import { answerNames } from './leadership-commands.ts';
import type { Referral, SuggestionAnswered } from './leadership-events.ts';
import type { Offices, SupervisedPart } from './organisation.ts';
import { leaderInCharge, officeOf } from './organisation.ts';
import type { Policy } from './policy.ts';
import { eventOf } from './record.ts';
import type { Refusal } from './refusals.ts';
import { refusal } from './refusals.ts';
import type { Task } from './task.ts';
import { fullNumberOf } from './task.ts';
import type { Actor, DateText, Instant, Role } from './values.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { addWorkingDays } from './working-calendar.ts';

/** 建议 bind the leadership to an answer, by a day (R13, R43): 采纳, 不采纳 with a reason, or 转办 to somebody. */

/**
 * Where a policy version says nothing. A report comes in up to three working days before its meeting: ten leave the week after it.
 * The packets are what the issue of this system asks for.
 */
export const usualAnswers = { workingDays: 10, packets: 2 };

/** As the ledger keeps it. */
export interface ReportedSuggestion {
  readonly id: string;
  readonly text: string;
  /** Of the report. */
  readonly cycle: string;
  readonly reportedAt: Instant;
  /** By the end of this day; null for what was reported before answers had a day. */
  readonly answerBy: DateText | null;
  readonly answer: GivenAnswer | null;
}

export type GivenAnswer = Pick<SuggestionAnswered, 'answer' | 'reason' | 'referredTo' | 'due' | 'meeting' | 'at' | 'by'>;

export const answerOf = ({ answer, reason, referredTo, due, meeting, at, by }: SuggestionAnswered): GivenAnswer => ({
  answer,
  reason,
  referredTo,
  due,
  ...(meeting && { meeting }),
  at,
  by,
});

export const answerSuggestionsBy = (now: Instant, { calendar, policy }: { readonly calendar: WorkingCalendar; readonly policy: Policy }): DateText =>
  addWorkingDays(calendar, dateOf(now), (policy.answers ?? usualAnswers).workingDays);

/** Of a task in any state, an ended one too: what was suggested still waits for an answer. */
export function answerSuggestion(task: Task, command: AnswerSuggestion, facts: Facts): Decision {
  const { suggestion } = facts;
  if (!suggestion) return refuse('SUGGESTION_NOT_FOUND', { number: fullNumberOf(task), suggestion: command.suggestion });
  const given = suggestion.answer;
  if (given)
    return refuse('SUGGESTION_ANSWERED', {
      number: fullNumberOf(task),
      suggestion: suggestion.id,
      date: dateOf(given.at),
      answer: answerNames[given.answer],
    });
  const { answer, reason = null, due = null, meeting } = command;
  if (answer === 'declined' && bare(reason ?? '') === '') return refuse('REASON_MISSING');
  if (due !== null && due < dateOf(facts.now)) return refuse('ANSWER_DUE_PAST', { date: due });
  const referral = answer === 'referred' ? referralOf(command, facts) : null;
  if (referral && 'refusal' in referral) return referral;
  const content = { suggestion: suggestion.id, suggestionText: suggestion.text, answer, reason, referredTo: referral, due, ...(meeting && { meeting }) };
  return accept(eventOf('suggestionAnswered', content, facts));
}

/** A department is addressed by its contact, a person by what he does there. */
function referralOf({ department, person }: AnswerSuggestion, { offices, persons = [] }: Facts): Referral | { readonly refusal: Refusal } {
  if (department !== undefined) {
    const office = officeOf(offices, department);
    if (!office) return { refusal: refusal('DEPARTMENT_NOT_FOUND', { department }) };
    return { office: office.code, department, role: 'lead_contact', person: null };
  }
  if (person === undefined) return { refusal: refusal('REFERRAL_MISSING') };
  const known = persons.find((one) => one.person === person);
  return known ? addressOf(known, offices) : { refusal: refusal('PERSON_NOT_FOUND', { person }) };
}

const rolesOfDuty: readonly Role[] = ['department_head', 'supervisor', 'reviewer', 'party_group_secretary', 'lead_contact'];

/** A leader by a department that he holds; somebody without a role that is addressed, by the head of his department. */
function addressOf({ person, office, department, roles }: Actor, offices: Offices): Referral {
  const held = offices.flatMap(({ departments }) => departments).find(({ leader }) => leader === person);
  if (roles.includes('supervising_leader') && held) return { office, department: held.code, role: 'supervising_leader', person };
  return { office, department, role: rolesOfDuty.find((role) => roles.includes(role)) ?? 'department_head', person };
}

/** In how many packets it has stood: those of the cut-offs that have gone by since it was reported. A pure reading of days, so that nobody is woken to count. */
export const packetsSince = (reportedOn: DateText, cutOffs: readonly DateText[], today: DateText): number =>
  cutOffs.filter((cutOff) => reportedOn <= cutOff && cutOff < today).length;

/** 转督查室提请答复: after two packets without an answer, the supervision unit puts it to the leadership. */
export const isToSubmit = (packets: number, policy: Policy): boolean => packets >= (policy.answers ?? usualAnswers).packets;

/** Whose move it is: the leader in charge; from then on the supervision unit too, and the secretary, who stands in where no leader is in charge. */
export function awaitsAnswerOf(actor: Actor, task: SupervisedPart, { offices, toSubmit }: { readonly offices: Offices; readonly toSubmit: boolean }): boolean {
  if (isLeaderInCharge(actor, { task, offices })) return true;
  if (actor.office !== task.supervisingOffice) return false;
  if (actor.roles.includes('party_group_secretary')) return toSubmit || leaderInCharge(task, offices) === null;
  return toSubmit && actor.roles.includes('supervisor');
}
