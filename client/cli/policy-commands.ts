import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { periodNames, periods } from '../../domain/policy-faults.ts';
import type { PolicyVersion } from '../../ledger/queries/policies.ts';
import { invalidInput, reasonOf } from '../answers.ts';
import type { ActFlags } from './flags.ts';
import { actorOf, textOf } from './flags.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';
import { tableLines } from './table.ts';
import type { Send } from './task-act.ts';
import { defineAct } from './task-act.ts';

interface JsonFlag {
  readonly json?: boolean;
}

/** Versions of the policy. To add one is an act of administration, like an import: no --as is needed, but whoever is named is journalled. */
export function registerPolicyCommands(policy: Command, io: CliIo): void {
  policy
    .command('list')
    .description('every version, the newest first: new tasks go by it, running ones keep theirs')
    .action((_own: unknown, self: Command) => list(self.optsWithGlobals<JsonFlag>(), io));
  policy
    .command('show')
    .description('the rules of a version')
    .argument('[version]', 'the newest if left out')
    .option('--out <file>', 'write it to a new file, to be changed and added under another name')
    .action((version: string | undefined, _own: unknown, self: Command) => show(version ?? null, self.optsWithGlobals<JsonFlag & { out?: string }>(), io));
  policy
    .command('add')
    .description('add a version; it becomes the newest and is never changed again')
    .argument('<file>', '.json, as policy show --out writes it')
    .option('--as <person>', 'id of the person who decided it')
    .action((file: string, _own: unknown, self: Command) => add(file, self.optsWithGlobals<ActFlags>(), io));
}

/** Which version one task goes by. */
export function registerPolicyActs(task: Command, io: CliIo): void {
  defineAct<{ to: string; reason: string }>(task, io, {
    name: 'move-policy',
    description: 'move one task to another version of the policy (督办规则); what each of its clocks becomes is journalled',
    flags: (command) =>
      command.requiredOption('--to <version>', 'as policy list names it').requiredOption('--reason <text>', 'why; @FILE reads it from a file'),
    prepare: movePolicy,
  });
}

async function movePolicy({ to, reason: words }: { to: string; reason: string }): Promise<Send> {
  const content = { to, reason: await textOf(words) };
  return (client, task, by) => client.movePolicy(task, by, content);
}

async function list({ json = false }: JsonFlag, io: CliIo): Promise<void> {
  const policies = await withSession(io, ({ client }) => client.policies());
  const cells = policies.map(({ version, addedAt, addedBy, isNewest, openTasks }) => [version, isNewest ? '现行' : '', addedAt, addedBy, String(openTasks)]);
  print(io, { json, document: { policies }, lines: tableLines(['版本', '新立项适用', '加入时间', '办理人', '适用中的任务'], cells) });
}

async function show(version: string | null, { json = false, out }: JsonFlag & { out?: string }, io: CliIo): Promise<void> {
  const found = await withSession(io, ({ client }) => client.policy(version));
  if (out !== undefined) await write(out, found);
  print(io, { json, document: found, lines: out === undefined ? policyLines(found) : [`督办规则 ${found.version} 已写入 ${out}`] });
}

/** Never over another file: it may be the next version, half written. */
const write = (file: string, { policy }: PolicyVersion): Promise<void> =>
  writeFile(file, `${JSON.stringify(policy, null, 2)}\n`, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw invalidInput('FILE_EXISTS', `${file} 已经存在，没有覆盖：请换一个文件名。`, { file });
    throw invalidInput('FOLDER_UNUSABLE', `不能写入 ${file}：${reasonOf(error)}。`, { file });
  });

function policyLines({ version, isNewest, addedAt, openTasks, policy }: PolicyVersion): string[] {
  const groups = Object.entries(policy).filter(([, value]) => typeof value === 'object');
  return [
    `督办规则 ${version}${isNewest ? '（新立项的任务适用）' : ''}，${addedAt} 加入，适用中的任务 ${openTasks} 项`,
    ...periods.flatMap((period) => (policy[period] === undefined ? [] : [`${periodNames[period]} ${period}：${policy[period]} 个工作日`])),
    ...groups.map(([group, value]) => `${group}：${JSON.stringify(value)}`),
  ];
}

async function add(file: string, flags: ActFlags, io: CliIo): Promise<void> {
  const actor = flags.as === undefined ? null : actorOf(flags, io);
  const { version, added } = await withSession(io, ({ client }) => client.addPolicy(file, actor));
  const text = added ? '已加入：此后立项的任务适用，已立项的任务不变（duban programme move-policy 可以调整）' : '先前已加入，没有更改';
  print(io, { json: flags.json ?? false, document: { version, added }, lines: [`督办规则 ${version} ${text}`] });
}
