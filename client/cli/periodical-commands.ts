import type { Command } from 'commander';
import type { PeriodicalCommand, PeriodicalReference } from '../../domain/periodical-commands.ts';
import { periodicalNames } from '../../domain/periodical-commands.ts';
import type { PeriodicalContent } from '../../domain/periodical-content.ts';
import { countCells, countHeadings, periodicalDocument, summaryDocument } from '../../domain/periodical-document.ts';
import { nameOf } from '../../domain/periodicals.ts';
import { invalidInput, withRequestId } from '../answers.ts';
import { writeDocument } from '../documents/write-document.ts';
import type { PeriodicalAnswer } from '../periodicals.ts';
import { quarterOf } from '../periodicals.ts';
import type { ActFlags } from './flags.ts';
import { actorOf, addActFlags, requestIdOf, textOf } from './flags.ts';
import { officeHelp } from './meeting-commands.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';
import { tableLines } from './table.ts';

/** What the supervision unit writes on how much of what was ordered is done: 季度小结, 督查通报, 督查专报. */
export function registerPeriodicalCommands(meeting: Command, io: CliIo): void {
  meeting
    .command('summary')
    .description('what a quarter comes to (季度小结): done, on schedule, overdue, and the share that was on time')
    .requiredOption('--quarter <quarter>', 'such as 2019-Q1')
    .option('--office <code>', officeHelp)
    .option('--out <dir>', 'write it there as .docx, .html and .json')
    .action((_own: unknown, self: Command) => summary(self.optsWithGlobals<SummaryFlags>(), io));
  paperFlags(meeting.command('bulletin').description('督查通报 on a quarter that is over, to every department in it; it never leaves unsigned'))
    .requiredOption('--quarter <quarter>', 'such as 2019-Q1')
    .action((_own: unknown, self: Command) => bulletin(self.optsWithGlobals<PaperFlags & { quarter: string }>(), io));
  paperFlags(meeting.command('brief').description('督查专报 to the leadership, on the tasks of a programme or of the whole office'))
    .requiredOption('--title <text>', '题名; the same title is the same number')
    .action((_own: unknown, self: Command) => brief(self.optsWithGlobals<PaperFlags & { title: string }>(), io));
}

const paperFlags = (command: Command): Command =>
  addActFlags(command)
    .option('--office <code>', officeHelp)
    .option('--out <dir>', 'write it there as .docx, .html and .json')
    .option('--sign', '签发: by the leader who holds the supervision unit, or the secretary of the Party group')
    .option('--send', '印发: by the supervision unit, once')
    .option('--new-edition', 'another edition under the same number, by the ledger as it is now; needs --reason')
    .option('--reason <text>', 'what is corrected; @FILE reads it from a file');

interface SummaryFlags {
  readonly json?: boolean;
  readonly quarter: string;
  readonly office?: string;
  readonly out?: string;
}

interface PaperFlags extends ActFlags {
  readonly office?: string;
  readonly out?: string;
  readonly sign?: boolean;
  readonly send?: boolean;
  readonly newEdition?: boolean;
  readonly reason?: string;
}

const unhurried = { unhurried: true };

async function summary({ json = false, quarter: name, office, out }: SummaryFlags, io: CliIo): Promise<void> {
  const quarter = quarterOf(name);
  const content = await withSession(io, ({ client }) => client.quarterSummary(quarter, office ?? null), unhurried);
  const document = summaryDocument(content, { mark: io.mark });
  const files = out === undefined ? [] : await writeDocument({ folder: out, name: `季度小结-${quarter.name}`, document, content });
  print(io, { json, document: { ...content, files }, lines: [...contentLines(content), ...fileLines(files)] });
}

function bulletin({ quarter, ...flags }: PaperFlags & { readonly quarter: string }, io: CliIo): Promise<void> {
  if (flags.programme !== undefined) throw invalidInput('FLAGS_CONTRADICT', '通报说的是本单位全部任务，不能写 --programme。', { flags: ['--programme'] });
  return paper({ kind: 'bulletin', subject: quarterOf(quarter).name }, flags, io);
}

const brief = ({ title, ...flags }: PaperFlags & { readonly title: string }, io: CliIo): Promise<void> => paper({ kind: 'brief', subject: title }, flags, io);

async function paper(reference: PeriodicalReference, flags: PaperFlags, io: CliIo): Promise<void> {
  const { json = false, office, out } = flags;
  const by = { actor: actorOf(flags, io), requestId: requestIdOf(flags) };
  const command = await commandOf(reference, flags);
  const answer = await withSession(io, ({ client }) => client.onPeriodical(office ?? null, by, command), unhurried).catch((error: unknown) => {
    throw withRequestId(error, by.requestId);
  });
  const files = out === undefined ? [] : await writePaper(answer, out, io.mark);
  const { content, ...standing } = answer.paper;
  const shown = { office: answer.office, ...standing, seqs: answer.seqs, repeated: answer.repeated, files, content };
  print(io, { json, document: shown, lines: [standingLine(answer), ...contentLines(content), ...fileLines(files)] });
}

/** One act at a time: to draft, where no other is said. */
async function commandOf(reference: PeriodicalReference, { sign, send, newEdition, reason, programme }: PaperFlags): Promise<PeriodicalCommand> {
  const said = Object.entries({ '--sign': sign, '--send': send, '--new-edition': newEdition }).flatMap(([flag, given]) => (given ? [flag] : []));
  if (said.length > 1) throw invalidInput('FLAGS_CONTRADICT', `${said.join(' 与 ')} 只能写一个。`, { flags: said });
  if (newEdition && reason === undefined) throw invalidInput('FLAG_MISSING', '--new-edition 须同时写明 --reason 更正了什么。', { flag: '--reason' });
  if (sign) return { type: 'signPeriodical', ...reference };
  if (send) return { type: 'sendPeriodical', ...reference };
  const correction = newEdition && reason !== undefined ? { correction: await textOf(reason) } : {};
  return { type: 'draftPeriodical', ...reference, ...(programme !== undefined && { programme }), ...correction };
}

function writePaper({ paper: one, signedBy }: PeriodicalAnswer, folder: string, mark: string): Promise<readonly string[]> {
  const edition = one.edition === 1 ? '' : `-第${one.edition}版`;
  const name = `${periodicalNames[one.kind]}-${one.year}年第${one.serial}期${edition}`;
  return writeDocument({ folder, name, document: periodicalDocument(one, { mark, signedBy }), content: one });
}

function standingLine({ paper: one, signedBy, repeated }: PeriodicalAnswer): string {
  const signed = signedBy === null ? (one.kind === 'bulletin' ? '，尚未签发' : '') : `，${signedBy}签发`;
  return `${nameOf(one)}：${one.content.title}${signed}${one.sentAt === null ? '，尚未印发' : '，已印发'}${repeated ? '（先前已办理）' : ''}`;
}

const contentLines = ({ sentence, departments, accomplishment, reports }: PeriodicalContent): readonly string[] => [
  sentence,
  ...tableLines(countHeadings, [...departments, { name: '合计', ...accomplishment, reports }].map(countCells)),
];

const fileLines = (files: readonly string[]): readonly string[] => files.map((file) => `已写入 ${file}`);
