import type { Command } from 'commander';
import { deadlineNames } from '../../domain/deadlines.ts';
import { dutyNames } from '../../domain/duties.ts';
import { lightNames } from '../../domain/lights.ts';
import { refusal } from '../../domain/refusals.ts';
import { baselineDueOf, currentDueOf, fullNumberOf, horizonOf } from '../../domain/task.ts';
import { horizonNames } from '../../domain/values.ts';
import type { HistoryEvent } from '../../ledger/queries/history-of.ts';
import type { TaskDetails } from '../../ledger/queries/task-by-number.ts';
import { refusedBy } from '../answers.ts';
import type { TaskKey } from '../command-order.ts';
import type { SupervisionClient } from '../supervision-client.ts';
import { addProgrammeFlag } from './flags.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';
import { shortened, tableLines } from './table.ts';
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
  print(io, { json, document: found, lines: tableLines(['序号', '时间', '事件', '办理人', '内容', '摘要（SM3）'], found.events.map(eventCells)) });
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

function taskLines({ task, stateName, light, overdueWorkingDays, nextDeadline, duties, names }: TaskDetails): string[] {
  const { assignment } = task;
  const horizon = horizonOf(task);
  const person = (id: string | null): string => (id === null ? '未定' : `${names.persons[id] ?? ''}（${id}）`);
  return [
    `${fullNumberOf(task)} ${assignment.title}${assignment.isKey ? '（重点任务）' : ''}`,
    `状态：${stateName}　灯：${lightNames[light]}${overdueWorkingDays > 0 ? `　超期 ${overdueWorkingDays} 个工作日` : ''}`,
    `工作要求：${assignment.requirement}`,
    `预期成果：${assignment.expectedResult}`,
    `牵头：${names.lead}　责任人：${person(assignment.responsible)}　责任领导：${person(assignment.leader)}`,
    `参与：${names.participants.join('、') || '无'}`,
    `时限：原 ${baselineDueOf(task) ?? '未定'}，现 ${currentDueOf(task) ?? '未定'}${horizon ? `（${horizonNames[horizon]}）` : ''}`,
    ...assignment.milestones.map(({ date, text }) => `阶段目标：${date} ${text}`),
    ...('measures' in task ? task.measures.map(({ id, text, finish, doneAt }) => `举措 ${id}：${text}（${finish} 前）${doneAt ? '已完成' : ''}`) : []),
    `催办 ${task.urgedCount} 次，退回 ${task.returnedCount} 次，升级 ${task.escalationLevel} 级，报告 ${task.reportCount} 次`,
    ...(task.lastReport ? [`最近报告（${task.lastReport.cycle}）：${task.lastReport.progress}；打算：${task.lastReport.intention}`] : []),
    ...('application' in task ? [`办结申请：${task.application.action}；成果：${task.application.result}；佐证 ${task.application.evidence.length} 份`] : []),
    ...(nextDeadline ? [`下一期限：${deadlineNames[nextDeadline.deadline.kind]}，${nextDeadline.deadline.date} 24:00 止`] : []),
    ...duties.map(({ kind, holder, by }) => `待办：${dutyNames[kind]}（${holder.department} ${holder.role}）${by ? `，${by} 前` : ''}`),
  ];
}

const dataWidth = 60;

const eventCells = ({ seq, at, type, actor, data, hash }: HistoryEvent): string[] => [
  String(seq),
  at,
  type,
  actor,
  shortened(JSON.stringify(data), dataWidth),
  hash.slice(0, 12),
];
