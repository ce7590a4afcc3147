#!/usr/bin/env node
import type { Command } from 'commander';
import { withRequestId } from '../answers.ts';
import type { ActFlags } from '../cli/flags.ts';
import { actorOf, dateOf, requestIdOf } from '../cli/flags.ts';
import { importLines } from '../cli/import-commands.ts';
import type { CliIo } from '../cli/output.ts';
import { print, processIo } from '../cli/output.ts';
import { issueLines } from '../cli/programme-commands.ts';
import { createProgram, runProgram } from '../cli/run-program.ts';
import { withSession } from '../cli/session.ts';
import { exitCodes } from '../errors.ts';
import type { ProgrammeStarted } from '../start-programme.ts';
import { startProgramme } from '../start-programme.ts';

interface Flags extends ActFlags {
  readonly programme: string;
  readonly issued?: string;
  readonly office?: string;
  readonly meeting?: string;
  readonly title?: string;
  readonly directory?: string;
  readonly source?: readonly string[];
  readonly dryRun?: boolean;
}

/** Starts a programme from a spreadsheet: directory and sources if given, the programme, 交办 of what is complete; says row by row what was refused. */
function startProgrammeProgram(io: CliIo): Command {
  return createProgram('start-programme', io)
    .description('import a programme and hand out (交办) what is complete; said again, it finishes what is left')
    .argument('<file>', 'the programme, with the columns of data/README.md')
    .requiredOption('--programme <name>', 'its name, unique in the system')
    .option('--issued <date>', 'the day on which it was decided; needed the first time')
    .option('--office <code>', 'the issuing office; default the national one')
    .option('--meeting <id>', 'the meeting that decided it')
    .option('--title <text>', 'its title')
    .option('--directory <dir>', 'import this directory first')
    .option('--source <files...>', 'import these sources first')
    .option('--as <person>', 'id of the person who hands out; default $DUBAN_AS')
    .option('--request-id <id>', 'repeats a start whose outcome is unknown; default a new one')
    .option('--dry-run', 'say what would happen to the programme, write nothing')
    .action((file: string, flags: Flags) => start(file, flags, io));
}

async function start(file: string, { issued, directory, source = [], dryRun = false, ...flags }: Flags, io: CliIo): Promise<void> {
  const actor = actorOf(flags, io);
  const requestId = requestIdOf(flags);
  const { programme, office, meeting, title } = flags;
  const issuedOn = issued === undefined ? undefined : dateOf(issued, '--issued');
  const order = { file, programme, issuedOn, office, meeting, title, directory, sources: source, dryRun };
  // Before anything is sent: whoever is killed on the way can repeat under the same id.
  if (!dryRun) io.err(`request id: ${requestId}`);
  const started = await withSession(io, ({ client }) => startProgramme(client, { ...order, actor, requestId })).catch((error: unknown) => {
    throw withRequestId(error, requestId);
  });
  print(io, { json: flags.json ?? false, document: started, lines: linesOf(started) });
  io.exitCode = exitCodeOf(started);
}

function linesOf({ dryRun, directory, sources, imported, issued }: ProgrammeStarted): string[] {
  return [
    ...(directory ? [`组织目录：新增 ${directory.added}，更改 ${directory.changed}，删除 ${directory.removed}，不变 ${directory.unchanged}`] : []),
    ...sources.map(({ file, added, unchanged }) => `来源条款 ${file}：新增 ${added}，不变 ${unchanged}`),
    ...importLines(imported),
    ...(issued ? issueLines(issued) : []),
    ...(dryRun ? ['试运行：组织目录和来源没有导入，方案按台账中现有的目录和条款核对；没有交办'] : []),
  ];
}

function exitCodeOf({ imported, issued }: ProgrammeStarted): number {
  if (imported.rejected.length > 0) return exitCodes.invalidInput;
  return (issued?.refused.length ?? 0) > 0 ? exitCodes.refused : exitCodes.done;
}

const io = processIo();
process.exitCode = await runProgram(startProgrammeProgram(io), process.argv.slice(2), io);
