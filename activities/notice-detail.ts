import { deadlineNames } from '../domain/deadlines.ts';
import { spoken } from '../domain/decomposition.ts';
import type { TaskEvent, TaskEventType } from '../domain/events.ts';
import { answerNames } from '../domain/leadership-commands.ts';
import type { NoticeKind } from '../domain/notice-names.ts';
import { clockText } from '../domain/policy-clocks.ts';
import { baselineDueOf, currentDueOf, stateNames } from '../domain/task.ts';
import type { DateText, Milestone } from '../domain/values.ts';
import { horizonNames } from '../domain/values.ts';
import type { NoticeToDeliverItem } from '../ledger/notices.ts';
import { differenceOf, differenceText } from '../ledger/text-difference.ts';
import { escalationLines, releasedLines, urgeLines } from './ladder-papers.ts';

type Writer<Type extends TaskEventType> = (event: Extract<TaskEvent, { type: Type }>, item: NoticeToDeliverItem, kind: NoticeKind) => readonly string[];

/** What the paper says of one task: what happened, by whom and why, and by when something is expected. */
export function noticeDetail(item: NoticeToDeliverItem, kind: NoticeKind): readonly string[] {
  const write = writers[item.event.type] as ((event: TaskEvent, item: NoticeToDeliverItem, kind: NoticeKind) => readonly string[]) | undefined;
  return write?.(item.event, item, kind) ?? [];
}

const milestoneLine = ({ date, text }: Milestone): string => `阶段目标：${date} ${text}`;

const assigned = ({ signBy }: { readonly signBy: DateText }, { task, leadName }: NoticeToDeliverItem): readonly string[] => {
  const { requirement, expectedResult, isKey, due } = task.assignment;
  return [
    `工作要求：${requirement}`,
    `预期成果：${expectedResult}`,
    `牵头部门：${leadName}${isKey ? '（重点任务）' : ''}`,
    `完成时限：${due ?? '未定'}`,
    `请于 ${signBy} 前签收。`,
  ];
};

/** With the earlier wording beside it, and with what the new day leaves behind it. */
const incorporated: Writer<'clauseIncorporated'> = (
  { version, clauseText, before, requirement, expectedResult, due, milestones, reason, ...clause },
  { task },
) => {
  const measures = 'measures' in task ? task.measures.filter(({ finish, doneAt }) => doneAt === null && due !== null && finish > due) : [];
  return [
    `新的分工：${spoken(clause)}，${clauseText}`,
    `工作要求（第 ${version} 版）：${requirement}`,
    `与前一版的差别：${differenceText(differenceOf(before.requirement, requirement))}`,
    ...(expectedResult === before.expectedResult ? [] : [`预期成果：${expectedResult}`]),
    ...(due === before.due ? [] : [`现时限：${due}（原为 ${before.due}）`, ...milestones.map(({ date, text }) => `阶段目标：${date} ${text}`)]),
    ...measures.map(({ id, text, finish }) => `举措 ${id}“${text}”原定 ${finish} 完成，晚于现时限，请提前。`),
    ...(reason === null ? [] : [`说明：${reason}`]),
  ];
};

/** Whoever takes it over reads from the paper alone what was changed, what was not, and what waits for him. */
const handedOver: Writer<'taskHandedOver'> = ({ reason, from, to }, { task, names }) => {
  const nameOf = (code: string | null): string => (code === null ? '未定' : (names[code] ?? code));
  const line = (title: string, before: string, after: string): string => `${title}：${before === after ? after : `${before} → ${after}`}`;
  const listed = (codes: readonly string[]): string => codes.map(nameOf).join('、') || '无';
  return [
    `移交理由：${reason}`,
    line('牵头部门', nameOf(from.lead), nameOf(to.lead)),
    line('参与部门', listed(from.participants), listed(to.participants)),
    line('责任人', nameOf(from.responsible), nameOf(to.responsible)),
    line('责任领导', nameOf(from.leader), nameOf(to.leader)),
    `工作要求：${task.assignment.requirement}`,
    `目前状态：${stateNames[task.state]}，现时限 ${currentDueOf(task) ?? '未定'}`,
  ];
};

const instructed: Writer<'instructionGiven'> = ({ text, version, meeting, before, due, milestones }) => [
  `批示：${text}`,
  ...(meeting === undefined ? [] : [`会议：${meeting}`]),
  `工作要求（第 ${version} 版，批示之前）：${before.requirement}`,
  ...(due === before.due ? [] : [`现时限：${due}（原为 ${before.due}）`, ...milestones.map(milestoneLine)]),
];

const answered: Writer<'suggestionAnswered'> = ({ suggestion, suggestionText, answer, reason, referredTo, due, meeting }, { leadName, names }) => {
  const referral = referredTo?.person ?? referredTo?.department;
  return [
    `建议 ${suggestion}（${leadName}）：${suggestionText}`,
    `答复：${answerNames[answer]}${referral === undefined ? '' : `，由${names[referral] ?? referral}办理`}`,
    ...(reason === null ? [] : [`说明：${reason}`]),
    ...(due === null ? [] : [`请于 ${due} 前办理。`]),
    ...(meeting === undefined ? [] : [`会议：${meeting}`]),
  ];
};

