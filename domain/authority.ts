import type { CommandType } from './command-shapes.ts';
import type { Facts, JournalEntry } from './facts.ts';
import type { SupervisedPart } from './organisation.ts';
import { fillsRole, leaderInCharge, officeOf, supervisionUnitTakesPart, takesPart } from './organisation.ts';
import { lateHolderOf } from './papers.ts';
import type { Refusal } from './refusals.ts';
import { refusal } from './refusals.ts';
import type { Actor, Role } from './values.ts';

/** By the clock alone. */
type ClockAct = 'passDeadline' | 'reportMissed';
type HumanAct = Exclude<CommandType, ClockAct>;

/** The acts in Chinese, and who does them, as a refusal says it. */
export const actNames: Readonly<Record<CommandType, string>> = {
  register: '立项',
  amend: '修改立项内容',
  issue: '交办',
  consent: '签发',
  receive: '签收',
  decline: '退签',
  reissue: '重新交办',
  submitMeasures: '报送落实举措',
  approveMeasures: '审定落实举措',
  rejectMeasures: '退回落实举措',
  report: '报告进展',
  urge: '催办',
  escalate: '升级',
  acknowledge: '回复升级',
  signPaper: '签发文稿',
  holdPaper: '缓发文稿',
  releasePaper: '解除缓发',
  acceptAgendaItem: '列入议题',
  declineAgendaItem: '不列入议题',
  applyForClosure: '申请办结',
  returnClosure: '退回办结申请',
  strikeOff: '销号',
  requestContribution: '请参与部门办理',
  contribute: '报送参与情况',
  answerUrge: '答复催办',
  withdrawClosure: '撤回办结申请',
  orderVerification: '转核查',
  recordVerification: '记录核查结果',
  suspend: '暂缓',
  resume: '恢复',
  terminate: '终止',
  correct: '更正日志',
  handOver: '移交',
  requestExtension: '申请延期',
  reviewExtension: '审核延期申请',
  decideExtension: '审批延期',
  setDue: '重定时限',
  movePolicy: '调整适用规则',
  absorb: '承接并入的任务',
  merge: '并入',
  unmerge: '撤销并入',
  release: '解除承接',
  reproject: '重新推算期限',
  incorporate: '纳入新的要求',
  instruct: '批示',
  answerSuggestion: '答复建议',
  reportMissed: '记录缺报',
  passDeadline: '记录期限已过',
};

type Authority =
  | 'leadUnit'
  | 'leadHead'
  | 'participantUnit'
  | 'supervision'
  | 'outsideSupervision'
  | 'ownOrSupervisingSupervision'
  | 'reviewer'
  | 'leader'
  | 'secretary'
  | 'leadership'
  | 'leadershipOrSupervision'
  | 'entryUnitOrSupervision'
  | 'toldByLadder'
  | 'signatory';

const authorityNames: Readonly<Record<Authority, string>> = {
  leadUnit: '牵头部门的联络人或负责人',
  leadHead: '牵头部门负责人',
  supervision: '交办单位督查部门',
  outsideSupervision: '未牵头、参与本任务的交办单位督查部门',
  ownOrSupervisingSupervision: '交办单位或承办单位督查部门',
  reviewer: '交办单位审核人',
  leader: '交办单位分管院领导',
  participantUnit: '参与部门的联络人或负责人',
  secretary: '交办单位党组书记',
  leadership: '交办单位分管院领导或党组书记',
  leadershipOrSupervision: '交办单位分管院领导、党组书记或督查部门',
  toldByLadder: '收到升级通知的人员',
  signatory: '交办单位分管院领导，或未承办本任务、没有逾期的交办单位督查部门',
  entryUnitOrSupervision: '作出该记录的人员、其部门的联络人或负责人，或交办单位督查部门',
};

