import type { Command } from 'commander';
import { readClock } from '../../ledger/clock.ts';
import { invalidInput } from '../answers.ts';
import { advanceClock, shownClock } from '../clock/advance.ts';
import type { ClockShown } from '../clock/advance.ts';
import { saidPlainly } from '../failures.ts';
import { parseInstant } from '../stack/clock-option.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';

export function registerClockCommands(clock: Command, io: CliIo): void {
  clock
    .command('show')
    .description('what time it is here, and whether it is a rehearsal (演练)')
    .action((_own: unknown, self: Command) => show(self.optsWithGlobals<{ json?: boolean }>(), io));
  clock
    .command('advance')
    .description('move a rehearsal forward; returns when everything due by then has happened')
    .requiredOption('--to <instant>', '2019-02-20T10:00+08:00; within 10 minutes after a deadline it moves to 10 minutes after it')
    .action((_own: unknown, self: Command) => advance(self.optsWithGlobals<{ json?: boolean; to: string }>(), io));
}

async function show({ json = false }: { json?: boolean }, io: CliIo): Promise<void> {
  const shown = await withSession(io, ({ ledger }) => saidPlainly(async () => shownClock(await readClock(ledger))));
  print(io, { json, document: shown, lines: [lineOf(shown)] });
}

async function advance({ json = false, to: word }: { json?: boolean; to: string }, io: CliIo): Promise<void> {
  const to = parseInstant(word);
  if (to === null) throw invalidInput('CLOCK_INVALID', `--to 的值“${word}”不是有效时刻：应写成带时区的时刻，例如 2019-02-20T10:00+08:00。`, { value: word });
  const shown = await withSession(io, (session) => saidPlainly(() => advanceClock(session, to)));
  print(io, { json, document: shown, lines: [lineOf(shown)] });
}

const lineOf = ({ now, rehearsal }: ClockShown): string => `现在是 ${now}${rehearsal ? '（演练时间）' : '（真实时间）'}`;
