import type { TaskEvent, TaskEventType } from '../../domain/events.ts';
import { fold } from '../../domain/evolve.ts';
import type { LadderStep } from '../../domain/ladder.ts';
import { firstPolicy } from '../../domain/policy.ts';
import type { Assignment, Task, TaskState } from '../../domain/task.ts';
import type { Measure } from '../../domain/values.ts';
import { calendarOf2019 } from './calendars.ts';
import { contact, head, leader, participantContact, reviewer, supervisor } from './offices.ts';
import { calendarInForce } from './overlays.ts';

/** The life of 改-12 as its journal has it, decided on 2019-02-12 and due on a Sunday, 2019-06-30. */

type EventOf<Type extends TaskEventType> = Extract<TaskEvent, { type: Type }>;
type Samples = { readonly [Type in TaskEventType]: EventOf<Type> };

export const anAssignment = (parts: Partial<Assignment> = {}): Assignment => ({
  category: '改革',
  title: '健全民事检察监督机制',
  requirement: '制定办案指引并组织实施',
  expectedResult: '印发民事检察办案指引',
  lead: 'SPP-06',
  participants: ['SPP-08'],
  leader: 'leader of civil',
  responsible: 'department_head of SPP-06',
  proposedHorizon: 'firstHalf',
  due: '2019-06-30',
  milestones: [{ date: '2019-04-30', text: '形成征求意见稿' }],
  line: '民事',
  depth: '',
  isKey: false,
  clauses: [{ source: '检察改革工作规划', clause: '12' }],
  ...parts,
});

export const aMeasure = (parts: Partial<Measure> = {}): Measure => ({
  text: '起草指引',
  responsible: '张三',
  start: '2019-02-21',
  finish: '2019-04-30',
  deliverable: '征求意见稿',
  acceptance: '条目齐全',
  ...parts,
});

/** What the file holds is `abc`, the published test vector of SM3. */
export const someEvidence = { name: '办案指引.pdf', sm3: '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0', sizeBytes: 3 };

const measures = [aMeasure(), aMeasure({ text: '印发指引', start: '2019-05-05', finish: '2019-06-14', deliverable: '正式文本' })];

/** Of a task that was due on 2019-06-30: levels 1 to 4, as far as days are given, the last of them the last of the ladder. */
export function stepsOn(...days: readonly string[]): readonly LadderStep[] {
  return days.map((day, index) => ({ level: index + 5 - days.length, on: `2019-${day}` }));
}

