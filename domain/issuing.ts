import type { Amend, CommandOf, Reissue, Register } from './commands.ts';
import { dateOf, endOf } from './dates.ts';
import type { Decision } from './decision.ts';
import { accept, refuse } from './decision.ts';
import type { TaskIssued } from './events.ts';
import type { Facts } from './facts.ts';
import { yearsWithoutMilestone } from './horizons.ts';
import { clausesAdded, takenUp } from './incorporation.ts';
import { departmentOf, leaderInCharge } from './organisation.ts';
import { countsOn, receiptFault } from './receipt.ts';
import { eventOf } from './record.ts';
import type { Refusal } from './refusals.ts';
import { refusal } from './refusals.ts';
import { settledDue, settledMilestones } from './rest-days.ts';
import { isSameContent } from './same-content.ts';
import type { Assignment, Issued, Registered } from './task.ts';
import { fullNumberOf, isSingle } from './task.ts';
import type { DateText } from './values.ts';
import { addWorkingDays } from './working-calendar.ts';

/** Assignment: t1 register 立项, t2 issue 交办, t3 receive 签收, t4 decline 退签 and reissue 重新交办. A task leaves the office complete (R5) with one lead (R20). */

export function register(command: Register, facts: Facts): Decision {
  const { type: _, ...content } = { ...command, assignment: ledBy(command, facts) };
  const fault = assignmentFault(command.assignment, facts);
  if (fault) return { refusal: fault };
  const versions = { calendarVersion: facts.calendar.version, policyVersion: facts.policy.version };
  return accept(eventOf('taskRegistered', { ...content, ...versions, ...takenUp(command.assignment.clauses, facts) }, facts));
}

/** Where nobody is named, the leader in charge by the portfolios (R44). */
const ledBy = ({ assignment, supervisingOffice }: Register, { offices }: Facts): Assignment => ({
  ...assignment,
  leader: assignment.leader ?? leaderInCharge({ assignment, supervisingOffice }, offices),
});

export function amend(task: Registered, command: Amend, facts: Facts): Decision {
  const changes = changed(task.assignment, withLeader(task, command.changes, facts));
  if (Object.keys(changes).length === 0) return refuse('NOTHING_TO_AMEND');
  const fault = assignmentFault({ ...task.assignment, ...changes }, facts);
  if (fault) return { refusal: fault };
  return accept(eventOf('taskAmended', { changes, ...takenUp(clausesAdded(task.assignment, changes), facts) }, facts));
}

/** The leader's second signature for what no programme has decided. */
export function consentToIssue(task: Registered, facts: Facts): Decision {
  if (!isSingle(task)) return refuse('CONSENT_NOT_NEEDED', { number: fullNumberOf(task) });
  if (task.consent) return refuse('ALREADY_CONSENTED', { number: fullNumberOf(task) });
  return accept(eventOf('consentGiven', { to: 'issue' }, facts));
}

export function issue(task: Registered, facts: Facts): Decision {
  if (task.declined) return refuse('DECLINED_NEEDS_REISSUE', { number: fullNumberOf(task) });
  const fault = readinessFault(task, facts);
  if (fault) return { refusal: fault };
  return accept(eventOf('taskIssued', { ...daysOf(task.assignment, facts), signBy: signBy(facts) }, facts));
}

export function receive(task: Issued, command: CommandOf<'receive'>, facts: Facts): Decision {
  const receipt = command.receipt ?? null;
  const fault = receiptFault(receipt, { ...facts, issuedAt: task.issuedAt });
  if (fault) return { refusal: fault };
  const measuresBy = addWorkingDays(facts.calendar, countsOn(receipt, facts.now), facts.policy.measuresWorkingDays);
  return accept(eventOf('taskReceived', { measuresBy, receipt }, facts));
}

/** 退签: not ours; only while the period for signing runs. */
export function decline(task: Issued, { reason }: CommandOf<'decline'>, facts: Facts): Decision {
  if (reason.trim() === '') return refuse('REASON_MISSING');
  if (facts.now >= endOf(task.signBy)) return refuse('SIGN_PERIOD_OVER', { date: task.signBy });
  const reassignBy = addWorkingDays(facts.calendar, dateOf(facts.now), facts.policy.reassignWorkingDays);
  return accept(eventOf('taskDeclined', { reason, reassignBy }, facts));
}

