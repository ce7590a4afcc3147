import type { Command } from 'commander';
import type { SourceView } from '../../ledger/queries/source-list.ts';
import { dateOf } from './flags.ts';
import { ignoredLine } from './import-commands.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';
import { shortened } from './table.ts';

interface SourceImportFlags {
  readonly json?: boolean;
  readonly received?: string;
  readonly office?: string;
  readonly programme?: string;
}

/** Where tasks come from. */
export function registerSourceCommands(source: Command, io: CliIo): void {
  source
    .command('list')
    .description('every document: when it came in, who takes it up, how long that took, which clauses are still open')
    .option('--late', 'only those with open clauses that came in too long ago')
    .action((_own: unknown, self: Command) => listSources(self.optsWithGlobals<{ json?: boolean; late?: boolean }>(), io));
  source
    .command('import')
    .description('add source documents with their clauses: 来源,条款号,条款内容')
    .argument('<file>', '.xlsx or .csv')
    .option('--received <date>', 'the day on which the document came in')
    .option('--office <code>', 'the office that it came to; that of the programmes that take it up, if left out, else the national one')
    .option('--programme <name>', 'a programme that must carry out every clause, whether its tasks name the document yet or not')
    .action((file: string, _own: unknown, self: Command) => importSources(file, self.optsWithGlobals<SourceImportFlags>(), io));
}

async function listSources({ json = false, late = false }: { readonly json?: boolean; readonly late?: boolean }, io: CliIo): Promise<void> {
  const { asOf, sources: all } = await withSession(io, ({ client }) => client.sources());
  const sources = late ? all.filter((source) => source.late) : all;
  print(io, { json, document: { asOf, sources }, lines: [...sources.flatMap(sourceLines), `共 ${sources.length} 个来源`] });
}

function sourceLines({ source, receivedOn, offices, programmes, clauses, covered, waived, open, incorporateBy, late, incorporations }: SourceView): string[] {
  const receipt = receivedOn === null ? '收到日期未记' : `${receivedOn} 收到`;
  const term = incorporateBy === null || open.length === 0 ? '' : `，应于 ${incorporateBy} 前纳入${late ? '，已逾期' : ''}`;
  return [
    `${source}：${receipt}（${offices.join('、')}），方案 ${programmes.join('、') || '无'}；${clauses} 条，已落到任务 ${covered}，豁免 ${waived}，未纳入 ${open.length}${term}`,
    ...open.map(({ clause, text }) => `  未纳入 ${clause}：${shortened(text, 60)}`),
    ...incorporations.map(({ clause, number, incorporatedOn, workingDays }) => `  ${clause} → ${number}：${incorporatedOn} 纳入，用时 ${workingDays} 个工作日`),
  ];
}

async function importSources(file: string, { json = false, received, office, programme }: SourceImportFlags, io: CliIo): Promise<void> {
  const receipt = { received: received === undefined ? null : dateOf(received, '--received'), office: office ?? null, programme: programme ?? null };
  const diff = await withSession(io, ({ client }) => client.importSources(file, receipt));
  const assigned = diff.assigned === undefined ? '' : `；方案 ${programme} 新承接来源 ${diff.assigned} 个`;
  const lines = [
    `来源条款：新增 ${diff.added}，不变 ${diff.unchanged}${assigned}`,
    ...diff.ignored.map(ignoredLine),
    ...diff.warnings.map(({ row, column, message }) => `  提示 第 ${row} 行 ${column}：${message}`),
  ];
  print(io, { json, document: diff, lines });
}