/** Only events that somebody is told of (domain/effects.ts). */
const writers: { readonly [Type in TaskEventType]?: Writer<Type> } = {
  taskIssued: assigned,
  taskReissued: assigned,
  taskDeclined: ({ reason, reassignBy }) => [`退签理由：${reason}`, `请于 ${reassignBy} 前重新交办。`],
  measuresSubmitted: ({ horizon, measures, approveBy }) => [
    `拟定时限类型：${horizonNames[horizon]}`,
    ...measures.map(({ text, finish }) => `举措：${text}（${finish} 前）`),
    `请于 ${approveBy} 前审定。`,
  ],
  measuresApproved: ({ horizon, basis, due, milestones = [] }) => [
    `时限类型：${horizonNames[horizon]}`,
    `依据：${basis}`,
    ...(due === undefined ? [] : [`现时限：${due}（按时限类型提前）`]),
    ...milestones.map(milestoneLine),
  ],
  measuresRejected: ({ reason, measuresBy }) => [`退回理由：${reason}`, `请于 ${measuresBy} 前重新报送。`],
  taskUrged: urgeLines,
  reportMissed: ({ cycle, cutOff }) => [`汇报周期：${cycle}，${cutOff} 24:00 截止`],
  missingWithdrawn: ({ cycle }, { leadName }) => [`汇报周期：${cycle}`, `牵头部门：${leadName}`],
  taskEscalated: escalationLines,
  paperReleased: releasedLines,
  agendaItemAccepted: ({ meeting }) => [`列入议题：${meeting ?? '下一次党组会'}`, '请做好汇报准备。'],
  escalationAcknowledged: ({ until, text }) => [`升级暂停至 ${until}。`, ...(text === null ? [] : [`回复：${text}`])],
  closureApplied: ({ action, result, evidence, reviewBy }) => [
    `落实情况：${action}`,
    `成果：${result}`,
    `佐证材料：${evidence.map(({ name }) => name).join('、')}`,
    `请于 ${reviewBy} 前审核。`,
  ],
  closureReturned: ({ reason, resubmitBy }) => [`退回理由：${reason}`, `请于 ${resubmitBy} 前重新申请办结。`],
  deadlinePassed: ({ deadline, late }, { leadName }) => [
    `已过期限：${deadlineNames[deadline.kind]}（${deadline.date}）${late ? '，补记' : ''}`,
    `牵头部门：${leadName}`,
  ],
  clauseIncorporated: incorporated,
  instructionGiven: instructed,
  suggestionAnswered: answered,
  entryCorrected: ({ seq, oldText, newText }) => [`更正日志第 ${seq} 条`, `原文：${oldText}`, `更正为：${newText}`],
  contributionRequested: ({ text, due, id }, { leadName }) => [`请求事项：${text}`, `牵头部门：${leadName}`, `请于 ${due} 前答复（请求 ${id}）。`],
  contributionMade: ({ text, request }) => [`参与情况：${text}`, request === null ? '参与部门主动报送。' : `答复请求 ${request}。`],
  urgeAnswered: ({ text }, { leadName }) => [`答复：${text}`, `牵头部门：${leadName}`],
  closureWithdrawn: ({ reason }, { leadName }) => [`撤回理由：${reason}`, `牵头部门：${leadName}`],
  verificationOrdered: ({ reason, verifyBy }) => [`核查事由：${reason}`, `核查于 ${verifyBy} 前完成，请予配合。`],
  verificationRecorded: ({ method, finding, resubmitBy }) => [
    `核查方式：${method}`,
    `核查情况：${finding}`,
    ...(resubmitBy === null ? [] : [`请于 ${resubmitBy} 前重新申请办结。`]),
  ],
  taskSuspended: ({ reason, resumeOn }) => [`暂缓理由：${reason}`, `恢复日期：${resumeOn}`],
  taskResumed: ({ currentDue, milestones }) => [`现时限：${currentDue}`, ...milestones.map(milestoneLine)],
  extensionRequested: ({ to, reason, progress, milestones, decideBy }, { task, leadName }) => [
    `牵头部门：${leadName}`,
    `时限：原 ${baselineDueOf(task) ?? '未定'}，申请延至 ${to}`,
    `延期理由：${reason}`,
    `目前进展：${progress}`,
    ...milestones.map(({ date, text }) => `新增阶段目标：${date} ${text}`),
    `请于 ${decideBy} 前审批。`,
  ],
  extensionReviewed: ({ opinion, supports }, { leadName }) => [`牵头部门：${leadName}`, `审核意见：${supports ? '同意' : '不同意'}延期。${opinion}`],
  extensionDecided: ({ approved, reason, to, currentDue }) => [
    `审批结果：${approved ? '同意' : '不同意'}延至 ${to}`,
    `审批意见：${reason}`,
    `现时限：${currentDue}`,
  ],
  dueSet: ({ reason, currentDue }, { task }) => [`理由：${reason}`, `新时限：${currentDue}（原时限 ${baselineDueOf(task) ?? '未定'}）`],
  taskMerged: ({ into, reason }) => [`并入：${into}`, ...(reason === undefined ? [] : [`理由：${reason}`])],
  taskUnmerged: ({ reason }) => [`理由：${reason}`],
  taskAbsorbed: ({ task, title, requirement, expectedResult, currentDue, reason }) => [
    `并入的任务：${task} ${title}`,
    `工作要求：${requirement}`,
    `预期成果：${expectedResult}`,
    `现时限：${currentDue ?? '未定'}`,
    `理由：${reason}`,
  ],
  taskReleased: ({ task, currentDue, kept, reason }) => [
    `恢复单独督办的任务：${task}`,
    `现时限：${currentDue ?? '未定'}${kept.due ? '（并入后另行确定，不变）' : ''}`,
    `理由：${reason}`,
  ],
  policyMoved: ({ from, to, reason, clocks }) => [`督办规则：由 ${from} 改为 ${to}`, `理由：${reason}`, ...clocks.map(clockText)],
  taskReprojected: ({ to, reason, dates }) => [`工作日历：${to}`, `理由：${reason ?? '无'}`, ...dates.map(clockText)],
  taskHandedOver: handedOver,
  taskTerminated: ({ reason, decision }) => [`终止理由：${reason}`, `决定依据：${decision}`],
};
