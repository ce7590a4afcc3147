import type { Command } from 'commander';
import { clockText } from '../../domain/policy-clocks.ts';
import { fullNumberOf } from '../../domain/task.ts';
import type { TaskMoved } from '../../ledger/queries/tasks-under-calendars.ts';
import type { OverlayAdded, OverlayForeseen } from '../calendar-overlays.ts';
import type { OverlayFile } from '../import/read-overlay.ts';
import { positiveInteger } from './flags.ts';

export interface OverlayFlags {
  readonly json?: boolean;
  readonly office?: readonly string[];
  readonly year?: string;
  readonly name?: string;
}

export const addOverlayFlags = (command: Command): Command =>
  command
    .argument('<file>', '.csv, .xlsx or .json: 日期,类型,说明')
    .option('--office <code...>', "whose days these are; left out: everybody's")
    .option('--year <yyyy>', 'the file is the official list of this whole year, which is provisional no longer')
    .option('--name <name>', 'what the overlay is called in the version of the calendar; default the name of the file');

export const overlayFileOf = (file: string, { office, year, name }: OverlayFlags): OverlayFile => ({
  file,
  name,
  offices: office ?? null,
  year: year === undefined ? null : positiveInteger(year, '--year', 9999),
});

const daysShown = 20;

const daysText = (days: OverlayAdded['days']): string =>
  `${days.length} 天与以前不同${days.length > 0 ? `：${days.slice(0, daysShown).join('、')}${days.length > daysShown ? ' 等' : ''}` : ''}`;

export function overlayLines({ name, added, days, calendars, moving }: OverlayAdded): string[] {
  const toMove = moving > 0 ? [`有 ${moving} 项任务的期限将因此变动，尚未变动：请用 duban calendar reproject --dry-run 列出，再重新推算。`] : [];
  if (!added) return [`日历调整“${name}”没有改变任何一天，未作更改。`, ...toMove];
  return [
    `日历调整“${name}”已录入，${daysText(days)}`,
    ...calendars.map(({ version, offices }) => `  日历 ${version} 适用于${offices === null ? '没有自己休息日的所有单位' : `单位 ${offices.join('、')}`}`),
    ...toMove,
  ];
}

export const foreseenLines = ({ name, changesNothing, days, tasks }: OverlayForeseen): string[] => [
  changesNothing ? `日历调整“${name}”不会改变任何一天。` : `如录入日历调整“${name}”：${daysText(days)}；${tasks.length} 项任务受影响。`,
  ...shownTasks(tasks, (task) => [movedLine(task), ...task.moves.map((move) => `    无人办理时，${move.name}：${move.from ?? '无'} 改为 ${move.to ?? '无'}`)]),
  '只是推演，什么也没有写入。',
];

/** Each task with its dates. */
export const movedLines = (tasks: readonly TaskMoved[]): string[] => shownTasks(tasks, (task) => [movedLine(task)]);

const movedLine = (task: TaskMoved): string => `  ${fullNumberOf(task)}：${task.dates.map(clockText).join('；') || '已定的期限不变'}`;

const tasksShown = 20;

function shownTasks<Shown>(tasks: readonly Shown[], linesOf: (task: Shown) => readonly string[]): string[] {
  const rest = tasks.length - tasksShown;
  return [...tasks.slice(0, tasksShown).flatMap(linesOf), ...(rest > 0 ? [`  其余 ${rest} 项用 --json 查看`] : [])];
}