const samples: Samples = {
  taskRegistered: {
    type: 'taskRegistered',
    at: '2019-02-12T00:30:00.000Z',
    by: supervisor.person,
    programme: '2019',
    number: '改-12',
    supervisingOffice: 'SPP',
    origin: { kind: 'programme', text: '党组扩大会 2019-02-12' },
    assignment: anAssignment(),
    calendarVersion: calendarOf2019.version,
    policyVersion: firstPolicy.version,
  },
  taskAmended: { type: 'taskAmended', at: '2019-02-12T00:40:00.000Z', by: supervisor.person, changes: { title: '完善民事检察监督机制' } },
  consentGiven: { type: 'consentGiven', at: '2019-02-12T00:45:00.000Z', by: leader.person, to: 'issue' },
  taskIssued: { type: 'taskIssued', at: '2019-02-12T01:00:00.000Z', by: supervisor.person, due: '2019-06-30', signBy: '2019-02-14' },
  taskReceived: { type: 'taskReceived', at: '2019-02-13T01:00:00.000Z', by: contact.person, measuresBy: '2019-02-27', receipt: null },
  taskDeclined: { type: 'taskDeclined', at: '2019-02-13T01:00:00.000Z', by: head.person, reason: '不属于本厅职责', reassignBy: '2019-02-15' },
  taskReissued: {
    type: 'taskReissued',
    at: '2019-02-14T01:00:00.000Z',
    by: supervisor.person,
    changes: { lead: 'SPP-10', responsible: 'department_head of SPP-10', leader: 'leader of petitions' },
    reason: null,
    due: '2019-06-30',
    signBy: '2019-02-18',
  },
  measuresSubmitted: {
    type: 'measuresSubmitted',
    at: '2019-02-20T01:00:00.000Z',
    by: contact.person,
    horizon: 'firstHalf',
    measures,
    approveBy: '2019-02-27',
    receipt: null,
  },
  measuresApproved: { type: 'measuresApproved', at: '2019-02-21T01:00:00.000Z', by: supervisor.person, horizon: 'firstHalf', basis: '分工方案第 12 项' },
  measuresRejected: { type: 'measuresRejected', at: '2019-02-21T01:00:00.000Z', by: supervisor.person, reason: '没有可检验的成果', measuresBy: '2019-02-28' },
  taskReported: {
    type: 'taskReported',
    at: '2019-03-04T01:00:00.000Z',
    by: contact.person,
    cycle: '2019-03',
    progress: '完成调研，形成初稿',
    intention: '三月底前征求意见',
    problems: '无',
    suggestions: [{ id: '1-1', text: '请法律政策研究室提前会商' }],
    measuresDone: ['1'],
    receipt: null,
  },
  taskUrged: { type: 'taskUrged', at: '2019-04-08T01:00:00.000Z', by: supervisor.person, reason: '三月未报告', replyBy: '2019-04-10' },
  taskEscalated: {
    type: 'taskEscalated',
    at: '2019-04-15T01:00:00.000Z',
    by: supervisor.person,
    level: 1,
    reason: '催办后仍未报告',
    to: [{ office: 'SPP', department: 'SPP-06', role: 'department_head' }],
  },
  escalationAcknowledged: {
    type: 'escalationAcknowledged',
    at: '2019-07-01T02:00:00.000Z',
    by: head.person,
    until: '2019-07-05',
    text: '七月五日前办结',
    steps: stepsOn('07-08', '07-10', '07-17'),
  },
  paperSigned: { type: 'paperSigned', at: '2019-07-03T02:00:00.000Z', by: supervisor.person, level: 3 },
  paperHeld: { type: 'paperHeld', at: '2019-07-03T02:00:00.000Z', by: supervisor.person, level: 3, reason: '成果已报送，待核实' },
  paperReleased: { type: 'paperReleased', at: '2019-07-03T03:00:00.000Z', by: supervisor.person, level: 3 },
  agendaItemAccepted: { type: 'agendaItemAccepted', at: '2019-07-15T02:00:00.000Z', by: supervisor.person, meeting: '党组会 2019-08-01' },
  agendaItemDeclined: { type: 'agendaItemDeclined', at: '2019-07-15T02:00:00.000Z', by: supervisor.person, reason: '分管院领导已专题研究' },
  closureApplied: {
    type: 'closureApplied',
    at: '2019-06-20T01:00:00.000Z',
    by: head.person,
    action: '起草、征求意见并印发',
    result: '印发民事检察办案指引',
    effect: null,
    evidence: [someEvidence],
    countsOn: '2019-06-20',
    reviewBy: '2019-06-27',
    receipt: null,
  },
  closureReturned: { type: 'closureReturned', at: '2019-06-24T01:00:00.000Z', by: reviewer.person, reason: '缺少实施情况', resubmitBy: '2019-07-01' },
  verificationOrdered: { type: 'verificationOrdered', at: '2019-06-21T01:00:00.000Z', by: reviewer.person, reason: '抽查', verifyBy: '2019-07-05' },
  taskStruckOff: { type: 'taskStruckOff', at: '2019-06-25T01:00:00.000Z', by: reviewer.person },
  taskSuspended: { type: 'taskSuspended', at: '2019-03-20T01:00:00.000Z', by: leader.person, reason: '待立法', resumeOn: '2019-06-03' },
  taskResumed: {
    type: 'taskResumed',
    at: '2019-06-03T01:00:00.000Z',
    by: 'clock',
    currentDue: '2019-09-11',
    milestones: [{ date: '2019-07-15', text: '形成征求意见稿' }],
    requests: [],
  },
  taskTerminated: { type: 'taskTerminated', at: '2019-05-06T01:00:00.000Z', by: 'secretary', reason: '任务已无必要', decision: '党组会 2019-05-06' },
  taskMerged: { type: 'taskMerged', at: '2019-05-06T01:00:00.000Z', by: supervisor.person, into: '2019/改-13' },
  taskUnmerged: { type: 'taskUnmerged', at: '2019-05-20T01:00:00.000Z', by: supervisor.person, reason: '并入有误' },
  contributionRequested: {
    type: 'contributionRequested',
    at: '2019-03-06T01:00:00.000Z',
    by: contact.person,
    id: '1',
    participant: 'SPP-08',
    text: '请提供公益诉讼典型案例',
    due: '2019-03-13',
  },
  contributionMade: {
    type: 'contributionMade',
    at: '2019-03-12T01:00:00.000Z',
    by: participantContact.person,
    participant: 'SPP-08',
    text: '已整理案例六件',
    request: null,
  },
  urgeAnswered: { type: 'urgeAnswered', at: '2019-04-09T01:00:00.000Z', by: contact.person, text: '初稿已完成，四月十五日前报送' },
  closureWithdrawn: { type: 'closureWithdrawn', at: '2019-06-21T01:00:00.000Z', by: head.person, reason: '需补充附件', resubmitBy: null },
  verificationRecorded: {
    type: 'verificationRecorded',
    at: '2019-06-24T01:00:00.000Z',
    by: reviewer.person,
    finding: '指引已印发并执行',
    method: '实地',
    passed: true,
    resubmitBy: null,
  },
  entryCorrected: {
    type: 'entryCorrected',
    at: '2019-06-22T01:00:00.000Z',
    by: supervisor.person,
    seq: 5,
    entry: 'measuresApproved',
    entryAt: '2019-02-21T01:00:00.000Z',
    field: 'basis',
    oldText: '分工方案第 12 项',
    newText: '分工方案第 13 项',
  },
  extensionRequested: {
    type: 'extensionRequested',
    at: '2019-06-20T01:00:00.000Z',
    by: contact.person,
    to: '2019-09-30',
    reason: '需征求地方意见',
    progress: '初稿已完成，正在征求意见',
    milestones: [],
    decideBy: '2019-06-25',
  },
  extensionReviewed: { type: 'extensionReviewed', at: '2019-06-21T01:00:00.000Z', by: supervisor.person, opinion: '理由属实', supports: true },
  extensionDecided: {
    type: 'extensionDecided',
    at: '2019-06-24T01:00:00.000Z',
    by: leader.person,
    approved: true,
    reason: '同意延期',
    to: '2019-09-30',
    currentDue: '2019-09-30',
    milestones: anAssignment().milestones,
  },
  dueSet: {
    type: 'dueSet',
    at: '2019-07-02T01:00:00.000Z',
    by: leader.person,
    reason: '限年底前完成',
    currentDue: '2019-12-31',
    milestones: anAssignment().milestones,
  },
  taskAbsorbed: {
    type: 'taskAbsorbed',
    at: '2019-05-06T01:00:00.000Z',
    by: supervisor.person,
    task: '2019/改-13',
    title: '规范民事检察文书',
    requirement: '统一文书样式',
    expectedResult: '印发文书样式',
    reason: '内容相近，合并办理',
    theirs: { due: '2019-05-31', clauses: [{ source: '检察改革工作规划', clause: '13' }], departments: ['SPP-10', 'SPP-08'] },
    currentDue: '2019-05-31',
    due: '2019-05-31',
  },
  taskReleased: {
    type: 'taskReleased',
    at: '2019-05-20T01:00:00.000Z',
    by: supervisor.person,
    task: '2019/改-13',
    reason: '并入有误',
    currentDue: '2019-06-30',
    due: '2019-06-30',
    clauses: [{ source: '检察改革工作规划', clause: '12' }],
    participants: ['SPP-08'],
    left: ['SPP-10'],
    kept: { due: false, participants: [] },
  },
  clauseIncorporated: {
    type: 'clauseIncorporated',
    at: '2019-03-06T01:00:00.000Z',
    by: supervisor.person,
    source: '中央有关部门通知',
    clause: '第3条',
    clauseText: '建立民事检察案件质量评查机制',
    version: 2,
    before: { requirement: '制定办案指引并组织实施', expectedResult: '印发民事检察办案指引', due: '2019-06-30' },
    requirement: '制定民事检察办案指引，组织实施并建立案件质量评查机制',
    expectedResult: '印发民事检察办案指引',
    due: '2019-06-30',
    milestones: [{ date: '2019-04-30', text: '形成征求意见稿' }],
    reason: null,
    incorporation: { receivedOn: '2019-03-04', workingDays: 2 },
  },
  instructionGiven: {
    type: 'instructionGiven',
    at: '2019-05-07T01:00:00.000Z',
    by: leader.person,
    text: '年底前覆盖全部省级院',
    version: 2,
    before: { requirement: '制定办案指引并组织实施', expectedResult: '印发民事检察办案指引', due: '2019-06-30' },
    requirement: '制定办案指引并组织实施；批示：年底前覆盖全部省级院',
    expectedResult: '印发民事检察办案指引',
    due: '2019-06-30',
    milestones: [{ date: '2019-04-30', text: '形成征求意见稿' }],
  },
  suggestionAnswered: {
    type: 'suggestionAnswered',
    at: '2019-03-07T01:00:00.000Z',
    by: leader.person,
    suggestion: '1-1',
    suggestionText: '请法律政策研究室提前会商',
    answer: 'accepted',
    reason: null,
    referredTo: null,
    due: '2019-12-31',
  },
  taskHandedOver: {
    type: 'taskHandedOver',
    at: '2019-03-05T01:00:00.000Z',
    by: supervisor.person,
    reason: '机构改革，职责划转',
    unit: { from: 'SPP-06', to: 'SPP-10' },
    from: { lead: 'SPP-06', participants: ['SPP-08'], responsible: 'department_head of SPP-06', leader: 'leader of civil' },
    to: { lead: 'SPP-10', participants: ['SPP-08'], responsible: 'department_head of SPP-10', leader: 'leader of petitions' },
    requests: [],
  },
  policyMoved: {
    type: 'policyMoved',
    at: '2019-03-01T01:00:00.000Z',
    by: supervisor.person,
    from: firstPolicy.version,
    to: 'policy-2',
    reason: '今年起缩短审核期限',
    clocks: [],
  },
  taskReprojected: {
    type: 'taskReprojected',
    at: '2019-02-13T02:00:00.000Z',
    by: 'system',
    from: calendarOf2019.version,
    to: calendarInForce.version,
    reason: '增加休息日',
    dates: [],
  },
  reportMissed: { type: 'reportMissed', at: '2019-04-28T16:00:00.000Z', by: 'clock', cycle: '2019-05', cutOff: '2019-04-28' },
  missingWithdrawn: { type: 'missingWithdrawn', at: '2019-04-29T01:00:00.000Z', by: contact.person, cycle: '2019-05' },
  deadlinePassed: {
    type: 'deadlinePassed',
    at: '2019-04-30T16:00:00.000Z',
    by: 'clock',
    deadline: { kind: 'milestone', date: '2019-04-30' },
    late: false,
  },
};

