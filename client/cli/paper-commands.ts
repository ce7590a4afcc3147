import type { Command } from 'commander';
import { addressedAs } from '../../domain/addressees.ts';
import type { PaperStep } from '../../domain/papers.ts';
import type { PaperRow } from '../../ledger/queries/paper-list.ts';
import { invalidInput } from '../answers.ts';
import { addProgrammeFlag, textOf } from './flags.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';
import { shortened, tableLines } from './table.ts';
import type { Subject } from './task-act.ts';
import { defineAct } from './task-act.ts';

interface PapersFlags {
  readonly json?: boolean;
  readonly programme?: string;
  readonly office?: string;
}

/** 签发: papers to leaders and to other offices, before they leave. */
export function registerPaperCommands(program: Command, io: CliIo): void {
  addProgrammeFlag(program.command('papers').description('papers (文稿) to leaders and other offices that leave on the next working day, or are held'))
    .option('--office <code>', 'only of tasks that this office supervises')
    .action((_own: unknown, self: Command) => papers(self.optsWithGlobals<PapersFlags>(), io));
  const paper = program.command('paper').description('one paper (文稿): sign it, hold it, let it go');
  defineAct(paper, io, {
    name: 'sign',
    description: 'sign a paper (签发); unsigned it leaves on its day all the same',
    subject,
    prepare: (_flags, _further, word) => {
      const { step } = paperOf(word);
      return (client, task, by) => client.signPaper(task, by, step);
    },
  });
  defineAct<{ reason: string }>(paper, io, {
    name: 'hold',
    description: 'hold a paper (缓发) until it is released; the ladder climbs on',
    subject,
    flags: (command) => command.requiredOption('--reason <text>', 'why it is held; @FILE reads it from a file'),
    prepare: async (flags, _further, word) => {
      const { step } = paperOf(word);
      const reason = await textOf(flags.reason);
      return (client, task, by) => client.holdPaper(task, by, { ...step, reason });
    },
  });
  defineAct(paper, io, {
    name: 'release',
    description: 'let a held paper go (解除缓发); if its day has passed, it leaves at once',
    subject,
    prepare: (_flags, _further, word) => {
      const { step } = paperOf(word);
      return (client, task, by) => client.releasePaper(task, by, step);
    },
  });
}

const subject: Subject = { argument: '<paper>', help: '2019/改-12#3, as `duban papers` names it', numberIn: (word) => paperOf(word).number };

/** `2019/改-12#4.1`: task, level, which repetition. */
function paperOf(word: string): { readonly number: string; readonly step: PaperStep } {
  const [, number, level, repeat] = /^(.+)#([1-4])(?:\.([1-3]))?$/u.exec(word) ?? [];
  if (number === undefined)
    throw invalidInput('PAPER_ID_MALFORMED', `“${word}”不是文稿编号：应为 任务编号#级别，例如 2019/改-12#3，见 duban papers。`, { value: word });
  return { number, step: { level: Number(level), ...(repeat !== undefined && { repeat: Number(repeat) }) } };
}

async function papers({ json = false, programme, office }: PapersFlags, io: CliIo): Promise<void> {
  const found = await withSession(io, ({ client }) => client.papers({ programme, office }));
  const lines = [...tableLines(['文稿', '名称', '送', '发出', '状态', '任务内容'], found.papers.map(cellsOf)), `共 ${found.papers.length} 件`];
  print(io, { json, document: found, lines });
}

const titleWidth = 30;

const cellsOf = ({ id, kindName, to, leavesOn, standingName, by, reason, title }: PaperRow): string[] => [
  id,
  kindName,
  to.map((addressee) => `${addressee.officeName}${addressedAs(addressee, addressee.departmentName)}`).join('、'),
  leavesOn,
  by === null ? standingName : `${standingName}（${by}${reason === null ? '' : `：${reason}`}）`,
  shortened(title, titleWidth),
];
