import { deadlineNames } from '../domain/deadlines.ts';
import { horizonNames } from '../domain/values.ts';
import type { NoticeToDeliverItem } from '../ledger/notices.ts';

/** What the paper says of one task: what happened, by whom and why, and by when something is expected. */
export function noticeDetail({ event, task, leadName }: NoticeToDeliverItem): readonly string[] {
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
    case 'taskStruckOff':
    case 'taskRegistered':
    case 'taskAmended':
    case 'consentGiven':
    case 'taskReceived':
    case 'taskReported':
    case 'verificationOrdered':
    case 'taskSuspended':
    case 'taskResumed':
    case 'taskTerminated':
    case 'taskMerged':
    case 'taskUnmerged':
      return [];
  }
}