const authorities: Readonly<Record<HumanAct, Authority>> = {
  register: 'supervision',
  amend: 'supervision',
  issue: 'supervision',
  consent: 'leader',
  receive: 'leadUnit',
  decline: 'leadHead',
  reissue: 'supervision',
  submitMeasures: 'leadUnit',
  approveMeasures: 'supervision',
  rejectMeasures: 'supervision',
  report: 'leadUnit',
  urge: 'ownOrSupervisingSupervision',
  escalate: 'supervision',
  acknowledge: 'toldByLadder',
  signPaper: 'signatory',
  holdPaper: 'signatory',
  releasePaper: 'signatory',
  acceptAgendaItem: 'signatory',
  declineAgendaItem: 'signatory',
  applyForClosure: 'leadHead',
  returnClosure: 'reviewer',
  strikeOff: 'reviewer',
  requestContribution: 'leadUnit',
  contribute: 'participantUnit',
  answerUrge: 'leadUnit',
  withdrawClosure: 'leadHead',
  orderVerification: 'reviewer',
  recordVerification: 'reviewer',
  suspend: 'leader',
  resume: 'leader',
  terminate: 'secretary',
  correct: 'entryUnitOrSupervision',
  handOver: 'supervision',
  requestExtension: 'leadUnit',
  reviewExtension: 'outsideSupervision',
  decideExtension: 'leader',
  setDue: 'leader',
  movePolicy: 'supervision',
  absorb: 'supervision',
  merge: 'supervision',
  unmerge: 'supervision',
  release: 'supervision',
  reproject: 'supervision',
  incorporate: 'supervision',
  instruct: 'leadershipOrSupervision',
  answerSuggestion: 'leadership',
};

/** Neither of them ends a task (R11). */
const actsOfTheClock: readonly CommandType[] = ['passDeadline', 'reportMissed', 'resume'];

/** Imports, and what follows from a new calendar. */
const actsOfTheSystem: readonly CommandType[] = ['register', 'amend', 'reproject'];

/** Who may do what (design of the roles: the doer, the supervision unit, the reviewer and the leader are never the same hand). */
export function authorityFault(act: CommandType, task: SupervisedPart, { actor, offices, entry }: Facts): Refusal | null {
  if (actor === 'clock') return actsOfTheClock.includes(act) ? null : notEntitled(act, 'clock');
  if (actor === 'system') return actsOfTheSystem.includes(act) ? null : notEntitled(act, 'system');
  if (isClockAct(act)) return notEntitled(act, actor.person);
  if (isEntitled(authorities[act], actor, { task, offices, entry: entry ?? null })) return null;
  if (judges(act) && takesPart(task, actor.department)) return tookPart(actor);
  if (authorities[act] === 'toldByLadder') return refusal('NOT_ON_LADDER', { person: actor.person });
  return notEntitled(act, actor.person);
}

/**
 * 代行: whoever is entitled acts for himself; a deputy, in the place of an absent one who is. But nobody supervises or judges in another's
 * place what his own department does (R12). The facts come back with the one who is entitled as actor, the deputy beside him.
 */
export function seated(act: CommandType, task: SupervisedPart, facts: Facts): { readonly facts: Facts } | { readonly refusal: Refusal } {
  const fault = authorityFault(act, task, facts);
  const { actor, standsInFor = [] } = facts;
  if (!fault) return { facts };
  if (isClockAct(act) || typeof actor === 'string') return { refusal: fault };
  const absent = standsInFor.find((person) => authorityFault(act, task, { ...facts, actor: person }) === null);
  if (!absent) return { refusal: fault };
  const isOwnMatter = actor.department !== absent.department && takesPart(task, actor.department);
  if (isOwnMatter && !doersActs.includes(authorities[act]))
    return { refusal: judges(act) ? tookPart(actor) : refusal('DEPUTY_TOOK_PART', { person: actor.person, absentee: absent.person }) };
  return { facts: { ...facts, actor: absent, deputy: actor } };
}

