import type { Command } from 'commander';
import { rebuildProjections } from '../../ledger/rebuild.ts';
import { exitCodes } from '../errors.ts';
import { saidPlainly } from '../failures.ts';
import { dubanHome, homePaths } from '../stack/duban-home.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';

interface JsonFlag {
  readonly json?: boolean;
}

/** What is done after a loss, and before one. */
export function registerRecoveryCommands(program: Command, io: CliIo): void {
  program
    .command('recover')
    .description('after the data of Temporal were lost: begin the run of every open task again from its journal; repeatable')
    .action((_own: unknown, self: Command) => recover(self.optsWithGlobals<JsonFlag>(), io));
  program
    .command('rebuild')
    .description('make the ledger (台账) and everything else that follows from the journal anew; commands wait meanwhile')
    .action((_own: unknown, self: Command) => rebuild(self.optsWithGlobals<JsonFlag>(), io));
  program
    .command('backup')
    .description('after `duban down`: everything in $DUBAN_HOME and the evidence, as one .tar.gz')
    .argument('<file>', 'written beside first, then renamed')
    .action((file: string, _own: unknown, self: Command) => backup(file, self.optsWithGlobals<JsonFlag>(), io));
  program
    .command('restore')
    .description('put a backup into $DUBAN_HOME, where nothing is or, with --force, what is there is moved aside')
    .argument('<file>', 'from duban backup')
    .option('--force', 'move what is in $DUBAN_HOME aside')
    .action((file: string, _own: unknown, self: Command) => restore(file, self.optsWithGlobals<JsonFlag & { force?: boolean }>(), io));
}

async function recover({ json = false }: JsonFlag, io: CliIo): Promise<void> {
  const { refuseOtherNamespace } = await import('../recovery-place.ts');
  const { recoverRuns } = await import('../recover.ts');
  refuseOtherNamespace(io.environment);
  const recovered = await withSession(io, (session) => saidPlainly(() => recoverRuns(session)));
  const { started, already, failed } = recovered;
  const lines = [
    `重新开始 ${started} 项，本已在运行 ${already} 项，未能恢复 ${failed.length} 项`,
    ...failed.map(({ number, code, message }) => `  ${number} ${message} [${code}]`),
  ];
  print(io, { json, document: recovered, lines });
  if (failed.length > 0) io.exitCode = exitCodes.unreachable;
}

async function rebuild({ json = false }: JsonFlag, io: CliIo): Promise<void> {
  const rebuilt = await withSession(io, ({ ledger }) => saidPlainly(() => rebuildProjections(ledger)), { unhurried: true });
  const { tasks, events, noticesAdded, kept } = rebuilt;
  const lines = [
    `已按日志重建：${tasks} 项任务，${events} 条记录${noticesAdded > 0 ? `；补出通知 ${noticesAdded} 份，将重新送达` : ''}`,
    ...kept.map((part) => `  ${part === 'directory' ? '组织目录' : '工作日历'}：早期版本的日志没有记录内容，保持现状`),
  ];
  print(io, { json, document: rebuilt, lines });
}

async function backup(file: string, { json = false }: JsonFlag, io: CliIo): Promise<void> {
  const { backUpHome } = await import('../stack/backup.ts');
  const made = await backUpHome(homePaths(dubanHome(io.environment), io.environment), file);
  print(io, { json, document: made, lines: [`已备份 ${made.home} 到 ${made.file}（${made.sizeBytes} 字节）`] });
}

async function restore(file: string, { json = false, force = false }: JsonFlag & { force?: boolean }, io: CliIo): Promise<void> {
  const { restoreHome } = await import('../stack/restore.ts');
  const restored = await restoreHome(homePaths(dubanHome(io.environment), io.environment), { file, force, announce: io.err });
  const lines = [
    `已恢复到 ${restored.home}（${restored.madeAt} 的备份）`,
    ...(restored.movedAside ? [`原有内容移到 ${restored.movedAside}`] : []),
    '下一步：duban up',
  ];
  print(io, { json, document: restored, lines });
}