export const eventTypes = Object.keys(samples) as readonly TaskEventType[];

export const anEvent = <Type extends TaskEventType>(type: Type, parts: Partial<EventOf<Type>> = {}): EventOf<Type> => ({ ...samples[type], ...parts });

const toWork: readonly TaskEventType[] = ['taskRegistered', 'taskIssued', 'taskReceived', 'measuresSubmitted', 'measuresApproved'];
const toReview: readonly TaskEventType[] = [...toWork, 'closureApplied'];

const ways: Readonly<Record<TaskState, readonly TaskEventType[]>> = {
  registered: toWork.slice(0, 1),
  issued: toWork.slice(0, 2),
  received: toWork.slice(0, 3),
  inProgress: toWork,
  closureReview: toReview,
  verifying: [...toReview, 'verificationOrdered'],
  suspended: [...toWork, 'taskSuspended'],
  struckOff: [...toReview, 'taskStruckOff'],
  terminated: [...toWork, 'taskTerminated'],
  merged: [...toWork, 'taskMerged'],
};

/** The shortest journal that leads to a state, begun with this registration. */
export const historyOf = (state: TaskState, registration: Partial<EventOf<'taskRegistered'>> = {}): readonly TaskEvent[] =>
  ways[state].map((type) => (type === 'taskRegistered' ? anEvent(type, registration) : anEvent(type)));

