import type { Command } from 'commander';
import type { CliIo } from './output.ts';
import { print } from './output.ts';

export function registerPrepareCommand(program: Command, io: CliIo): void {
  program
    .command('prepare')
    .description('make the servers that the environment names ready: ledger migrated as $DUBAN_OWNER_DATABASE_URL, namespace, search attributes; repeatable')
    .action((_own: unknown, self: Command) => prepare(self.optsWithGlobals<{ json?: boolean }>(), io));
}

async function prepare({ json = false }: { json?: boolean }, io: CliIo): Promise<void> {
  const { prepareServers } = await import('../stack/prepare.ts');
  const prepared = await prepareServers({ environment: io.environment, announce: io.err });
  const { namespace, namespaceCreated } = prepared;
  print(io, { json, document: prepared, lines: [`台账已是当前版本；命名空间 ${namespace} ${namespaceCreated ? '已新建' : '已存在'}，检索属性齐全。`] });
}
