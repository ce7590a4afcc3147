import type { Command } from 'commander';
import { dateOf } from './flags.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';

interface SourceImportFlags {
  readonly json?: boolean;
  readonly received?: string;
  readonly office?: string;
  readonly programme?: string;
}

/** Where tasks come from. */
export function registerSourceCommands(source: Command, io: CliIo): void {
  source
    .command('import')
    .description('add source documents with their clauses: 来源,条款号,条款内容')
    .argument('<file>', '.csv')
    .option('--received <date>', 'the day on which the document came in')
    .option('--office <code>', 'the office that it came to; that of the programmes that take it up, if left out, else the national one')
    .option('--programme <name>', 'a programme that must carry out every clause, whether its tasks name the document yet or not')
    .action((file: string, _own: unknown, self: Command) => importSources(file, self.optsWithGlobals<SourceImportFlags>(), io));
}

async function importSources(file: string, { json = false, received, office, programme }: SourceImportFlags, io: CliIo): Promise<void> {
  const receipt = { received: received === undefined ? null : dateOf(received, '--received'), office: office ?? null, programme: programme ?? null };
  const diff = await withSession(io, ({ client }) => client.importSources(file, receipt));
  const assigned = diff.assigned === undefined ? '' : `；方案 ${programme} 新承接来源 ${diff.assigned} 个`;
  print(io, { json, document: diff, lines: [`来源条款：新增 ${diff.added}，不变 ${diff.unchanged}${assigned}`] });
}
