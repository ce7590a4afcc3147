import type { Command } from 'commander';
import { isInternal } from '../../domain/assignment.ts';
import type { CalendarStanding } from '../../domain/calendar-standing.ts';
import { deadlineNames, deadlineText } from '../../domain/deadlines.ts';
import { spoken } from '../../domain/decomposition.ts';
import { dutyNames } from '../../domain/duties.ts';
import type { LadderStep } from '../../domain/ladder.ts';
import { answerNames } from '../../domain/leadership-commands.ts';
import { lightNames } from '../../domain/lights.ts';
import { standingNames } from '../../domain/papers.ts';
import { clockText } from '../../domain/policy-clocks.ts';
import { refusal } from '../../domain/refusals.ts';
import type { Task } from '../../domain/task.ts';
import { baselineDueOf, currentDueOf, fullNumberOf, horizonOf, stateNames } from '../../domain/task.ts';
import { horizonNames } from '../../domain/values.ts';
import type { WorkingTime } from '../../domain/working-time.ts';
import type { HistoryEvent } from '../../ledger/queries/history-of.ts';
import { takenIn } from '../../ledger/queries/incorporations-of.ts';
import type { TaskDetails } from '../../ledger/queries/task-by-number.ts';
import { refusedBy } from '../answers.ts';
import type { TaskKey } from '../command-order.ts';
import type { SupervisionClient } from '../supervision-client.ts';
import { addProgrammeFlag } from './flags.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';
import { shortened, tableLines } from './table.ts';
import { takenInLines } from './task-incorporate-command.ts';
import { taskKeyOf } from './task-key.ts';

interface ReadFlags {
  readonly json?: boolean;
  readonly programme?: string;
}

const numberHelp = '2019/改-12, or 改-12 with --programme';

export function registerTaskCommands(group: Command, io: CliIo): void {
  addProgrammeFlag(group.command('show').description('the whole task, as the ledger has it').argument('<number>', numberHelp)).action(
    (word: string, _own: unknown, self: Command) => show(word, self.optsWithGlobals<ReadFlags>(), io),
  );
  addProgrammeFlag(group.command('history').description("the task's journal").argument('<number>', numberHelp)).action(
    (word: string, _own: unknown, self: Command) => history(word, self.optsWithGlobals<ReadFlags>(), io),
  );
}

async function show(word: string, { json = false, programme }: ReadFlags, io: CliIo): Promise<void> {
  const { task, ...rest } = await read(io, word, { programme, ask: (client, key) => client.task(key) });
  print(io, { json, document: { ...task, ...rest }, lines: taskLines({ task, ...rest }) });
}

async function history(word: string, { json = false, programme }: ReadFlags, io: CliIo): Promise<void> {
  const found = await read(io, word, { programme, ask: (client, key) => client.history(key) });
  const lines = tableLines(['序号', '时间', '事件', '办理人', '内容', '摘要（SM3）'], found.events.map(eventCells));
  const incorporations = found.events.filter(({ type }) => type === 'clauseIncorporated').map(takenIn);
  print(io, { json, document: found, lines: [...lines, ...incorporations.flatMap(takenInLines)] });
}

interface Question<Answer> {
  readonly programme: string | undefined;
  readonly ask: (client: SupervisionClient, key: TaskKey) => Promise<Answer | null>;
}

const read = <Answer>(io: CliIo, word: string, { programme, ask }: Question<Answer>): Promise<Answer> =>
  withSession(io, async ({ client }) => {
    const key = await taskKeyOf(word, programme, client.programmes);
    const found = await ask(client, key);
    if (!found) throw refusedBy(refusal('TASK_NOT_FOUND', { number: fullNumberOf(key) }));
    return found;
  });

