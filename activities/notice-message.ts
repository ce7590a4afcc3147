import { addressedAs } from '../domain/addressees.ts';
import { isInternal } from '../domain/assignment.ts';
import { chineseDate, dateOf } from '../domain/dates.ts';
import type { NoticeKind } from '../domain/notice-names.ts';
import { colourOfAll, paperColours } from '../domain/paper-colours.ts';
import type { NoticeContent } from '../domain/standing-notices.ts';
import { paperNames } from '../domain/standing-notices.ts';
import type { Matter, NoticeToDeliver, NoticeToDeliverItem } from '../ledger/notices.ts';
import type { Message } from './channels/channel.ts';
import { noticeDetail } from './notice-detail.ts';

/** The paper that an addressee reads: 主送, what is asked, the tasks one by one, 落款. No threats; facts and days. */
export function noticeMessage(notice: NoticeToDeliver): Message {
  const { id, composedAt, recipients } = notice;
  const hasInternal = notice.content === null ? notice.items.some(({ task }) => isInternal(task)) : notice.content.discreetLines !== undefined;
  return {
    id,
    composedAt,
    to: recipients.map(({ name, email }) => ({ name, email })),
    ...textOf(notice, wholly),
    ...(hasInternal && { discreet: textOf(notice, discreetly) }),
  };
}

/** How a task is written down in a paper: its name, and what is said of it. */
interface Wording {
  readonly nameOf: (item: NoticeToDeliverItem) => string;
  readonly detailOf: typeof noticeDetail;
  readonly linesOf: (content: NoticeContent) => readonly string[];
}

const wholly: Wording = { nameOf: ({ task }) => task.assignment.title, detailOf: noticeDetail, linesOf: ({ lines }) => lines };

/** Of an 内部 task only its number. */
const discreetly: Wording = {
  nameOf: (item) => (isInternal(item.task) ? '（内部）' : wholly.nameOf(item)),
  detailOf: (item, kind) => (isInternal(item.task) ? ['请登录台账查看。'] : wholly.detailOf(item, kind)),
  linesOf: ({ lines, discreetLines = lines }) => discreetLines,
};

function textOf(notice: NoticeToDeliver, wording: Wording): Pick<Message, 'subject' | 'body'> {
  const isDemonstration = notice.recipients.every(({ email }) => email.endsWith('.invalid'));
  return {
    subject: `【${paperNames[notice.kind]}${colourMark(notice)}】${subjectOf(notice, wording)}${isDemonstration ? demonstrationMark : ''}`,
    body: bodyOf(notice, wording, isDemonstration),
  };
}

/** Addresses under `.invalid` can never be delivered to: such a directory is invented. */
const demonstrationMark = '（演示数据）';

/** 三色: of 催办单 and 督办单, as it was when it was decided. */
function colourMark(matter: Matter): string {
  if (matter.content !== null || !colouredPapers.includes(matter.kind)) return '';
  const colour = colourOfAll(matter.items.flatMap(({ event }) => ('colour' in event && event.colour ? [event.colour] : [])));
  return colour ? `（${paperColours[colour]}）` : '';
}

const colouredPapers: readonly NoticeKind[] = ['urge', 'supervisionOrder'];

function subjectOf(matter: Matter, { nameOf }: Wording): string {
  if (matter.content !== null) return matter.content.subject;
  const { items } = matter;
  const [first] = items;
  if (!first) return '';
  const tasks = new Set(items.map(({ number }) => number)).size;
  return tasks === 1 ? `${first.number} ${nameOf(first)}` : `${first.number} 等 ${tasks} 项任务`;
}

function bodyOf(notice: NoticeToDeliver, wording: Wording, isDemonstration: boolean): string {
  const { to, composedAt, roleVacant, recipients } = notice;
  const vacancy = `${to.officeName}${to.departmentName}目前无人担任应收本件的岗位（${to.role}），现转督查部门，请处理。`;
  return [
    `${roleVacant ? '督查部门' : addressedAs(to, to.departmentName)}：`,
    '',
    ...(roleVacant ? [`    ${vacancy}`] : []),
    ...recipients.flatMap(({ name, standsInFor = [] }) => standsInFor.map((absent) => `    ${absent}离岗，本件由${name}代行办理。`)),
    ...matterLines(notice, wording),
    ...(notice.content?.signedBy ?? [notice.letterhead]),
    chineseDate(dateOf(composedAt)),
    ...(isDemonstration ? ['', demonstrationMark] : []),
    '',
  ].join('\n');
}