/** Past its milestone and its due day, with a ladder that nobody has climbed yet; then told to the head of the lead as well. */
export const historyOfOverdue = (registration: Partial<EventOf<'taskRegistered'>> = {}): readonly TaskEvent[] => [
  ...historyOf('inProgress', registration),
  anEvent('deadlinePassed'),
  anEvent('deadlinePassed', {
    at: '2019-06-30T16:00:00.000Z',
    deadline: { kind: 'due', date: '2019-06-30' },
    steps: stepsOn('07-01', '07-03', '07-05', '07-12'),
  }),
];
export const historyOfEscalated = (registration: Partial<EventOf<'taskRegistered'>> = {}): readonly TaskEvent[] => [
  ...historyOfOverdue(registration),
  anEvent('taskEscalated', { at: '2019-07-01T01:00:00.000Z', by: 'clock' }),
];

/** On the day before level 3: its paper to the leader lies open. */
export const historyOfDrafted = (registration: Partial<EventOf<'taskRegistered'>> = {}): readonly TaskEvent[] => [
  ...historyOf('inProgress', registration),
  anEvent('deadlinePassed'),
  anEvent('deadlinePassed', {
    at: '2019-06-30T16:00:00.000Z',
    deadline: { kind: 'due', date: '2019-06-30' },
    steps: stepsOn('07-01', '07-03', '07-04', '07-12'),
  }),
  anEvent('taskEscalated', { at: '2019-07-01T01:00:00.000Z', by: 'clock' }),
  anEvent('taskEscalated', { at: '2019-07-03T01:00:00.000Z', by: 'clock', level: 2, to: [{ office: 'SPP', department: 'SPP-BGT', role: 'supervisor' }] }),
];

