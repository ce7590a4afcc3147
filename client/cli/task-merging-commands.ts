import type { Command } from 'commander';
import { stateNames } from '../../domain/task.ts';
import { withRequestId } from '../answers.ts';
import type { MergeAnswer, UnmergeAnswer } from '../merge-tasks.ts';
import type { SupervisionClient } from '../supervision-client.ts';
import type { ActFlags } from './flags.ts';
import { actorOf, addActFlags, requestIdOf, textOf } from './flags.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';
import { taskKeyOf } from './task-key.ts';

const numberHelp = '2019/改-12, or 改-12 with --programme';

interface MergeFlags extends ActFlags {
  readonly into: string;
  readonly reason: string;
}

interface UnmergeFlags extends ActFlags {
  readonly from?: string;
  readonly reason: string;
}

/** Acts on two tasks at once. */
export function registerMergingActs(group: Command, io: CliIo): void {
  addActFlags(group.command('merge').description('merge (并入): the task ends in another, which takes over its clauses and keeps the earlier due day'))
    .argument('<number>', numberHelp)
    .requiredOption('--into <number>', 'the survivor, open and of the same office')
    .requiredOption('--reason <text>', 'why; @FILE reads it from a file')
    .action((word: string, _own: unknown, self: Command) => merge(word, self.optsWithGlobals<MergeFlags>(), io));
  addActFlags(group.command('unmerge').description('un-merge (撤销并入): the task stands on its own again, as it was, and the survivor has its own again'))
    .argument('<number>', numberHelp)
    .option('--from <number>', 'the survivor; needed only where a merger broke off half-way')
    .requiredOption('--reason <text>', 'why; @FILE reads it from a file')
    .action((word: string, _own: unknown, self: Command) => unmerge(word, self.optsWithGlobals<UnmergeFlags>(), io));
}

async function merge(word: string, flags: MergeFlags, io: CliIo): Promise<void> {
  const answer = await onTwoTasks(io, flags, async (client, two) => {
    const task = await taskKeyOf(word, flags.programme, client.programmes);
    const into = await taskKeyOf(flags.into, flags.into.includes('/') ? undefined : task.programme, client.programmes);
    return client.mergeTasks({ ...two, task, into });
  });
  print(io, { json: flags.json ?? false, document: answer, lines: mergeLines(answer) });
}

async function unmerge(word: string, flags: UnmergeFlags, io: CliIo): Promise<void> {
  const { from } = flags;
  const answer = await onTwoTasks(io, flags, async (client, two) => {
    const task = await taskKeyOf(word, flags.programme, client.programmes);
    const survivor = from === undefined ? undefined : await taskKeyOf(from, from.includes('/') ? undefined : task.programme, client.programmes);
    return client.unmergeTask({ ...two, task, from: survivor });
  });
  print(io, { json: flags.json ?? false, document: answer, lines: unmergeLines(answer) });
}

type Two = { readonly actor: string; readonly requestId: string; readonly reason: string };

async function onTwoTasks<Answer>(io: CliIo, flags: MergeFlags | UnmergeFlags, act: (client: SupervisionClient, two: Two) => Promise<Answer>): Promise<Answer> {
  const actor = actorOf(flags, io);
  const requestId = requestIdOf(flags);
  const reason = await textOf(flags.reason);
  return withSession(io, ({ client }) => act(client, { actor, requestId, reason })).catch((error: unknown) => {
    throw withRequestId(error, requestId);
  });
}

const again = '（同一请求号先前已办理）';

function mergeLines({ programme, number, state, repeated, survivor }: MergeAnswer): string[] {
  return [`${programme}/${number} 现为“${stateNames[state]}”，由 ${survivor.number} 承接，其现时限为 ${survivor.currentDue ?? '未定'}${repeated ? again : ''}`];
}

function unmergeLines({ programme, number, state, repeated, survivor }: UnmergeAnswer): string[] {
  const { kept, refused } = survivor;
  return [
    `${programme}/${number} 现为“${stateNames[state]}”，恢复单独督办${repeated ? again : ''}`,
    refused
      ? `${survivor.number} 没有变化：${refused.message} [${refused.code}]`
      : `${survivor.number} 的现时限为 ${survivor.currentDue ?? '未定'}${kept?.due ? '（并入后另行确定，不变）' : ''}`,
    ...(kept && kept.participants.length > 0 ? [`${survivor.number} 的参与部门 ${kept.participants.join('、')} 已参与办理，予以保留`] : []),
  ];
}