function taskLines({
  task,
  stateName,
  light,
  overdueWorkingDays,
  workingTime,
  progress,
  nextDeadline,
  duties,
  incorporations,
  names,
  ...standing
}: TaskDetails): string[] {
  const { assignment } = task;
  const horizon = horizonOf(task);
  const person = (id: string | null): string => (id === null ? '未定' : `${names.persons[id] ?? ''}（${id}）`);
  const nameOf = (code: string): string => names.participants[assignment.participants.indexOf(code)] ?? code;
  return [
    `${fullNumberOf(task)} ${assignment.title}${assignment.isKey ? '（重点任务）' : ''}${isInternal(task) ? '（内部）' : ''}`,
    `状态：${stateName}　灯：${lightNames[light]}${overdueWorkingDays > 0 ? `　超期 ${overdueWorkingDays} 个工作日` : ''}`,
    `来源：${originText(task)}`,
    `工作要求${task.requirementVersion ? `（第 ${task.requirementVersion} 版）` : ''}：${assignment.requirement}`,
    `预期成果：${assignment.expectedResult}`,
    `牵头：${names.lead}　责任人：${person(assignment.responsible)}　责任领导：${person(assignment.leader)}`,
    `参与：${names.participants.join('、') || '无'}`,
    `时限：原 ${baselineDueOf(task) ?? '未定'}，现 ${currentDueOf(task) ?? '未定'}${horizon ? `（${horizonNames[horizon]}）` : ''}`,
    ...(workingTime ? [workingTimeLine(workingTime)] : []),
    ...assignment.milestones.map(({ date, text, reachedAt }) => `阶段目标：${date} ${text}${reachedAt ? '（已达成）' : ''}`),
    ...('measures' in task ? task.measures.map(({ id, text, finish, doneAt }) => `举措 ${id}：${text}（${finish} 前）${doneAt ? '已完成' : ''}`) : []),
    `适用：督办规则 ${task.policyVersion}，工作日历 ${task.calendarVersion}`,
    ...(progress ? [`举措进度：完成 ${progress.done} / ${progress.total} 条`] : []),
    `催办 ${task.urgedCount} 次，退回 ${task.returnedCount} 次，升级 ${task.escalationLevel} 级，报告 ${task.reportCount} 次`,
    ...reportLines(task),
    ...courseLines(task, nameOf),
    ...incorporations.flatMap(takenInLines),
    ...('application' in task ? [`办结申请：${task.application.action}；成果：${task.application.result}；佐证 ${task.application.evidence.length} 份`] : []),
    ...deadlineLines({ nextDeadline, ...standing }),
    ...duties.map(({ kind, holder, by }) => `待办：${dutyNames[kind]}（${holder.department} ${holder.role}）${by ? `，${by} 前` : ''}`),
  ];
}

/** The last report, with what became of its suggestions. */
function reportLines({ lastReport }: Task): string[] {
  if (!lastReport) return [];
  const { cycle, progress, intention, suggestions } = lastReport;
  return [
    `最近报告（${cycle}）：${progress}；打算：${intention}`,
    ...suggestions.map(({ id, text, answer }) => `建议 ${id}：${text}（${answer ? answerNames[answer] : '未答复'}）`),
  ];
}

/** From which document, clause by clause, and who decided it. */
function originText({ origin: { text, meeting }, assignment: { clauses } }: Task): string {
  const named = [...(clauses.some(({ source }) => source === text) ? [] : [text]), ...clauses.map(spoken)].join('、');
  return meeting === undefined || meeting === text ? named : `${named}；立项决定：${meeting}`;
}

const deadlineLines = ({ nextDeadline, provisional, toReproject }: Pick<TaskDetails, 'nextDeadline' | keyof CalendarStanding>): string[] => [
  ...(nextDeadline ? [`下一期限：${deadlineText(nextDeadline)}`] : []),
  ...provisional.map(({ kind, date }) => `暂定：${deadlineNames[kind]} ${date}（${date.slice(0, 4)} 年的放假安排尚未录入，按周末推算）`),
  ...toReproject.map((moved) => `待重新推算：${clockText(moved)}（duban calendar reproject）`),
];

