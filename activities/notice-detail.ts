import { deadlineNames } from '../domain/deadlines.ts';
import { isAssignmentEvent, isCooperationEvent, isCourseEvent } from '../domain/event-groups.ts';
import type { AssignmentEvent, CooperationEvent, CourseEvent } from '../domain/events.ts';
import { horizonNames } from '../domain/values.ts';
import type { NoticeToDeliverItem } from '../ledger/notices.ts';

/** What the paper says of one task: what happened, by whom and why, and by when something is expected. */
export function noticeDetail({ event, task, leadName }: NoticeToDeliverItem): readonly string[] {
  if (isAssignmentEvent(event)) return assignmentDetail(event, { task, leadName });
  if (isCooperationEvent(event)) return cooperationDetail(event, leadName);
  if (isCourseEvent(event)) return courseDetail(event, leadName);
  switch (event.type) {
    case 'taskUrged':
      return [`催办事由：${event.reason}`, `请于 ${event.replyBy} 前报送办理情况。`];
    case 'taskEscalated':
      return [`升级理由：${event.reason}`, `升级级别：第 ${event.level} 级`, `牵头部门：${leadName}`];
    case 'closureApplied':
      return [
        `落实情况：${event.action}`,
        `成果：${event.result}`,
        `佐证材料：${event.evidence.map(({ name }) => name).join('、')}`,
        `请于 ${event.reviewBy} 前审核。`,
      ];
    case 'closureReturned':
      return [`退回理由：${event.reason}`, `请于 ${event.resubmitBy} 前重新申请办结。`];
    case 'deadlinePassed':
      return [`已过期限：${deadlineNames[event.deadline.kind]}（${event.deadline.date}）${event.late ? '，补记' : ''}`, `牵头部门：${leadName}`];
    case 'entryCorrected':
      return [`更正日志第 ${event.seq} 条`, `原文：${event.oldText}`, `更正为：${event.newText}`];
    case 'taskStruckOff':
    case 'taskRegistered':
    case 'taskAmended':
    case 'consentGiven':
    case 'taskReceived':
    case 'taskReported':
      return [];
  }
}

function assignmentDetail(event: AssignmentEvent, { task, leadName }: Pick<NoticeToDeliverItem, 'task' | 'leadName'>): readonly string[] {
  const { requirement, expectedResult, isKey, due } = task.assignment;
  switch (event.type) {
    case 'taskIssued':
    case 'taskReissued':
      return [
        `工作要求：${requirement}`,
        `预期成果：${expectedResult}`,
        `牵头部门：${leadName}${isKey ? '（重点任务）' : ''}`,
        `完成时限：${due ?? '未定'}`,
        `请于 ${event.signBy} 前签收。`,
      ];
    case 'taskDeclined':
      return [`退签理由：${event.reason}`, `请于 ${event.reassignBy} 前重新交办。`];
    case 'measuresSubmitted':
      return [
        `拟定时限类型：${horizonNames[event.horizon]}`,
        ...event.measures.map(({ text, finish }) => `举措：${text}（${finish} 前）`),
        `请于 ${event.approveBy} 前审定。`,
      ];
    case 'measuresApproved':
      return [`时限类型：${horizonNames[event.horizon]}`, `依据：${event.basis}`];
    case 'measuresRejected':
      return [`退回理由：${event.reason}`, `请于 ${event.measuresBy} 前重新报送。`];
  }
}

function cooperationDetail(event: CooperationEvent, leadName: string): readonly string[] {
  switch (event.type) {
    case 'contributionRequested':
      return [`请求事项：${event.text}`, `牵头部门：${leadName}`, `请于 ${event.due} 前答复（请求 ${event.id}）。`];
    case 'contributionMade':
      return [`参与情况：${event.text}`, event.request === null ? '参与部门主动报送。' : `答复请求 ${event.request}。`];
    case 'urgeAnswered':
      return [`答复：${event.text}`, `牵头部门：${leadName}`];
  }
}

function courseDetail(event: CourseEvent, leadName: string): readonly string[] {
  switch (event.type) {
    case 'closureWithdrawn':
      return [`撤回理由：${event.reason}`, `牵头部门：${leadName}`];
    case 'verificationOrdered':
      return [`核查事由：${event.reason}`, `核查于 ${event.verifyBy} 前完成，请予配合。`];
    case 'verificationRecorded':
      return [`核查方式：${event.method}`, `核查情况：${event.finding}`, ...(event.resubmitBy === null ? [] : [`请于 ${event.resubmitBy} 前重新申请办结。`])];
    case 'taskSuspended':
      return [`暂缓理由：${event.reason}`, `恢复日期：${event.resumeOn}`];
    case 'taskResumed':
      return [`现时限：${event.currentDue}`, ...event.milestones.map(({ date, text }) => `阶段目标：${date} ${text}`)];
    case 'taskTerminated':
      return [`终止理由：${event.reason}`, `决定依据：${event.decision}`];
    case 'taskMerged':
    case 'taskUnmerged':
      return [];
  }
}
