import type { Command } from 'commander';
import { addressedAs } from '../../domain/addressees.ts';
import { paperNames } from '../../domain/standing-notices.ts';
import { invalidInput } from '../answers.ts';
import { choiceOf } from './flags.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';
import { shortened, tableLines } from './table.ts';

interface InboxFlags {
  readonly json?: boolean;
  readonly as?: string;
  readonly office?: string;
}

interface NoticesFlags {
  readonly json?: boolean;
  readonly status?: string;
  readonly to?: string;
}

/** What waits for whom, and what was told to whom. */
export function registerInboxCommands(program: Command, io: CliIo): void {
  program
    .command('inbox')
    .description('what waits for a person or for anybody in an office, with its own clock')
    .option('--as <person>', 'id of the person; default $DUBAN_AS')
    .option('--office <code>', 'everything that waits in this office')
    .action((_own: unknown, self: Command) => inbox(self.optsWithGlobals<InboxFlags>(), io));
  program
    .command('notices')
    .description('notices (通知): what was composed, for whom, and whether it has left')
    .option('--status <status>', 'pending, delivered or failed')
    .option('--to <who>', 'a role, person, department or office, by code')
    .action((_own: unknown, self: Command) => notices(self.optsWithGlobals<NoticesFlags>(), io));
}

async function inbox({ json = false, as, office }: InboxFlags, io: CliIo): Promise<void> {
  const person = as ?? (office === undefined ? io.environment['DUBAN_AS'] : undefined);
  if (person !== undefined && office !== undefined) throw invalidInput('FLAGS_CONTRADICT', '--as 与 --office 只能写一个。');
  if (!person && office === undefined) throw invalidInput('OWNER_REQUIRED', '请用 --as 人员编号 或 --office 单位代码 说明看谁的待办。');
  const found = await withSession(io, ({ client }) => client.inbox(office === undefined ? { person: person ?? '' } : { office }));
  const cells = found.items.map(({ programme, number, dutyName, holder, by, overdue, title }) => [
    `${programme}/${number}`,
    dutyName,
    addressedAs(holder, holder.departmentName),
    by ?? '',
    overdue ? '已过期' : '',
    shortened(title, 40),
  ]);
  const documents = found.documents.map(
    ({ source, openClauses, receivedOn, by, overdue }) =>
      `待纳入的来文：${source}，${receivedOn} 收到，未纳入 ${openClauses} 条，${by} 前${overdue ? '（已过期）' : ''}`,
  );
  const suggestions = found.suggestions.map(
    ({ programme, number, id, text, leadName, answerBy, overdue, toSubmit }) =>
      `待答复的建议：${programme}/${number} ${id}（${leadName}）${shortened(text, 40)}${answerBy === null ? '' : `，${answerBy} 前`}${overdue ? '（已过期）' : ''}${toSubmit ? '，转督查室提请答复' : ''}`,
  );
  const periodicals = found.periodicals.map(({ name, subject, awaits }) => `待${awaitedNames[awaits]}：${name}（${subject}）`);
  const lines = [
    ...tableLines(['编号', '待办', '由谁', '期限', '', '任务内容'], cells),
    `共 ${found.items.length} 件`,
    ...documents,
    ...suggestions,
    ...periodicals,
  ];
  print(io, { json, document: found, lines });
}

const awaitedNames = { signPeriodical: '签发', sendPeriodical: '印发' } as const;

const statusNames = { pending: '待送达', delivered: '已送达', failed: '送达失败' } as const;

async function notices({ json = false, status, to }: NoticesFlags, io: CliIo): Promise<void> {
  const chosen = status === undefined ? undefined : choiceOf(status, '--status', statusNames);
  const found = await withSession(io, ({ client }) => client.notices({ status: chosen, to }));
  const cells = found.notices.map(({ kind, to: addressee, numbers, subject, composedAt, status: stands, channel }) => [
    composedAt,
    paperNames[kind],
    addressee.department,
    addressee.person ?? addressee.role,
    statusNames[stands],
    channel,
    shortened(subject ?? numbers.join('、'), 40),
  ]);
  print(io, {
    json,
    document: found,
    lines: [...tableLines(['时间', '通知', '部门', '对象', '状态', '渠道', '事由'], cells), `共 ${found.notices.length} 份`],
  });
}
