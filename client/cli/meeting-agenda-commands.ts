import type { Command } from 'commander';
import type { AgendaItem } from '../../ledger/queries/agenda-items.ts';
import { invalidInput, withRequestId } from '../answers.ts';
import type { TaskAnswer } from '../command-order.ts';
import type { SupervisionClient } from '../supervision-client.ts';
import type { By } from '../task-acts.ts';
import type { ActFlags } from './flags.ts';
import { actorOf, addActFlags, requestIdOf, textOf } from './flags.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';
import { shortened, tableLines } from './table.ts';
import { taskKeyOf } from './task-key.ts';

interface AgendaFlags extends ActFlags {
  readonly office?: string;
  readonly accept?: string;
  readonly decline?: string;
  readonly meeting?: string;
  readonly reason?: string;
}

/** 建议议题: what the ladder, or a gate hearing, proposes for the agenda of the Party group, and what people make of it. */
export function registerAgendaCommand(meeting: Command, io: CliIo): void {
  addActFlags(meeting.command('agenda').description('items that are proposed for the agenda (建议议题), or on it; --accept or --decline one'))
    .option('--office <code>', 'whose Party group; default the national office')
    .option('--accept <number>', 'take the task onto the agenda (列入议题)')
    .option('--meeting <id>', 'with --accept: at which meeting; default the next one')
    .option('--decline <number>', 'leave it off (不列入), until it is proposed again')
    .option('--reason <text>', 'with --decline: why; @FILE reads it from a file')
    .action((_own: unknown, self: Command) => agenda(self.optsWithGlobals<AgendaFlags>(), io));
}

async function agenda(flags: AgendaFlags, io: CliIo): Promise<void> {
  refuseContradiction(flags);
  const word = flags.accept ?? flags.decline;
  return word === undefined ? list(flags, io) : decide(word, flags, io);
}

async function list({ json = false, office }: AgendaFlags, io: CliIo): Promise<void> {
  const found = await withSession(io, ({ client }) => client.agenda(office));
  const lines = [...tableLines(['编号', '建议自', '状态', '任务内容'], found.items.map(cellsOf)), `共 ${found.items.length} 项`];
  print(io, { json, document: found, lines });
}

const titleWidth = 40;

const cellsOf = (item: AgendaItem): string[] => [
  `${item.programme}/${item.number}`,
  item.since,
  item.gate === undefined ? standingOf(item) : `“${item.gate}”后实施安排未就绪，${standingOf(item)}`,
  shortened(item.title, titleWidth),
];

const standingOf = ({ accepted, declined }: AgendaItem): string =>
  accepted ? `已列入${accepted.meeting ?? '下一次会议'}` : declined ? `不列入（${declined.reason}）` : '建议列入';

async function decide(word: string, flags: AgendaFlags, io: CliIo): Promise<void> {
  const by = { actor: actorOf(flags, io), requestId: requestIdOf(flags) };
  const reason = await textOf(flags.reason);
  const answer = await withSession(io, ({ client }) => said(client, { word, flags, by, reason })).catch((error: unknown) => {
    throw withRequestId(error, by.requestId);
  });
  const what = flags.accept === undefined ? '不列入议题' : '列入议题';
  print(io, {
    json: flags.json ?? false,
    document: answer,
    lines: [`${answer.programme}/${answer.number} ${what}，已记入日志第 ${answer.seqs.join('、')} 条`],
  });
}

interface Said {
  readonly word: string;
  readonly flags: AgendaFlags;
  readonly by: By;
  readonly reason: string | undefined;
}

async function said(client: SupervisionClient, { word, flags, by, reason = '' }: Said): Promise<TaskAnswer> {
  const task = await taskKeyOf(word, flags.programme, client.programmes);
  if (flags.accept === undefined) return client.declineAgendaItem(task, by, { reason });
  return client.acceptAgendaItem(task, by, flags.meeting === undefined ? {} : { meeting: flags.meeting });
}

/** Flags that would be passed over in silence are contradictions too. */
function refuseContradiction({ accept, decline, meeting, reason, office }: AgendaFlags): void {
  const together = (first: string, second: string): never => {
    throw invalidInput('FLAGS_CONTRADICT', `${first} 与 ${second} 不能一起写。`, { flags: [first, second] });
  };
  if (accept !== undefined && decline !== undefined) together('--accept', '--decline');
  if (accept !== undefined && reason !== undefined) together('--accept', '--reason');
  if (decline !== undefined && meeting !== undefined) together('--decline', '--meeting');
  if ((accept ?? decline) !== undefined && office !== undefined) together('--office', accept === undefined ? '--decline' : '--accept');
  if ((accept ?? decline) === undefined && (meeting ?? reason) !== undefined)
    throw invalidInput('FLAG_MISSING', '--meeting 须与 --accept、--reason 须与 --decline 一起写。');
}
