import type { Command } from 'commander';
import { withRequestId } from '../answers.ts';
import { exitCodes } from '../errors.ts';
import type { Reprojected } from '../reproject.ts';
import type { ActFlags } from './flags.ts';
import { actorOf, requestIdOf, textOf } from './flags.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { movedLines } from './overlay-flags.ts';
import { withSession } from './session.ts';

interface ReprojectFlags extends ActFlags {
  readonly reason: string;
  readonly to?: string;
  readonly dryRun?: boolean;
}

export function registerReprojectCommand(calendar: Command, io: CliIo): void {
  calendar
    .command('reproject')
    .description('after the calendar has changed: count anew the dates that would move by it, of those tasks and no others; repeated, it finishes what is left')
    .requiredOption('--reason <text>', 'why; it stands in the journal of each task. @FILE reads it from a file')
    .option('--to <version>', 'only tasks that come to this version of the calendar')
    .option('--programme <name>', 'only tasks of this programme')
    .option('--dry-run', 'say which dates would move, move none')
    .option('--as <person>', 'id of the person who acts; left out: the system')
    .option('--request-id <id>', 'the same id acts once on each task; default a new one')
    .action((_own: unknown, self: Command) => reproject(self.optsWithGlobals<ReprojectFlags>(), io));
}

async function reproject(flags: ReprojectFlags, io: CliIo): Promise<void> {
  const { to, programme, dryRun = false } = flags;
  const actor = flags.as === undefined ? 'system' : actorOf(flags, io);
  const requestId = requestIdOf(flags);
  const reason = await textOf(flags.reason);
  const order = { reason, to, programme, actor, requestId, dryRun };
  const came = await withSession(io, ({ client }) => client.reprojectTasks(order), { unhurried: true }).catch((error: unknown) => {
    throw withRequestId(error, requestId);
  });
  print(io, { json: flags.json ?? false, document: came, lines: reprojectLines(came) });
  if (came.refused.length > 0) io.exitCode = exitCodes.refused;
}

function reprojectLines({ dryRun, tasks, reprojected, refused, notices }: Reprojected): string[] {
  const told = notices === null ? '通知正在送达' : `发出通知 ${notices} 份`;
  return [
    dryRun ? `${tasks.length} 项任务的期限将变动（试运行，没有写入）` : `重新推算 ${reprojected.length} 项，未能推算 ${refused.length} 项；${told}`,
    ...movedLines(tasks),
    ...refused.map(({ number, code, message }) => `  ${number}：${message} [${code}]`),
  ];
}