/** What the supervised do. */
const doersActs: readonly Authority[] = ['leadUnit', 'leadHead', 'participantUnit', 'entryUnitOrSupervision'];

interface Matter {
  readonly task: SupervisedPart;
  readonly offices: Facts['offices'];
}

function isEntitled(authority: Authority, actor: Actor, { task, offices, entry }: Matter & Pick<Required<Facts>, 'entry'>): boolean {
  const holds = (role: Role): boolean => actor.roles.includes(role);
  const isUnit = holds('lead_contact') || holds('department_head');
  const inLead = actor.department === task.assignment.lead;
  const atSupervisingOffice = actor.office === task.supervisingOffice;
  switch (authority) {
    case 'leadUnit':
      return inLead && isUnit;
    case 'participantUnit':
      return task.assignment.participants.includes(actor.department) && isUnit;
    case 'leadHead':
      return inLead && holds('department_head');
    case 'supervision':
      return atSupervisingOffice && holds('supervisor');
    case 'outsideSupervision':
      return atSupervisingOffice && holds('supervisor') && !takesPart(task, actor.department);
    case 'ownOrSupervisingSupervision':
      return holds('supervisor') && (atSupervisingOffice || actor.office === officeOf(offices, task.assignment.lead)?.code);
    case 'leader':
      return isLeaderInCharge(actor, { task, offices });
    case 'secretary':
      return atSupervisingOffice && holds('party_group_secretary');
    case 'leadership':
      return isOfLeadership(actor, { task, offices });
    case 'leadershipOrSupervision':
      return isOfLeadership(actor, { task, offices }) || (atSupervisingOffice && holds('supervisor'));
    case 'entryUnitOrSupervision':
      return (atSupervisingOffice && holds('supervisor')) || (entry !== null && madeBy(actor, entry, isUnit));
    case 'toldByLadder':
      // Where there is none, the rule says so.
      return !task.ladder || task.ladder.told.some(({ to }) => to.some((addressee) => fillsRole(actor, addressee, offices)));
    case 'signatory':
      return isLeaderInCharge(actor, { task, offices }) || (atSupervisingOffice && holds('supervisor') && !isOfLateOrWorking(actor, { task, offices }));
    case 'reviewer':
      return (
        !takesPart(task, actor.department) &&
        atSupervisingOffice &&
        (holds('reviewer') || (supervisionUnitTakesPart(task, offices) && isLeaderInCharge(actor, { task, offices })))
      );
  }
}

/** Nobody keeps back, or lets go, what is said of his own department. */
const isOfLateOrWorking = ({ department }: Actor, { task, offices }: Matter): boolean =>
  takesPart(task, department) || lateHolderOf(task, offices).department === department;

/** Nobody judges what his own department does (R12). */
const judges = (act: HumanAct): boolean => authorities[act] === 'reviewer' || authorities[act] === 'outsideSupervision';

const tookPart = ({ department }: Actor): Refusal => refusal('REVIEWER_TOOK_PART', { department });

const madeBy = ({ person, department }: Actor, { event, department: entryDepartment }: JournalEntry, isUnit: boolean): boolean =>
  person === event.by || person === event.onBehalfOf || (isUnit && department === entryDepartment);

const isOfLeadership = (actor: Actor, matter: Matter): boolean =>
  isLeaderInCharge(actor, matter) || (actor.office === matter.task.supervisingOffice && actor.roles.includes('party_group_secretary'));

export const isLeaderInCharge = (actor: Actor, { task, offices }: Matter): boolean =>
  actor.roles.includes('supervising_leader') && actor.person === leaderInCharge(task, offices);

const isClockAct = (act: CommandType): act is ClockAct => act === 'passDeadline' || act === 'reportMissed';

const notEntitled = (act: CommandType, person: string): Refusal =>
  refusal('NOT_ENTITLED', { person, act: actNames[act], who: isClockAct(act) ? '系统时钟' : authorityNames[authorities[act]] });
