import { sideOf } from '../domain/deadlines.ts';
import type { TaskUrged } from '../domain/events.ts';
import type { TaskEscalated } from '../domain/ladder-events.ts';
import type { NoticeKind } from '../domain/notice-names.ts';
import type { PaperReleased } from '../domain/paper-events.ts';
import { urgingSoFar } from '../domain/urging-so-far.ts';
import type { DateText } from '../domain/values.ts';
import type { NoticeToDeliverItem } from '../ledger/notices.ts';

/** What 催办单, 督办单, 呈报, 建议议题 and 升级督办单 say: facts and days, and what is asked for. */

export const urgeLines = ({ reason, replyBy }: TaskUrged): readonly string[] => [`催办事由：${reason}`, askedFor(replyBy)];

export function escalationLines({ reason, level, answerBy, signedBy }: TaskEscalated, item: NoticeToDeliverItem, kind: NoticeKind): readonly string[] {
  return linesOf({ kind, reason, level, answerBy, signature: signatureLine(signedBy, item) }, item);
}

/** As it stands on the day on which it is let go. */
export const releasedLines = ({ leaves, level, by }: PaperReleased, item: NoticeToDeliverItem, kind: NoticeKind): readonly string[] =>
  linesOf({ kind, reason: leaves?.reason ?? '', level, answerBy: undefined, signature: signatureLine(by, item) }, item);

interface Statement {
  readonly kind: NoticeKind;
  readonly reason: string;
  readonly level: number;
  readonly answerBy: DateText | undefined;
  readonly signature: readonly string[];
}

const linesOf = (statement: Statement, item: NoticeToDeliverItem): readonly string[] => (writers[statement.kind] ?? calledIn)(statement, item);

type Writer = (statement: Statement, item: NoticeToDeliverItem) => readonly string[];

const asked: Writer = ({ reason, answerBy }) => [`督办事由：${reason}`, ...(answerBy === undefined ? [] : [askedFor(answerBy)])];

const reported: Writer = ({ reason, answerBy, signature }, item) => [
  `牵头部门：${item.leadName}`,
  `基本情况：${reason}`,
  ...courseLines(item),
  proposedHandling(item, answerBy),
  ...signature,
];

const proposed: Writer = ({ reason }, item) => [
  `建议议题：听取“${item.task.assignment.title}”进展情况的汇报`,
  `汇报部门：${item.leadName}`,
  `提请理由：${reason}`,
  ...courseLines(item),
  '请提出是否列入议题的意见；不列入的，写明理由。',
];

const calledIn: Writer = ({ reason, level, signature }, item) => [
  `升级理由：${reason}`,
  `升级级别：第 ${level} 级`,
  `牵头部门：${item.leadName}`,
  ...courseLines(item),
  ...signature,
];

const writers: { readonly [Kind in NoticeKind]?: Writer } = { urge: asked, supervisionOrder: asked, leaderReport: reported, agendaProposal: proposed };

const askedFor = (day: DateText): string => `请于${monthAndDay(day)}前报送办理情况。`;

const monthAndDay = (day: DateText): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

const courseLines = ({ past = [] }: NoticeToDeliverItem): readonly string[] => ['督办经过：', ...urgingSoFar(past).map((line) => `  ${line}`)];

/** 拟办意见: what the leader is asked to decide, and what he may decide instead. */
function proposedHandling({ task, leadName }: NoticeToDeliverItem, answerBy: DateText | undefined): string {
  const by = answerBy === undefined ? '尽快' : `于${monthAndDay(answerBy)}前`;
  if (task.ladder && sideOf(task.ladder.cause.kind) === 'supervision') return `拟办意见：请督促督查部门${by}办结，并说明未按期办理的原因。`;
  return `拟办意见：请督促${leadName}${by}报送办理情况，明确完成时间；确需另定时限的，由分管院领导决定，仍按原时限考核。`;
}

/** Who let it leave; nothing where people escalated, whom the journal names. */
function signatureLine(signedBy: string | null | undefined, { names }: NoticeToDeliverItem): readonly string[] {
  if (signedBy === undefined) return [];
  return [signedBy === null ? '未签发，按期发出。' : `签发：${names[signedBy] ?? signedBy}`];
}
