import type { Command } from 'commander';
import type { ForeseenMove } from '../../domain/forecast.ts';
import { fullNumberOf } from '../../domain/task.ts';
import type { WhatIfExtension } from '../what-if.ts';
import { addProgrammeFlag, dateOf, milestoneFlag } from './flags.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import type { OverlayFlags } from './overlay-flags.ts';
import { addOverlayFlags, foreseenLines, overlayFileOf } from './overlay-flags.ts';
import { withSession } from './session.ts';
import { tableLines } from './table.ts';
import { taskKeyOf } from './task-key.ts';

interface ExtendFlags {
  readonly json?: boolean;
  readonly programme?: string;
  readonly to?: string;
  readonly milestone?: readonly string[];
}

/** 推演: what would move, before anybody says yes. Nothing is written. */
export function registerWhatIfCommands(group: Command, io: CliIo): void {
  addProgrammeFlag(group.command('extend').description('if the task were extended (延期): which days and notices would move, by nobody acting'))
    .argument('<number>', '2019/改-12, or 改-12 with --programme')
    .option('--to <date>', 'the new due day; left out: the one that the lead has applied for')
    .option('--milestone <date：text...>', '阶段目标 that would be added')
    .action((word: string, _own: unknown, self: Command) => extend(word, self.optsWithGlobals<ExtendFlags>(), io));
  addOverlayFlags(group.command('overlay').description('if days were put on top of the calendar (日历调整): which dates and notices would move'))
    .option('--programme <name>', 'only tasks of this programme')
    .action((file: string, _own: unknown, self: Command) => overlay(file, self.optsWithGlobals<OverlayFlags & { programme?: string }>(), io));
}

async function overlay(file: string, flags: OverlayFlags & { readonly programme?: string }, io: CliIo): Promise<void> {
  const supposed = overlayFileOf(file, flags);
  const found = await withSession(io, ({ client }) => client.whatIfOverlay(supposed, flags.programme), { unhurried: true });
  print(io, { json: flags.json ?? false, document: found, lines: foreseenLines(found) });
}

async function extend(word: string, { json = false, programme, to, milestone = [] }: ExtendFlags, io: CliIo): Promise<void> {
  const supposed = { ...(to !== undefined && { to: dateOf(to, '--to') }), milestones: milestone.map(milestoneFlag) };
  const found = await withSession(io, async ({ client }) => client.whatIfExtended(await taskKeyOf(word, programme, client.programmes), supposed));
  print(io, { json, document: found, lines: lines(found) });
}

const lines = ({ programme, number, currentDue, moves }: WhatIfExtension): string[] => [
  `${fullNumberOf({ programme, number })} 如延期：现时限 ${currentDue.from ?? '未定'} 改为 ${currentDue.to ?? '未定'}。其后无人办理时：`,
  ...tableLines(['事项', '原为', '改为'], moves.map(cellsOf)),
  '只是推演，什么也没有写入。',
];

const cellsOf = ({ name, from, to }: ForeseenMove): string[] => [name, from ?? '无', to ?? '无'];
