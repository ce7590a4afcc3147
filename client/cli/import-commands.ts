import { setFlagsFromString } from 'node:v8';
import type { Command } from 'commander';
import type { IgnoredPart } from '../../domain/table.ts';
import { exitCodes } from '../errors.ts';
import type { ProgrammeImported } from '../import/import-programme.ts';
import { dateOf } from './flags.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';

interface JsonFlag {
  readonly json?: boolean;
}

/** What comes in as files. Imports journal the system user, so they need no --as. */
export function registerImportCommands(programme: Command, io: CliIo): void {
  programme
    .command('import')
    .description('register the tasks of a programme; the same file again changes nothing')
    .argument('<file>', '.xlsx or .csv with the 17 columns of data/README.md, and 密级')
    .requiredOption('--programme <name>', 'its name, unique in the system')
    .option('--issued <date>', 'the day on which it was decided; needed the first time')
    .option('--office <code>', 'the issuing office; default the national one')
    .option('--meeting <id>', 'the meeting that decided it')
    .option('--title <text>', 'its title')
    .option('--dry-run', 'say what would happen, write nothing')
    .action((file: string, _own: unknown, self: Command) => importProgramme(file, self.optsWithGlobals<ProgrammeFlags>(), io));
}

interface ProgrammeFlags extends JsonFlag {
  readonly programme: string;
  readonly issued?: string;
  readonly office?: string;
  readonly meeting?: string;
  readonly title?: string;
  readonly dryRun?: boolean;
}

async function importProgramme(file: string, { json = false, issued, dryRun = false, ...flags }: ProgrammeFlags, io: CliIo): Promise<void> {
  const { programme, office, meeting, title } = flags;
  const issuedOn = issued === undefined ? undefined : dateOf(issued, '--issued');
  sweepSooner();
  const imported = await withSession(io, ({ client }) => client.importProgramme({ file, programme, issuedOn, office, meeting, title, dryRun }));
  print(io, { json, document: imported, lines: importLines(imported) });
  if (imported.rejected.length > 0) io.exitCode = exitCodes.invalidInput;
}

/** V8 lets its heap grow where the machine is busy: 20,000 rows reached 379 MB now and then, swept sooner 183 (bench/README.md), for a third more time. */
const sweepSooner = (): void => setFlagsFromString('--optimize-for-size');

export function importLines({ programme, dryRun, accepted, rejected, ignored, drafts }: ProgrammeImported): string[] {
  const tail = dryRun ? '（试运行，没有写入）' : '';
  return [
    `方案 ${programme}：接受 ${accepted.length} 行，草稿 ${drafts.length} 行，退回 ${rejected.length} 行，忽略 ${ignored.length} 行${tail}`,
    ...rejected.flatMap(({ row, number, errors }) =>
      errors.map(({ column, code, message }) => `  退回 第 ${row} 行 ${number ?? ''} ${column}：${message} [${code}]`),
    ),
    ...drafts.map(({ row, number, missing }) => `  草稿 第 ${row} 行 ${number}：缺少 ${missing.map(({ column }) => column).join('、')}`),
    ...ignored.map(ignoredLine),
    ...[...accepted, ...drafts].flatMap(({ row, number, warnings }) =>
      warnings.map(({ column, message }) => `  提示 第 ${row} 行 ${number} ${column}：${message}`),
    ),
  ];
}

export const ignoredLine = ({ row, reason }: IgnoredPart): string => `  忽略 ${row === 0 ? '' : `第 ${row} 行：`}${reason}`;
