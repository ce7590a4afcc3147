import type { CommandType } from '../../domain/command-shapes.ts';
import type { CommandOf } from '../../domain/commands.ts';
import type { Facts, KnownClause } from '../../domain/facts.ts';
import type { Policy } from '../../domain/policy.ts';
import { firstPolicy } from '../../domain/policy.ts';
import type { ReportedSuggestion } from '../../domain/suggestions.ts';
import { calendarOf2019 } from './calendars.ts';
import { aMeasure, anAssignment, someEvidence } from './events.ts';
import { anActor, contact, head, leader, offices, participantContact, reviewer, secretary, supervisor } from './offices.ts';
import { calendarInForce } from './overlays.ts';

/** What people ask for, complete and well said; a test changes the one thing that it is about. */

type Samples = { readonly [Type in CommandType]: CommandOf<Type> };

const samples: Samples = {
  register: {
    type: 'register',
    programme: '2019',
    number: '改-12',
    supervisingOffice: 'SPP',
    origin: { kind: 'programme', text: '党组扩大会 2019-02-12' },
    assignment: anAssignment(),
  },
  amend: { type: 'amend', changes: { title: '完善民事检察监督机制' } },
  issue: { type: 'issue' },
  consent: { type: 'consent' },
  receive: { type: 'receive' },
  decline: { type: 'decline', reason: '不属于本厅职责' },
  reissue: { type: 'reissue', lead: 'SPP-10', responsible: 'department_head of SPP-10' },
  submitMeasures: { type: 'submitMeasures', horizon: 'firstHalf', measures: [aMeasure()] },
  approveMeasures: { type: 'approveMeasures', basis: '分工方案第 12 项' },
  rejectMeasures: { type: 'rejectMeasures', reason: '没有可检验的成果' },
  report: { type: 'report', progress: '完成调研，形成初稿', intention: '三月底前征求意见', problems: '无', suggestions: ['无'] },
  urge: { type: 'urge', reason: '三月未报告' },
  escalate: { type: 'escalate', reason: '催办后仍未报告' },
  acknowledge: { type: 'acknowledge', until: '2019-07-05', text: '七月五日前办结' },
  signPaper: { type: 'signPaper', level: 3 },
  holdPaper: { type: 'holdPaper', level: 3, reason: '成果已报送，待核实' },
  releasePaper: { type: 'releasePaper', level: 3 },
  acceptAgendaItem: { type: 'acceptAgendaItem', meeting: '党组会 2019-08-01' },
  declineAgendaItem: { type: 'declineAgendaItem', reason: '分管院领导已专题研究' },
  applyForClosure: {
    type: 'applyForClosure',
    action: '起草、征求意见并印发',
    result: '印发民事检察办案指引',
    evidence: [someEvidence],
  },
  returnClosure: { type: 'returnClosure', reason: '缺少实施情况' },
  strikeOff: { type: 'strikeOff' },
  requestContribution: { type: 'requestContribution', participant: 'SPP-08', text: '请提供公益诉讼典型案例', due: '2019-12-31' },
  contribute: { type: 'contribute', text: '已整理案例六件' },
  answerUrge: { type: 'answerUrge', text: '初稿已完成，四月十五日前报送' },
  withdrawClosure: { type: 'withdrawClosure', reason: '需补充附件' },
  orderVerification: { type: 'orderVerification', reason: '抽查' },
  recordVerification: { type: 'recordVerification', finding: '指引已印发并执行', method: '实地', passed: true },
  suspend: { type: 'suspend', reason: '待立法', resumeOn: '2019-09-02' },
  resume: { type: 'resume' },
  terminate: { type: 'terminate', reason: '任务已无必要', decision: '党组会 2019-05-06' },
  correct: { type: 'correct', seq: 1, field: 'reason', text: '依据有误，更正如下' },
  requestExtension: { type: 'requestExtension', to: '2019-09-30', reason: '需征求地方意见', progress: '初稿已完成，正在征求意见' },
  reviewExtension: { type: 'reviewExtension', opinion: '理由属实', supports: true },
  decideExtension: { type: 'decideExtension', approved: true, reason: '同意延期' },
  setDue: { type: 'setDue', to: '2019-12-31', reason: '限年底前完成' },
  incorporate: {
    type: 'incorporate',
    source: '中央有关部门通知',
    clause: '第3条',
    requirement: '制定民事检察办案指引，组织实施并建立案件质量评查机制',
  },
  handOver: { type: 'handOver', to: 'SPP-10', responsible: 'department_head of SPP-10', reason: '机构改革，职责划转' },
  movePolicy: { type: 'movePolicy', to: 'policy-2', reason: '今年起缩短审核期限' },
  absorb: { type: 'absorb', task: '2019/改-13', reason: '内容相近，合并办理' },
  merge: { type: 'merge', into: '2019/改-13', reason: '内容相近，合并办理' },
  unmerge: { type: 'unmerge', from: '2019/改-13', reason: '并入有误' },
  release: { type: 'release', task: '2019/改-13', reason: '并入有误' },
  reproject: { type: 'reproject', to: calendarInForce.version, reason: '增加休息日' },
  instruct: { type: 'instruct', text: '年底前覆盖全部省级院' },
  answerSuggestion: { type: 'answerSuggestion', suggestion: '1-1', answer: 'accepted', due: '2019-12-31' },
  reportMissed: { type: 'reportMissed', cycle: '2019-05' },
  passDeadline: { type: 'passDeadline' },
};

