import type { Command } from 'commander';
import type { Milestone } from '../../domain/values.ts';
import { invalidInput } from '../answers.ts';
import { dateOf, milestoneFlag, textOf } from './flags.ts';
import type { CliIo } from './output.ts';
import type { Send, TaskAct } from './task-act.ts';
import { defineAct } from './task-act.ts';

/** 延期 and 重定时限: how a due day moves. Every text flag also takes @FILE. */
export function registerExtensionActs(group: Command, io: CliIo): void {
  const define = <Flags>(act: TaskAct<Flags>): void => defineAct(group, io, act);
  define<NewDueFlags & { progress: string }>({
    name: 'extend',
    description: 'apply for an extension (延期申请): by the lead, before the due day has passed',
    flags: (command) => newDueFlags(command, 'the new due day, later than the present one').requiredOption('--progress <text>', 'what has been done until now'),
    prepare: extend,
  });
  define<{ opinion: string; support?: boolean; oppose?: boolean }>({
    name: 'review-extension',
    description: 'what the supervision unit says to it (审核); the leader decides with or without',
    flags: (command) =>
      command.requiredOption('--opinion <text>', 'why').option('--support', 'for the extension (同意)').option('--oppose', 'against it (不同意)'),
    prepare: reviewExtension,
  });
  define<{ reason: string; approve?: boolean; reject?: boolean }>({
    name: 'decide-extension',
    description: 'approve or reject the extension (审批): by the leader in charge; the baseline stays',
    flags: (command) => command.requiredOption('--reason <text>', 'why').option('--approve', 'approve it (批准)').option('--reject', 'reject it (不批准)'),
    prepare: decideExtension,
  });
  define<NewDueFlags>({
    name: 'set-due',
    description: "the leader's new due day for a late task (重定时限): evaluation keeps the baseline",
    flags: (command) => newDueFlags(command, 'the new due day, today or later'),
    prepare: setDue,
  });
}

interface NewDueFlags {
  readonly to: string;
  readonly reason: string;
  readonly milestone?: readonly string[];
}

const newDueFlags = (command: Command, help: string): Command =>
  command
    .requiredOption('--to <date>', help)
    .requiredOption('--reason <text>', 'why')
    .option('--milestone <date：text...>', '阶段目标 that are added; a 长线 task needs one for each year that it newly reaches');

interface NewDue {
  readonly to: string;
  readonly reason: string;
  readonly milestones: readonly Milestone[];
}

const newDueOf = async ({ to, reason, milestone = [] }: NewDueFlags): Promise<NewDue> => ({
  to: dateOf(to, '--to'),
  reason: await textOf(reason),
  milestones: milestone.map(milestoneFlag),
});

async function extend({ progress, ...flags }: NewDueFlags & { progress: string }): Promise<Send> {
  const content = { ...(await newDueOf(flags)), progress: await textOf(progress) };
  return (client, task, by) => client.requestExtension(task, by, content);
}

async function reviewExtension({ opinion, support, oppose }: { opinion: string; support?: boolean; oppose?: boolean }): Promise<Send> {
  const content = { opinion: await textOf(opinion), supports: isFirst({ '--support': support, '--oppose': oppose }) };
  return (client, task, by) => client.reviewExtension(task, by, content);
}

async function decideExtension({ reason, approve, reject }: { reason: string; approve?: boolean; reject?: boolean }): Promise<Send> {
  const content = { reason: await textOf(reason), approved: isFirst({ '--approve': approve, '--reject': reject }) };
  return (client, task, by) => client.decideExtension(task, by, content);
}

async function setDue(flags: NewDueFlags): Promise<Send> {
  const content = await newDueOf(flags);
  return (client, task, by) => client.setDue(task, by, content);
}

/** Of two flags exactly one is said: is it the first? */
function isFirst(flags: Readonly<Record<string, boolean | undefined>>): boolean {
  const [first = '', second = ''] = Object.keys(flags);
  const said = Object.keys(flags).filter((flag) => flags[flag]);
  if (said.length === 0) throw invalidInput('FLAG_MISSING', `须写明 ${first} 或 ${second}。`, { flag: first });
  if (said.length === 2) throw invalidInput('FLAGS_CONTRADICT', `${first} 与 ${second} 只能写一个。`, { flags: said });
  return said[0] === first;
}
