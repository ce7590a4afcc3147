import type { Command } from 'commander';
import { spoken } from '../../domain/decomposition.ts';
import type { TakenIn } from '../../ledger/queries/incorporations-of.ts';
import { differenceText } from '../../ledger/text-difference.ts';
import type { IncorporateAnswer } from '../incorporate.ts';
import { dateOf, milestoneFlag, textOf } from './flags.ts';
import type { CliIo } from './output.ts';
import type { Send } from './task-act.ts';
import { defineAct } from './task-act.ts';

interface IncorporateFlags {
  readonly source: string;
  readonly clause: string;
  readonly requirement: string;
  readonly expected?: string;
  readonly due?: string;
  readonly milestone?: readonly string[];
  readonly reason?: string;
}

/** 纳入: a clause of a document that came later goes into a task that exists. */
export function registerIncorporateCommand(group: Command, io: CliIo): void {
  defineAct<IncorporateFlags, IncorporateAnswer>(group, io, {
    name: 'incorporate',
    description: 'fold a clause of a document that came later into this task (纳入): its requirement has another version, its lead is told',
    flags: (command) =>
      command
        .requiredOption('--source <name>', 'the document, as source import has it')
        .requiredOption('--clause <number>', 'its clause, 第3条')
        .requiredOption('--requirement <text>', '工作要求 as it reads from now on, whole; @FILE reads it from a file')
        .option('--expected <text>', '预期成果, if it changes')
        .option('--due <date>', 'an earlier 完成时限; a later one needs an extension')
        .option('--milestone <date：text...>', 'all 阶段目标 anew; needed where some would come after the new due day')
        .option('--reason <text>', 'why into this task'),
    prepare: incorporate,
    detail: ({ incorporation }) => (incorporation ? takenInLines(incorporation) : []),
  });
}

async function incorporate({ source, clause, requirement, expected, due, milestone, reason }: IncorporateFlags): Promise<Send<IncorporateAnswer>> {
  const content = {
    source,
    clause,
    requirement: await textOf(requirement),
    ...(expected !== undefined && { expectedResult: await textOf(expected) }),
    ...(due !== undefined && { due: dateOf(due, '--due') }),
    ...(milestone !== undefined && { milestones: milestone.map(milestoneFlag) }),
    ...(reason !== undefined && { reason: await textOf(reason) }),
  };
  return (client, task, by) => client.incorporate(task, by, content);
}

/** As people read it. */
export const takenInLines = ({ version, difference, due, receivedOn, workingDays, reason, ...clause }: TakenIn): string[] => [
  `纳入 ${spoken(clause)}：${clause.clauseText}`,
  `  工作要求第 ${version} 版：${differenceText(difference)}`,
  ...(due.before === due.after ? [] : [`  现时限 ${due.after ?? '未定'}，原为 ${due.before ?? '未定'}`]),
  ...(workingDays === null ? [] : [`  ${receivedOn} 收到，纳入用时 ${workingDays} 个工作日`]),
  ...(reason === null ? [] : [`  说明：${reason}`]),
];
