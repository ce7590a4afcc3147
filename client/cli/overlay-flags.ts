import type { Command } from 'commander';
import type { OverlayAdded } from '../calendar-overlays.ts';
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
    .argument('<file>', '.csv or .json: 日期,类型,说明')
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

export function overlayLines({ name, added, days, calendars }: OverlayAdded): string[] {
  if (!added) return [`日历调整“${name}”没有改变任何一天，未作更改。`];
  return [
    `日历调整“${name}”已录入，${days.length} 天与以前不同${days.length > 0 ? `：${days.slice(0, daysShown).join('、')}${days.length > daysShown ? ' 等' : ''}` : ''}`,
    ...calendars.map(({ version, offices }) => `  日历 ${version} 适用于${offices === null ? '没有自己休息日的所有单位' : `单位 ${offices.join('、')}`}`),
  ];
}