export const aCommand = <Type extends CommandType>(type: Type, parts: Partial<CommandOf<Type>> = {}): CommandOf<Type> => ({ ...samples[type], ...parts });

/** Who does each act on a task that SPP-06 leads for the national office. */
export const entitled: Readonly<Record<CommandType, Facts['actor']>> = {
  register: supervisor,
  amend: supervisor,
  issue: supervisor,
  consent: leader,
  receive: contact,
  decline: head,
  reissue: supervisor,
  submitMeasures: contact,
  approveMeasures: supervisor,
  rejectMeasures: supervisor,
  report: contact,
  urge: supervisor,
  escalate: supervisor,
  acknowledge: head,
  signPaper: supervisor,
  holdPaper: supervisor,
  releasePaper: supervisor,
  acceptAgendaItem: supervisor,
  declineAgendaItem: supervisor,
  applyForClosure: head,
  returnClosure: reviewer,
  strikeOff: reviewer,
  requestContribution: contact,
  contribute: participantContact,
  answerUrge: contact,
  withdrawClosure: head,
  orderVerification: reviewer,
  recordVerification: reviewer,
  suspend: leader,
  resume: leader,
  terminate: secretary,
  correct: supervisor,
  requestExtension: contact,
  reviewExtension: supervisor,
  decideExtension: leader,
  setDue: leader,
  incorporate: supervisor,
  handOver: supervisor,
  movePolicy: supervisor,
  absorb: supervisor,
  merge: supervisor,
  unmerge: supervisor,
  release: supervisor,
  reproject: 'system',
  instruct: leader,
  answerSuggestion: leader,
  reportMissed: 'clock',
  passDeadline: 'clock',
};

/** Another version of the rules, as somebody may add it: a review takes three days, a reply four. */
export const secondPolicy: Policy = { ...firstPolicy, version: 'policy-2', reviewWorkingDays: 3, replyWorkingDays: 4 };

/** Of the plan that 改-12 carries out, and of a notice that came in later. */
export const knownClauses: readonly KnownClause[] = [
  { source: '检察改革工作规划', clause: '12', text: '健全民事检察监督机制', received: null },
  { source: '中央有关部门通知', clause: '第3条', text: '建立民事检察案件质量评查机制', received: '2019-03-04' },
];

/** Of the first report of 改-12. */
export const aSuggestion: ReportedSuggestion = {
  id: '1-1',
  text: '请法律政策研究室提前会商',
  cycle: '2019-03',
  reportedAt: '2019-03-04T01:00:00.000Z',
  answerBy: '2019-03-18',
  answer: null,
};

export const facts = (parts: Partial<Facts> = {}): Facts => ({
  now: '2019-02-12T01:00:00.000Z',
  actor: supervisor,
  calendar: calendarOf2019,
  policy: firstPolicy,
  offices,
  policyNamed: secondPolicy,
  clauses: knownClauses,
  persons: [anActor('SPP-10', 'department_head')],
  suggestion: aSuggestion,
  meetingOnRecord: true,
  ...parts,
});

/** What a clerk typed on another day than the paper came. */
export const aReceipt = (date: string, reason: string | null = null) => ({ date, document: '民检〔2019〕3 号', reason });

/** A moment by the clock in Shanghai: `shanghai('2019-02-14', '24:00')`. */
export const shanghai = (date: string, time: string): string => new Date(`${date}T${time}:00+08:00`).toISOString();