/** Told at every level, and proposed for the agenda of the Party group. */
export const historyOfProposed = (): readonly TaskEvent[] => [
  ...historyOfEscalated(),
  anEvent('taskEscalated', {
    at: '2019-07-12T01:00:00.000Z',
    by: 'clock',
    level: 4,
    to: [{ office: 'SPP', department: 'SPP-BGT', role: 'supervisor' }],
    isForAgenda: true,
  }),
];

/** 退签: sent back by the lead, waiting to be issued anew. */
export const historyOfDeclined = (registration: Partial<EventOf<'taskRegistered'>> = {}): readonly TaskEvent[] => [
  ...historyOf('issued', registration),
  anEvent('taskDeclined'),
];

type TaskIn<State extends TaskState> = Extract<Task, { state: State }>;

/** The task that a journal gives; throws where it gives none, so that a test need not ask. */
export function taskAfter(events: readonly TaskEvent[]): Task {
  const task = fold(events);
  if (!task) throw new Error(`no task after ${events.map(({ type }) => type).join(', ') || 'an empty journal'}; begin with taskRegistered`);
  return task;
}

/** 改-12 in a state, with what the test says of its assignment. */
export function aTask<State extends TaskState>(state: State, assignment: Partial<Assignment> = {}): TaskIn<State> {
  return taskAfter(historyOf(state, { assignment: anAssignment(assignment) })) as TaskIn<State>;
}