function matterLines(matter: Matter, wording: Wording): readonly string[] {
  if (matter.content !== null) return [...wording.linesOf(matter.content).map((line) => `    ${line}`), ''];
  return [`    ${openings[matter.kind]}`, '', ...matter.items.flatMap((item, index) => itemLines({ item, index, kind: matter.kind }, wording))];
}

interface Place {
  readonly item: NoticeToDeliverItem;
  readonly index: number;
  readonly kind: NoticeKind;
}

const itemLines = ({ item, index, kind }: Place, { nameOf, detailOf }: Wording): readonly string[] => [
  `${index + 1}．${item.number}  ${nameOf(item)}`,
  ...detailOf(item, kind).map((line) => `    ${line}`),
  '',
];

const openings: Readonly<Record<NoticeKind, string>> = {
  issue: '现将下列任务交你部门牵头办理，请按期签收并报送落实举措。',
  participation: '下列任务由你部门参与，请积极配合牵头部门，主动作为。',
  decline: '下列任务被退签，请重新确定牵头部门后交办。',
  measuresSubmitted: '下列任务的落实举措已报送，请审定并确定时限类型。',
  measuresApproved: '下列任务的落实举措已审定，请抓好落实并按月报告。',
  measuresRejected: '下列任务的落实举措需要修改，请按期重新报送。',
  urge: '下列任务请抓紧办理，并按期报送办理情况。',
  reportMissed: '下列任务在报告截止前未报送进展，已列入缺报名单，请尽快补报。',
  missingWithdrawn: '下列任务的报告在截止前已经收到，不再列为缺报。',
  closureApplied: '下列任务已申请办结，请审核。',
  consentNeeded: '下列重点任务已申请办结，提请签发后销号。',
  return: '下列任务的办结申请经审核退回，请完善后按期重新申请。',
  strikeOff: '下列任务经审核予以销号。',
  deadlinePassed: '下列任务有期限已过，请督办。',
  escalation: '下列任务经督办仍未落实，现予升级，请督促办理。',
  supervisionOrder: '下列任务现予督办，请抓紧落实，并按期报送办理情况。',
  leaderReport: '现将下列任务未按期落实的情况呈报如下，请阅示。',
  agendaProposal: '下列任务经逐级督办仍未落实，建议列为党组会议题。',
  agendaItem: '下列任务已列入党组会议题。',
  acknowledgement: '下列任务的升级已有回复，届时仍未落实的继续升级。',
  contributionRequest: '下列任务请你部门参与办理，请按期答复牵头部门。',
  contribution: '下列任务的参与部门已报送参与情况。',
  contributionOverdue: '下列任务有请参与部门办理的事项尚未答复，请抓紧。',
  urgeAnswer: '下列任务的催办已有答复。',
  closureWithdrawn: '下列任务的办结申请已由牵头部门撤回，无须再审核。',
  verification: '下列任务的办结申请现转核查，请予配合。',
  suspension: '下列任务经分管院领导决定暂缓，期间不计时限。',
  resumption: '下列任务恢复办理，时限顺延如下。',
  handOver: '下列任务经移交，不再由你部门承办，请办好交接。',
  takeOver: '下列任务经移交，由你部门承接或分管，时限不变，请接续办理。',
  termination: '下列任务经决定终止，不再办理。',
  extensionRequested: '下列任务申请延期，请审核并提出意见。',
  extensionApproval: '下列任务申请延期，请审批。',
  extensionReviewed: '下列任务的延期申请已经督查部门审核，请审批。',
  extensionDecided: '下列任务的延期申请已经审批。',
  dueSet: '下列任务逾期未完成，经分管院领导决定另定时限，按原定时间考核。',
  incorporation: '下列任务纳入了新的要求，请按新的要求办理。',
  correction: '下列任务的日志有更正，原记录保留。',
  merge: '下列任务并入另一任务办理，不再单独督办。',
  unmerge: '下列任务撤销并入，恢复单独督办，各项期限仍按原定。',
  absorption: '另有任务并入下列任务，请一并抓好落实。',
  release: '并入下列任务的任务已恢复单独督办。',
  policyMoved: '下列任务改按另一版本的督办规则办理，期限如下。',
  instruction: '下列任务有新的批示，请按批示抓好落实。',
  suggestionAnswer: '下列任务报告中所提建议，现答复如下。',
  suggestionReferral: '下列任务报告中所提建议，现转请办理。',
  reprojection: '因工作日历调整，下列任务的期限重新推算如下。',
};
