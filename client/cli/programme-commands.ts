import type { Command } from 'commander';
import { withRequestId } from '../answers.ts';
import { exitCodes } from '../errors.ts';
import type { ProgrammeIssued } from '../issue-programme.ts';
import type { ActFlags } from './flags.ts';
import { actorOf, addActFlags, requestIdOf } from './flags.ts';
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
}

async function issue(words: readonly string[], flags: ActFlags, io: CliIo): Promise<void> {
  const actor = actorOf(flags, io);
  const requestId = requestIdOf(flags);
  const issued = await withSession(io, async ({ client }) => {
    const keys = await Promise.all(words.map((word) => taskKeyOf(word, flags.programme, client.programmes)));
    const programme = flags.programme ?? keys[0]?.programme ?? (await onlyProgramme(client.programmes));
    for (const word of words) await taskKeyOf(word, programme, client.programmes); // all of one programme
    return client.issueProgramme({ programme, actor, requestId, numbers: keys.map(({ number }) => number) });
  }).catch((error: unknown) => {
    throw withRequestId(error, requestId);
  });
  print(io, { json: flags.json ?? false, document: issued, lines: issueLines(issued) });
  if (issued.refused.length > 0) io.exitCode = exitCodes.refused;
}

export const issueLines = ({ issued, already, refused, notices }: ProgrammeIssued): string[] => [
  `交办 ${issued.length} 项，先前已交办 ${already.length} 项，未能交办 ${refused.length} 项；${notices === null ? '通知正在送达' : `发出通知 ${notices} 份`}`,
  ...refusalLines(refused),
];

const numbersShown = 10;

/** The same reason once, with its tasks. */
function refusalLines(refused: ProgrammeIssued['refused']): string[] {
  const reasons = new Map<string, string[]>();
  for (const { number, code, message } of refused) reasons.set(`${message} [${code}]`, [...(reasons.get(`${message} [${code}]`) ?? []), number]);
  return [...reasons].map(
    ([reason, numbers]) => `  ${numbers.slice(0, numbersShown).join('、')}${numbers.length > numbersShown ? ` 等 ${numbers.length} 项` : ''}：${reason}`,
  );
}
