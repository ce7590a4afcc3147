import type { Command } from 'commander';
import { nowOf, readClock } from '../../ledger/clock.ts';
import type { Verification } from '../../ledger/verify.ts';
import { exitCodes } from '../errors.ts';
import { saidPlainly } from '../failures.ts';
import { dubanHome, homePaths } from '../stack/duban-home.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';

interface JsonFlag {
  readonly json?: boolean;
}

/** Whether the record is whole, and how it leaves this machine. */
export function registerVerifyCommands(program: Command, io: CliIo): void {
  program
    .command('verify')
    .description('recompute the journal and what follows from it, the chain of seals, and the evidence files')
    .option('--file <file>', 'check an export instead; needs neither database nor Temporal')
    .action((_own: unknown, self: Command) => verify(self.optsWithGlobals<JsonFlag & { file?: string }>(), io));
  program
    .command('seal')
    .description('fix where every stream stands today, in the ledger and as a file in $DUBAN_SEALS (default $DUBAN_HOME/seals)')
    .action((_own: unknown, self: Command) => seal(self.optsWithGlobals<JsonFlag>(), io));
  program
    .command('export')
    .description('write the whole journal with its seals as JSONL (docs/export-format.md)')
    .argument('<file>', 'written beside first, then renamed')
    .action((file: string, _own: unknown, self: Command) => exportTo(file, self.optsWithGlobals<JsonFlag>(), io));
}

const unhurried = { unhurried: true };

async function verify({ json = false, file }: JsonFlag & { file?: string }, io: CliIo): Promise<void> {
  const found = file === undefined ? await verifyHere(io) : await (await import('../verify-file.ts')).verifyFile(file);
  print(io, { json, document: found, lines: verifyLines(found) });
  // Neither the input nor a rule is at fault: somebody must look.
  if (!found.ok) io.exitCode = exitCodes.bug;
}

function verifyHere(io: CliIo) {
  const { evidence, seals } = homePaths(dubanHome(io.environment), io.environment);
  return withSession(io, ({ client }) => client.verify({ evidence, seals }), unhurried);
}

export function verifyLines(found: Verification & { readonly seals: number; readonly sealFiles?: number | null; readonly evidenceFiles?: number }): string[] {
  const { ok, tasks, events, seals, broken, sealFiles, evidenceFiles } = found;
  if (!ok) return [`日志已损坏：${placeOf(found)}：${broken?.message} [${broken?.reason}]`];
  const copies = sealFiles === undefined ? '' : sealFiles === null ? '（没有库外副本）' : `（库外副本 ${sealFiles} 份）`;
  const files = evidenceFiles === undefined ? '' : `，佐证文件 ${evidenceFiles} 份`;
  return [`日志完好：${tasks} 项任务，${events} 条记录，封存 ${seals} 次${copies}${files}`];
}

function placeOf({ broken, ...found }: Verification & { readonly file?: string }): string {
  const line = broken && 'line' in broken ? `第 ${String(broken.line)} 行，` : '';
  const file = found.file === undefined ? '' : `${found.file} `;
  return `${file}${line}${broken?.stream} 第 ${broken?.seq} 条`;
}

async function seal({ json = false }: JsonFlag, io: CliIo): Promise<void> {
  const { sealLedger } = await import('../seal-ledger.ts');
  const { seals: folder } = homePaths(dubanHome(io.environment), io.environment);
  const sealed = await withSession(io, ({ ledger }) => saidPlainly(async () => sealLedger(ledger, { folder, now: nowOf(await readClock(ledger)) })), unhurried);
  const { day, created, streams, events, hash, file } = sealed;
  print(io, {
    json,
    document: sealed,
    lines: [`${day} ${created ? '已封存' : '先前已封存'}：${streams} 条记录链，${events} 条记录，${hash}`, `副本：${file}`],
  });
}

async function exportTo(file: string, { json = false }: JsonFlag, io: CliIo): Promise<void> {
  const { exportLedger } = await import('../export-ledger.ts');
  const exported = await withSession(
    io,
    ({ ledger }) => saidPlainly(async () => exportLedger(ledger, { file, now: nowOf(await readClock(ledger)) })),
    unhurried,
  );
  const { rows, tasks, seals } = exported;
  print(io, { json, document: exported, lines: [`已导出 ${file}：${tasks} 项任务，${rows} 条记录，封存 ${seals} 次`] });
}