const workingTimeLine = ({ consumed, remaining }: WorkingTime): string => `时间：已用 ${consumed} 个工作日，剩余 ${Math.max(0, remaining)} 个工作日`;

/** What turned it from its usual way, and what waits between lead, participants and those who urge. */
function courseLines(task: Task, nameOf: (department: string) => string): string[] {
  const participation = 'participation' in task ? task.participation : [];
  const requests = 'requests' in task ? task.requests : [];
  return [
    ...(task.state === 'suspended' ? [`暂缓：至 ${task.resumeOn}，${task.reason}`] : []),
    ...(task.state === 'merged'
      ? [`并入：${task.into}${task.reason === undefined ? '' : `，${task.reason}`}（并入前为“${stateNames[task.before.state]}”）`]
      : []),
    ...(task.merging?.absorbed ?? []).map((absorbed) => `承接：${absorbed.task} ${absorbed.title}（${absorbed.requirement}）`),
    ...(task.state === 'terminated' ? [`终止：${task.reason}（${task.decision}）`] : []),
    ...extensionLines(task),
    ...ladderLines(task),
    ...(task.openUrge ? [`待答复的催办：${task.openUrge.reason}，${task.openUrge.replyBy} 前答复`] : []),
    ...participation.map(
      ({ participant, asked, answered, unasked, last }) =>
        `参与：${nameOf(participant)} 受请 ${asked} 次，答复 ${answered} 次，主动 ${unasked} 次${last ? `；最近：${last.text}` : ''}`,
    ),
    ...requests.map(({ id, participant, text, due }) => `请求 ${id}：${nameOf(participant)}，${text}，${due} 前答复`),
    ...(task.state === 'verifying' && task.verification ? [`核查（${task.verification.method}）：${task.verification.finding}`] : []),
    ...(task.correctedCount ? [`更正 ${task.correctedCount} 处，见 task history`] : []),
  ];
}

function extensionLines(task: Task): string[] {
  const waiting = 'pendingExtension' in task ? task.pendingExtension : null;
  const review = waiting?.review;
  return [
    ...('extendedCount' in task && task.extendedCount > 0 ? [`延期 ${task.extendedCount} 次`] : []),
    ...(waiting ? [`待批的延期申请：延至 ${waiting.to}，${waiting.reason}，${waiting.decideBy} 前审批`] : []),
    ...(review ? [`督查部门审核意见：${review.supports ? '同意' : '不同意'}，${review.opinion}`] : []),
  ];
}

function ladderLines({ ladder }: Task): string[] {
  if (!ladder) return [];
  const [next] = ladder.steps;
  const { acknowledgement, agendaSince, agendaAccepted, papers = [] } = ladder;
  return [
    `升级事由：${deadlineNames[ladder.cause.kind]}（${ladder.cause.date} 止）；${next ? nextStepText(next) : '各级均已告知'}`,
    ...(acknowledgement
      ? [`升级已由 ${acknowledgement.by} 回复，暂停至 ${acknowledgement.until}${acknowledgement.text ? `：${acknowledgement.text}` : ''}`]
      : []),
    ...(agendaSince ? [`建议列入党组会议题，自 ${agendaSince}${agendaAccepted ? `；已列入${agendaAccepted.meeting ?? '下一次会议'}` : ''}`] : []),
    ...papers.map((paper) => `第 ${paper.level} 级文稿${standingNames[paper.standing]}（${paper.by}${paper.reason === undefined ? '' : `：${paper.reason}`}）`),
  ];
}

const nextStepText = ({ level, on, repeat }: LadderStep): string =>
  repeat === undefined ? `${on} 升至第 ${level} 级` : `${on} 第 ${repeat} 次重告第 ${level} 级`;

const dataWidth = 60;

const eventCells = ({ seq, at, type, actor, data, hash }: HistoryEvent): string[] => [
  String(seq),
  at,
  type,
  actor,
  shortened(JSON.stringify(data), dataWidth),
  hash.slice(0, 12),
];
