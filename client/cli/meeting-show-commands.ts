import type { Command } from 'commander';
import { monthOf, positiveInteger } from './flags.ts';
import { officeHelp } from './meeting-commands.ts';
import { meetingLines, meetingListLines, missingLines } from './meeting-lines.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';

interface ShowFlags {
  readonly json?: boolean;
  readonly office?: string;
  readonly year?: string;
}

/** Meetings as the ledger has them, and who owes their reports. */
export function registerMeetingQueries(meeting: Command, io: CliIo): void {
  meeting
    .command('show')
    .description('a meeting with its cycle, who was there, who was heard, and the tasks that come from it; without a name, all of them')
    .argument('[meeting]', 'SPP-2019-05-05')
    .option('--year <year>', 'those of this year')
    .option('--office <code>', officeHelp)
    .action((id: string | undefined, _own: unknown, self: Command) => show(id, self.optsWithGlobals<ShowFlags>(), io));
  meeting
    .command('missing')
    .description('the missing list (缺报名单) of a cycle: who owes a report and has sent none')
    .requiredOption('--cycle <month>', 'such as 2019-05')
    .option('--office <code>', officeHelp)
    .action((_own: unknown, self: Command) => missing(self.optsWithGlobals<ShowFlags & { cycle: string }>(), io));
}

async function show(id: string | undefined, { json = false, office, year }: ShowFlags, io: CliIo): Promise<void> {
  if (id !== undefined) {
    const found = await withSession(io, ({ client }) => client.meeting(id));
    print(io, { json, document: found, lines: meetingLines(found) });
    return;
  }
  const wanted = year === undefined ? undefined : positiveInteger(year, '--year');
  const found = await withSession(io, ({ client }) => client.meetings(office ?? null, wanted));
  print(io, { json, document: found, lines: meetingListLines(found) });
}

async function missing({ json = false, office, cycle: month }: ShowFlags & { readonly cycle: string }, io: CliIo): Promise<void> {
  const cycle = monthOf(month, '--cycle');
  const found = await withSession(io, ({ client }) => client.missingReports(cycle, office ?? null));
  print(io, { json, document: found, lines: missingLines(found) });
}