export function reissue(task: Registered, command: Reissue, facts: Facts): Decision {
  if (!task.declined) return refuse('NOT_DECLINED', { number: fullNumberOf(task) });
  const changes = changed(task.assignment, newHolders(task, command, facts));
  if (changes.lead && !command.responsible) return refuse('RESPONSIBLE_MISSING');
  const assignment = { ...task.assignment, ...changes };
  const fault = assignmentFault(assignment, facts) ?? readinessFault({ ...task, assignment }, facts);
  if (fault) return { refusal: fault };
  return accept(eventOf('taskReissued', { changes, reason: command.reason ?? null, ...daysOf(assignment, facts), signBy: signBy(facts) }, facts));
}

/** What 交办 on this day needs and the assignment lacks (R5), by field: 长线 too is only a proposal, but one that comes with a milestone in each of its years. */
export function missingForIssue(assignment: Assignment, issuedOn: DateText): readonly MissingField[] {
  const { title, requirement, expectedResult, responsible, due, proposedHorizon, milestones } = assignment;
  const given: Readonly<Record<Exclude<MissingField, 'milestones'>, string | null>> = { title, requirement, expectedResult, responsible, due };
  const missing: readonly MissingField[] = (Object.keys(given) as (keyof typeof given)[]).filter((field) => !given[field]?.trim());
  const lacksMilestone = proposedHorizon === 'longTerm' && due !== null && yearsWithoutMilestone(milestones, { issuedOn, due }).length > 0;
  return lacksMilestone ? [...missing, 'milestones'] : missing;
}

export type MissingField = 'title' | 'requirement' | 'expectedResult' | 'responsible' | 'due' | 'milestones';

export const missingFieldNames: Readonly<Record<MissingField, string>> = {
  title: '任务内容',
  requirement: '工作要求',
  expectedResult: '预期成果',
  responsible: '责任人',
  due: '完成时限',
  milestones: '阶段目标',
};

/** A declined task had its consent before it was first issued. */
function readinessFault(task: Registered, { now }: Facts): Refusal | null {
  const missing = missingForIssue(task.assignment, dateOf(now));
  if (missing.length > 0) return refusal('ASSIGNMENT_INCOMPLETE', { number: fullNumberOf(task), missing: missing.map((field) => missingFieldNames[field]) });
  if (isSingle(task) && !task.consent && !task.declined) return refusal('CONSENT_MISSING', { number: fullNumberOf(task) });
  return null;
}

/** One lead that exists (R20), and nobody who both leads and takes part. */
function assignmentFault({ lead, participants }: Assignment, { offices }: Facts): Refusal | null {
  const unknown = [lead, ...participants].find((code) => !departmentOf(offices, code));
  if (unknown !== undefined) return refusal('DEPARTMENT_NOT_FOUND', { department: unknown });
  if (participants.includes(lead)) return refusal('LEAD_IS_PARTICIPANT', { department: lead });
  return null;
}

const newHolders = (task: Registered, { lead, participants, responsible }: Reissue, facts: Facts): Partial<Assignment> =>
  withLeader(task, { ...(lead && { lead }), ...(participants && { participants }), ...(responsible && { responsible }) }, facts);

/** With another lead comes another leader in charge, unless one is named. */
function withLeader(task: Registered, changes: Partial<Assignment>, { offices }: Facts): Partial<Assignment> {
  const { lead } = changes;
  if (lead === undefined || lead === task.assignment.lead || changes.leader !== undefined) return changes;
  return { ...changes, leader: leaderInCharge({ ...task, assignment: { ...task.assignment, lead } }, offices) };
}

/** Only what differs from the present content: saying the same again is no change. */
export function changed(assignment: Assignment, changes: Partial<Assignment>): Partial<Assignment> {
  const differs = (field: keyof Assignment): boolean => changes[field] !== undefined && !isSameContent(assignment[field], changes[field]);
  return Object.fromEntries(Object.entries(changes).filter(([field]) => differs(field as keyof Assignment)));
}

const signBy = ({ calendar, policy, now }: Facts): DateText => addWorkingDays(calendar, dateOf(now), policy.signWorkingDays);

/** As stated, and beside it what the policy moves from a rest day. */
function daysOf({ due: stated, milestones }: Assignment, facts: Facts): Pick<TaskIssued, 'due' | 'currentDue' | 'milestones'> {
  const due = stated as DateText; // readiness has been checked: a complete assignment has a day
  const currentDue = settledDue(due, facts);
  const settled = settledMilestones(milestones, facts);
  return { due, ...(currentDue !== due && { currentDue }), ...(!isSameContent(settled, milestones) && { milestones: settled }) };
}
