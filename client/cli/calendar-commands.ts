import type { Command } from 'commander';
import type { DayKind } from '../../domain/working-calendar.ts';
import type { CalendarDayShown, WorkingDaysAdded } from '../calendar-queries.ts';
import { dateOf, wholeNumber } from './flags.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import type { OverlayFlags } from './overlay-flags.ts';
import { addOverlayFlags, overlayFileOf, overlayLines } from './overlay-flags.ts';
import { registerReprojectCommand } from './reproject-command.ts';
import { withSession } from './session.ts';
import { withWeekday } from './weekday.ts';

interface CalendarFlags {
  readonly json?: boolean;
  readonly office?: string;
}

const officeHelp = 'by the calendar of this office, which may have rest days of its own';

export function registerCalendarCommands(calendar: Command, io: CliIo): void {
  calendar
    .command('day')
    .description('is it a working day, and why')
    .argument('<date>', 'YYYY-MM-DD')
    .option('--office <code>', officeHelp)
    .action((date: string, _own: unknown, self: Command) => day(date, self.optsWithGlobals<CalendarFlags>(), io));
  calendar
    .command('add')
    .description('N working days on; back if N is negative. The day itself is not counted')
    .argument('<date>', 'YYYY-MM-DD')
    .argument('<n>', 'such as 10 or -5')
    .option('--office <code>', officeHelp)
    .action((...[date, count, , self]: readonly [string, string, unknown, Command]) => add({ date, count }, self.optsWithGlobals<CalendarFlags>(), io));
  const overlay = calendar.command('overlay').description('what comes on top of the official lists (docs/calendar.md)');
  addOverlayFlags(
    overlay.command('add').description('rest days of an office, an order after the list, the list of the next year; the same file again changes nothing'),
  ).action((file: string, _own: unknown, self: Command) => addOverlay(file, self.optsWithGlobals<OverlayFlags>(), io));
  registerReprojectCommand(calendar, io);
}

async function day(word: string, { json = false, office }: CalendarFlags, io: CliIo): Promise<void> {
  const date = dateOf(word, 'DATE');
  const found = await withSession(io, ({ client }) => client.calendarDay(date, office ?? null));
  print(io, { json, document: found, lines: [dayLine(found)] });
}

/** Farther than any task lives. */
const mostDays = 100_000;

async function add(words: { readonly date: string; readonly count: string }, { json = false, office }: CalendarFlags, io: CliIo): Promise<void> {
  const span = { date: dateOf(words.date, 'DATE'), days: wholeNumber(words.count, 'N', mostDays) };
  const found = await withSession(io, ({ client }) => client.addWorkingDays(span, office ?? null));
  print(io, { json, document: found, lines: [addedLine(found)] });
}

async function addOverlay(file: string, flags: OverlayFlags, io: CliIo): Promise<void> {
  const overlay = overlayFileOf(file, flags);
  const added = await withSession(io, ({ client }) => client.addOverlay(overlay), { unhurried: true });
  print(io, { json: flags.json ?? false, document: added, lines: overlayLines(added) });
}

const reasonOf: Readonly<Record<DayKind, (name: string | null) => string>> = {
  workday: () => '上班，工作日',
  weekend: (name) => `休息，周末${name === null ? '' : `，在${name}假期之内`}`,
  holiday: (name) => `休息，${name ?? ''}放假`,
  makeUpDay: (name) => `上班，${name ?? ''}调休上班`,
};

export const dayLine = ({ date, kind, name, provisional }: CalendarDayShown): string =>
  `${withWeekday(date)}：${reasonOf[kind](name)}${provisional ? `（暂定：${date.slice(0, 4)} 年的放假安排尚未录入，按周末推算）` : ''}`;

function addedLine({ date, days, result, provisional }: WorkingDaysAdded): string {
  const way = days === 0 ? '当日' : `${days > 0 ? '后' : '前'}第 ${Math.abs(days)} 个工作日`;
  return `${withWeekday(date)}${way}：${withWeekday(result)}${provisional ? '（暂定：其间有年份的放假安排尚未录入，按周末推算）' : ''}`;
}
