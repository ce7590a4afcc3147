import type { Addressee } from './addressees.ts';
import type { Facts } from './facts.ts';
import { missingForIssue } from './issuing.ts';
import type { Offices } from './organisation.ts';
import { leaderAddressee, leaderInCharge, officeOf, supervisionRole, supervisionUnitTakesPart } from './organisation.ts';
import { draftedOn, papersOf, signatoryOf } from './papers.ts';
import type { ClosureReview, InProgress, Registered, SupervisedTask, Task, Verifying } from './task.ts';
import { isSingle } from './task.ts';
import type { DateText, PersonId } from './values.ts';

export const dutyNames = {
  complete: '补齐立项内容',
  consentToIssue: '签发交办',
  issue: '交办',
  reissue: '重新交办',
  receive: '签收',
  submitMeasures: '报送落实举措',
  approveMeasures: '审定落实举措',
  work: '推进并报告',
  report: '补报进展',
  resubmit: '重新申请办结',
  consentToStrikeOff: '签发销号',
  review: '审核办结申请',
  recordVerification: '记录核查结果',
  reviewExtension: '审核延期申请',
  decideExtension: '审批延期',
  answerUrge: '答复催办',
  contribute: '答复牵头部门的请求',
  acknowledge: '回复升级',
  signPaper: '签发文稿',
  releasePaper: '处理缓发文稿',
} as const;

export type DutyKind = keyof typeof dutyNames;

/** What waits for whom, with its own clock (R37: the supervision unit's own too). */
export interface Duty {
  readonly kind: DutyKind;
  readonly holder: Addressee;
  /** The one person it waits for, where the rule names one: the leader in charge. */
  readonly person: PersonId | null;
  /** By the end of this day; null where no rule sets one. */
  readonly by: DateText | null;
}

export const dutiesOf = (task: Task, offices: Offices, today: DateText): readonly Duty[] => [
  ...dutiesInState(task, offices, today),
  ...acknowledgementDuties(task),
];

function dutiesInState(task: Task, offices: Offices, today: DateText): readonly Duty[] {
  const matter = { task, offices };
  switch (task.state) {
    case 'registered':
      return [registeredDuty(task, { ...matter, today })];
    case 'issued':
      return [ofLead('receive', matter, task.signBy), ...answerDuties(task, matter)];
    case 'received':
      return [
        task.proposal ? ofSupervision('approveMeasures', matter, task.proposal.approveBy) : ofLead('submitMeasures', matter, task.measuresBy),
        ...answerDuties(task, matter),
        ...contributionDuties(task, matter),
      ];
    case 'inProgress':
      return [
        task.resubmitBy ? ofLead('resubmit', matter, task.resubmitBy) : ofLead('work', matter, task.currentDue),
        ...(task.missedCycle ? [ofLead('report', matter, task.missedCycle.cutOff)] : []),
        ...extensionDuties(task, matter),
        ...answerDuties(task, matter),
        ...contributionDuties(task, matter),
      ];
    case 'closureReview':
      return [...reviewDuties(task, matter, { kind: 'review', by: task.reviewBy }), ...answerDuties(task, matter)];
    case 'verifying':
      return [...reviewDuties(task, matter, { kind: task.verification ? 'review' : 'recordVerification', by: task.verifyBy }), ...answerDuties(task, matter)];
    case 'suspended':
    case 'struckOff':
    case 'terminated':
    case 'merged':
      return [];
  }
}

interface Matter {
  readonly task: Task;
  readonly offices: Offices;
}

function registeredDuty(task: Registered, { today, ...matter }: Matter & { readonly today: DateText }): Duty {
  if (task.declined) return ofSupervision('reissue', matter, task.declined.reassignBy);
  if (missingForIssue(task.assignment, today).length > 0) return ofSupervision('complete', matter, null);
  if (isSingle(task) && !task.consent) return ofLeader('consentToIssue', matter, null);
  return ofSupervision('issue', matter, null);
}

/** Where the supervision unit itself took part, the leader in charge reviews in its place; of a 重点 task he signs first. */
function reviewDuties(task: ClosureReview | Verifying, matter: Matter, { kind, by }: { readonly kind: DutyKind; readonly by: DateText }): readonly Duty[] {
  if (supervisionUnitTakesPart(task, matter.offices)) return [ofLeader(kind, matter, by)];
  const review: Duty = { kind, holder: supervisionRole(matter.offices, task.supervisingOffice, 'reviewer'), person: null, by };
  return task.assignment.isKey && !task.consent ? [ofLeader('consentToStrikeOff', matter, by), review] : [review];
}

/** The supervision unit says what it thinks, unless it took part itself; the leader decides with or without. */
function extensionDuties({ pendingExtension }: InProgress, matter: Matter): readonly Duty[] {
  if (!pendingExtension) return [];
  const { review, decideBy } = pendingExtension;
  const isReviewed = review !== undefined || supervisionUnitTakesPart(matter.task, matter.offices);
  return [...(isReviewed ? [] : [ofSupervision('reviewExtension', matter, decideBy)]), ofLeader('decideExtension', matter, decideBy)];
}

const answerDuties = ({ openUrge }: SupervisedTask, matter: Matter): readonly Duty[] => (openUrge ? [ofLead('answerUrge', matter, openUrge.replyBy)] : []);

const contributionDuties = ({ requests = [] }: SupervisedTask, { offices }: Matter): readonly Duty[] =>
  requests.map(({ participant, due }) => ({
    kind: 'contribute',
    holder: { office: officeOf(offices, participant)?.code ?? '', department: participant, role: 'lead_contact' },
    person: null,
    by: due,
  }));

/** Whom the latest step has reached may say until when it will be seen to; else the next step comes. */
function acknowledgementDuties({ state, ladder }: Task): readonly Duty[] {
  const [next] = ladder?.steps ?? [];
  if (state === 'suspended' || !ladder || !next || ladder.acknowledgement) return [];
  return (ladder.told.at(-1)?.to ?? []).map((holder) => ({ kind: 'acknowledge', holder, person: null, by: next.on }));
}

/** What leaves with the next step lies open until the end of the working day before it; what is held, until it is let go. */
export const paperDuties = (task: Task, facts: Pick<Facts, 'offices' | 'calendar' | 'now'>): readonly Duty[] =>
  papersOf(task, facts)
    .filter(({ standing }) => standing !== 'signed')
    .map((paper) => {
      const holder = signatoryOf(paper, task, facts.offices);
      const person = holder.role === 'supervising_leader' ? leaderInCharge(task, facts.offices) : null;
      const isHeld = paper.standing === 'held';
      return { kind: isHeld ? 'releasePaper' : 'signPaper', holder, person, by: isHeld ? null : draftedOn(paper, facts) };
    });

/** To apply again is for the head, everything else for the contact too. */
function ofLead(kind: DutyKind, { task, offices }: Matter, by: DateText): Duty {
  const { lead } = task.assignment;
  return {
    kind,
    holder: { office: officeOf(offices, lead)?.code ?? '', department: lead, role: kind === 'resubmit' ? 'department_head' : 'lead_contact' },
    person: null,
    by,
  };
}

const ofSupervision = (kind: DutyKind, { task, offices }: Matter, by: DateText | null): Duty => ({
  kind,
  holder: supervisionRole(offices, task.supervisingOffice, 'supervisor'),
  person: null,
  by,
});

const ofLeader = (kind: DutyKind, { task, offices }: Matter, by: DateText | null): Duty => ({
  kind,
  holder: leaderAddressee(task, offices),
  person: leaderInCharge(task, offices),
  by,
});
