import type { Command } from 'commander';
import { addressedAs } from '../../domain/addressees.ts';
import { deadlineText } from '../../domain/deadlines.ts';
import type { DeadlineRow } from '../../ledger/queries/deadline-list.ts';
import { invalidInput } from '../answers.ts';
import { addProgrammeFlag, choiceOf, positiveInteger } from './flags.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';
import { shortened, tableLines } from './table.ts';

interface DeadlineFlags {
  readonly json?: boolean;
  readonly programme?: string;
  readonly days?: string;
  readonly overdue?: boolean;
  readonly side?: string;
}

const usualDays = 30;
const mostDays = 3_660;
const sideNames = { lead: '牵头部门', participant: '参与部门', supervision: '督查方' } as const;

export function registerDeadlineCommand(program: Command, io: CliIo): void {
  addProgrammeFlag(program.command('deadlines').description('what falls due (期限), whose move it is, what happens next; what is overdue comes first'))
    .option('--days <n>', `up to so many days from today; ${usualDays} if left out`)
    .option('--overdue', 'only what is overdue')
    .option('--side <side>', 'lead, participant, or supervision: what the supervising side itself owes')
    .action((_own: unknown, self: Command) => deadlines(self.optsWithGlobals<DeadlineFlags>(), io));
}

async function deadlines({ json = false, programme, days, overdue = false, side: word }: DeadlineFlags, io: CliIo): Promise<void> {
  if (overdue && days !== undefined) throw invalidInput('FLAGS_CONTRADICT', '--overdue 与 --days 只能写一个。', { flags: ['--overdue', '--days'] });
  const side = word === undefined ? undefined : choiceOf(word, '--side', sideNames);
  const ahead = overdue ? null : days === undefined ? usualDays : positiveInteger(days, '--days', mostDays);
  const found = await withSession(io, ({ client }) => client.deadlines({ programme, days: ahead, side }));
  const lines = [
    ...tableLines(['编号', '期限', '日期', '', '待办', '由谁', '提醒', '下一步', '任务内容'], found.rows.map(cellsOf)),
    `共 ${found.rows.length} 项`,
  ];
  print(io, { json, document: found, lines });
}

const titleWidth = 30;

const cellsOf = ({ programme, number, name, date, provisional, overdue, overdueWorkingDays, moves, next, remindOn, title }: DeadlineRow): string[] => [
  `${programme}/${number}`,
  name,
  provisional ? `${date}（暂定）` : date,
  overdue ? `超 ${overdueWorkingDays} 日` : '',
  moves.map(({ dutyName }) => dutyName).join('、'),
  moves.map(({ holder }) => addressedAs(holder, holder.departmentName)).join('、'),
  remindOn ?? '',
  next ? deadlineText(next) : '',
  shortened(title, titleWidth),
];
