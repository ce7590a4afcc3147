import type { Command } from 'commander';
import { withRequestId } from '../answers.ts';
import { exitCodes } from '../errors.ts';
import type { ReportsImported } from '../import/import-reports.ts';
import type { WrittenForms } from '../report-forms/write-forms.ts';
import { refusalLines } from './bulk-lines.ts';
import type { ActFlags, ReceiptFlags } from './flags.ts';
import { actorOf, addActorFlags, addProgrammeFlag, addReceiptFlags, monthOf, receiptOf, requestIdOf } from './flags.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';

/** Forms of reports (重点工作汇报表): out to the departments, and in again. */
export function registerReportCommands({ meeting, report }: Readonly<Record<'meeting' | 'report', Command>>, io: CliIo): void {
  addProgrammeFlag(meeting.command('forms').description('one .xlsx for each lead department, with its tasks and the columns to fill in (汇报表)'))
    .requiredOption('--cycle <month>', 'reporting cycle, 2019-03')
    .requiredOption('--out <folder>', 'where they are written; nothing there is overwritten')
    .option('--office <code>', 'whose tasks; default those of the national office')
    .option('--as <person>', 'as for every act on meetings; forms are written for anybody')
    .action((_own: unknown, self: Command) => writeForms(self.optsWithGlobals<FormFlags>(), io));
  addReceiptFlags(addActorFlags(report.command('import').description('take in a form that a department has filled in; the same file again changes nothing')))
    .argument('<file>', '.xlsx, as meeting forms wrote it, or .csv')
    .requiredOption('--cycle <month>', 'reporting cycle, 2019-03; another form is refused')
    .option('--office <code>', 'whose form it has to be')
    .option('--dry-run', 'say what would happen, write nothing')
    .action((file: string, _own: unknown, self: Command) => importReports(file, self.optsWithGlobals<ImportFlags>(), io));
}

interface FormFlags {
  readonly json?: boolean;
  readonly programme?: string;
  readonly cycle: string;
  readonly out: string;
  readonly office?: string;
}

async function writeForms({ json = false, programme, office, out: folder, ...flags }: FormFlags, io: CliIo): Promise<void> {
  const cycle = monthOf(flags.cycle, '--cycle');
  const written = await withSession(io, ({ client }) => client.writeForms({ cycle, office: office ?? null, programme: programme ?? null, folder }));
  print(io, { json, document: written, lines: formLines(written) });
}

const formLines = ({ cycle, office, cutOff, forms }: WrittenForms): string[] => [
  forms.length === 0
    ? `单位 ${office} 在 ${cycle} 没有需要报告的任务，没有写出报表`
    : `汇报周期 ${cycle}：写出报表 ${forms.length} 份${cutOff === null ? '' : `，报告截止 ${cutOff} 24:00`}`,
  ...forms.map(({ name, tasks, file }) => `  ${name} ${tasks} 项：${file}`),
];

interface ImportFlags extends ActFlags, ReceiptFlags {
  readonly cycle: string;
  readonly office?: string;
  readonly dryRun?: boolean;
}

async function importReports(file: string, { json = false, office, dryRun = false, ...flags }: ImportFlags, io: CliIo): Promise<void> {
  const actor = actorOf(flags, io);
  const requestId = requestIdOf(flags);
  const cycle = monthOf(flags.cycle, '--cycle');
  const receipt = await receiptOf(flags);
  const imported = await withSession(io, ({ client }) =>
    client.importReports({ file, cycle, office: office ?? null, actor, requestId, receipt, dryRun }),
  ).catch((error: unknown) => {
    throw withRequestId(error, requestId);
  });
  print(io, { json, document: imported, lines: importLines(imported) });
  if (imported.refused.length > 0) io.exitCode = exitCodes.refused;
  if (imported.rejected.length > 0) io.exitCode = exitCodes.invalidInput;
}

const importLines = ({ cycle, dryRun, accepted, rejected, refused, ignored, unchanged }: ReportsImported): string[] => [
  `汇报周期 ${cycle}：接受 ${accepted.length} 项，已报相同内容 ${unchanged.length} 项，退回 ${rejected.length} 项，未能报告 ${refused.length} 项${dryRun ? '（试运行，没有写入）' : ''}`,
  ...rejected.flatMap(({ row, number, errors }) =>
    errors.map(({ column, code, message }) => `  退回 第 ${row} 行 ${number ?? ''} ${column}：${message} [${code}]`),
  ),
  ...refusalLines(refused),
  ...ignored.map(ignoredLine),
  ...accepted.flatMap(({ row, number, warnings }) => warnings.map(({ column, message }) => `  提示 第 ${row} 行 ${number} ${column}：${message}`)),
];

const ignoredLine = ({ row, number, reason }: ReportsImported['ignored'][number]): string =>
  number === undefined ? `  忽略 ${row === 0 ? '' : `第 ${row} 行：`}${reason}` : `  ${reason} 第 ${row} 行 ${number}`;
