import type { Command } from 'commander';
import { clockText } from '../../domain/policy-clocks.ts';
import { withRequestId } from '../answers.ts';
import type { BulkAct } from '../bulk-act.ts';
import { exitCodes } from '../errors.ts';
import type { ProgrammeIssued } from '../issue-programme.ts';
import type { ProgrammePolicyMoved } from '../move-policy.ts';
import type { SupervisionClient } from '../supervision-client.ts';
import { refusalLines, toldText } from './bulk-lines.ts';
import type { ActFlags } from './flags.ts';
import { actorOf, addActFlags, requestIdOf, textOf } from './flags.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';
import { onlyProgramme, taskKeyOf } from './task-key.ts';

export function registerProgrammeCommands(programme: Command, io: CliIo): void {
  addActFlags(
    programme.command('issue').description('hand out (交办) every complete task of a programme, one notice per department; repeated, it finishes what is left'),
  )
    .argument('[number...]', 'these tasks only')
    .action((words: string[], _own: unknown, self: Command) => issue(words, self.optsWithGlobals<ActFlags>(), io));
  addActFlags(
    programme
      .command('move-policy')
      .description('move open tasks to another version of the policy (督办规则): what each clock becomes is journalled; repeated, it finishes what is left'),
  )
    .argument('[number...]', 'these tasks only')
    .requiredOption('--to <version>', 'as policy list names it')
    .requiredOption('--reason <text>', 'why; @FILE reads it from a file')
    .option('--dry-run', 'say which clocks would move, move none')
    .action((words: string[], _own: unknown, self: Command) => movePolicy(words, self.optsWithGlobals<PolicyMoveFlags>(), io));
}

async function issue(words: readonly string[], flags: ActFlags, io: CliIo): Promise<void> {
  const issued = await actInBulk(io, { words, flags, act: (client, bulk) => client.issueProgramme(bulk) });
  print(io, { json: flags.json ?? false, document: issued, lines: issueLines(issued) });
  if (issued.refused.length > 0) io.exitCode = exitCodes.refused;
}

interface Bulk<Result> {
  readonly words: readonly string[];
  readonly flags: ActFlags;
  readonly act: (client: SupervisionClient, bulk: BulkAct) => Promise<Result>;
}

/** Who acts, under which request id, on which tasks of which programme. */
async function actInBulk<Result>(io: CliIo, { words, flags, act }: Bulk<Result>): Promise<Result> {
  const actor = actorOf(flags, io);
  const requestId = requestIdOf(flags);
  return withSession(io, async ({ client }) => {
    const keys = await Promise.all(words.map((word) => taskKeyOf(word, flags.programme, client.programmes)));
    const programme = flags.programme ?? keys[0]?.programme ?? (await onlyProgramme(client.programmes));
    for (const word of words) await taskKeyOf(word, programme, client.programmes); // all of one programme
    return act(client, { programme, actor, requestId, numbers: keys.map(({ number }) => number) });
  }).catch((error: unknown) => {
    throw withRequestId(error, requestId);
  });
}

interface PolicyMoveFlags extends ActFlags {
  readonly to: string;
  readonly reason: string;
  readonly dryRun?: boolean;
}

async function movePolicy(words: readonly string[], flags: PolicyMoveFlags, io: CliIo): Promise<void> {
  const { to, dryRun = false } = flags;
  const reason = await textOf(flags.reason);
  const moved = await actInBulk(io, { words, flags, act: (client, bulk) => client.moveProgrammePolicy({ ...bulk, to, reason, dryRun }) });
  print(io, { json: flags.json ?? false, document: moved, lines: moveLines(moved) });
  if (moved.refused.length > 0) io.exitCode = exitCodes.refused;
}

const moveLines = ({ to, dryRun, moved, already, refused, notices }: ProgrammePolicyMoved): string[] => [
  `改按督办规则 ${to}：${moved.length} 项，先前已适用 ${already.length} 项，未能调整 ${refused.length} 项${toldText({ dryRun, notices })}`,
  ...moved.map(({ number, from, clocks }) => `  ${number}（原 ${from}）：${clocks.map(clockText).join('；') || '当前没有由规则确定的期限'}`),
  ...refusalLines(refused),
];

export const issueLines = ({ issued, already, refused, notices }: ProgrammeIssued): string[] => [
  `交办 ${issued.length} 项，先前已交办 ${already.length} 项，未能交办 ${refused.length} 项；${notices === null ? '通知正在送达' : `发出通知 ${notices} 份`}`,
  ...refusalLines(refused),
];
